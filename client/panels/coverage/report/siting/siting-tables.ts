/** Tables that every report on sites has: the sites, and the counties before and after. */
import type { CoverageAnswer } from '../../../../../data/coverage.ts'
import type { Cell } from '../../../../../data/sheet-xml.ts'
import { gainColumns, placeColumns, type SiteColumn } from '../../../../../data/site-columns.ts'
import type { Site } from '../../../../../data/siting-answer.ts'
import { localisedName } from '../../../../../data/wording.ts'
import { bandByCode, shareInWords } from '../../result/figure-text.ts'
import { sumOf } from '../../result/tables/table-rows.ts'
import type { FigureColumn, FiguresTable } from './figures-table.ts'
import type { SitingReportContext, SitingReportSource } from './siting-source.ts'

/** A column with what a row has in it. */
type Told<Row> = FigureColumn & { readonly cell: (row: Row) => Cell; readonly total?: Cell }

/** A table of its columns over rows, with the sums that columns have. */
export const filled = <Row>(
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
  const { sites, spent } = answer
  const totals: Readonly<Record<string, Cell>> = {
    rank: siting('total'),
    peopleWon: sumOf(sites, ({ peopleWon }) => peopleWon),
    cost: spent,
  }
  const told = ({ key, label, kind, value }: SiteColumn): Told<Site> => ({
    label: label[language],
    ...(kind && { kind: kind === 'sum' ? 'tenth' : (kind as NonNullable<FigureColumn['kind']>) }),
    ...(key === 'station' && { on: 'workbook' }),
    cell: (site) => value(site, language),
    ...(key in totals && { total: totals[key] ?? null }),
  })
  const places = placeColumns(
    (code) => countyName(source, code),
    (code) => townNames.get(code) ?? code,
  )
  return filled(
    'sites',
    { title: siting('tables.sites'), note: siting('notes.sites') },
    [
      ...places.map(told),
      { label: siting('columns.longitude'), kind: 'degrees', cell: ({ lon }) => lon },
      { label: siting('columns.latitude'), kind: 'degrees', cell: ({ lat }) => lat },
      ...gainColumns(answer).map(told),
    ],
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
