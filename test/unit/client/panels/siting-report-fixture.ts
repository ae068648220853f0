/** Forty sites in eleven counties, in two phases, within a budget: everything that a report on sites may show. */
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { SitingDocument } from '../../../../client/panels/coverage/report/siting/siting-document.tsx'
import { sitingMaps } from '../../../../client/panels/coverage/report/siting/siting-maps.ts'
import type { SitingReportContext } from '../../../../client/panels/coverage/report/siting/siting-source.ts'
import { A4_UPRIGHT } from '../../../../client/print/paper.ts'
import type { Language } from '../../../../data/bilingual.ts'
import type { Bbox } from '../../../../data/geometry.ts'
import { DEMONSTRATION_NOTICE } from '../../../../data/provenance.ts'
import { sitingQuerySchema } from '../../../../data/siting.ts'
import type { Site, SitingAnswer } from '../../../../data/siting-answer.ts'
import { places, polygon } from '../../../fixtures/shapes.ts'
import { sitingReportTexts } from './panel-texts.ts'
import { LARGE_ANSWER } from './report-fixture.ts'

export const SITE_COUNT = 40
const COUNTIES = LARGE_ANSWER.byCounty.slice(0, 11)
const ranks = Array.from({ length: SITE_COUNT }, (_, index) => index + 1)

/** Site 1 wins 40,000 people, site 40 wins 1,000. */
const wonBy = (rank: number): number => 1000 * (SITE_COUNT + 1 - rank)
const countyOf = (rank: number) => COUNTIES[rank % COUNTIES.length]!

const siteOf = (rank: number): Site => ({
  ...{ rank, lon: 116 + rank / 100, lat: 35 + rank / 200 },
  ...{ name: `第${rank}处`, nameEn: `Place number ${rank}`, kind: 'new-site', stationId: null },
  ...{ countyCode: countyOf(rank).code, townCode: `${countyOf(rank).code}001` },
  ...{ cost: 120, phase: rank <= 20 ? 0 : 1, isMust: rank === 3, isSpare: false },
  ...{ peopleWon: wonBy(rank), gain: wonBy(rank) },
})

const QUERY = sitingQuerySchema.parse({
  at: '2026-12-01T10:00:00+08:00',
  withoutSent: false,
  standards: { urban: 180, rural: 600 },
  problem: 'mclp',
  add: 40,
  band: {},
  periods: [
    { at: '2026-12-01T10:00:00+08:00', weight: 10 },
    { at: '2026-12-01T19:30:00+08:00', weight: 4 },
    { at: '2026-12-02T03:00:00+08:00', weight: 10 },
  ],
  budget: { most: 5000, years: 1, costs: { 'longer-hours': { once: 0, perYear: 50 } } },
  phases: [
    { name: '2027', most: 2500 },
    { name: '2028', most: 2500 },
  ],
})

const PEOPLE = 8_000_000
const BEFORE = 4_000_000
/** 1,000 × (1 + … + 40) */
export const WON = 820_000
const phase = { most: 2500, sites: 20, gapPercent: 0, proved: true }
const side = (code: string, share: number) => ({
  worstCounty: { code, share },
  p90Seconds: 1234,
  gini: 0.4567,
})

export const FORTY_SITES: SitingAnswer = {
  ...{ obeyed: [], sent: [], sites: ranks.map(siteOf), objective: WON, objectiveBefore: 0 },
  ...{ bound: WON, unit: { zh: '人', en: 'people' }, proved: true, enough: null, spare: null },
  ...{ remarks: [], gapPercent: 0, state: 'optimal', people: PEOPLE, peopleInTimeBefore: BEFORE },
  ...{ peopleInTime: BEFORE + WON, peopleInTimeChecked: BEFORE + WON },
  periods: QUERY.periods!.map(({ at, weight }) => ({
    ...{ name: null, at, weight, peopleInTimeBefore: BEFORE, peopleInTime: BEFORE + WON },
  })),
  band: {
    slow: { before: 3_200_000, after: 4_000_000 },
    nominal: { before: BEFORE, after: BEFORE + WON },
    fast: { before: 4_400_000, after: 5_200_000 },
  },
  spent: 4800,
  // 40 + … + 21 and 20 + … + 1 thousand
  phases: [
    { name: '2027', peopleWon: 610_000, ...phase },
    { name: '2028', peopleWon: 210_000, ...phase },
  ],
  phaseLoss: 1500,
  fairnessPrice: null,
  fairness: { before: side(COUNTIES[0]!.code, 0.42), after: side(COUNTIES[1]!.code, 0.529) },
  stability: { cases: 9, chosen: ranks.map((rank) => (rank <= 30 ? 9 : 5)) },
  ...{ candidateCount: 7865, leftOut: [], demandCount: 7865, curve: [], unreachableCells: [] },
  ...{ peopleUnreachable: 0, elapsedSeconds: 3.81, query: QUERY, revision: LARGE_ANSWER.revision },
  network: LARGE_ANSWER.network,
  ...{ timeStamp: '2026-12-01T02:00:00.000Z', notice: DEMONSTRATION_NOTICE },
}

/** What is left of it where only the longest time matters. */
export const BARE_SITES: SitingAnswer = {
  ...FORTY_SITES,
  sites: FORTY_SITES.sites.slice(0, 2).map((site) => ({
    ...{ ...site, cost: null, phase: null, isMust: false, gain: 2.25 },
  })),
  query: sitingQuerySchema.parse({
    ...{ at: QUERY.at, withoutSent: false, standards: QUERY.standards },
    ...{ problem: 'p-center', add: 2 },
  }),
  ...{ objective: 41.26, objectiveBefore: 58.5, bound: 39, unit: { zh: '分钟', en: 'minutes' } },
  ...{ proved: false, gapPercent: 5.471, band: null, spent: null, phases: [], phaseLoss: null },
  ...{ fairness: null, stability: null, periods: [] },
}

const withMore = (won: (code: string) => number) =>
  COUNTIES.map((county) => {
    const peopleInTime = county.peopleInTime + won(county.code)
    return { ...county, peopleInTime, share: peopleInTime / county.people }
  })

/** A tenth fewer by slow vehicles, a tenth more by fast ones. */
const coverageOf = (won: (code: string) => number) => {
  const byCounty = withMore(won)
  const end = (factor: number) => ({
    ...{ people: 100, peopleInTime: 50 * factor, share: 0.5 * factor },
    byClass: LARGE_ANSWER.summary.byClass,
    byCounty: byCounty.map(({ code, people, peopleInTime }) => ({
      ...{ code, people, peopleInTime: peopleInTime * factor },
      share: (peopleInTime * factor) / people,
    })),
    byTown: [],
  })
  return {
    ...LARGE_ANSWER,
    byCounty,
    band: {
      ...{ speedPercent: 10, turnoutSeconds: 10 },
      ...{ slow: end(0.9), nominal: end(1), fast: end(1.1) },
    },
  }
}

const wonIn = (code: string): number =>
  ranks.filter((rank) => countyOf(rank).code === code).reduce((sum, rank) => sum + wonBy(rank), 0)

export const sitingContext = (
  answer: SitingAnswer,
  language: Language,
  settings: Partial<SitingReportContext['settings']> = {},
): SitingReportContext => ({
  source: {
    answer,
    before: coverageOf(() => 0),
    after: coverageOf(wonIn),
    countyNames: new Map(
      COUNTIES.map(({ code, name, nameEn }) => [code, language === 'zh' ? name : (nameEn ?? name)]),
    ),
    townNames: new Map(COUNTIES.map(({ code, name }) => [`${code}001`, `${name}城关镇`])),
    stations: {
      count: 600,
      byProvenance: new Map([
        ['generated', 590],
        ['surveyed', 10],
      ]),
      verified: { count: 10, from: '2025-03-01', until: '2026-10-31' },
    },
    settlements: { count: 7865, byProvenance: new Map([['generated', 7865]]), verified: null },
  },
  settings: { paper: A4_UPRIGHT, extent: 'city', title: '', ...settings },
  texts: sitingReportTexts(language),
  language,
})

const CITY: Bbox = [115.87, 34.43, 117.6, 35.97]
const outline = polygon(places([116, 35], [116.5, 35], [116.5, 35.3], [116, 35]))

export const sitingMapsOf = (context: SitingReportContext) =>
  sitingMaps(context, {
    look: { paint: 'time', minutes: 30, contours: false, isByTown: false },
    region: CITY,
    counties: COUNTIES.map(({ code }) => ({
      ...{ type: 'Feature', id: code, geometry: outline as never, properties: { code } },
    })),
  })

/** What is printed, without the marks of its elements. */
export const printedText = (context: SitingReportContext): string => {
  const maps = sitingMapsOf(context)
  const pictures = maps.map(() => ({ url: 'data:,', bbox: CITY }))
  return renderToStaticMarkup(createElement(SitingDocument, { context, maps, pictures }))
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll('&amp;', '&')
    .replaceAll('&lt;', '<')
    .replaceAll(/\s+/g, ' ')
}
