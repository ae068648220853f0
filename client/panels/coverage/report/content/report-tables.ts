/** The tables of the report as words and figures. */
import type { Language } from '../../../../../data/bilingual.ts'
import type { AreaCoverage, CoverageAnswer, Gap } from '../../../../../data/coverage.ts'
import { localisedName } from '../../../../form/localised-name.ts'
import { durationText, numberText } from '../../../../form/number-text.ts'
import { arrivalText, peopleChangeByCode, shareText, signedText } from '../../result/figure-text.ts'
import { remedyText } from '../../result/tables/remedy.ts'
import type {
  ReportColumn,
  ReportRow,
  ReportTable,
  ReportTableId,
} from '../layout/report-content.ts'
import type { ReportSource, ReportTexts } from './report-source.ts'

interface TableContext {
  readonly source: ReportSource
  readonly texts: ReportTexts
  readonly language: Language
  readonly hasMap: boolean
}

type Body = Pick<ReportTable, 'columns' | 'rows' | 'total'>

const sum = <Row>(rows: readonly Row[], of: (row: Row) => number): number =>
  rows.reduce((total, row) => total + of(row), 0)

const lowestShareFirst = (a: AreaCoverage, b: AreaCoverage): number =>
  a.share - b.share || b.people - b.peopleInTime - (a.people - a.peopleInTime)

const words = (label: string, grows = false): ReportColumn => ({ label, isFigure: false, grows })
const figure = (label: string, isSpare = false): ReportColumn => ({
  label,
  isFigure: true,
  isSpare,
})

/** "任城区 唐口街道": there are towns of the same name. */
const townNames = ({ source, texts, language }: TableContext) => {
  const counties = new Map(
    source.answer.byCounty.map((county) => [county.code, localisedName(county, language)]),
  )
  return (town: { countyCode: string; name: string; nameEn: string | null }): string => {
    const name = localisedName(town, language)
    const county = counties.get(town.countyCode)
    return county ? texts.report('townOf', { county, town: name }) : name
  }
}

const areaColumns = (context: TableContext, label: string): ReportColumn[] => {
  const { report } = context.texts
  return [
    words(label, true),
    figure(report('columns.people'), true),
    figure(report('columns.inTime')),
    figure(report('columns.share')),
    figure(report('columns.worst'), true),
    ...(context.source.answer.changes ? [figure(report('columns.change'))] : []),
  ]
}

const areaRow = (
  { source, texts, language }: TableContext,
  changes: ReadonlyMap<string, number> | null,
  area: AreaCoverage,
  name: string,
): ReportRow => ({
  cells: [
    name,
    numberText(area.people, language),
    numberText(area.peopleInTime, language),
    shareText(area.peopleInTime, area.people),
    arrivalText(area.worstSeconds, language, texts.coverage('tables.unreachable')),
    ...(source.answer.changes ? [signedText(changes?.get(area.code) ?? 0, language)] : []),
  ],
})

const changesByCode = ({ changes }: CoverageAnswer): ReadonlyMap<string, number> | null =>
  changes && peopleChangeByCode(changes)

/** The latest of all; null where one is never reached. */
const latest = (areas: readonly AreaCoverage[]): number | null => {
  const seconds = areas.map(({ worstSeconds }) => worstSeconds)
  return seconds.includes(null) ? null : Math.max(...seconds.map(Number))
}

const counties = (context: TableContext): Body => {
  const { source, texts, language } = context
  const { byCounty, changes } = source.answer
  const byCode = changesByCode(source.answer)
  const people = sum(byCounty, (county) => county.people)
  const inTime = sum(byCounty, (county) => county.peopleInTime)
  return {
    columns: areaColumns(context, texts.report('columns.county')),
    rows: [...byCounty]
      .sort(lowestShareFirst)
      .map((county) => areaRow(context, byCode, county, localisedName(county, language))),
    total: [
      texts.report('total'),
      numberText(people, language),
      numberText(inTime, language),
      shareText(inTime, people),
      arrivalText(latest(byCounty), language, texts.coverage('tables.unreachable')),
      ...(changes ? [signedText(changes.people, language)] : []),
    ],
  }
}

const towns = (context: TableContext): Body => {
  const { byTown } = context.source.answer
  const byCode = changesByCode(context.source.answer)
  const nameOf = townNames(context)
  return {
    columns: areaColumns(context, context.texts.report('columns.town')),
    rows: [...byTown]
      .sort(lowestShareFirst)
      .map((town) => areaRow(context, byCode, town, nameOf(town))),
    total: null,
  }
}

/** "最近：唐口站，12 分 · 在唐口街道新建一站，可使 12,340 人达标". */
const gapDetail = ({ texts, language }: TableContext, { nearest, remedy }: Gap): string =>
  [
    nearest
      ? texts.report('nearest', {
          station: localisedName(nearest, language),
          time: durationText(nearest.seconds, language),
        })
      : texts.report('noStation'),
    remedy ? remedyText(remedy, language, texts.coverage) : texts.report('noRemedy'),
  ].join(' · ')

const gaps = (context: TableContext): Body => {
  const { source, texts, language } = context
  const { report, coverage } = texts
  const nameOf = townNames(context)
  const all = source.answer.gaps
  return {
    columns: [
      words(report('columns.rank')),
      words(report('columns.place'), true),
      figure(report('columns.notInTime')),
      figure(report('columns.worst'), true),
    ],
    rows: all.map((gap) => ({
      cells: [
        String(gap.rank),
        nameOf(gap),
        numberText(gap.people, language),
        arrivalText(gap.worstSeconds, language, coverage('tables.unreachable')),
      ],
      detail: gapDetail(context, gap),
    })),
    total: [
      '',
      report('totalOf', { count: numberText(all.length, language) }),
      numberText(
        sum(all, ({ people }) => people),
        language,
      ),
      '',
    ],
  }
}

const measures = ({ source, texts, language }: TableContext): Body => ({
  columns: [words(texts.report('columns.rank')), words(texts.report('columns.measure'), true)],
  rows: source.measures.map(({ name, words: phrases }, place) => ({
    cells: [String(place + 1), name],
    detail: phrases.join(language === 'zh' ? '、' : ', '),
  })),
  total: null,
})

const differences = (context: TableContext): Body => {
  const { source, texts, language } = context
  const { byTown, changes } = source.answer
  const nameOf = townNames(context)
  const now = new Map(byTown.map((town) => [town.code, town]))
  const changed = (changes?.byTown ?? [])
    .filter(({ people }) => people !== 0)
    .sort((a, b) => Math.abs(b.people) - Math.abs(a.people))
  return {
    columns: [
      words(texts.report('columns.town'), true),
      figure(texts.report('columns.inTime')),
      figure(texts.report('columns.share'), true),
      figure(texts.report('columns.change')),
    ],
    rows: changed.map((town) => {
      const { people = 0, peopleInTime = 0 } = now.get(town.code) ?? {}
      return {
        cells: [
          nameOf(town),
          numberText(peopleInTime, language),
          shareText(peopleInTime, people),
          signedText(town.people, language),
        ],
      }
    }),
    total: null,
  }
}

const BODIES: Readonly<Record<ReportTableId, (context: TableContext) => Body>> = {
  counties,
  gaps,
  towns,
  measures,
  differences,
}

/** Printed whole before other tables grow: every county looks for itself. */
const COMPLETE: readonly ReportTableId[] = ['counties']

export const reportTable = (id: ReportTableId, context: TableContext): ReportTable => ({
  id,
  title: context.texts.report(`tables.${id}`),
  note: context.texts.report(id === 'gaps' && !context.hasMap ? 'notes.gapsAlone' : `notes.${id}`),
  empty: context.texts.report(`empty.${id}`),
  isComplete: COMPLETE.includes(id),
  ...BODIES[id](context),
})
