import type { TransferPlan } from '../../../../data/transfer-plan.ts'
import { listText, numberText, senderName, vehiclesText } from '../../../../data/wording.ts'
import { FigureTable } from '../../../form/figure-table.tsx'
import { Action } from '../../../form/pieces.tsx'
import { clockText } from '../../../form/shanghai-time.ts'
import { useText } from '../../../i18n/text.ts'
import { comparePlan, editPlan, useComparedPlan, usePlanDraft } from '../../../state/plan-draft.ts'

const PERCENT = 100

/** Puts the present plan aside; gone while one is. */
export const CompareButton = ({ plan }: { plan: TransferPlan }) => {
  const { t } = useText('plan')
  const content = usePlanDraft((draft) => draft.content)
  const kept = useComparedPlan((compared) => compared.kept)
  return kept ? null : (
    <Action label={t('compareKeep')} onClick={() => comparePlan({ plan, content })} />
  )
}

/** The plan put aside, and the present one beside it figure by figure. */
export const ComparePart = ({ plan }: { plan: TransferPlan }) => {
  const { t, language } = useText('plan')
  const kept = useComparedPlan((compared) => compared.kept)
  if (!kept) return null
  const rows = [
    [
      t('inTimeShare'),
      (each: TransferPlan) => `${numberText(each.figures.inTimeShare * PERCENT, language)}%`,
    ],
    [
      t('lastArrival'),
      (each: TransferPlan) =>
        each.figures.lastArrivalAt
          ? clockText(Date.parse(each.figures.lastArrivalAt), Date.parse(each.startAt), language)
          : '–',
    ],
    [t('lorries'), (each: TransferPlan) => numberText(each.figures.lorries, language)],
    [
      t('reservesUsed'),
      (each: TransferPlan) => numberText(each.figures.reserveBreaches.length, language),
    ],
    [
      t('tonneMinutes'),
      (each: TransferPlan) => numberText(Math.round(each.figures.tonneMinutes), language),
    ],
    [
      t('loads'),
      (each: TransferPlan) =>
        listText(
          each.loads.map((load) => `${senderName(load, language)} ${vehiclesText(load, language)}`),
          language,
        ),
    ],
  ] as const
  return (
    <section className="stack">
      <h3>{t('compareTitle')}</h3>
      <FigureTable
        className="plan-compare"
        head={['', t('compareA'), t('compareThis')]}
        rows={rows.map(([label, value]) => [label, value(kept.plan), value(plan)])}
      />
      <div className="buttons">
        <Action label={t('compareRestore')} onClick={() => editPlan(() => kept.content)} />
        <Action label={t('compareForget')} onClick={() => comparePlan(null)} />
      </div>
    </section>
  )
}
