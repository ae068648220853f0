/** The report as words and figures: its tables, its conditions, what it rests on. */
import type { Language } from '../../../../data/bilingual.ts'
import type { AreaCoverage, CoverageAnswer, Gap } from '../../../../data/coverage.ts'
import {
  bandCondition,
  condition,
  conditionLine,
  coverageConditions,
  momentConditions,
} from '../../../../data/coverage-conditions.ts'
import { toLocalMinute } from '../../../../data/local-time.ts'
import { durationText, listText, localisedName, numberText } from '../../../../data/wording.ts'
import type { PrintColumn, PrintTableProps } from '../../../print/print-pages.tsx'
import {
  arrivalText,
  bandByCode,
  peopleChangeByCode,
  shareInWords,
  signedText,
} from '../result/figure-text.ts'
import { remedyText } from '../result/tables/remedy.ts'
import { namesByCode, sumOf } from '../result/tables/table-rows.ts'
import type { ReportSettings, ReportSource, ReportTableId, ReportTexts } from './report-source.ts'

export interface ReportContext {
  readonly source: ReportSource
  readonly settings: ReportSettings
  readonly texts: ReportTexts
  readonly language: Language
}

type Body = Pick<PrintTableProps, 'columns' | 'rows' | 'total'>

const lowestShareFirst = (a: AreaCoverage, b: AreaCoverage): number =>
  a.share - b.share || b.people - b.peopleInTime - (a.people - a.peopleInTime)

const figure = (label: string): PrintColumn => ({ label, kind: 'figure' })

/** "任城区 唐口街道": there are towns of the same name. */
const townNames = ({ source, texts, language }: ReportContext) => {
  const counties = namesByCode(source.answer.byCounty, language)
  return (town: { countyCode: string; name: string; nameEn: string | null }): string => {
    const name = localisedName(town, language)
    const county = counties.get(town.countyCode)
    return county ? texts.report('townOf', { county, town: name }) : name
  }
}

/** Counties or towns from the lowest share to the highest. */
const areas = <Area extends AreaCoverage>(
  { source, texts, language }: ReportContext,
  all: readonly Area[],
  label: string,
  nameOf: (area: Area) => string,
): Pick<Body, 'columns' | 'rows'> => {
  const { report, coverage } = texts
  const { changes, band } = source.answer
  const changeOf = changes && peopleChangeByCode(changes)
  const endsByCode = band && bandByCode(band)
  return {
    columns: [
      { label },
      figure(coverage('tables.columns.people')),
      figure(report('columns.inTime')),
      figure(coverage('tables.columns.share')),
      figure(coverage('tables.columns.worst')),
      ...(changes ? [figure(coverage('tables.columns.change'))] : []),
    ],
    rows: [...all]
      .sort(lowestShareFirst)
      .map((area) => [
        nameOf(area),
        numberText(area.people, language),
        numberText(area.peopleInTime, language),
        shareInWords(area, endsByCode?.get(area.code) ?? null),
        arrivalText(area.worstSeconds, language, coverage('tables.unreachable')),
        ...(changeOf ? [signedText(changeOf.get(area.code) ?? 0, language)] : []),
      ]),
  }
}

/** The latest of all; null where one is never reached. */
const latest = (all: readonly AreaCoverage[]): number | null => {
  const seconds = all.map(({ worstSeconds }) => worstSeconds)
  return seconds.includes(null) ? null : Math.max(...seconds.map(Number))
}

const counties = (context: ReportContext): Body => {
  const { texts, language } = context
  const { byCounty, changes, band } = context.source.answer
  const people = sumOf(byCounty, (county) => county.people)
  const inTime = sumOf(byCounty, (county) => county.peopleInTime)
  const label = texts.report('columns.county')
  return {
    ...areas(context, byCounty, label, (county) => localisedName(county, language)),
    total: [
      texts.coverage('tables.total'),
      numberText(people, language),
      numberText(inTime, language),
      shareInWords({ people, peopleInTime: inTime }, band),
      arrivalText(latest(byCounty), language, texts.coverage('tables.unreachable')),
      ...(changes ? [signedText(changes.people, language)] : []),
    ],
  }
}

const towns = (context: ReportContext): Body =>
  areas(
    context,
    context.source.answer.byTown,
    context.texts.report('columns.town'),
    townNames(context),
  )

/** "最近：唐口站，12 分 · 在唐口街道新建一站，可使 12,340 人达标". */
const gapDetail = ({ texts, language }: ReportContext, { nearest, remedy }: Gap): string =>
  [
    nearest
      ? texts.coverage('gap.nearest', {
          station: localisedName(nearest, language),
          time: durationText(nearest.seconds, language),
        })
      : texts.coverage('gap.noStation'),
    remedy ? remedyText(remedy, language, texts.coverage) : texts.report('noRemedy'),
  ].join(' · ')

const gaps = (context: ReportContext): Body => {
  const { source, texts, language } = context
  const { report, coverage } = texts
  const nameOf = townNames(context)
  const all = source.answer.gaps
  return {
    columns: [
      { label: coverage('tables.columns.rank'), kind: 'rank' },
      { label: report('columns.place'), kind: 'whole' },
      figure(report('columns.notInTime')),
      figure(coverage('tables.columns.worst')),
      { label: report('columns.remedy') },
    ],
    rows: all.map((gap) => [
      String(gap.rank),
      nameOf(gap),
      numberText(gap.people, language),
      arrivalText(gap.worstSeconds, language, coverage('tables.unreachable')),
      gapDetail(context, gap),
    ]),
    total: [
      '',
      report('totalOf', { count: numberText(all.length, language) }),
      numberText(
        sumOf(all, ({ people }) => people),
        language,
      ),
      '',
      '',
    ],
  }
}

const measures = ({ source, texts, language }: ReportContext): Body => ({
  columns: [
    { label: texts.coverage('tables.columns.rank'), kind: 'rank' },
    { label: texts.report('columns.measure') },
    { label: texts.report('columns.words') },
  ],
  rows: source.measures.map(({ name, words }, place) => [
    String(place + 1),
    name,
    listText(words, language),
  ]),
})

const differences = (context: ReportContext): Body => {
  const { source, texts, language } = context
  const { byTown, changes, band } = source.answer
  const endsByCode = band && bandByCode(band)
  const nameOf = townNames(context)
  const now = new Map(byTown.map((town) => [town.code, town]))
  const changed = (changes?.byTown ?? [])
    .filter(({ people }) => people !== 0)
    .sort((a, b) => Math.abs(b.people) - Math.abs(a.people))
  return {
    columns: [
      { label: texts.report('columns.town') },
      figure(texts.report('columns.inTime')),
      figure(texts.coverage('tables.columns.share')),
      figure(texts.coverage('tables.columns.change')),
    ],
    rows: changed.map((town) => {
      const { people = 0, peopleInTime = 0 } = now.get(town.code) ?? {}
      return [
        nameOf(town),
        numberText(peopleInTime, language),
        shareInWords({ people, peopleInTime }, endsByCode?.get(town.code) ?? null),
        signedText(town.people, language),
      ]
    }),
  }
}

const BODIES: Readonly<Record<ReportTableId, (context: ReportContext) => Body>> = {
  counties,
  gaps,
  towns,
  measures,
  differences,
}

/** Every county looks for itself, and a scenario is the sum of its measures. */
const COMPLETE: readonly ReportTableId[] = ['counties', 'measures']

/** The chosen tables; those about a scenario only where there is one. */
export const reportTables = (
  context: ReportContext,
): (PrintTableProps & { id: ReportTableId })[] => {
  const { source, settings, texts, language } = context
  const { report } = texts
  const hasScenario = source.answer.changes !== null
  return settings.tables
    .filter((id) => hasScenario || (id !== 'measures' && id !== 'differences'))
    .map((id) => {
      const body = BODIES[id](context)
      const most = COMPLETE.includes(id) ? body.rows.length : settings.mostRows
      const left = body.rows.length - most
      const note = id === 'gaps' && settings.extent === 'none' ? 'gapsAlone' : id
      return {
        ...body,
        id,
        title: report(`tables.${id}`),
        note: report(`notes.${note}`),
        empty: report(`empty.${id}`),
        rows: body.rows.slice(0, most),
        more: left > 0 ? report('more', { count: numberText(left, language) }) : null,
      }
    })
}

export const conditions = (answer: CoverageAnswer, language: Language): string[] => {
  const { query, day, band } = answer
  const mapped = toLocalMinute(new Date(query.at))
  return [
    ...momentConditions(query.at, day?.periods ?? []),
    ...(day ? [condition('地图与缺口的时刻', 'Map and gaps are of', mapped)] : []),
    ...coverageConditions(answer),
    ...(band ? [bandCondition(band)] : []),
  ].map((each) => conditionLine(each)[language])
}

export const basis = (
  { revision, gaps }: CoverageAnswer,
  { report, coverage }: ReportTexts,
): string[] => [
  report('sheet.product'),
  coverage('summary.revision', { revision }),
  report('sheet.method'),
  ...(gaps.some(({ remedy }) => remedy !== null) ? [report('sheet.remedies')] : []),
]

export const subtitle = (
  { answer, scenarioName, isUnsaved }: ReportSource,
  { report }: ReportTexts,
): string => {
  if (answer.changes === null) return report('sheet.today')
  if (scenarioName === null) return report('sheet.unsaved')
  return report(isUnsaved ? 'sheet.changedScenario' : 'sheet.scenario', { name: scenarioName })
}

export const reportTitle = ({ title }: ReportSettings, { report }: ReportTexts): string =>
  title.trim() || report('title')
