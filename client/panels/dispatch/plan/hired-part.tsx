import { DeleteOutlined } from '@ant-design/icons'
import { Input } from 'antd'
import { LORRY_DEFAULTS, PLAN_LIMITS } from '../../../../data/plan-request.ts'
import { useStockpileNames } from '../../../form/feature-names.ts'
import { Action } from '../../../form/pieces.tsx'
import { QuantityInput } from '../../../form/quantity-input.tsx'
import { useText } from '../../../i18n/text.ts'
import { useAppState } from '../../../state/app-state.ts'
import { addHired, changeHired, type DraftHired } from '../../../state/plan-draft.ts'

/** As large as a county's, until something else is typed. */
export const USUAL_HIRED = {
  count: 1,
  kilograms: LORRY_DEFAULTS.county.kilograms,
  cubicMetres: LORRY_DEFAULTS.county.cubicMetres,
  readyMinutes: 0,
}

/** Lorries that belong to no stockpile: how many, of what size, where they stand, from when on. */
export const HiredPart = ({ lines }: { lines: readonly DraftHired[] }) => {
  const { t } = useText('plan')
  const place = useAppState((state) => state.place)
  if (lines.length === 0 && !place) return null
  const [lon, lat] = place?.position ?? [0, 0]
  const label = place?.label ?? `${lon.toFixed(4)}, ${lat.toFixed(4)}`
  return (
    <section className="stack">
      {lines.length > 0 && <h4>{t('hired.title')}</h4>}
      {lines.map((line) => (
        <HiredLine key={line.key} line={line} />
      ))}
      {place && lines.length < PLAN_LIMITS.mostHired && (
        <Action
          block
          label={t('hired.addAt', { name: label })}
          onClick={() =>
            addHired({ ...USUAL_HIRED, name: t('hired.name'), at: { lon, lat, label } })
          }
        />
      )}
    </section>
  )
}

const NUMBERS = [
  ['count', PLAN_LIMITS.mostLorries],
  ['kilograms', PLAN_LIMITS.mostKilograms],
  ['cubicMetres', PLAN_LIMITS.mostCubicMetres],
  ['readyMinutes', PLAN_LIMITS.mostHandlingMinutes],
] as const

const HiredLine = ({ line }: { line: DraftHired }) => {
  const { t } = useText('plan')
  const nameOf = useStockpileNames()
  const at = 'stockpileId' in line.at ? nameOf(line.at.stockpileId) : line.at.label
  return (
    <article className="block">
      <div className="row block-head">
        <Input
          className="target"
          aria-label={t('hired.who')}
          maxLength={PLAN_LIMITS.mostNameCharacters}
          value={line.name}
          onChange={({ target }) => changeHired(line.key, { name: target.value })}
        />
        <Action
          icon={DeleteOutlined}
          label={t('hired.remove')}
          onClick={() => changeHired(line.key, null)}
        />
      </div>
      <p className="secondary">{t('hired.at', { name: at })}</p>
      {NUMBERS.map(([field, most]) => (
        // biome-ignore lint/a11y/noLabelWithoutControl: the field inside is the control
        <label key={field} className="row plan-rule">
          <span>{t(`hired.${field}`)}</span>
          <QuantityInput
            className="target plan-lorries"
            aria-label={t(`hired.${field}`)}
            item={null}
            max={most}
            value={line[field]}
            onChange={(value) => changeHired(line.key, { [field]: value })}
          />
        </label>
      ))}
    </article>
  )
}
