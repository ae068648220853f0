import { Button } from 'antd'
import { useState } from 'react'
import type { TransferPlan } from '../../../../data/transfer-plan.ts'
import { numberText } from '../../../form/number-text.ts'
import { clockText } from '../../../form/shanghai-time.ts'
import { useDispatchText } from '../../../i18n/dispatch-texts.ts'
import { editPlan, type PlanContent, usePlanDraft } from '../../../state/plan-draft.ts'

interface KeptPlan {
  readonly plan: TransferPlan
  readonly content: PlanContent
}

/** A plan put aside, and the present one beside it figure by figure. */
export const ComparePart = ({ plan }: { plan: TransferPlan }) => {
  const { t, language } = useDispatchText('plan')
  const content = usePlanDraft((draft) => draft.content)
  const [kept, setKept] = useState<KeptPlan | null>(null)
  if (!kept) {
    return (
      <Button className="target" onClick={() => setKept({ plan, content })}>
        {t('compareKeep')}
      </Button>
    )
  }
  const rows = [
    [
      t('inTimeShare'),
      (each: TransferPlan) => `${numberText(each.figures.inTimeShare * 100, language)} %`,
    ],
    [
      t('lastArrival'),
      (each: TransferPlan) =>
        each.figures.lastArrivalAt
          ? clockText(Date.parse(each.figures.lastArrivalAt), Date.parse(each.startAt), language)
          : '–',
    ],
    [t('lorries'), (each: TransferPlan) => numberText(each.figures.lorries, language)],
    [t('tonneMinutes'), (each: TransferPlan) => numberText(each.figures.tonneMinutes, language)],
    [
      t('loads'),
      (each: TransferPlan) =>
        each.loads.map(({ stockpileName, lorries }) => `${stockpileName} ×${lorries}`).join('、'),
    ],
  ] as const
  return (
    <section className="plan-compare">
      <h3>{t('compareTitle')}</h3>
      <table>
        <thead>
          <tr>
            <td />
            <th scope="col">{t('compareA')}</th>
            <th scope="col">{t('compareThis')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([label, value]) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td>{value(kept.plan)}</td>
              <td>{value(plan)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="plan-chips">
        <Button className="target" onClick={() => editPlan(() => kept.content)}>
          {t('compareRestore')}
        </Button>
        <Button className="target" onClick={() => setKept(null)}>
          {t('compareForget')}
        </Button>
      </div>
    </section>
  )
}
