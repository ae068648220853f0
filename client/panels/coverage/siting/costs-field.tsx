import { SITE_KIND_NAMES, SITE_KINDS, type SiteKind } from '../../../../data/site-kinds.ts'
import { DEFAULT_COSTS, SITING_LIMITS } from '../../../../data/siting.ts'
import { FigureTable } from '../../../form/figure-table.tsx'
import { Action } from '../../../form/pieces.tsx'
import { useText } from '../../../i18n/text.ts'
import { NumberCell } from './number-field.tsx'
import { changeOptions, type SitingOptions } from './siting-options.ts'

/** What a site costs once and each year, by kind; assumptions until a bureau has put in its own. */
export const CostsField = ({ costs }: Pick<SitingOptions, 'costs'>) => {
  const { t, language } = useText('planning', 'siting')
  const isAssumed = JSON.stringify(costs) === JSON.stringify(DEFAULT_COSTS)
  const cell = (kind: SiteKind, part: 'once' | 'perYear') => (
    <NumberCell
      label={t('costOf', { kind: SITE_KINDS[kind][language], part: t(`costs.${part}`) })}
      min={0}
      max={SITING_LIMITS.mostMoney}
      precision={1}
      value={costs[kind][part]}
      onChange={(value) =>
        value !== null &&
        changeOptions({ costs: { ...costs, [kind]: { ...costs[kind], [part]: value } } })
      }
    />
  )
  return (
    <details className="fold">
      <summary className="target">{t(isAssumed ? 'costsAssumed' : 'costsOwn')}</summary>
      <FigureTable
        head={[t('kind'), t('costs.once'), t('costs.perYear')]}
        rows={SITE_KIND_NAMES.map((kind) => [
          SITE_KINDS[kind][language],
          cell(kind, 'once'),
          cell(kind, 'perYear'),
        ])}
      />
      {!isAssumed && (
        <Action
          label={t('costsReset')}
          onClick={() => changeOptions({ costs: DEFAULT_COSTS as SitingOptions['costs'] })}
        />
      )}
    </details>
  )
}
