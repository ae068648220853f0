import { PlusOutlined, StopOutlined } from '@ant-design/icons'
import { Collapse } from 'antd'
import type { ReactNode } from 'react'
import { sequenceText } from '../../../../data/pickup-words.ts'
import { HANDLING_DEFAULTS, PLAN_LIMITS } from '../../../../data/plan-request.ts'
import type { PlanLoad, TransferPlan } from '../../../../data/transfer-plan.ts'
import {
  durationText,
  localisedName,
  massText,
  senderName,
  vehiclesText,
} from '../../../../data/wording.ts'
import { usePackedWords } from '../../../api/item-sheets.ts'
import { PhoneValue } from '../../../form/phone-value.tsx'
import { Action, ReadableTag } from '../../../form/pieces.tsx'
import { QuantityInput } from '../../../form/quantity-input.tsx'
import { clockText } from '../../../form/shanghai-time.ts'
import { useText } from '../../../i18n/text.ts'
import { addHired, setLorries, toggleExcluded, usePlanDraft } from '../../../state/plan-draft.ts'
import { KitLines } from '../kit-lines.tsx'
import { USUAL_HIRED } from './hired-part.tsx'

interface LorriesFieldProps {
  stockpileId: string
  /** What the plan reckons with. */
  there?: number | undefined
}

/** Lorries that a stockpile has today, where its register says something else. */
export const LorriesField = ({ stockpileId, there }: LorriesFieldProps) => {
  const { t } = useText('plan')
  const count = usePlanDraft(({ content }) => content.lorries[stockpileId] ?? null)
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the field inside is the control
    <label className="row plan-rule">
      <span>{t('lorriesThere')}</span>
      <QuantityInput
        className="target plan-lorries"
        aria-label={t('lorriesThere')}
        item={null}
        max={PLAN_LIMITS.mostLorries}
        value={count}
        placeholder={there?.toString() ?? ''}
        onChange={(value) => setLorries(stockpileId, value)}
      />
    </label>
  )
}

/** So many are read at a glance; more are folded together, store by store. */
const MOST_OPEN = 6

/** Everything that is sent: 800 m³ of rock from forty stores are forty lines, to be opened. */
export const LoadCards = ({ plan }: { plan: TransferPlan }) => {
  const { t, language } = useText('plan')
  const card = (load: PlanLoad): ReactNode => (
    <LoadCard
      key={[load.stockpileId, load.site, load.hired, load.leavesAt, load.lines[0]?.item].join(' ')}
      load={load}
      plan={plan}
    />
  )
  if (plan.loads.length <= MOST_OPEN) return plan.loads.map(card)
  const ids = [...new Set(plan.loads.map(({ stockpileId }) => stockpileId))]
  const lorries = (loads: readonly PlanLoad[]): number =>
    loads.reduce((sum, load) => (load.round === 1 ? sum + load.lorries : sum), 0)
  const tonnes = (loads: readonly PlanLoad[]): number =>
    loads.reduce((sum, load) => sum + load.tonnes, 0)
  return (
    <Collapse
      size="small"
      items={ids.map((id) => {
        const loads = plan.loads.filter(({ stockpileId }) => stockpileId === id)
        const last = Math.max(...loads.map(({ arrivesAt }) => Date.parse(arrivesAt)))
        const label = t('fromStore', {
          name: senderName(loads[0]!, language),
          count: lorries(loads),
          mass: massText(tonnes(loads), language),
          time: clockText(last, Date.parse(plan.startAt), language),
        })
        return { key: id, label, children: <div className="stack">{loads.map(card)}</div> }
      })}
    />
  )
}

/** What one stockpile sends to one site. */
const LoadCard = ({ load, plan }: { load: PlanLoad; plan: TransferPlan }) => {
  const { t, language } = useText('plan')
  const { goods } = usePackedWords()
  const clock = (at: string): string =>
    clockText(Date.parse(at), Date.parse(plan.startAt), language)
  const site = plan.sites[load.site]
  const isDriven = load.lorries === 0
  return (
    <article className="block">
      <div className="row block-head">
        <h4>
          {senderName(load, language)}{' '}
          {load.isLate && <ReadableTag color="error">{t('lateLoad')}</ReadableTag>}
        </h4>
        {load.stockpilePhone && (
          <PhoneValue
            phone={load.stockpilePhone}
            of={{ collection: 'stockpiles', id: load.stockpileId }}
          />
        )}
      </div>
      {plan.sites.length > 1 && site && (
        <p className="secondary">{t('toSite', { site: localisedName(site, language) })}</p>
      )}
      <p>
        {t(isDriven || load.pickup ? 'drivenLoad' : 'load', {
          leaves: clock(load.leavesAt),
          duration: durationText(load.travelSeconds, language),
          // The page asks with the usual minutes; a lorry that loads elsewhere, too, is shown stop by stop below.
          unloading: HANDLING_DEFAULTS.unloadingMinutes,
          time: clock(load.arrivesAt),
        })}
        <span className="secondary">
          {' · '}
          {isDriven
            ? vehiclesText(load, language)
            : t('carries', {
                vehicles: vehiclesText(load, language),
                mass: massText(load.tonnes, language),
              })}
        </span>
      </p>
      {load.pickup && (
        <p className="secondary">{sequenceText(load, plan.loads, clock, language)}</p>
      )}
      <KitLines kits={load.kits} />
      <ul>
        {load.lines.map(({ item, batchId, batch, expiresOn, quantity }) => (
          <li key={batchId}>
            <strong>{goods(quantity, item)}</strong>
            <span className="secondary">
              {' '}
              {t('batch', { batch })}
              {expiresOn && ` · ${t('expires', { date: expiresOn })}`}
            </span>
          </li>
        ))}
      </ul>
      <div className="buttons">
        <LorriesField stockpileId={load.stockpileId} there={plan.lorriesThere[load.stockpileId]} />
        <Action
          icon={PlusOutlined}
          label={t('hired.add')}
          onClick={() =>
            addHired({
              ...USUAL_HIRED,
              name: t('hired.name'),
              at: { stockpileId: load.stockpileId },
            })
          }
        />
        <Action
          icon={StopOutlined}
          label={t('exclude')}
          onClick={() => toggleExcluded(load.stockpileId)}
        />
      </div>
    </article>
  )
}
