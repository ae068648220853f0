/**
 * Duty has one meaning: at hours of every kind of day, ranking, coverage, siting, lists and the map take
 * the same stations of the default data for present, those that the rosters name, read here by a rule of
 * this test's own.
 */
import { afterAll, describe, expect, test, vi } from 'vitest'
import { dutyAt, isReady } from '../../client/form/duty.ts'
import { shapeOf } from '../../client/layers/feature-look.ts'
import { uncountedAt } from '../../client/layers/uncounted.ts'
import type { CoverageAnswer } from '../../data/coverage.ts'
import type { NearestAnswer } from '../../data/nearest.ts'
import type { SitingAnswer } from '../../data/siting-answer.ts'
import { RoadNetwork } from '../../server/network/road-network.ts'
import { networkPath } from '../../server/store/data-folder.ts'
import type { FeatureOf } from '../../server/store/features.ts'
import { readNetwork } from '../../server/store/network-file.ts'
import { createTestApp, withJson } from '../fixtures/app.ts'
import { copyOfDefaultData } from '../fixtures/default-data.ts'
import { openShortStore } from '../fixtures/stores.ts'

vi.setConfig({ testTimeout: 300_000 })
const folder = copyOfDefaultData()
const network = new RoadNetwork(readNetwork(networkPath(folder))!)
const store = await openShortStore(`${folder}/emergency-map.sqlite`)
const app = await createTestApp({}, { store, network: () => network })
afterAll(() => store.close())
const stations = (await store.features.all('stations')) as FeatureOf<'stations'>[]

type Weekday = 'mon-fri' | 'sat' | 'sun'
interface Day {
  readonly weekday: Weekday
  /** A public holiday of the calendar that the State Council published for 2026. */
  readonly isHoliday?: true
  /** A weekend that is worked for it. */
  readonly isWorked?: true
}

/** Taken from the calendar by hand; yesterday's shifts may run into each. */
const DAYS: Readonly<Record<string, Day>> = {
  '2026-09-30': { weekday: 'mon-fri' },
  '2026-10-01': { weekday: 'mon-fri', isHoliday: true },
  '2026-10-09': { weekday: 'mon-fri' },
  '2026-10-10': { weekday: 'sat', isWorked: true },
  '2026-11-22': { weekday: 'sun' },
  '2026-11-23': { weekday: 'mon-fri' },
  '2026-11-27': { weekday: 'mon-fri' },
  '2026-11-28': { weekday: 'sat' },
  '2026-11-29': { weekday: 'sun' },
}
const YESTERDAY: Readonly<Record<string, string>> = {
  '2026-10-01': '2026-09-30',
  '2026-10-10': '2026-10-09',
  '2026-11-23': '2026-11-22',
  '2026-11-28': '2026-11-27',
  '2026-11-29': '2026-11-28',
}
/** Night, the last minute before a shift and its first, the end of one; each kind of day. */
const HOURS = [
  ['2026-11-23', '03:00'],
  ['2026-11-23', '07:59'],
  ['2026-11-23', '08:00'],
  ['2026-11-23', '17:30'],
  ['2026-11-23', '20:00'],
  ['2026-11-28', '12:00'],
  ['2026-11-29', '08:30'],
  ['2026-11-29', '16:59'],
  ['2026-10-01', '10:00'],
  ['2026-10-10', '08:15'],
] as const

/** Which days of the default data's rosters a day is one of. */
const NAMED: Readonly<Record<string, (day: Day) => boolean>> = {
  每天: () => true,
  节假日: ({ isHoliday = false }) => isHoliday,
  工作日: ({ weekday, isHoliday, isWorked }) => isWorked ?? (weekday === 'mon-fri' && !isHoliday),
  休息日: ({ weekday, isHoliday, isWorked }) => !isWorked && (weekday !== 'mon-fri' || !!isHoliday),
  周一至周五: ({ weekday }) => weekday === 'mon-fri',
  周六: ({ weekday }) => weekday === 'sat',
}
/** Of those that name a day, the more particular one: a holiday is none of its weekday. */
const PARTICULAR = ['节假日', '工作日', '休息日', '周一至周五', '周六', '每天']

/** `08:00-18:00` of the shifts that begin on a day. */
const shiftsOn = (roster: string, day: Day): string[] => {
  const byDays = new Map(
    roster.split('；').map((entry): [string, string] => {
      const [days = '', ...shifts] = entry.split(' ')
      return [days, shifts.join(' ')]
    }),
  )
  for (const days of byDays.keys()) if (!NAMED[days]) throw new Error(`no rule for ${days}`)
  const days = PARTICULAR.find((each) => byDays.has(each) && NAMED[each]!(day))
  return days === undefined ? [] : byDays.get(days)!.split('、')
}

const isThere = ({ properties }: FeatureOf<'stations'>, date: string, time: string): boolean => {
  const { roster, dutyPattern, dutyFrom, dutyUntil } = properties
  if (!roster && dutyPattern === 'around-the-clock') return true
  const told = roster ?? `每天 ${dutyFrom}-${dutyUntil}`
  const runs = (on: string, test: (from: string, until: string) => boolean): boolean =>
    shiftsOn(told, DAYS[on]!).some((shift) => {
      const [, from, until] = /^(\d\d:\d\d)-(\d\d:\d\d)/.exec(shift)!
      return test(from!, until!)
    })
  return (
    runs(date, (from, until) => from <= time && (time < until || until < from)) ||
    runs(YESTERDAY[date]!, (from, until) => until < from && time < until)
  )
}

/** In operation and with a crew; of these, duty decides. */
const isRun = ({ properties }: FeatureOf<'stations'>): boolean =>
  properties.buildStatus === 'operating' && properties.crewOnDuty !== 0
const run = stations.filter(isRun)
const withoutCrew = stations.filter(
  ({ properties: { buildStatus, crewOnDuty } }) => buildStatus === 'operating' && crewOnDuty === 0,
)
const notRun = stations.filter((station) => !isRun(station)).map(({ id }) => id)

const asked = async <A>(path: string, body: object): Promise<A> => {
  const response = await app.request(path, withJson('POST', body))
  expect(response.status, path).toBe(200)
  return (await response.json()) as A
}

const ON_DUTY = { counted: 'on-duty', by: null } as const
const MOMENT = { name: { zh: '', en: '' }, isLookedAt: true }

/** In four counties, where stations of every kind are near. */
const PLACES = ['116.587,35.415', '116.99,35.58', '117.01,35.4', '116.08,35.8']

describe.each(HOURS)('%s at %s', (date, time) => {
  const at = `${date}T${time}:00+08:00`
  const off = run.filter((station) => !isThere(station, date, time)).map(({ id }) => id)
  const away = new Set(off)
  const without = { filter: { counted: 'operating' }, scenario: { remove: [...off, ...notRun] } }

  test('the ranking passes over those who are away', async () => {
    for (const place of PLACES) {
      const [lon, lat] = place.split(',')
      const query = `lon=${lon}&lat=${lat}&at=${encodeURIComponent(at)}`
      const ranked = async (more: string): Promise<string[]> => {
        const { features } = (await (
          await app.get(`/api/nearest?${query}&${more}`)
        ).json()) as NearestAnswer
        return features.map(({ id }) => id)
      }
      const all = await ranked('onDuty=false&k=50')
      const there = all.filter((id) => !away.has(id) && run.some((station) => station.id === id))
      expect(there.length).toBeGreaterThan(3)
      expect(await ranked(`onDuty=true&k=${there.length}`)).toEqual(there)
    }
  })

  test('coverage and siting count who is there, and offer longer hours to who is not', async () => {
    const covered = (more: object) => asked<CoverageAnswer>('/api/coverage', { at, ...more })
    const byDuty = await covered({})
    const byHand = await covered(without)
    expect(byDuty.summary.stationsCounted).toBe(run.length - off.length)
    const { stationsInAll } = byDuty.summary
    expect({ ...byHand.summary, stationsInAll }).toEqual(byDuty.summary)
    const siting = (candidates: object, more: object = {}) =>
      asked<SitingAnswer>('/api/siting', {
        ...{ at, problem: 'mclp', add: 1, curve: false, gapPercent: 50 },
        candidates: { settlements: false, ...candidates },
        ...more,
      })
    const points = [{ lon: 116.587, lat: 35.415 }]
    const [before, by] = [await siting({ points }), await siting({ points }, without)]
    expect(before.peopleInTimeBefore).toBe(byDuty.summary.peopleInTime)
    expect(before.sites).toEqual(by.sites)
    const longer = await siting({ points, longerHours: true })
    // the place itself, and longer hours bring a crew to those that never have one, too
    expect(longer.candidateCount).toBe(1 + off.length + withoutCrew.length)
  })

  test('lists and the map of the page show the same', () => {
    const milliseconds = Date.parse(at)
    for (const { id, properties } of run) {
      const duty = dutyAt(properties, milliseconds)
      const shown = [isReady(duty), shapeOf(properties, milliseconds) === 'ready']
      const isUncounted = uncountedAt(properties, ON_DUTY, [{ ...MOMENT, milliseconds }]).length > 0
      expect([...shown, !isUncounted], id).toEqual(Array(3).fill(!away.has(id)))
    }
  })
})
