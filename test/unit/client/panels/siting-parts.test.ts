/** Parts of the siting and scenario panels that are arithmetic or reading. */

import { describe, expect, it } from 'vitest'
import {
  changeEntries,
  placedEntries,
} from '../../../../client/panels/coverage/scenario/change-words.ts'
import { differenceRows } from '../../../../client/panels/coverage/scenario/compare-part.tsx'
import { readCandidates } from '../../../../client/panels/coverage/siting/candidate-list.ts'
import { gapText, kneeOf } from '../../../../client/panels/coverage/siting/siting-answer.ts'
import {
  INITIAL_OPTIONS,
  sitingRequest,
} from '../../../../client/panels/coverage/siting/siting-options.ts'
import { NO_CHANGES } from '../../../../data/scenario.ts'
import { withSites } from '../../../../data/scenario-edits.ts'
import { type Site, sitingRequestSchema } from '../../../../data/siting.ts'
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

it('asks questions that the server accepts', () => {
  const coverage = {
    profile: 'rescue-van' as const,
    filter: { counted: 'on-duty' as const, by: null, equipment: {}, minimumGrade: null, due: 2 },
  }
  for (const problem of ['mclp', 'lscp', 'p-median', 'p-center'] as const) {
    for (const view of ['anywhere', 'inside', 'outside'] as const) {
      const request = sitingRequest(
        coverage,
        { ...INITIAL_OPTIONS, problem, view },
        [116, 35, 117, 36],
      )
      const parsed = sitingRequestSchema.safeParse(request)
      expect([problem, view, parsed.error?.message]).toEqual([problem, view, undefined])
      expect(parsed.data?.filter.due).toBe(1)
    }
  }
})
