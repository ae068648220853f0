/** A report as large as the product's own: eleven counties, many towns, more gaps than any sheet has room for. */
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { ReportDocument } from '../../../../client/panels/coverage/report/report-document.tsx'
import { reportMap } from '../../../../client/panels/coverage/report/report-legend.ts'
import {
  REPORT_TABLES,
  type ReportSettings,
  type ReportSource,
} from '../../../../client/panels/coverage/report/report-source.ts'
import type { ReportContext } from '../../../../client/panels/coverage/report/report-tables.ts'
import { A4_LYING } from '../../../../client/print/paper.ts'
import type { Language } from '../../../../data/bilingual.ts'
import type { CoverageAnswer, Gap } from '../../../../data/coverage.ts'
import type { Bbox } from '../../../../data/geometry.ts'
import { DEMONSTRATION_NOTICE } from '../../../../data/provenance.ts'
import { places } from '../../../fixtures/shapes.ts'
import { COVERAGE_ANSWER, NEW_SITE } from './coverage-answer-fixture.ts'
import { reportTexts } from './panel-texts.ts'

const COUNTY_COUNT = 11
export const TOWN_COUNT = 156
export const GAP_COUNT = 300

const area = (number: number, code: string, people: number) => ({
  code,
  name: `第${number}街道办事处`,
  nameEn: `Subdistrict number ${number}`,
  people,
  peopleInTime: Math.round(people * ((number * 37) % 101) * 0.01),
  share: ((number * 37) % 101) * 0.01,
  centroid: [116.5, 35.4] as [number, number],
  worstSeconds: 300 + number * 7,
  peopleUnreachable: 0,
})

const countyCode = (number: number): string => `3708${10 + number}`
const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1)

/** Gaps on a grid over the city, a tenth of them on top of each other. */
const gap = (rank: number): Gap => ({
  rank,
  people: 400_000 - rank * 1000,
  centroid: [
    116.2 + ((rank * 7) % 10) * 0.1,
    34.8 + ((rank % 10 === 0 ? 3 : rank * 3) % 10) * 0.08,
  ] as [number, number],
  bbox: [116, 35, 116.1, 35.1],
  cellCount: 3,
  cells: [1, 2, 3],
  townCode: `37081${rank}`,
  countyCode: countyCode(1 + (rank % COUNTY_COUNT)),
  name: `第${rank}街道`,
  nameEn: `Subdistrict number ${rank}`,
  worstSeconds: rank % 5 === 0 ? null : 700 + rank,
  nearest:
    rank % 7 === 0
      ? null
      : {
          id: 's',
          name: `第${rank}微型应急救援站`,
          nameEn: `Station number ${rank}`,
          seconds: 480,
        },
  remedy: rank % 3 === 0 ? null : { ...NEW_SITE, peopleWonInAll: 20_000 + rank },
})

const towns = numbers(TOWN_COUNT).map((number) => ({
  ...area(number, `37081${number}`, 20_000 + number * 100),
  countyCode: countyCode(1 + (number % COUNTY_COUNT)),
}))

export const LARGE_ANSWER: CoverageAnswer = {
  ...COVERAGE_ANSWER,
  summary: {
    ...COVERAGE_ANSWER.summary,
    people: 8_239_100,
    peopleInTime: 4_070_535,
    share: 4_070_535 / 8_239_100,
    gapCount: GAP_COUNT,
  },
  byCounty: numbers(COUNTY_COUNT).map((number) => ({
    ...area(number, countyCode(number), 700_000 + number * 1000),
    name: `第${number}县`,
    nameEn: `County number ${number}`,
  })),
  byTown: towns,
  gaps: numbers(GAP_COUNT).map(gap),
  notice: DEMONSTRATION_NOTICE,
}

/** The same with a scenario that changes a third of the towns. */
export const CHANGED_ANSWER: CoverageAnswer = {
  ...LARGE_ANSWER,
  changes: {
    people: 12_340,
    gapCount: -2,
    cells: [],
    deciseconds: [],
    dueDeciseconds: [],
    byTown: towns
      .filter((_, index) => index % 3 === 0)
      .map(({ code, name, nameEn, countyCode: county }, index) => ({
        code,
        name,
        nameEn,
        countyCode: county,
        people: index % 2 === 0 ? 100 + index : -50 - index,
      })),
  },
}

const SITES = places([116.6, 35.4], [116.61, 35.4], [116.62, 35.41])

export const reportSource = (answer: CoverageAnswer): ReportSource => ({
  answer,
  scenarioName: answer.changes ? '汛期加强方案' : null,
  isUnsaved: false,
  measures: answer.changes
    ? numbers(12).map((number) => ({
        name: `新增站点 ${number}`,
        words: ['新增站点', '在岗 6 人'],
      }))
    : [],
  draftStations: answer.changes
    ? SITES.map((position, index) => ({
        kind: (['added', 'moved', 'removed'] as const)[index] ?? 'added',
        id: `n${index}`,
        name: `新增站点 ${index}`,
        nameEn: null,
        position,
        from: null,
      }))
    : [],
  proposedSites: [],
  look: { paint: 'time', minutes: 30, contours: true, isByTown: false },
})

const CITY: Bbox = [115.87, 34.43, 117.6, 35.97]

export const reportContext = (
  source: ReportSource,
  language: Language,
  settings: Partial<ReportSettings> = {},
): ReportContext => ({
  source,
  settings: {
    paper: A4_LYING,
    extent: 'city',
    title: '',
    tables: REPORT_TABLES,
    mostRows: 30,
    ...settings,
  },
  texts: reportTexts(language),
  language,
})

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' }

const textOf = (html: string): string =>
  html
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/&(\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole)
    .replaceAll(/\s+/g, ' ')
    .trim()

const elements = (html: string, name: string): string[] =>
  html.match(new RegExp(`<${name}[ >].*?</${name}>`, 'gs')) ?? []

const printedTable = (html: string) => ({
  title: textOf(/<h2>(.*?)<small>/s.exec(html)?.[1] ?? ''),
  head: elements(html, 'th').map(textOf),
  rows: elements(html, 'tr')
    .slice(1)
    .map((row) => elements(row, 'td').map(textOf)),
  /** All that is written, sentences in place of rows included. */
  text: textOf(html),
})
export type PrintedTable = ReturnType<typeof printedTable>

/** The report as it is in the page: its text, its tables, its map. */
export const printedReport = (context: ReportContext) => {
  const map = reportMap(context)
  const picture = { url: 'data:,', bbox: CITY }
  const html = renderToStaticMarkup(createElement(ReportDocument, { context, map, picture }))
  const sections = elements(html, 'section').filter((each) => each.includes('print-section'))
  return { text: textOf(html), map, tables: sections.map(printedTable) }
}

/** The report about an answer. */
export const reportOf = (
  answer: CoverageAnswer,
  language: Language,
  settings: Partial<ReportSettings> = {},
) => printedReport(reportContext(reportSource(answer), language, settings))
