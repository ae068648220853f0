import { Input } from 'antd'
import { SITING_LIMITS } from '../../../../data/siting.ts'
import { numberText } from '../../../../data/wording.ts'
import { FigureTable } from '../../../form/figure-table.tsx'
import { Action } from '../../../form/pieces.tsx'
import { useText } from '../../../i18n/text.ts'
import { NumberCell } from './number-field.tsx'
import {
  changeOptions,
  phasedOf,
  type SitingOptions,
  sumOfPhases,
  withoutPhase,
  withPhase,
} from './siting-options.ts'

const MOST_NAME_CHARACTERS = 20
const NUMERALS = '一二三四五六七八九十'

/** Sites or money of one year after the other; their sum is shown while they are typed. */
export const PhasesField = ({ options }: { options: SitingOptions }) => {
  const { t, language } = useText('planning', 'siting')
  const { phases, limit } = options
  const all = phasedOf(options)
  const sum = sumOfPhases(options)
  const isByNumber = limit === 'number'
  const change = (index: number, values: Partial<SitingOptions['phases'][number]>): void =>
    changeOptions({
      phases: phases.map((phase, at) => (at === index ? { ...phase, ...values } : phase)),
    })
  const name = (index: number): string =>
    language === 'zh' ? `${NUMERALS[index]}期` : `Phase ${index + 1}`
  const add = (): void => changeOptions({ phases: withPhase(options, name(phases.length)) })
  return (
    <details className="fold" open={phases.length > 0}>
      <summary className="target">{t('phases.heading')}</summary>
      <p className="secondary">{t('phases.hint')}</p>
      {phases.length > 0 && (
        <FigureTable
          head={[
            t('phases.number'),
            t('phases.name'),
            t(isByNumber ? 'phases.sites' : 'phases.money'),
            '',
          ]}
          rows={phases.map((phase, index) => [
            String(index + 1),
            <Input
              key="name"
              className="target"
              aria-label={t('phases.nameOf', { number: index + 1 })}
              maxLength={MOST_NAME_CHARACTERS}
              value={phase.name}
              onChange={({ target }) => change(index, { name: target.value })}
            />,
            <NumberCell
              key="most"
              label={t(isByNumber ? 'phases.sitesOf' : 'phases.moneyOf', { name: phase.name })}
              min={0}
              max={SITING_LIMITS.mostMoney}
              precision={isByNumber ? 0 : 1}
              value={phase.most}
              onChange={(most) => most !== null && change(index, { most })}
            />,
            <Action
              key="remove"
              label={t('phases.remove')}
              aria-label={t('phases.removeOf', { name: phase.name })}
              onClick={() => changeOptions({ phases: withoutPhase(phases, index) })}
            />,
          ])}
        />
      )}
      {phases.length > 0 && (
        <p role="status" className={sum === all ? 'secondary' : 'bad-news'}>
          {t(isByNumber ? 'phases.sumOfSites' : 'phases.sumOfMoney', {
            sum: numberText(sum, language),
            all: numberText(all, language),
          })}
        </p>
      )}
      {phases.length < SITING_LIMITS.mostPhases && <Action label={t('phases.add')} onClick={add} />}
    </details>
  )
}
