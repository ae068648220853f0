/** What a planner's station is like: the usual outfit of a class, and why it is not counted. */
import { describe, expect, it } from 'vitest'
import { type AskedMoment, uncountedAt } from '../../../client/layers/uncounted.ts'
import { uncountedText } from '../../../client/map/coverage/station-card-texts.ts'
import { usualOutfit } from '../../../client/state/station-values.ts'

const station = (grade: string, crewOnDuty: number, turnoutSeconds: number, equipment: object) => ({
  properties: { name: '站', grade, crewOnDuty, turnoutSeconds, equipment },
})

describe('the usual outfit of a class', () => {
  it('is the median of its stations, with gear that at least half of them have', () => {
    const stations = [
      station('first', 9, 60, { 'fire-pump': 2, boat: 1 }),
      station('first', 5, 90, { 'fire-pump': 4 }),
      station('first', 7, 30, { 'fire-pump': 3, boat: 1, drone: 5 }),
      station('third', 1, 240, { drone: 1 }),
    ]
    expect(usualOutfit('first', stations)).toEqual({
      grade: 'first',
      crewOnDuty: 7,
      equipment: { 'fire-pump': 3, boat: 1 },
    })
  })

  it('has somebody on duty, and is what the server takes where there is none of the class', () => {
    expect(usualOutfit('second', [station('second', 0, 60, {})]).crewOnDuty).toBe(1)
    expect(usualOutfit('second', [])).toEqual({ grade: 'second', crewOnDuty: 1, equipment: {} })
  })
})

describe('why a station is not counted', () => {
  const at = (time: string, name: string, isLookedAt = false): AskedMoment => ({
    name: { zh: name, en: name },
    milliseconds: Date.parse(`2026-12-01T${time}:00+08:00`),
    isLookedAt,
  })
  const MOMENTS = [at('10:00', '白天'), at('19:30', '傍晚'), at('03:00', '夜间', true)]
  const shift = { dutyPattern: 'day-shift', dutyFrom: '08:00', dutyUntil: '18:00', crewOnDuty: 6 }
  const usual = { counted: 'on-duty', by: null } as const
  const told = (values: object, filter: Parameters<typeof uncountedAt>[1] = usual) =>
    uncountedAt({ buildStatus: 'operating', ...values }, filter, MOMENTS)

  it('is its hours at the moments when it is off duty, and nothing at the others', () => {
    expect(told(shift).map(({ moment }) => moment.name.zh)).toEqual(['傍晚', '夜间'])
    expect(uncountedText(told(shift), 3, 'zh')).toMatch(
      /^傍晚、夜间不计入（不在岗.*地图与缺口不随它变化/,
    )
    expect(told({ ...shift, dutyPattern: 'around-the-clock' })).toEqual([])
  })

  it('is nothing where stations count at any hour, unless they are not open', () => {
    const any = { counted: 'operating', by: null } as const
    expect(told(shift, any)).toEqual([])
    const building = { ...shift, buildStatus: 'building' }
    expect(told(building, any)).toHaveLength(3)
    expect(told(building, { counted: 'with-construction', by: null })).toEqual([])
    expect(uncountedText(told(building, any), 3, 'zh')).toMatch(
      /^不计入（未投入运行.*不改变任何结果/,
    )
  })

  it('is that nobody is there', () => {
    const empty = { dutyPattern: 'around-the-clock', crewOnDuty: 0 }
    expect(told(empty)).toHaveLength(3)
    expect(uncountedText(told(empty), 3, 'en')).toMatch(/^Not counted .*moving it changes nothing/)
  })
})
