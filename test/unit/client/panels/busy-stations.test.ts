/** Parts of the section of busy stations that are arithmetic or a question. */
import { describe, expect, it } from 'vitest'
import { busyOption } from '../../../../client/panels/coverage/result/busy/busy-chart.ts'
import {
  callsByHour,
  intervalText,
  minutesText,
  pointsText,
} from '../../../../client/panels/coverage/result/busy/busy-texts.ts'
import { chartLook } from '../../../../client/panels/coverage/result/chart-options.ts'
import { busyRequest, INITIAL_BUSY_OPTIONS } from '../../../../client/state/busy-options.ts'
import { busyRequestSchema } from '../../../../data/busy.ts'
import type { CoverageRequest } from '../../../../data/coverage.ts'

describe('calls of each hour', () => {
  const hours = Array.from({ length: 24 }, (_, hour) => hour)

  it('are read as a spreadsheet copies them, and asked', () => {
    for (const separator of [' ', '\t', '\r\n', ',', '，']) {
      expect(callsByHour(` ${hours.join(separator)}\n`)).toEqual(hours)
    }
    const options = { ...INITIAL_BUSY_OPTIONS, byHour: hours, places: 'calls' as const }
    const { calls } = busyRequestSchema.parse(busyRequest({}, options))
    expect(calls).toMatchObject({ places: 'calls', byHour: hours })
  })

  it('are none where one is missing, is no number, is below 0, or none comes', () => {
    const bad = [hours.slice(1), [...hours, 1], hours.with(3, -1), hours.map(() => 0)]
    for (const each of bad) expect(callsByHour(each.join(' '))).toBeNull()
    expect(callsByHour(hours.join(' ').replace('5', 'x'))).toBeNull()
    expect(callsByHour('')).toBeNull()
  })
})

describe('the question', () => {
  const at = '2026-11-23T20:00:00+08:00'
  const conditions: CoverageRequest = {
    periods: [{ at, weight: 3 }],
    band: {},
    parts: ['gaps'],
    profile: 'rescue-van',
    standards: { urban: 240, rural: 600 },
    filter: { counted: 'operating', due: 2 },
    scenario: { remove: ['S-1'] },
  }

  it('is of one moment and of the first station, under the conditions in sight', () => {
    const request = busyRequestSchema.parse(busyRequest(conditions, INITIAL_BUSY_OPTIONS))
    expect(request).toMatchObject({
      at,
      standards: { urban: 240, rural: 600 },
      filter: { counted: 'operating', due: 1 },
      scenario: { remove: ['S-1'] },
      // What the service assumes stands in.
      calls: { perYear: null, per10000: 55, minutesOnScene: 45 },
      simulation: { years: 1, seed: 1 },
    })
  })

  it('has the moment that is looked at before that of the first period, and what is entered', () => {
    const noon = '2026-11-23T12:00:00+08:00'
    const options = { ...INITIAL_BUSY_OPTIONS, per10000: 80, minutesOnScene: 30, years: 3 }
    const request = busyRequestSchema.parse(busyRequest({ ...conditions, at: noon }, options))
    expect(request.at).toBe(noon)
    expect(request.calls).toMatchObject({ per10000: 80, minutesOnScene: 30 })
    expect(request.simulation.years).toBe(3)
    expect(busyRequest({}, INITIAL_BUSY_OPTIONS)).not.toHaveProperty('at')
  })
})

it('tells intervals wider than they are, never narrower, and differences with their sign', () => {
  expect(intervalText({ low: 0.52486, high: 0.52964 })).toEqual({ low: '52.4%', high: '53.0%' })
  expect(intervalText({ low: 0, high: 1 })).toEqual({ low: '0.0%', high: '100.0%' })
  expect([-0.0235, 0.0004, -0.0004, 0.01].map(pointsText)).toEqual(['−2.4', '±0.0', '±0.0', '+1.0'])
  expect([30, 5.4637, 53.96].map(minutesText)).toEqual(['30', '5.5', '54'])
})

it('draws an interval from its low end up, and leaves a gap where no call came', () => {
  const inTime = { share: 0.5, low: 0.45, high: 0.57 }
  const option = busyOption({
    hours: [
      { hour: 0, calls: 100, inTime, ifFree: 0.6 },
      { hour: 1, calls: 0, inTime: null, ifFree: null },
    ],
    texts: { ifFree: 'free', simulated: 'sim', interval: '95 %', tooltip: ({ hour }) => `${hour}` },
    look: chartLook('light', 'desk'),
  })
  const series = option.series as { name: string; data: (number | null)[] }[]
  const near = (value: number) => expect.closeTo(value, 9)
  expect(series.map(({ name, data }) => [name, data])).toEqual([
    ['low', [near(45), null]],
    ['95 %', [near(12), null]],
    ['free', [near(60), null]],
    ['sim', [near(50), null]],
  ])
})
