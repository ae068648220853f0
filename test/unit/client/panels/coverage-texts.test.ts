import { describe, expect, it } from 'vitest'
import {
  chainLines,
  conditionsLine,
} from '../../../../client/panels/coverage/result/condition-texts.ts'
import {
  matchingStandard,
  minutesAndSeconds,
  namedStandards,
  standardSeconds,
} from '../../../../client/panels/coverage/result/standard-choice.ts'
import {
  gearOf,
  remedyText,
  stationFromRemedy,
  withMissing,
} from '../../../../client/panels/coverage/result/tables/remedy.ts'
import { INITIAL_STATE } from '../../../../client/state/app-state.ts'
import { NO_CHANGES } from '../../../../data/scenario.ts'
import { freeStationId, longerHours } from '../../../../data/scenario-edits.ts'
import { COVERAGE_ANSWER, NEW_SITE } from './coverage-answer-fixture.ts'
import { coverageTexts } from './panel-texts.ts'

const zh = coverageTexts('zh')
const en = coverageTexts('en')

describe('the conditions in one line', () => {
  it('leave out what is as usual', () => {
    expect(conditionsLine(INITIAL_STATE.coverage, 'zh', zh)).toBe(
      '工作日 · 救援车 · 城市 3 分 / 镇村 10 分',
    )
    expect(conditionsLine(INITIAL_STATE.coverage, 'en', en)).toBe(
      'Working day · Rescue van · urban 3 min / rural 10 min',
    )
  })

  it('name everything that is not', () => {
    const options = {
      ...INITIAL_STATE.coverage,
      part: 'moment' as const,
      at: '2026-03-01T03:00',
      standards: { urban: 210, rural: 600 },
      filter: {
        counted: 'with-construction',
        by: '2027-12-31',
        equipment: { pump: 2 },
        minimumGrade: 'second',
        due: 2,
      } as const,
    }
    expect(conditionsLine(options, 'zh', zh)).toBe(
      '2026-03-01 03:00 · 救援车 · 城市 3 分 30 秒 / 镇村 10 分 · 含在建的（2027-12-31 前投用） · 排水泵 2 台 · 二级站及以上 · 第 2 支到达',
    )
    expect(conditionsLine(options, 'en', en)).toBe(
      '2026-03-01 03:00 · Rescue van · urban 3 min 30 s / rural 10 min · with construction (open by 2027-12-31) · Drainage pump: 2 units · Grade 2 or higher · 2nd arrives',
    )
  })
})

describe('standards', () => {
  const saved = (id: string, urban: number, rural: number) => ({
    id,
    name: id,
    standards: { urban, rural },
    version: 1,
    updatedAt: '2026-01-01T00:00:00Z',
  })
  const named = namedStandards([saved('ours', 300, 900), saved('twin', 180, 600)], 'zh')

  it('are known by their times, the one chosen last before its twin', () => {
    expect(matchingStandard({ urban: 300, rural: 900 }, named, null)?.id).toBe('ours')
    expect(matchingStandard({ urban: 180, rural: 600 }, named, null)?.id).toBe('three-and-ten')
    expect(matchingStandard({ urban: 180, rural: 600 }, named, 'twin')?.id).toBe('twin')
    expect(matchingStandard({ urban: 181, rural: 600 }, named, 'twin')).toBeUndefined()
  })

  it('are typed as minutes and seconds, within their limits', () => {
    expect(minutesAndSeconds(210)).toEqual({ minutes: 3, seconds: 30 })
    expect(standardSeconds(3, 30)).toBe(210)
    expect(standardSeconds(0, 0)).toBe(30)
    expect(standardSeconds(999, 0)).toBe(7200)
  })
})

describe('a remedy in words', () => {
  it('is a new station', () => {
    expect(remedyText(NEW_SITE, 'zh', zh)).toBe('在唐口街道新建一站，可使 12,340 人达标')
    expect(remedyText(NEW_SITE, 'en', en)).toBe(
      'A new station at Tangkou Subdistrict would bring 12,340 people in time',
    )
  })

  it('tells how many of those it helps live in the gap', () => {
    const wider = { ...NEW_SITE, peopleWon: 8000 }
    expect(remedyText(wider, 'zh', zh)).toBe(
      '在唐口街道新建一站，可使 12,340 人达标（其中本缺口 8,000 人）',
    )
  })

  it('is longer hours, or what a station lacks', () => {
    const station = { ...NEW_SITE, stationId: 's-1', name: '甲站', nameEn: null }
    expect(remedyText({ ...station, kind: 'longer-hours' }, 'zh', zh)).toBe(
      '把甲站的值班延长到该时段，可使 12,340 人达标',
    )
    expect(remedyText({ ...station, kind: 'equipment', missing: { pump: 2 } }, 'zh', zh)).toBe(
      '给甲站补排水泵 2 台，可使 12,340 人达标',
    )
    expect(remedyText({ ...station, kind: 'equipment', missing: { pump: 2 } }, 'en', en)).toBe(
      'More gear for 甲站 (Drainage pump: 2 units) would bring 12,340 people in time',
    )
  })
})

describe('a remedy that is tried', () => {
  it('is a station with all that the question asks of one', () => {
    const filter = {
      counted: 'on-duty',
      by: null,
      equipment: { pump: 2 },
      minimumGrade: 'second',
      due: 1,
    } as const
    expect(stationFromRemedy(NEW_SITE, filter, 'new-1', '新站')).toEqual({
      id: 'new-1',
      name: '新站',
      lon: 116.5,
      lat: 35.4,
      grade: 'second',
      equipment: { pump: 2 },
    })
  })

  it('gets a name of its own among those added before', () => {
    expect(freeStationId(NO_CHANGES)).toBe('new-1')
    const station = { lon: 116, lat: 35 }
    const add = [
      { ...station, id: 'new-1' },
      { ...station, id: 'new-3' },
    ]
    expect(freeStationId({ add })).toBe('new-2')
  })

  it('adds what is missing to what is there', () => {
    expect(withMissing({ pump: 1, boat: 1 }, { pump: 2, aed: 1 })).toEqual({
      pump: 3,
      boat: 1,
      aed: 1,
    })
  })

  it('builds on the gear that the scenario has already given', () => {
    const change = [{ id: 's-1', equipment: { pump: 5 } }]
    expect(gearOf('s-1', { change }, { pump: 1 })).toEqual({ pump: 5 })
    expect(gearOf('s-2', { change }, { pump: 1 })).toEqual({ pump: 1 })
  })

  it('staffs a station where nobody is', () => {
    expect(longerHours('s-1', 3)).toEqual({
      id: 's-1',
      dutyPattern: 'around-the-clock',
      dutyFrom: null,
      dutyUntil: null,
    })
    expect(longerHours('s-1', 0).crewOnDuty).toBe(1)
  })
})

describe('the explanation', () => {
  it('names the actual parameters', () => {
    const text = chainLines(COVERAGE_ANSWER, 'zh', zh).join('\n')
    expect(text).toContain('共 1,200 格、3,000 人')
    expect(text).toContain('标准：接警后 城市社区 3 分、镇村 10 分内到达')
    expect(text).toContain('时刻：2026-03-01 03:00')
    expect(text).toContain('计入 5 / 8 个站点')
    expect(text).not.toContain('方案改动')
  })

  it('tells of a reserve, of gear, closures and changes', () => {
    const { query } = COVERAGE_ANSWER
    const answer = {
      ...COVERAGE_ANSWER,
      closedSegments: 4,
      query: {
        ...query,
        filter: {
          ...query.filter,
          counted: 'with-planned' as const,
          equipment: { pump: 2 },
          due: 2,
        },
        scenario: { ...NO_CHANGES, remove: ['s-1', 's-2'] },
      },
    }
    const text = chainLines(answer, 'en', en).join('\n')
    expect(text).toContain('In time when: 2nd arrives')
    expect(text).toContain('All, on duty, built or not')
    expect(text).toContain('Drainage pump: 2 units')
    expect(text).toContain('4 stretches of road closed in all')
    expect(text).toContain('0 stations added, 2 closed')
  })
})
