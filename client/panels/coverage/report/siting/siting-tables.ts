/** The tables of the report on sites: the sites, counties before and after, periods, phases, money, fairness. */
import type { CoverageAnswer } from '../../../../../data/coverage.ts'
import type { Cell } from '../../../../../data/sheet-xml.ts'
import { SITE_KINDS, type SiteKind } from '../../../../../data/site-kinds.ts'
import {
  DEFAULT_COSTS,
  SITING_PROBLEMS,
  type Site,
  type SitingAnswer,
} from '../../../../../data/siting.ts'
import { durationText, gapText, localisedName } from '../../../../../data/wording.ts'
import { dateTimeText } from '../../../../form/shanghai-time.ts'
import { bandByCode, shareInWords } from '../../result/figure-text.ts'
import { sumOf } from '../../result/tables/table-rows.ts'
import { dayPartOf, spentByKind } from '../../siting/siting-answer.ts'
import type { FigureColumn, FiguresTable } from './figures-table.ts'
import type { SitingReportContext, SitingReportSource } from './siting-source.ts'

/** A column with what a row has in it. */
type Told<Row> = FigureColumn & { readonly cell: (row: Row) => Cell; readonly total?: Cell }

const filled = <Row>(
  id: string,
  heading: Pick<FiguresTable, 'title' | 'note'>,
  columns: readonly Told<Row>[],
  rows: readonly Row[],
): FiguresTable => ({
  id,
  ...heading,
  columns,
  rows: rows.map((row) => columns.map(({ cell }) => cell(row))),
  ...(columns.some(({ total }) => total !== undefined) && {
    total: columns.map(({ total }) => total ?? null),
  }),
})

export const countyName = (
  { countyNames }: Pick<SitingReportSource, 'countyNames'>,
  code: string,
) => countyNames.get(code) ?? code

/** Every site, in the order of their numbers. */
export const sitesTable = ({ source, texts, language }: SitingReportContext): FiguresTable => {
  const { siting } = texts
  const { answer, townNames } = source
  const { query, phases, stability, sites, spent } = answer
  const gain = SITING_PROBLEMS[query.problem].gain[language]
  const columns: (Told<Site> | false)[] = [
    {
      label: siting('columns.rank'),
      kind: 'whole',
      cell: ({ rank }) => rank,
      total: siting('total'),
    },
    { label: siting('columns.place'), cell: (site) => localisedName(site, language) },
    { label: siting('columns.kind'), cell: ({ kind }) => SITE_KINDS[kind][language] },
    { label: siting('columns.county'), cell: ({ countyCode }) => countyName(source, countyCode) },
    { label: siting('columns.town'), cell: ({ townCode }) => townNames.get(townCode) ?? townCode },
    { label: siting('columns.longitude'), kind: 'degrees', cell: ({ lon }) => lon },
    { label: siting('columns.latitude'), kind: 'degrees', cell: ({ lat }) => lat },
    { label: siting('columns.station'), on: 'workbook', cell: ({ stationId }) => stationId },
    {
      label: siting('columns.won'),
      kind: 'people',
      cell: ({ peopleWon }) => peopleWon,
      total: sumOf(sites, ({ peopleWon }) => peopleWon),
    },
    query.problem.startsWith('p-') && { label: gain, kind: 'tenth', cell: (site) => site.gain },
    query.budget !== null && {
      label: siting('columns.cost'),
      kind: 'tenth',
      cell: ({ cost }) => cost,
      total: spent,
    },
    phases.length > 0 && {
      label: siting('columns.phase'),
      cell: ({ phase }) => (phase === null ? null : (phases[phase]?.name ?? null)),
    },
    stability !== null && {
      label: siting('columns.stability', { cases: stability.cases }),
      kind: 'whole',
      cell: ({ rank }) => stability.chosen[rank - 1] ?? null,
    },
    sites.some(({ isMust }) => isMust) && {
      label: siting('columns.must'),
      cell: ({ isMust }) => (isMust ? siting('columns.yes') : null),
    },
  ]
  return filled(
    'sites',
    { title: siting('tables.sites'), note: siting('notes.sites') },
    columns.filter((column) => column !== false),
    [...sites].sort((a, b) => a.rank - b.rank),
  )
}

const ENDS = ['slow', 'nominal', 'fast'] as const
const END_WORDS = { slow: 'columns.slow', nominal: 'columns.usual', fast: 'columns.fast' } as const

type County = CoverageAnswer['byCounty'][number]

/** Shares of a workbook: at the speeds on record, and where there is a band at both of its ends. */
const shareColumns = (
  { band, byCounty }: CoverageAnswer,
  label: string,
  { siting }: SitingReportContext['texts'],
): Told<County>[] => {
  const shareIn = (areas: readonly { readonly code: string; readonly share: number }[]) => {
    const byCode = new Map(areas.map(({ code, share }) => [code, share]))
    return ({ code }: County): Cell => byCode.get(code) ?? null
  }
  const column = (words: string, cell: Told<County>['cell']): Told<County> => ({
    ...{ label: words, kind: 'share', on: 'workbook', cell },
  })
  return band
    ? ENDS.map((end) =>
        column(siting(END_WORDS[end], { share: label }), shareIn(band[end].byCounty)),
      )
    : [column(label, shareIn(byCounty))]
}

const wordsColumn = ({ band, byCounty, summary }: CoverageAnswer, label: string): Told<County> => {
  const ends = band && bandByCode(band)
  const byCode = new Map(byCounty.map((county) => [county.code, county]))
  return {
    label,
    kind: 'share',
    on: 'paper',
    cell: ({ code }) => {
      const served = byCode.get(code)
      return served ? shareInWords(served, ends?.get(code) ?? null) : null
    },
    total: shareInWords(summary, band),
  }
}

/** What the sites change for each county. */
export const countiesTable = ({ source, texts, language }: SitingReportContext): FiguresTable => {
  const { siting } = texts
  const { answer, before, after } = source
  const afterByCode = new Map(after.byCounty.map((county) => [county.code, county]))
  const builtIn = ({ code }: County): number => afterByCode.get(code)?.peopleInTime ?? 0
  const won = (county: County): number => builtIn(county) - county.peopleInTime
  const sitesIn = ({ code }: County): number =>
    answer.sites.filter(({ countyCode }) => countyCode === code).length
  const counties = [...before.byCounty].sort((a, b) => won(b) - won(a))
  const sum = (of: (county: County) => number): number => sumOf(counties, of)
  const [today, built] = [siting('columns.shareBefore'), siting('columns.shareAfter')]
  return filled<County>(
    'counties',
    { title: siting('tables.counties'), note: siting('notes.counties') },
    [
      {
        label: siting('columns.county'),
        isWhole: true,
        cell: (county) => localisedName(county, language),
        total: siting('total'),
      },
      { label: siting('columns.sites'), kind: 'whole', cell: sitesIn, total: answer.sites.length },
      {
        label: siting('columns.people'),
        kind: 'people',
        cell: ({ people }) => people,
        total: sum(({ people }) => people),
      },
      {
        label: siting('columns.before'),
        kind: 'people',
        cell: ({ peopleInTime }) => peopleInTime,
        total: sum(({ peopleInTime }) => peopleInTime),
      },
      { label: siting('columns.after'), kind: 'people', cell: builtIn, total: sum(builtIn) },
      { label: siting('columns.won'), kind: 'people', cell: won, total: sum(won) },
      wordsColumn(before, today),
      wordsColumn(after, built),
      ...shareColumns(before, today, texts),
      ...shareColumns(after, built, texts),
    ],
    counties,
  )
}

/** What a part of the day is called. */
export const periodName = (
  { name, at }: { readonly name: string | null; readonly at: string },
  { coverage }: Pick<SitingReportContext['texts'], 'coverage'>,
): string => {
  const part = dayPartOf(at)
  return name ?? (part ? coverage(`strip.periods.${part}`) : dateTimeText(Date.parse(at)))
}

const periodsTable = ({ source, texts }: SitingReportContext): FiguresTable => {
  const { siting } = texts
  return filled<SitingAnswer['periods'][number]>(
    'periods',
    { title: siting('tables.periods'), note: siting('notes.periods') },
    [
      { label: siting('columns.name'), cell: (period) => periodName(period, texts) },
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

const phasesTable = ({ source: { answer }, texts }: SitingReportContext): FiguresTable => {
  const { siting, planning } = texts
  const { phases, phaseLoss, query } = answer
  return filled<SitingAnswer['phases'][number]>(
    'phases',
    {
      title: siting('tables.phases'),
      ...(phaseLoss !== null && {
        note: planning('siting.phaseTable.loss', { people: phaseLoss.toLocaleString('en-US') }),
      }),
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

/** Whether a kind costs what is assumed, or what somebody has said. */
export const costBasis = (
  kind: SiteKind,
  { costs }: NonNullable<SitingAnswer['query']['budget']>,
): 'assumed' | 'given' => {
  const { once, perYear } = DEFAULT_COSTS[kind]
  return costs[kind].once === once && costs[kind].perYear === perYear ? 'assumed' : 'given'
}

export const KINDS = Object.keys(SITE_KINDS) as SiteKind[]

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
          cell: (kind) => siting(`cost.${costBasis(kind, budget)}`),
        },
      ],
      KINDS,
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
