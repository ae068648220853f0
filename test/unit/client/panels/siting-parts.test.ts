/** Parts of the siting and scenario panels that are arithmetic or reading. */

import { describe, expect, it } from 'vitest'
import {
  changeEntries,
  placedEntries,
} from '../../../../client/panels/coverage/scenario/change-words.ts'
import { differenceRows } from '../../../../client/panels/coverage/scenario/compare-part.tsx'
import { readCandidates } from '../../../../client/panels/coverage/siting/candidate-list.ts'
import {
  isWeak,
  kneeOf,
  spentByKind,
} from '../../../../client/panels/coverage/siting/siting-answer.ts'
import {
  INITIAL_OPTIONS,
  listOf,
  optionsFaults,
  type SitingOptions,
  sitingRequest,
  withListed,
  withoutPhase,
  withPhase,
} from '../../../../client/panels/coverage/siting/siting-options.ts'
import type { CoverageRequest } from '../../../../data/coverage.ts'
import { NO_CHANGES } from '../../../../data/scenario.ts'
import { withSites } from '../../../../data/scenario-edits.ts'
import { DEFAULT_COSTS, sitingRequestSchema } from '../../../../data/siting.ts'
import type { Site } from '../../../../data/siting-answer.ts'
import { gapText } from '../../../../data/wording.ts'
import { periodName, periodsOfDay } from '../../../../data/working-day.ts'
import { planningTexts } from './panel-texts.ts'

it('tells on paper where a station of a scenario stands', () => {
  const changes = {
    ...NO_CHANGES,
    add: [{ id: 'new-1', name: '新站一', lon: 116.58, lat: 35.41, turnoutSeconds: 60 }],
    remove: ['S-1'],
    move: [{ id: 'S-2', lon: 116.6, lat: 35.4 }],
  }
  const wordsIn = (language: 'zh' | 'en') => {
    const t = planningTexts(language)
    return placedEntries(changeEntries(changes, [], language, t), changes, t).map((entry) =>
      entry.words.at(-1),
    )
  }
  expect(wordsIn('zh')).toEqual(['位于 116.58000, 35.41000', '停用', '位于 116.60000, 35.40000'])
  expect(wordsIn('en')[0]).toBe('at 116.58000, 35.41000')
})

describe('a pasted list of places', () => {
  it('is read with commas, full-width commas, tabs and headings', () => {
    expect(readCandidates('经度,纬度,名称\n116.58,35.41,甲\n')).toEqual({
      kind: 'points',
      points: [{ lon: 116.58, lat: 35.41, name: '甲' }],
    })
    expect(readCandidates('\uFEFF116.58，35.41\n\n116.6\t35.4\t乙')).toEqual({
      kind: 'points',
      points: [
        { lon: 116.58, lat: 35.41 },
        { lon: 116.6, lat: 35.4, name: '乙' },
      ],
    })
    expect(readCandidates('')).toEqual({ kind: 'points', points: [] })
  })

  it.each([
    ['116.5,35.4\n116.6', 2],
    ['116.5,35.4\n200,35,甲', 2],
    ['116.5,97', 1],
    ['116.5,35.4\n\n甲,乙', 3],
  ])('%o is refused with its line', (text, line) => {
    expect(readCandidates(text)).toMatchObject({ kind: 'unreadable', line })
  })
})

it('finds the bend of a curve by hand-made examples', () => {
  const curve = (people: number[]) => people.map((each, sites) => ({ sites, people: each }))
  expect(kneeOf(curve([0, 80, 90, 95, 100]))).toBe(1)
  expect(kneeOf(curve([0, 40, 80, 90, 100]))).toBe(2)
  expect(kneeOf(curve([0, 25, 50, 75, 100]))).toBeNull()
  expect(kneeOf(curve([0, 100]))).toBeNull()
  expect(kneeOf(curve([5, 5, 5]))).toBeNull()
})

it('never says that an answer is closer to the best than was proved', () => {
  expect(gapText(0.121)).toBe('0.13')
  expect(gapText(0.0001)).toBe('0.01')
  expect(gapText(2)).toBe('2.00')
})

it('tells the towns that differ, the largest difference first', () => {
  const town = (code: string, peopleInTime: number) => ({
    code,
    name: code,
    nameEn: null,
    countyCode: '1',
    people: 100,
    peopleInTime,
    share: 0,
    centroid: [0, 0] as [number, number],
    worstSeconds: null,
    peopleUnreachable: 0,
  })
  const here = { byTown: [town('a', 10), town('b', 50), town('c', 7)] }
  const there = { byTown: [town('a', 12), town('b', 20), town('c', 7)] }
  expect(differenceRows(here, there).map(({ code, difference }) => [code, difference])).toEqual([
    ['b', 30],
    ['a', -2],
  ])
})

it('proposed sites as a scenario adds new ones under ids that are free and opens present ones longer', () => {
  const site = (rank: number, stationId: string | null): Site => ({
    rank,
    lon: 116 + rank,
    lat: 35,
    name: '某镇',
    nameEn: null,
    kind: stationId === null ? 'new-site' : 'longer-hours',
    stationId,
    peopleWon: 1,
    gain: 1,
    isSpare: false,
    countyCode: '370811',
    townCode: '370811001',
    cost: null,
    phase: null,
    isMust: false,
  })
  const before = { ...NO_CHANGES, add: [{ id: 'new-1', lon: 1, lat: 1 }] }
  const sites = [site(1, null), site(2, 'S-9'), site(3, null)]
  const after = withSites(
    before,
    sites,
    {
      turnoutSeconds: 45,
      filter: {
        counted: 'on-duty',
        by: null,
        due: 1,
        minimumGrade: 'second',
        equipment: { boat: 1 },
      },
    },
    ({ rank }) => `站 ${rank}`,
    () => ({ crewOnDuty: 0 }),
  )
  expect(after.add.map(({ id, name }) => [id, name])).toEqual([
    ['new-1', undefined],
    ['new-2', '站 1'],
    ['new-3', '站 3'],
  ])
  // What the question asks of a station is what a new one has, or the coverage would not count it.
  expect(after.add[1]).toMatchObject({
    turnoutSeconds: 45,
    grade: 'second',
    equipment: { boat: 1 },
  })
  expect(after.change).toMatchObject([
    { id: 'S-9', dutyPattern: 'around-the-clock', crewOnDuty: 1 },
  ])
})

const CONDITIONS = {
  profile: 'rescue-van' as const,
  filter: { counted: 'on-duty' as const, by: null, equipment: {}, minimumGrade: null, due: 2 },
}
const HERE: [number, number, number, number] = [116, 35, 117, 36]
/** What the server makes of the question that a form comes to. */
const asked = (options: Partial<SitingOptions>, coverage: CoverageRequest = CONDITIONS) =>
  sitingRequestSchema.parse(sitingRequest(coverage, { ...INITIAL_OPTIONS, ...options }, HERE))

describe('the question that the form comes to', () => {
  it('is one that the server accepts, for every problem and part of the map', () => {
    for (const problem of ['mclp', 'lscp', 'p-median', 'p-center'] as const) {
      for (const view of ['anywhere', 'inside', 'outside'] as const) {
        expect(asked({ problem, view })).toMatchObject({ problem, filter: { due: 1 } })
      }
    }
  })

  it('has the parts of the day, and no moment that is only looked at', () => {
    const periods = periodsOfDay('2026-12-01')
    const at = '2026-12-01T19:30:00+08:00'
    const ofDay = asked({}, { ...CONDITIONS, at, periods })
    expect(ofDay).toMatchObject({ periods, band: { speedPercent: 10, turnoutSeconds: 10 } })
    expect(ofDay.at).toBeUndefined()
    expect(asked({}, { ...CONDITIONS, at }).at).toBe(at)
    const band = { speedPercent: 5, turnoutSeconds: 0 }
    expect(asked({}, { ...CONDITIONS, band }).band).toEqual(band)
  })

  const everything: Partial<SitingOptions> = {
    ...{ limit: 'budget', money: 1000.5, years: 3, robust: 'worst', busyPercent: 20 },
    ...{ backupPercent: 30, moreCrew: true, upgrades: true, longerHours: true },
    quotas: {
      '370811': { least: 1, most: null },
      '370812': { least: null, most: 0 },
      '370826': { least: null, most: null },
    },
    must: [{ reference: { stationId: 'S-1' }, name: '甲', nameEn: null }],
    forbid: [{ reference: { lon: 116.5, lat: 35.4 }, name: '乙', nameEn: null }],
    phases: [
      { name: ' 一期 ', most: 600.5 },
      { name: '二期', most: 400 },
    ],
  }

  it('has the budget, the rules and the phases of maximal covering', () => {
    expect(asked(everything)).toMatchObject({
      budget: { most: 1000.5, years: 3, costs: DEFAULT_COSTS },
      robust: 'worst',
      // A busy station's second one is counted already; the server refuses both.
      ...{ busyPercent: 20, backupPercent: 0 },
      quotas: [
        { countyCode: '370811', least: 1, most: 200 },
        { countyCode: '370812', least: 0, most: 0 },
      ],
      must: [{ stationId: 'S-1' }],
      forbid: [{ lon: 116.5, lat: 35.4 }],
      phases: [
        { name: '一期', most: 600.5 },
        { name: '二期', most: 400 },
      ],
      candidates: { longerHours: true, moreCrew: true, upgrades: true },
    })
  })

  it('leaves out what the other problems do not take', () => {
    expect(asked({ ...everything, problem: 'p-median' })).toMatchObject({
      ...{ budget: null, robust: 'nominal', busyPercent: 0, backupPercent: 0 },
      ...{ quotas: [], must: [], phases: [], forbid: [{ lon: 116.5, lat: 35.4 }] },
    })
  })

  it('is not asked while the form contradicts itself', () => {
    const faults = (options: Partial<SitingOptions>) =>
      optionsFaults({ ...INITIAL_OPTIONS, ...options })
    expect(faults({})).toEqual([])
    expect(faults({ settlements: false })).toEqual(['none'])
    expect(faults({ settlements: false, upgrades: true })).toEqual([])
    const phases = (...numbers: number[]) => numbers.map((most, at) => ({ name: `${at}`, most }))
    expect(faults({ add: 5, phases: phases(2, 3) })).toEqual([])
    expect(faults({ add: 5, phases: phases(2, 2) })).toEqual(['phaseSum'])
    expect(faults({ add: 5, phases: phases(2.5, 2.5) })).toEqual(['phaseEmpty'])
    const tenths = { limit: 'budget', money: 0.3, phases: phases(0.1, 0.2) } as const
    expect(faults(tenths)).toEqual([])
    const least = { '370811': { least: 2, most: 1 } }
    expect(faults({ quotas: least })).toEqual(['quotas'])
    expect(faults({ quotas: least, phases: phases(2, 3) })).toEqual(['quotas'])
    const ofBudget = { limit: 'budget', money: 5, phases: phases(2, 3) } as const
    expect(faults({ quotas: least, ...ofBudget })).toEqual(['phaseQuotas', 'quotas'])
    expect(faults({ quotas: least, problem: 'p-center' })).toEqual([])
  })
})

it('phases always share out the whole: a further one halves the last, one that goes leaves its part', () => {
  const of = (options: Partial<SitingOptions>, ...numbers: number[]): SitingOptions => ({
    ...{ ...INITIAL_OPTIONS, ...options },
    phases: numbers.map((most, at) => ({ name: `${at}`, most })),
  })
  const most = (phases: SitingOptions['phases']) => phases.map((phase) => phase.most)
  expect(most(withPhase(of({ add: 7 }), 'a'))).toEqual([7])
  expect(most(withPhase(of({ add: 7 }, 7), 'a'))).toEqual([4, 3])
  expect(most(withPhase(of({ add: 7 }, 4), 'a'))).toEqual([4, 3])
  expect(most(withPhase(of({ limit: 'budget', money: 0.3 }, 0.3), 'a'))).toEqual([0.2, 0.1])
  const three = of({}, 2, 3, 4).phases
  expect([0, 1, 2].map((index) => most(withoutPhase(three, index)))).toEqual([
    [5, 4],
    [5, 4],
    [2, 7],
  ])
  expect(withoutPhase(of({}, 5).phases, 0)).toEqual([])
})

it('a site stands in one list at most', () => {
  const site = { reference: { lon: 116.5, lat: 35.4 }, name: '甲', nameEn: null }
  const other = { reference: { stationId: 'S-1' }, name: '乙', nameEn: null }
  const must = withListed({ must: [other], forbid: [] }, site, 'must')
  expect(must).toEqual({ must: [other, site], forbid: [] })
  const forbid = withListed(must, site, 'forbid')
  expect(forbid).toEqual({ must: [other], forbid: [site] })
  expect([listOf(forbid, site.reference), listOf(forbid, other.reference)]).toEqual([
    'forbid',
    'must',
  ])
  expect(withListed(forbid, other, null)).toEqual({ must: [], forbid: [site] })
})

it('reads money, stability and parts of the day from an answer', () => {
  const sites = [
    { kind: 'new-site', cost: 120 },
    { kind: 'upgrade', cost: 40 },
    { kind: 'new-site', cost: 120 },
  ] as const
  expect([...spentByKind(sites)]).toEqual([
    ['new-site', { sites: 2, cost: 240 }],
    ['upgrade', { sites: 1, cost: 40 }],
  ])
  expect([5, 6].map((count) => isWeak(count, 9))).toEqual([true, false])
  const named = periodsOfDay('2026-12-01').map(({ at }) => periodName({ name: null, at }, 'zh'))
  expect(named).toEqual(['白天', '傍晚', '夜间'])
  const [name, at] = ['早班', '2026-12-01T10:01:00+08:00']
  expect(periodName({ name, at }, 'en')).toBe('早班')
  expect(periodName({ name: null, at }, 'en')).toBe('2026-12-01 10:01')
})
