/** What the coverage addresses answer, over a road on which every time is known. */
import xlsx from '@e965/xlsx'
import { describe, expect, test } from 'vitest'
import { decodeCellTimes } from '../../data/cell-times.ts'
import {
  COVERAGE_PARTS,
  type CoverageAnswer,
  type CoverageRequest,
  coverageAnswerSchema,
} from '../../data/coverage.ts'
import { answered, createTestApp, problemOf } from '../fixtures/app.ts'
import { SMALL_DATA_SET, settlement, station } from '../fixtures/app-features.ts'
import { NIGHT, sum } from '../fixtures/coverage-ground.ts'
import { along, longRoad } from '../fixtures/coverage-hand-made.ts'
import { loadedNetwork } from '../fixtures/grid-network.ts'

const network = loadedNetwork(longRoad(20))
const { counties, towns } = SMALL_DATA_SET
const DATA = {
  counties,
  towns,
  stations: [
    station('A', along(0), { nameEn: 'Station A', equipment: { boat: 1 } }),
    station('B', along(9000), { dutyPattern: 'day-shift', dutyFrom: '08:00', dutyUntil: '18:00' }),
    station('C', along(15_000), { buildStatus: 'suspended' }),
  ],
  settlements: [
    settlement('town', along(1200), { areaClass: 'urban', people: 100 }),
    settlement('village', along(5000), { people: 20 }),
    settlement('east', along(12_000), { people: 3, townCode: '370831001', countyCode: '370831' }),
  ],
}

const app = await createTestApp(DATA, { network: () => network })

const post = (path: string, body: unknown, on = app): Promise<Response> =>
  on.post(`/api/coverage${path}`, body)
const ask = async (body: CoverageRequest, on = app): Promise<CoverageAnswer> =>
  coverageAnswerSchema.parse(await answered(post('', body, on)))

describe('the answer', () => {
  test('to nothing at all is that of now, with every default told', async () => {
    const { query, timeStamp, revision, network: told } = await ask({})
    expect(query).toEqual({
      collection: 'stations',
      at: '2026-11-23T10:00:00+08:00',
      demand: 'residents',
      profile: 'rescue-van',
      standards: { urban: 180, rural: 600 },
      filter: { counted: 'on-duty', by: null, equipment: {}, minimumGrade: null, due: 1 },
      closures: [],
      obeyClosures: true,
      withoutSent: true,
      scenario: { add: [], remove: [], move: [], change: [], close: [] },
      parts: [...COVERAGE_PARTS],
    })
    expect(new Date(timeStamp).getTime()).toBe(new Date(query.at).getTime())
    expect(revision).toBe(await app.store.revision())
    expect(told).toEqual({ id: network.graph.id, provenance: 'generated' })
  })

  test('tells who is in time at night, when only one station is there', async () => {
    const { summary, byCounty, byTown, gaps, fragility, overlap } = await ask({ at: NIGHT })
    // A arrives after 180, 560 and 1260 s; the standards are 180 and 600 s
    expect(summary).toEqual({
      people: 123,
      peopleInTime: 120,
      share: 120 / 123,
      cellCount: 3,
      cellsInTime: 2,
      peopleUnreachable: 0,
      stationsCounted: 1,
      stationsInAll: 3,
      byClass: {
        urban: { people: 100, peopleInTime: 100, share: 1 },
        rural: { people: 23, peopleInTime: 20, share: 20 / 23 },
      },
      gapCount: 1,
    })
    const figures = byCounty.map(({ code, nameEn, people, peopleInTime, worstSeconds }) => [
      code,
      nameEn,
      people,
      peopleInTime,
      worstSeconds,
    ])
    expect(figures).toEqual([
      ['370811', 'Rencheng', 120, 120, 560],
      ['370831', 'Sishui', 3, 0, 1260],
    ])
    expect(byTown.map(({ code, name, countyCode }) => [code, name, countyCode])).toEqual([
      ['370811001', '古槐街道', '370811'],
      // a town that the data do not know keeps its code for a name
      ['370831001', '370831001', '370831'],
    ])
    expect(byCounty[1]!.centroid[0]).toBeCloseTo(along(12_000)[0], 5)
    expect(gaps).toMatchObject([
      {
        people: 3,
        cellCount: 1,
        worstSeconds: 1260,
        nearest: { id: 'A', nameEn: 'Station A', seconds: 1260 },
        // B, 3 km away, would be there after 60 + 300 s
        remedy: { kind: 'longer-hours', stationId: 'B', peopleWon: 3, peopleWonInAll: 3 },
      },
    ])
    expect(fragility).toMatchObject([{ kind: 'station', id: 'A', peopleLost: 120 }])
    expect(overlap).toEqual([])
  })

  test('of a day has each period as it would be alone, and the body of the moment looked at', async () => {
    const DAY = '2026-11-23T12:00:00+08:00'
    const periods = [
      { name: '白天', at: DAY, weight: 10 },
      { at: '2026-11-22T19:00:00Z', weight: 14 },
    ]
    const answer = await ask({ periods, band: {}, parts: ['areas'] })
    const alone = await Promise.all([ask({ at: DAY }), ask({ at: NIGHT })])
    expect(answer.query).toMatchObject({ at: DAY, withoutSent: false, periods })
    expect(answer.summary).toEqual(alone[0].summary)
    expect(answer.day!.periods).toEqual(
      alone.map(({ summary }, index) => ({
        name: index === 0 ? '白天' : null,
        at: [DAY, NIGHT][index],
        weight: [10, 14][index],
        stationsCounted: summary.stationsCounted,
        people: summary.people,
        peopleInTime: summary.peopleInTime,
        share: summary.share,
      })),
    )
    const [day, night] = alone.map(({ summary }) => summary.peopleInTime) as [number, number]
    expect(day).not.toBe(night)
    expect(answer.day!.peopleInTime).toBe(Math.round((10 * day + 14 * night) / 24))
    expect(answer.band!.nominal.peopleInTime).toBe(answer.day!.peopleInTime)
    expect((await ask({ ...answer.query })).day).toEqual(answer.day)
    // the moment looked at may be any of them, or another
    expect((await ask({ periods, at: NIGHT })).summary).toEqual(alone[1].summary)
    expect(alone.map(({ day: none, band }) => [none, band])).toEqual([
      [null, null],
      [null, null],
    ])
  })

  test('counts by the roster of the day, unless a scenario states other hours', async () => {
    const on = await createTestApp(
      { ...DATA, stations: [station('A', along(0), { roster: '工作日 08:00-18:00 5人' })] },
      { network: () => network },
    )
    const counted = async (at: string, scenario: object = {}): Promise<number> =>
      (await ask({ at, scenario, parts: ['areas'] }, on)).summary.stationsCounted
    const [worked, free] = ['2026-10-10T10:00:00+08:00', '2026-10-01T10:00:00+08:00']
    expect([await counted(worked), await counted(free)]).toEqual([1, 0])
    const change = [{ id: 'A', dutyPattern: 'around-the-clock' as const }]
    expect(await counted(free, { change })).toBe(1)
    expect(await counted(free, { change: [{ id: 'A', crewOnDuty: 2 }] })).toBe(0)
    expect(await counted(free, { change: [{ id: 'A', roster: '节假日 全天' }] })).toBe(1)
  })

  test('to its own query is the same', async () => {
    const scenario = {
      add: [{ lon: along(14_000)[0], lat: along(0)[1], name: ' 新站 ' }],
      change: [{ id: 'B', dutyPattern: 'around-the-clock' as const }],
    }
    const asked = { at: '2026-11-22T19:00:30Z', scenario, standards: { urban: 170 } }
    const { timeStamp: _first, ...first } = await ask(asked)
    const { timeStamp: _again, ...again } = await ask(first.query)
    expect(first.query.at).toBe('2026-11-23T03:00:30+08:00')
    expect(again).toEqual(first)
    expect(first.changes).toMatchObject({ people: 3, gapCount: -1 })
  })

  test('fills up a standard that is given in part', async () => {
    const urban = await ask({ at: NIGHT, standards: { urban: 179 } })
    expect(urban.query.standards).toEqual({ urban: 179, rural: 600 })
    expect(urban.summary.peopleInTime).toBe(20)
    const rural = await ask({ at: NIGHT, standards: { rural: 1260 } })
    expect(rural.query.standards).toEqual({ urban: 180, rural: 1260 })
    expect(rural.summary.peopleInTime).toBe(123)
  })

  test('has only the parts asked for; the summary always', async () => {
    const whole = await ask({ at: NIGHT, scenario: { remove: ['B'] } })
    const none = await ask({ at: NIGHT, scenario: { remove: ['B'] }, parts: [] })
    expect(none.summary).toEqual(whole.summary)
    const lists = { distribution: [], byCounty: [], byTown: [], gaps: [], fragility: [] }
    expect(none).toMatchObject({ ...lists, overlap: [], changes: null })
    const gapsOnly = await ask({ at: NIGHT, parts: ['gaps'] })
    expect(gapsOnly.gaps.map(({ remedy }) => remedy)).toEqual([null])
    expect(gapsOnly.byTown).toEqual([])
  })

  test('tells changes only where there is a scenario', async () => {
    expect((await ask({ at: NIGHT })).changes).toBeNull()
    expect((await ask({ at: NIGHT, scenario: { add: [], remove: [] } })).changes).toBeNull()
    expect((await ask({ at: NIGHT, scenario: { remove: ['A'] } })).changes?.people).toBe(-120)
  })
})

describe('the notice of demonstration data', () => {
  test('is there while roads or rows are generated', async () => {
    expect((await ask({})).notice).toMatchObject({ zh: expect.any(String), en: expect.any(String) })
  })

  test('is gone when roads, stations and settlements are imported', async () => {
    const imported = { provenance: 'imported' } as const
    const roads = loadedNetwork({ ...longRoad(5), provenance: 'imported' })
    const data = (provenance: 'imported' | 'generated') => ({
      stations: [station('A', along(0), imported)],
      settlements: [settlement('V', along(600), { provenance })],
    })
    const own = await createTestApp(data('imported'), { network: () => roads })
    expect((await ask({}, own)).notice).toBeNull()
    const mixed = await createTestApp(data('generated'), { network: () => roads })
    expect((await ask({}, mixed)).notice).not.toBeNull()
  })
})

describe('without what it needs', () => {
  test('there are no times without roads, but there are cells', async () => {
    const bare = await createTestApp(DATA)
    const bodies = { '': {}, '/cells': {}, '/contours': { minutes: [5] }, '/tables/gaps': {} }
    for (const [path, body] of Object.entries(bodies)) {
      const { type } = await problemOf(post(path, body, bare), 503)
      expect([path, type]).toEqual([path, '/problems/no-network'])
    }
    expect((await bare.get('/api/coverage/cells')).status).toBe(200)
  })

  test('nobody lives anywhere: zero people, no share that is not a number', async () => {
    const empty = await createTestApp({ stations: DATA.stations }, { network: () => network })
    const answer = await ask({ at: NIGHT, scenario: { remove: ['A'] } }, empty)
    expect(answer.summary).toMatchObject({ people: 0, peopleInTime: 0, share: 0, gapCount: 0 })
    expect(answer).toMatchObject({ byCounty: [], byTown: [], gaps: [], fragility: [] })
    expect(answer.changes).toMatchObject({ people: 0, cells: [] })
    expect(sum(answer.distribution.map(({ people }) => people))).toBe(0)
    const times = decodeCellTimes(await (await post('/cells', {}, empty)).arrayBuffer())
    expect(times.deciseconds.map((row) => row.length)).toEqual([0, 0])
    expect((await post('/contours', { minutes: [5] }, empty)).status).toBe(200)
    expect(await empty.json('/api/coverage/cells')).toMatchObject({ features: [] })
  })

  test('no station at all: nobody is in time, nobody comes', async () => {
    const none = await createTestApp({ settlements: DATA.settlements }, { network: () => network })
    const { summary, gaps } = await ask({ standards: { urban: 7200, rural: 7200 } }, none)
    expect(summary).toMatchObject({ peopleInTime: 0, peopleUnreachable: 123, stationsInAll: 0 })
    expect(gaps.map(({ nearest }) => nearest)).toEqual([null, null, null])
    expect(gaps.map(({ remedy }) => remedy?.kind)).toEqual(['new-site', 'new-site', 'new-site'])
  })
})

describe('a table as a workbook, read by another program', () => {
  const sheetOf = async (table: string, body: CoverageRequest, language = 'zh') => {
    const response = await post(`/tables/${table}?f=xlsx&lang=${language}`, body)
    const bytes = new Uint8Array(await response.arrayBuffer())
    const { SheetNames, Sheets } = xlsx.read(bytes, { cellNF: true })
    const sheet = Sheets[SheetNames[0]!]!
    return { sheet, rows: xlsx.utils.sheet_to_json<unknown[]>(sheet, { header: 1 }) }
  }

  test('has county beside town, coordinates, units, formats, a filter and its conditions', async () => {
    const { sheet, rows } = await sheetOf('towns', {
      at: NIGHT,
      scenario: { remove: ['B'] },
      filter: { equipment: { boat: 1 } },
    })
    const heading = rows.findIndex(([first]) => first === '区县')
    expect(rows[heading]).toEqual([
      ...[
        '区县',
        '乡镇',
        '代码',
        '人口（人）',
        '达标人口（人）',
        '未达标人口（人）',
        '达标率（%）',
      ],
      ...['最晚到达（秒）', '无法到达的人（人）', '人口重心经度', '人口重心纬度', '区县代码'],
    ])
    const answer = await ask({
      at: NIGHT,
      scenario: { remove: ['B'] },
      filter: { equipment: { boat: 1 } },
    })
    const first = answer.byTown[0]!
    const county = answer.byCounty.find(({ code }) => code === first.countyCode)!
    const row = rows[heading + 1]!
    expect(row.slice(0, 6)).toEqual([
      ...[county.name, first.name, first.code, first.people, first.peopleInTime],
      first.people - first.peopleInTime,
    ])
    expect(row[6]).toBeCloseTo((100 * first.peopleInTime) / first.people, 2)
    expect(row.slice(9, 11)).toEqual(first.centroid.map((degree) => expect.closeTo(degree, 6)))
    const formatIn = (column: string): unknown => sheet[`${column}${heading + 2}`].z
    expect(['D', 'G', 'H', 'J'].map(formatIn)).toEqual(['#,##0', '#,##0.00', '#,##0', '0.000000'])
    expect(sheet['!autofilter']).toEqual({
      ref: `A${heading + 1}:L${heading + 1 + answer.byTown.length}`,
    })
    // A hundred, twenty and three people, whatever the towns.
    const total = rows.find(([label]) => label === '合计')!
    expect(total[3]).toBe(123)
    const below = rows.slice(heading + 1 + answer.byTown.length).flat()
    for (const said of [
      '标准：接警后 城市社区 3 分、镇村 10 分内到达',
      '车辆：救援车',
      '坐标：CGCS2000/WGS-84 经纬度（°）',
      '计入站点：只算在岗的',
      '装备：冲锋舟/橡皮艇 1 艘',
      '封路：避开当时生效的 0 处，共封闭 0 段道路',
      '方案改动：新增 0 站、停用 1 站、迁移 0 站、调整 0 站、封路 0 处',
    ]) {
      expect(below).toContain(said)
    }
    expect(below.join(' ')).toContain(`数据版本 ${answer.revision}`)
  })

  test('of gaps names county and town, of the distribution each class by its own people', async () => {
    const gaps = await sheetOf('gaps', { at: NIGHT }, 'en')
    const heading = gaps.rows.findIndex(([first]) => first === 'Rank')
    const { gaps: found, byCounty } = await ask({ at: NIGHT })
    const county = byCounty.find(({ code }) => code === found[0]!.countyCode)!
    expect(gaps.rows[heading + 1]!.slice(0, 3)).toEqual([
      ...[1, county.nameEn ?? county.name, found[0]!.nameEn ?? found[0]!.name],
    ])
    const times = await sheetOf('distribution', { at: NIGHT }, 'en')
    const tenth = times.rows.find(([minutes]) => minutes === 10)!
    // Within 10 minutes of A: the town (180 s) and the village (560 s), 100 urban people and 20 of 23 others.
    expect(tenth).toEqual([10, 120, 100, 100, 20, 86.96])
  })
})
