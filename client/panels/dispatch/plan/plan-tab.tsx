import { DeleteOutlined, RedoOutlined, UndoOutlined } from '@ant-design/icons'
import { Collapse, Switch } from 'antd'
import { useMemo } from 'react'
import { PLAN_RULE_NAMES, PLAN_RULES } from '../../../../data/plan-request.ts'
import { useTransferPlan } from '../../../api/transfers.ts'
import { useStockpileNames } from '../../../form/feature-names.ts'
import { Action, EmptyNote } from '../../../form/pieces.tsx'
import { useDebounced } from '../../../form/use-debounced.ts'
import { useText } from '../../../i18n/text.ts'
import { useAppState } from '../../../state/app-state.ts'
import {
  clearPlan,
  editPlan,
  isPlanned,
  type PlanContent,
  planPlace,
  redoPlan,
  setRule,
  toggleExcluded,
  undoPlan,
  usePlanDraft,
} from '../../../state/plan-draft.ts'
import { planInputOf, plannedSites } from '../../../state/plan-question.ts'
import { AimsPart } from './aims-part.tsx'
import { ConfirmPart } from './confirm-part.tsx'
import { HiredPart } from './hired-part.tsx'
import { PlanAnswer, usePaintedPlan } from './plan-answer.tsx'
import { SiteCard } from './site-card.tsx'
import './plan.css'

/** A quantity is typed digit by digit; the plan waits for the next one this long. */
const TYPING_MILLISECONDS = 250

/** Who wants what by when, the plan for it, and its confirmation. */
export const PlanTab = () => {
  const { t } = useText('plan')
  const content = usePlanDraft((draft) => draft.content)
  const input = useMemo(() => planInputOf(content), [content])
  const planned = useMemo(() => plannedSites(content), [content])
  const asked = useDebounced(input, TYPING_MILLISECONDS)
  const answer = useTransferPlan(asked)
  // Confirmed is what stands in the form: not what stood there before the last keystroke.
  const isCurrent = input !== null && asked === input && !answer.isPlaceholderData
  usePaintedPlan(input ? answer.data : undefined)
  return (
    <div className="stack">
      <PlanTools />
      {content.sites.length === 0 && <EmptyNote text={t('how')} />}
      {content.sites.map((site, index) => (
        <SiteCard
          key={site.key}
          site={site}
          number={index + 1}
          planned={input ? answer.data?.sites[planned.indexOf(site)] : undefined}
        />
      ))}
      <AddPlace />
      {content.sites.length > 0 && <RulesPart content={content} />}
      {input && <PlanAnswer answer={answer} input={input} />}
      <ConfirmPart plan={input ? answer.data : undefined} isCurrent={isCurrent} input={input} />
    </div>
  )
}

const PlanTools = () => {
  const { t } = useText('plan')
  const canUndo = usePlanDraft(({ past }) => past.length > 0)
  const canRedo = usePlanDraft(({ future }) => future.length > 0)
  const isEmpty = usePlanDraft(({ content }) => content.sites.length === 0)
  return (
    <div className="buttons">
      <Action icon={UndoOutlined} disabled={!canUndo} label={t('undo')} onClick={undoPlan} />
      <Action icon={RedoOutlined} disabled={!canRedo} label={t('redo')} onClick={redoPlan} />
      <Action icon={DeleteOutlined} disabled={isEmpty} label={t('clear')} onClick={clearPlan} />
    </div>
  )
}

/** The place that was asked about on the map, as one more site. */
const AddPlace = () => {
  const { t } = useText('plan')
  const place = useAppState((state) => state.place)
  const isThere = usePlanDraft(({ content }) => place !== null && isPlanned(content, place))
  if (!place || isThere) return null
  const [lon, lat] = place.position
  const name = place.label ?? `${lon.toFixed(4)}, ${lat.toFixed(4)}`
  return <Action block label={t('addPlace', { name })} onClick={() => planPlace(place, name)} />
}

/** Emergency, the rules a plan keeps, and the stockpiles that shall not send. */
const RulesPart = ({ content }: { content: PlanContent }) => {
  const { t, language } = useText('plan')
  const { emergency, rules } = content
  return (
    <>
      <Line
        label={t('emergency')}
        isOn={emergency}
        onChange={(isOn) => editPlan((draft) => ({ ...draft, emergency: isOn }))}
      />
      <Excluded ids={content.exclude} />
      <HiredPart lines={content.hired ?? []} />
      <Collapse
        size="small"
        items={[
          {
            key: 'rules',
            label: t('rules'),
            children: PLAN_RULE_NAMES.map((rule) => (
              <Line
                key={rule}
                label={PLAN_RULES[rule][language]}
                isOn={(rules[rule] ?? true) && !(rule === 'keepReserves' && emergency)}
                isDisabled={rule === 'keepReserves' && emergency}
                onChange={(isOn) => setRule(rule, isOn)}
              />
            )),
          },
          { key: 'aims', label: t('aims'), children: <AimsPart content={content} /> },
        ]}
      />
    </>
  )
}

interface LineProps {
  label: string
  isOn: boolean
  isDisabled?: boolean
  onChange: (isOn: boolean) => void
}

const Line = ({ label, isOn, isDisabled = false, onChange }: LineProps) => (
  // biome-ignore lint/a11y/noLabelWithoutControl: the switch inside is the control
  <label className="row plan-rule target">
    <Switch checked={isOn} disabled={isDisabled} onChange={onChange} aria-label={label} />
    <span>{label}</span>
  </label>
)

const Excluded = ({ ids }: { ids: readonly string[] }) => {
  const { t } = useText('plan')
  const nameOf = useStockpileNames()
  if (ids.length === 0) return null
  return (
    <section>
      <h4>{t('excluded')}</h4>
      {ids.map((id) => (
        <div key={id} className="row block-head">
          <span>{nameOf(id)}</span>
          <Action label={t('letSend')} onClick={() => toggleExcluded(id)} />
        </div>
      ))}
    </section>
  )
}
