import { Collapse, Switch } from 'antd'
import { PLAN_RULE_NAMES, PLAN_RULES } from '../../../../data/transfer-plan.ts'
import { Action } from '../../../form/action.tsx'
import { useStockpileNames } from '../../../form/feature-names.ts'
import { useText } from '../../../i18n/text.ts'
import { editPlan, type PlanContent, setRule, toggleExcluded } from '../../../state/plan-draft.ts'

/** Emergency, the rules a plan keeps, and the stockpiles that shall not send. */
export const RulesPart = ({ content }: { content: PlanContent }) => {
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
  <label className="plan-rule target">
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
        <div key={id} className="block-head">
          <span>{nameOf(id)}</span>
          <Action label={t('letSend')} onClick={() => toggleExcluded(id)} />
        </div>
      ))}
    </section>
  )
}
