import { expect, it } from 'vitest'
import { dutyAt, dutySentence, isReady } from '../../../../client/form/duty.ts'

const DAY_SHIFT = {
  buildStatus: 'operating',
  dutyPattern: 'day-shift',
  dutyFrom: '08:00',
  dutyUntil: '18:00',
  crewOnDuty: 5,
}
const NIGHT_SHIFT = { ...DAY_SHIFT, dutyFrom: '20:00', dutyUntil: '08:00' }

/** Instant of a time of day on 2026-03-01 in Shanghai. */
const at = (time: string): number => Date.parse(`2026-03-01T${time}:00+08:00`)

it.each([
  [DAY_SHIFT, '07:59', '不在岗，08:00 上班', 'Off duty until 08:00'],
  [DAY_SHIFT, '08:00', '在岗，至 18:00', 'On duty until 18:00'],
  [DAY_SHIFT, '17:59', '在岗，至 18:00', 'On duty until 18:00'],
  [DAY_SHIFT, '18:00', '不在岗，08:00 上班', 'Off duty until 08:00'],
  [NIGHT_SHIFT, '23:30', '在岗，至 08:00', 'On duty until 08:00'],
  [NIGHT_SHIFT, '03:00', '在岗，至 08:00', 'On duty until 08:00'],
  [NIGHT_SHIFT, '12:00', '不在岗，20:00 上班', 'Off duty until 20:00'],
])('%o at %s', (properties, time, zh, en) => {
  const duty = dutyAt(properties, at(time))
  expect(dutySentence(duty, 'zh')).toBe(zh)
  expect(dutySentence(duty, 'en')).toBe(en)
  expect(isReady(duty)).toBe(zh.startsWith('在岗'))
})

it('a station that runs around the clock is always on duty', () => {
  const duty = dutyAt({ ...DAY_SHIFT, dutyPattern: 'around-the-clock' }, at('03:00'))
  expect(dutySentence(duty, 'zh')).toBe('在岗（24 小时值班）')
  expect(isReady(duty)).toBe(true)
})

it.each([
  [{ ...DAY_SHIFT, buildStatus: 'suspended' }, '暂停使用'],
  [{ ...DAY_SHIFT, buildStatus: 'building' }, '在建，尚未启用'],
  [{ ...DAY_SHIFT, crewOnDuty: 0 }, '无人在岗'],
])('a station that is not ready says why even within its shift', (properties, zh) => {
  const duty = dutyAt(properties, at('12:00'))
  expect(dutySentence(duty, 'zh')).toBe(zh)
  expect(isReady(duty)).toBe(false)
})

it('says nothing about a resource without a duty pattern', () => {
  expect(dutySentence(dutyAt({ name: '泗河左堤' }, at('12:00')), 'zh')).toBeNull()
})
