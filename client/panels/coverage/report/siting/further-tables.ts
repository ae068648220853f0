/** Tables of the report on sites that only some answers have: periods, phases, money, fairness. */
import { SITE_KIND_NAMES, SITE_KINDS, type SiteKind } from '../../../../../data/site-kinds.ts'
import type { SitingAnswer } from '../../../../../data/siting-answer.ts'
import { costBasis } from '../../../../../data/siting-conditions.ts'
import { durationText, gapText } from '../../../../../data/wording.ts'
import { periodName } from '../../../../../data/working-day.ts'
import { dateTimeText } from '../../../../form/shanghai-time.ts'
import { shareInWords } from '../../result/figure-text.ts'
import { phaseLossText, spentByKind } from '../../siting/siting-answer.ts'
import type { FiguresTable } from './figures-table.ts'
import type { SitingReportContext } from './siting-source.ts'
import { countyName, filled } from './siting-tables.ts'

const periodsTable = ({ source, texts, language }: SitingReportContext): FiguresTable => {
  const { siting } = texts
  return filled<SitingAnswer['periods'][number]>(
    'periods',
    { title: siting('tables.periods'), note: siting('notes.periods') },
    [
      { label: siting('columns.name'), cell: (period) => periodName(period, language) },
      { label: siting('columns.time'), cell: ({ at }) => dateTimeText(Date.parse(at)) },
      { label: siting('columns.weight'), kind: 'whole', cell: ({ weight }) => weight },
      { label: siting('columns.before'), kind: 'people', cell: (each) => each.peopleInTimeBefore },
      { label: siting('columns.after'), kind: 'people', cell: (each) => each.peopleInTime },
      {
        label: siting('columns.won'),
        kind: 'people',
        cell: (each) => each.peopleInTime - each.peopleInTimeBefore,
      },
    ],
    source.answer.periods,
  )
}

/** "已证明最优", or how far from the best at most. */
const proofOf = (
  { proved, gapPercent }: { readonly proved: boolean; readonly gapPercent: number },
  { planning }: SitingReportContext['texts'],
): string =>
  proved
    ? planning('siting.phaseTable.proved')
    : planning('siting.within', { gap: gapText(gapPercent) })

const phasesTable = ({
  source: { answer },
  texts,
  language,
}: SitingReportContext): FiguresTable => {
  const { siting } = texts
  const { phases, query } = answer
  const note = phaseLossText(answer, { t: texts.planning, language })
  return filled<SitingAnswer['phases'][number]>(
    'phases',
    {
      title: siting('tables.phases'),
      ...(note !== null && { note }),
    },
    [
      { label: siting('columns.phase'), cell: ({ name }) => name },
      {
        label: siting(query.budget ? 'columns.mostMoney' : 'columns.most'),
        kind: 'tenth',
        cell: ({ most }) => most,
      },
      { label: siting('columns.sites'), kind: 'whole', cell: ({ sites }) => sites },
      { label: siting('columns.won'), kind: 'people', cell: ({ peopleWon }) => peopleWon },
      { label: siting('columns.proof'), cell: (phase) => proofOf(phase, texts) },
    ],
    phases,
  )
}

const moneyTable = ({
  source: { answer },
  texts,
  language,
}: SitingReportContext): FiguresTable[] => {
  const { siting, planning } = texts
  const { budget } = answer.query
  if (budget === null) return []
  const spent = spentByKind(answer.sites)
  const { most, years } = budget
  return [
    filled<SiteKind>(
      'money',
      {
        title: siting('tables.money'),
        note: `${planning('siting.budget.most', { most: most.toLocaleString('en-US'), years })} · ${siting('notes.money')}`,
      },
      [
        {
          label: siting('columns.kind'),
          cell: (kind) => SITE_KINDS[kind][language],
          total: siting('total'),
        },
        {
          label: siting('columns.sites'),
          kind: 'whole',
          cell: (kind) => spent.get(kind)?.sites ?? 0,
          total: answer.sites.length,
        },
        {
          label: siting('columns.cost'),
          kind: 'tenth',
          cell: (kind) => spent.get(kind)?.cost ?? 0,
          total: answer.spent,
        },
        { label: siting('columns.once'), kind: 'tenth', cell: (kind) => budget.costs[kind].once },
        {
          label: siting('columns.perYear'),
          kind: 'tenth',
          cell: (kind) => budget.costs[kind].perYear,
        },
        {
          label: siting('columns.basis'),
          cell: (kind) => costBasis(kind, budget)[language],
        },
      ],
      SITE_KIND_NAMES,
    ),
  ]
}

const GINI_DECIMALS = 3

const fairnessTable = ({ source, texts, language }: SitingReportContext): FiguresTable[] => {
  const { siting, planning } = texts
  const { fairness } = source.answer
  if (fairness === null) return []
  type Side = (typeof fairness)['before']
  const worst = ({ worstCounty }: Side): string =>
    worstCounty
      ? `${countyName(source, worstCounty.code)} ${shareInWords({ people: 1, peopleInTime: worstCounty.share }, null)}`
      : '–'
  const p90 = ({ p90Seconds }: Side): string =>
    p90Seconds === null ? planning('siting.fairness.unreached') : durationText(p90Seconds, language)
  const measures: [label: string, of: (side: Side) => string][] = [
    [planning('siting.figures.worst'), worst],
    [planning('siting.fairness.p90'), p90],
    [planning('siting.fairness.gini'), ({ gini }) => gini.toFixed(GINI_DECIMALS)],
  ]
  return [
    filled<(typeof measures)[number]>(
      'fairness',
      { title: siting('tables.fairness'), note: planning('siting.fairness.hint') },
      [
        { label: siting('columns.measure'), cell: ([label]) => label },
        { label: siting('columns.today'), cell: ([, of]) => of(fairness.before) },
        { label: siting('columns.built'), cell: ([, of]) => of(fairness.after) },
      ],
      measures,
    ),
  ]
}

/** After those of sites and of counties: only what the answer has. */
export const furtherTables = (context: SitingReportContext): FiguresTable[] => {
  const { periods, phases } = context.source.answer
  return [
    ...(periods.length > 1 ? [periodsTable(context)] : []),
    ...(phases.length > 0 ? [phasesTable(context)] : []),
    ...moneyTable(context),
    ...fairnessTable(context),
  ]
}
