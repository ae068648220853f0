import type { CoverageAnswer, Remedy } from '../../../../data/coverage.ts'
import { NO_CHANGES } from '../../../../data/scenario.ts'

/** An answer about two towns of one county, with nothing in it that a test does not put there. */
export const COVERAGE_ANSWER: CoverageAnswer = {
  summary: {
    people: 3000,
    peopleInTime: 2000,
    share: 2 / 3,
    cellCount: 1200,
    cellsInTime: 700,
    peopleUnreachable: 10,
    stationsCounted: 5,
    stationsInAll: 8,
    byClass: {
      urban: { people: 1000, peopleInTime: 500, share: 0.5 },
      rural: { people: 2000, peopleInTime: 1500, share: 0.75 },
    },
    gapCount: 0,
  },
  distribution: [],
  byCounty: [],
  byTown: [],
  gaps: [],
  fragility: [],
  overlap: [],
  changes: null,
  day: null,
  band: null,
  closedSegments: 0,
  demandRecord: { settlements: 900, withoutDay: 900, withoutNight: 900, withoutCalls: 900 },
  obeyed: [],
  sent: [],
  revision: 7,
  network: { id: 'roads-1', provenance: 'generated' },
  query: {
    collection: 'stations',
    at: '2026-03-01T03:00:00+08:00',
    demand: 'residents',
    profile: 'rescue-van',
    standards: { urban: 180, rural: 600 },
    filter: { counted: 'on-duty', by: null, equipment: {}, minimumGrade: null, due: 1 },
    closures: [],
    obeyClosures: true,
    withoutSent: true,
    scenario: NO_CHANGES,
    parts: [],
  },
  timeStamp: '2026-02-28T19:00:00Z',
  notice: null,
}

export const NEW_SITE: Remedy = {
  kind: 'new-site',
  peopleWon: 12_340,
  peopleWonInAll: 12_340,
  position: [116.5, 35.4],
  stationId: null,
  name: '唐口街道',
  nameEn: 'Tangkou Subdistrict',
  missing: {},
}
