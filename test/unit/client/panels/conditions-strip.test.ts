/** What the strip of conditions says, and how the figures of a day and of a band are shown. */
import { describe, expect, it } from 'vitest'
import { ofTheDay } from '../../../../client/api/coverage.ts'
import {
  countedLine,
  STRIP_PARTS,
  type StripPart,
  wordsOf,
} from '../../../../client/panels/coverage/result/condition-texts.ts'
import {
  bandByCode,
  bandText,
  shareInWords,
  sumOfEnds,
  wholeShareText,
} from '../../../../client/panels/coverage/result/figure-text.ts'
import { INITIAL_STATE } from '../../../../client/state/app-state.ts'
import { COVERAGE_ANSWER } from './coverage-answer-fixture.ts'
import { coverageTexts } from './panel-texts.ts'

const [zh, en] = [coverageTexts('zh'), coverageTexts('en')]

describe('the strip', () => {
  const words = (options: Partial<typeof INITIAL_STATE.coverage>) =>
    wordsOf({ ...INITIAL_STATE.coverage, ...options }, null, 'zh', zh)

  it('says every condition, and marks none while they are as usual', () => {
    expect(words({})).toEqual({
      time: { text: '工作日', isChanged: false },
      demand: { text: '常住人口', isChanged: false },
      standard: { text: '城市 3 分 / 镇村 10 分', isChanged: false },
      vehicle: { text: '救援车', isChanged: false },
      stations: { text: '在岗的', isChanged: false },
      closures: { text: '没有', isChanged: false },
    })
    // which period the map shows is no other question
    expect(words({ demand: 'day-and-night' }).demand).toEqual({
      text: '昼夜人口',
      isChanged: true,
    })
    expect(words({ part: 'night' }).time).toEqual({ text: '工作日', isChanged: false })
  })

  it.each<[StripPart, Partial<typeof INITIAL_STATE.coverage>, string]>([
    ['time', { part: 'moment', at: null }, '现在'],
    ['time', { part: 'moment', at: '2026-12-01T03:00' }, '2026-12-01 03:00'],
    ['standard', { standards: { urban: 300, rural: 600 } }, '城市 5 分 / 镇村 10 分'],
    ['vehicle', { profile: 'supply-lorry' }, '运输货车'],
    ['closures', { obeyClosures: false }, '不避开'],
    [
      'stations',
      { filter: { ...INITIAL_STATE.coverage.filter, counted: 'with-planned', by: '2027-12-31' } },
      '全部（2027-12-31 前投用）',
    ],
    [
      'stations',
      { filter: { ...INITIAL_STATE.coverage.filter, equipment: { pump: 2 }, due: 2 } },
      '在岗的 · 排水泵 2 台 · 第 2 支到达',
    ],
  ])('marks %s alone where %o', (part, options, text) => {
    const said = words(options)
    expect(said[part]).toEqual({ text, isChanged: true })
    expect(STRIP_PARTS.filter((each) => said[each].isChanged)).toEqual([part])
  })

  it('counts stations by period, or at the moment', () => {
    const period = { name: null, weight: 1, people: 1, peopleInTime: 1, share: 1, at: '' }
    const day = {
      periods: [560, 417, 354].map((stationsCounted) => ({ ...period, stationsCounted })),
    } as never
    expect(countedLine({ ...COVERAGE_ANSWER, day }, 'zh', zh)).toBe(
      '白天 560，傍晚 417，夜间 354，共 8',
    )
    expect(countedLine({ ...COVERAGE_ANSWER, day }, 'en', en)).toBe(
      'Day 560, Evening 417, Night 354 of 8',
    )
    expect(countedLine(COVERAGE_ANSWER, 'zh', zh)).toBe('5，共 8')
    const obeyed = [{ id: 'a', name: '断桥', kind: 'bridge' as const }]
    const { closures } = wordsOf(INITIAL_STATE.coverage, { ...COVERAGE_ANSWER, obeyed }, 'zh', zh)
    expect(closures).toEqual({ text: '已避开 1 处', isChanged: false })
  })
})

describe('a share in time', () => {
  const of = (peopleInTime: number) => ({ people: 1000, peopleInTime, share: 0 })
  it.each([
    [534, 579, '53–57%'],
    [531, 539, '53%'],
    [0, 9, '0–<1%'],
    [999, 1000, '99–100%'],
    [570, 570, '57%'],
  ])('is told from %i to %i of a thousand as %s', (slow, fast, text) => {
    expect(bandText({ slow: of(slow), fast: of(fast) })).toBe(text)
  })

  it('has no decimal where no band is known', () => {
    expect(shareInWords(of(994), null)).toBe('99%')
    expect(shareInWords(of(994), { slow: of(534), fast: of(579) })).toBe('53–57%')
    expect(wholeShareText({ people: 0, peopleInTime: 0 })).toBe('–')
  })

  it('of a county or a town is told by its own band, of several by the sum of theirs', () => {
    const area = (code: string, peopleInTime: number) => ({ code, ...of(peopleInTime) })
    const end = (county: number, town: number) => ({
      ...{ ...of(500), byClass: { urban: of(0), rural: of(0) } },
      ...{ byCounty: [area('1', county)], byTown: [area('101', town)] },
    })
    const ends = bandByCode({ slow: end(421, 102), fast: end(563, 198) })
    expect(shareInWords(of(500), ends.get('1') ?? null)).toBe('42–56%')
    expect(shareInWords(of(150), ends.get('101') ?? null)).toBe('10–19%')
    // (421 + 102) and (563 + 198) of 2,000
    expect(bandText(sumOfEnds(['1', '101'].map((code) => ends.get(code)))!)).toBe('26–38%')
    expect(sumOfEnds([ends.get('1'), ends.get('2')])).toBeNull()
  })
})

describe('the figures of a day', () => {
  const { summary } = COVERAGE_ANSWER
  const { byClass, people } = summary
  const place = { code: '1', name: '甲', nameEn: null, centroid: [116, 35] as [number, number] }
  const figures = {
    people: 10,
    peopleInTime: 5,
    share: 0.5,
    worstSeconds: 60,
    peopleUnreachable: 0,
  }
  const county = { ...place, ...figures }
  const town = { ...county, countyCode: '1' }
  const answer = { ...COVERAGE_ANSWER, byCounty: [county], byTown: [town] }
  const ofDay = { peopleInTime: 7, share: 0.7, peopleUnreachable: 3 }
  const day = {
    ...{ people, ...ofDay, periods: [], byClass, changes: null },
    ...{ byCounty: [{ ...county, ...ofDay }], byTown: [{ ...town, ...ofDay }] },
  }
  it('stand in place of those of the moment; gaps and stations stay of it', () => {
    const told = ofTheDay({ ...answer, day })
    expect(told.summary).toEqual({ ...summary, ...ofDay })
    expect([told.byCounty, told.byTown]).toEqual([day.byCounty, day.byTown])
    expect(told.gaps).toBe(answer.gaps)
    expect(ofTheDay(answer)).toBe(answer)
    // what was not asked for stays away
    expect(ofTheDay({ ...answer, byCounty: [], byTown: [], day }).byTown).toEqual([])
  })
})
