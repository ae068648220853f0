import { describe, expect, test } from 'vitest'
import { type Demand, figureAt } from '../../../data/demand.ts'
import { demandText, inDemandWords } from '../../../data/demand-words.ts'
import { buildDemandCells, demandBy } from '../../../server/analysis/coverage/demand.ts'

const place = (
  longitude: number,
  people: number,
  figures: { peopleByDay?: number; peopleByNight?: number; callsPerYear?: number } = {},
) => ({
  ...{ longitude, latitude: 35.4, people, ...figures },
  ...({ areaClass: 'rural', townCode: '370811001', countyCode: '370811' } as const),
})

describe('which figure counts', () => {
  const at = (clock: string, demand: Demand = 'day-and-night') => {
    const [hours, minutes] = clock.split(':').map(Number)
    return figureAt(demand, hours! * 60 + minutes!)
  }

  test('day begins at 8 and ends before 18 o’clock', () => {
    expect(['07:59', '08:00', '17:59', '18:00', '03:00'].map((clock) => at(clock))).toEqual([
      'peopleByNight',
      'peopleByDay',
      'peopleByDay',
      'peopleByNight',
      'peopleByNight',
    ])
  })

  test('residents and calls are the same at any hour', () => {
    expect([at('03:00', 'residents'), at('12:00', 'residents')]).toEqual(['people', 'people'])
    expect([at('03:00', 'calls'), at('12:00', 'calls')]).toEqual(['callsPerYear', 'callsPerYear'])
  })
})

describe('cells', () => {
  // Kilometres apart, so that each settlement is a cell of its own; the last is a works without residents.
  const cells = buildDemandCells([
    place(116.5, 100, { peopleByDay: 40, peopleByNight: 110, callsPerYear: 2 }),
    place(116.6, 200, { peopleByNight: 180 }),
    place(116.7, 300),
    place(116.8, 0, { peopleByDay: 900 }),
    place(116.9, 0),
  ])
  const counted = (figure: Parameters<typeof demandBy>[1]): number[] =>
    [...demandBy(cells, figure).people].sort((a, b) => a - b)

  test('a settlement without a figure counts its residents, and has no calls', () => {
    expect(counted('people')).toEqual([0, 100, 200, 300])
    expect(counted('peopleByDay')).toEqual([40, 200, 300, 900])
    expect(counted('peopleByNight')).toEqual([0, 110, 180, 300])
    expect(counted('callsPerYear')).toEqual([0, 0, 0, 2])
  })

  test('a place where people only come to is a cell at its own place', () => {
    const works = [...demandBy(cells, 'peopleByDay').people].indexOf(900)
    expect(cells.lonLat[works * 2]).toBeCloseTo(116.8, 10)
  })

  test('settlements that lack a figure are counted, those that nobody comes to are not', () => {
    expect(cells.record).toEqual({
      settlements: 4,
      withoutDay: 2,
      withoutNight: 2,
      withoutCalls: 3,
    })
    expect(demandText('day-and-night', cells.record, 'zh')).toBe(
      '白天人口与夜间人口（假定 08:00–18:00 按白天人口，其余按夜间人口；4 个居民点中 2 个没有白天人口、2 个没有夜间人口，改按常住人口计）',
    )
    expect(demandText('calls', cells.record, 'en')).toBe(
      'Calls that settlements have on record (figures are calls a year; 3 of 4 settlements have none on record and count 0)',
    )
  })
})

describe('words where calls are counted', () => {
  test.each([
    ['人未达标', '次接警未达标'],
    ['1,234 人中，800 人达标', '1,234 次中，800 次达标'],
    ['一旦失去，会让最多的人不再达标的站点', '一旦失去，会让最多的接警不再达标的站点'],
    ['最大覆盖：达标的人最多', '最大覆盖：达标的接警最多'],
    ['人的缺口', '次接警的缺口'],
    ['人口（人）', '接警（次）'],
    ['节省（人·分钟）', '节省（次·分钟）'],
  ])('%s', (people, calls) => {
    expect(inDemandWords(people, 'calls', 'zh')).toBe(calls)
    expect(inDemandWords(people, 'day-and-night', 'zh')).toBe(people)
  })

  test.each(['在岗 3 人', '在岗人数', '沿 105 人民路', '现有站点增配人员（在岗无人的）'])(
    '%s stays',
    (text) => expect(inDemandWords(text, 'calls', 'zh')).toBe(text),
  )

  test('in English', () => {
    expect(inDemandWords('People who cannot be reached', 'calls', 'en')).toBe(
      'Calls that cannot be reached',
    )
    expect(inDemandWords('12 people-minutes', 'calls', 'en')).toBe('12 call-minutes')
  })
})
