/** Who can be there first, and who is nearer and yet not sent. */
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { type NearestAnswer, nearestRoutesSchema } from '../../data/nearest.ts'
import { DEMONSTRATION_NOTICE } from '../../data/provenance.ts'
import { linkSchema } from '../../server/features/links.ts'
import type { Replacements } from '../../server/store/features.ts'
import { answered, type Page, pathOf, refusedAt, TEST_NOW } from '../fixtures/app.ts'
import { SMALL_DATA_SET, station, stockpile } from '../fixtures/app-features.ts'
import { gridLonLat } from '../fixtures/grid-network.ts'
import {
  AT_NIGHT,
  createNearestApp,
  idsOf,
  nearestTo,
  TWO_STREETS,
} from '../fixtures/nearest-answer.ts'

const DAY_SHIFT = { dutyPattern: 'day-shift', dutyFrom: '08:00', dutyUntil: '18:00' } as const
/** Stations along the southern street; the place is its western end. */
const STATIONS = [
  station('suspended', gridLonLat(100, 0), { buildStatus: 'suspended' }),
  station('day', gridLonLat(200, 0), { ...DAY_SHIFT, equipment: { pump: 1 } }),
  station('night', gridLonLat(400, 0), { grade: 'first', equipment: { pump: 2 } }),
  station('far', gridLonLat(1000, 0), { equipment: { pump: 5, boat: 1 } }),
]
const [LON, LAT] = gridLonLat(0, 0)

const app = await createNearestApp({ ...SMALL_DATA_SET, stations: STATIONS })

const ask = (query: string): Promise<NearestAnswer> => nearestTo(app, query)
const reasonsOf = ({ passedOver }: NearestAnswer) =>
  Object.fromEntries(passedOver.map(({ id, reasons }) => [id, reasons.map(({ code }) => code)]))

describe('who can be there first', () => {
  test('by day the day shift comes before the next, and the suspended one is passed over', async () => {
    const answer = await ask('at=2026-11-23T10:00:00%2B08:00')
    expect(idsOf(answer)).toEqual(['day', 'night', 'far'])
    expect(reasonsOf(answer)).toEqual({ suspended: ['suspended'] })
    expect(answer.place.status).toBe('answered')
    for (const [i, { properties }] of answer.features.entries()) {
      expect(properties.rank).toBe(i + 1)
      expect(properties.turnoutSeconds).toBe(60)
      const { turnoutSeconds, travelSeconds, accessSeconds } = properties
      expect(properties.arrivalSeconds).toBeCloseTo(
        turnoutSeconds + travelSeconds + accessSeconds,
        1,
      )
    }
    const distances = answer.features.map(({ properties }) => properties.distanceMetres)
    expect(distances.map(Math.round)).toEqual([200, 400, 1000])
  })

  test('at night it is off duty, and a sentence says until when', async () => {
    const answer = await ask(AT_NIGHT)
    expect(idsOf(answer)).toEqual(['night', 'far'])
    expect(reasonsOf(answer)).toEqual({ suspended: ['suspended'], day: ['off-duty'] })
    const [reason] = answer.passedOver.find(({ id }) => id === 'day')!.reasons
    expect(reason?.detail).toContain('08:00')
    expect(reason?.detailZh).toContain('08:00')
    expect(idsOf(await ask(`${AT_NIGHT}&onDuty=false`))).toContain('day')
  })

  test('the moment is now unless another is given', async () => {
    const { query } = await ask('')
    expect(new Date(query.at)).toEqual(TEST_NOW)
  })

  test('gear is asked for with its number', async () => {
    const answer = await ask('equipment=pump:2')
    expect(idsOf(answer)).toEqual(['night', 'far'])
    expect(reasonsOf(answer).day).toEqual(['equipment-short'])
    expect(idsOf(await ask('equipment=pump:2,boat:1'))).toEqual(['far'])
  })

  test('k, withinSeconds and filters bound the answer', async () => {
    expect(idsOf(await ask('k=1'))).toEqual(['day'])
    const filtered = await ask('grade=first')
    expect(idsOf(filtered)).toEqual(['night'])
    expect(reasonsOf(filtered).day).toEqual(['filtered-out'])
    const soon = await ask('withinSeconds=1')
    expect(soon.features).toEqual([])
    expect(soon.place.status).toBe('none-in-reach')
  })

  test('each route starts at the resource and ends at the place', async () => {
    const { features, routes } = await ask('')
    expect(routes.features.map(({ properties }) => properties.featureId)).toEqual(
      features.map(({ id }) => id),
    )
    for (const [i, { geometry, properties }] of routes.features.entries()) {
      const [first, last] = [geometry.coordinates[0]!, geometry.coordinates.at(-1)!]
      const resource = features[i]!.geometry
      if (resource.type !== 'Point') throw new Error(resource.type)
      expect(first[0]).toBeCloseTo(resource.coordinates[0], 5)
      expect(first[1]).toBeCloseTo(resource.coordinates[1], 5)
      expect(last[0]).toBeCloseTo(LON, 5)
      expect(last[1]).toBeCloseTo(LAT, 5)
      const roads = properties.roads.reduce((sum, { lengthMetres }) => sum + lengthMetres, 0)
      expect(Math.abs(roads - properties.distanceMetres)).toBeLessThan(1)
    }
  })

  test('the query as understood gives the same answer again', async () => {
    const answer = await ask('k=2&equipment=pump:1&grade=second')
    const { query } = answer
    const again = await ask(
      `k=${query.k}&profile=${query.profile}&at=${encodeURIComponent(query.at)}` +
        `&withinSeconds=${query.withinSeconds}&onDuty=${query.onDuty}&equipment=pump:${query.equipment.pump}` +
        `&withoutSent=${query.withoutSent}&grade=${query.filter.grade}&collection=${query.collection}`,
    )
    expect(again).toEqual(answer)
  })

  test('says what it was computed from', async () => {
    const answer = await ask('')
    expect(answer.revision).toBe(await app.store.revision())
    expect(answer.network).toEqual({ id: TWO_STREETS.graph.id, provenance: 'generated' })
    expect(answer.notice).toEqual(DEMONSTRATION_NOTICE)
    expect(answer.snap?.roadName).toMatch(/^街/)
  })

  test('a write is seen at once', async () => {
    const own = await createNearestApp({ stations: STATIONS })
    expect(idsOf(await nearestTo(own, 'onDuty=false'))).toContain('far')
    await own.store.features.replace({ stations: STATIONS.slice(0, 3) })
    expect(idsOf(await nearestTo(own, 'onDuty=false'))).not.toContain('far')
  })
})

/** Those that cannot come stand nearer than those that can. */
const MANY_STATIONS = [
  station('building', gridLonLat(100, 0), { buildStatus: 'building' }),
  station('suspended', gridLonLat(200, 0), { buildStatus: 'suspended' }),
  station('no-crew', gridLonLat(300, 0), { crewOnDuty: 0 }),
  station('day', gridLonLat(400, 0), DAY_SHIFT),
  station('no-hours', gridLonLat(500, 0), { dutyPattern: 'day-shift' }),
  station('one-pump', gridLonLat(600, 0), { equipment: { pump: 1 } }),
  station('ready', gridLonLat(700, 0), { equipment: { pump: 2, boat: 1 }, grade: 'first' }),
  station('behind', gridLonLat(800, 0), { buildStatus: 'suspended', grade: 'first' }),
]

const askAmong = async (query: string, data: Replacements = { stations: MANY_STATIONS }) => {
  const answer = await nearestTo(await createNearestApp(data), `${AT_NIGHT}&${query}`)
  const reasons = new Map(answer.passedOver.map(({ id, reasons }) => [id, reasons]))
  return { ids: idsOf(answer), reasons, answer }
}

/** Why a resource was passed over, as the answer gives it. */
const reason = (code: string, detail: string, detailZh: string) => ({ code, detail, detailZh })

describe('every reason has a code and a sentence in both languages', () => {
  test.each([
    ['building', 'under-construction', 'Under construction', '在建，尚未启用'],
    ['suspended', 'suspended', 'Suspended', '暂停使用'],
    ['no-crew', 'no-crew', 'No crew on duty', '无人在岗'],
    ['day', 'off-duty', 'Off duty until 08:00', '非值班时间，08:00 上班'],
    ['no-hours', 'off-duty', 'Off duty, hours unknown', '非值班时间，值班时段不详'],
  ])('%s: %s', async (id, code, detail, detailZh) => {
    const { reasons } = await askAmong('k=2')
    expect(reasons.get(id)).toEqual([reason(code, detail, detailZh)])
  })

  test('by its roster: the crew of the shift, and another day than yesterday', async () => {
    const roster = '工作日 08:00-18:00 5人；休息日 09:00-17:00 2人；2026-11-23 休'
    const app = await createNearestApp({ stations: [station('S', gridLonLat(100, 0), { roster })] })
    const at = (day: string) => nearestTo(app, `at=${encodeURIComponent(`${day}T10:00:00+08:00`)}`)
    const crews = []
    // A Sunday that is worked, a holiday, and an ordinary Monday.
    for (const day of ['2026-09-20', '2026-10-01', '2026-11-16']) {
      const { features } = await at(day)
      crews.push(features.map(({ properties }) => [properties.onDuty, properties.crewOnDuty]))
    }
    expect(crews).toEqual([[[true, 5]], [[true, 2]], [[true, 5]]])
    const { passedOver } = await at('2026-11-23')
    expect(passedOver[0]!.reasons).toEqual([
      reason('off-duty', 'Off duty until 08:00', '非值班时间，08:00 上班'),
    ])
  })

  test('short of gear: how many there are of how many wanted, for each piece', async () => {
    const { ids, reasons } = await askAmong('k=1&equipment=pump:2,boat:1')
    expect(ids).toEqual(['ready'])
    expect(reasons.get('one-pump')).toEqual([
      reason('equipment-short', 'Only 1 of 2: drainage pump', '排水泵只有 1，需要 2'),
      reason('equipment-short', 'No rescue boat (1 wanted)', '没有冲锋舟/橡皮艇（需要 1）'),
    ])
  })

  test('several reasons are all told', async () => {
    const { reasons } = await askAmong('k=1&equipment=pump:1&grade=first')
    const codes = reasons.get('day')?.map(({ code }) => code)
    expect(codes).toEqual(['off-duty', 'equipment-short', 'filtered-out'])
  })
})

describe('who is listed', () => {
  test('only who would be there before the last one taken, in order of arrival', async () => {
    const { ids, answer } = await askAmong('k=1')
    expect(ids).toEqual(['one-pump'])
    const passedOver = answer.passedOver.map(({ id }) => id)
    expect(passedOver).toEqual(['building', 'suspended', 'no-crew', 'day', 'no-hours'])
    // turnout 60 s and 100 m a 10 s, 400 m: the day shift would have been there after 100 s
    expect(answer.passedOver.find(({ id }) => id === 'day')?.arrivalSeconds).toBeCloseTo(100, 0)
    expect(answer.passedOver.find(({ id }) => id === 'day')?.name).toBe('测试站 day')
  })

  test('everyone within the time where fewer are found than asked for', async () => {
    const { ids, reasons } = await askAmong('k=3')
    expect(ids).toEqual(['one-pump', 'ready'])
    expect([...reasons.keys()]).toContain('behind')
    // 60 s and 800 m: the one behind would need 140 s
    expect([...(await askAmong('k=3&withinSeconds=135')).reasons.keys()]).not.toContain('behind')
  })

  test('duty does not count when it is not asked for, working order always does', async () => {
    const { ids, reasons } = await askAmong('k=50&onDuty=false')
    expect(ids).toEqual(['no-crew', 'day', 'no-hours', 'one-pump', 'ready'])
    expect([...reasons.keys()].sort()).toEqual(['behind', 'building', 'suspended'])
  })

  test('nobody at all is an answer too', async () => {
    const { answer, reasons } = await askAmong('grade=third')
    expect(answer.place).toMatchObject({
      status: 'none-in-reach',
      detailZh: '时限内没有符合条件的资源。',
    })
    expect(answer.routes.features).toEqual([])
    expect(reasons.size).toBe(MANY_STATIONS.length)
  })
})

describe('stockpiles', () => {
  const data: Replacements = {
    stockpiles: [
      stockpile('none', gridLonLat(100, 0), { stock: {} }),
      stockpile('some', gridLonLat(200, 0), { stock: { sandbag: 7999 } }),
      stockpile('enough', gridLonLat(300, 0), { stock: { sandbag: 8000 } }),
    ],
  }

  test('short of stock: what there is and what is wanted', async () => {
    const { ids, reasons } = await askAmong(
      'collection=stockpiles&item=sandbag&quantity=8000',
      data,
    )
    expect(ids).toEqual(['enough'])
    expect(reasons.get('none')?.[0]).toEqual(
      reason('stock-short', 'No sandbag (8000 wanted)', '没有编织袋（需要 8000）'),
    )
    expect(reasons.get('some')?.[0]).toEqual(
      reason('stock-short', 'Only 7999 of 8000: sandbag', '编织袋只有 7999，需要 8000'),
    )
  })

  test('an item without a quantity: any of it will do', async () => {
    const { ids, answer } = await askAmong('collection=stockpiles&item=sandbag', data)
    expect(ids).toEqual(['some', 'enough'])
    expect(answer.query).toMatchObject({ item: 'sandbag', quantity: null, onDuty: false })
    expect(answer.features[0]?.properties).not.toHaveProperty('onDuty')
  })

  test('a lorry fetches it, and nobody where there is one less than wanted', async () => {
    const own = await createNearestApp({ stockpiles: [stockpile('P-1', gridLonLat(300, 0))] })
    const wanting = (quantity: number): Promise<NearestAnswer> =>
      nearestTo(own, `collection=stockpiles&item=sandbag&quantity=${quantity}`)
    const enough = await wanting(8000)
    expect(idsOf(enough)).toEqual(['P-1'])
    expect(enough.query.profile).toBe('supply-lorry')
    const short = await wanting(8001)
    expect(short.features).toEqual([])
    expect(short.place.status).toBe('none-in-reach')
  })
})

describe('the routes as a layer', () => {
  const query = `lon=${LON}&lat=${LAT}&k=2&at=2026-11-23T10:00:00%2B08:00`

  test('are lines with plain values that the answer itself has, and each links to the other', async () => {
    const answer = await answered<NearestAnswer & Page>(app.get(`/api/nearest?${query}`))
    const related = pathOf(answer.links, 'related')
    expect(related).toBe(`/api/nearest/routes?${query}`)
    const layer = nearestRoutesSchema
      .extend({ links: z.array(linkSchema) })
      .strict()
      .parse(await answered(app.get(related)))
    expect(pathOf(layer.links, 'related')).toBe(`/api/nearest?${query}`)
    expect(layer.features.map(({ geometry }) => geometry)).toEqual(
      answer.routes.features.map(({ geometry }) => geometry),
    )
    for (const [i, { properties }] of layer.features.entries()) {
      const { id, properties: wanted } = answer.features[i]!
      expect(Object.values(properties).every((value) => typeof value !== 'object')).toBe(true)
      expect(properties).toMatchObject({
        ...{ rank: i + 1, featureId: id, name: wanted.name, collection: 'stations' },
        ...{ arrivalSeconds: wanted.arrivalSeconds, straightMetres: wanted.straightMetres },
        ...{ toLongitude: LON, toLatitude: LAT, at: '2026-11-23T10:00:00+08:00' },
      })
      const station = STATIONS.find((each) => each.id === id)!
      expect([properties.fromLongitude, properties.fromLatitude]).toEqual(
        station.geometry.coordinates,
      )
      const seconds = (Date.parse(properties.arrivesAt) - Date.parse(properties.at)) / 1000
      expect(Math.abs(seconds - wanted.arrivalSeconds)).toBeLessThan(1)
    }
  })

  test('are none where nobody comes, and refuse what the answer refuses', async () => {
    const layer = await answered<NearestAnswer>(
      app.get(`/api/nearest/routes?${query}&withinSeconds=1`),
    )
    expect([layer.features, layer.place.status]).toEqual([[], 'none-in-reach'])
    expect(await refusedAt(app.get(`/api/nearest/routes?lon=${LON}`), 400)).toEqual(['lat'])
  })
})

test('is also a file: the same order, with the moment and the place below', async () => {
  const question = `lon=${LON}&lat=${LAT}&at=2026-11-23T10:00:00%2B08:00`
  const { features } = await nearestTo(app, 'at=2026-11-23T10:00:00%2B08:00')
  const response = await app.get(`/api/nearest/table?${question}&f=csv&lang=en`)
  expect(response.headers.get('Content-Disposition')).toContain('nearest-stations.csv')
  const [head, ...lines] = (await response.text()).split('\r\n')
  expect(head).toContain('Rank,Identifier,Name,Arrival (min)')
  expect(lines.slice(0, features.length).map((line) => line.split(',').slice(0, 2))).toEqual(
    features.map(({ id, properties }) => [`${properties.rank}`, id]),
  )
  for (const [index, { properties }] of features.entries()) {
    const minutes = Number(lines[index]!.split(',')[3])
    expect(Math.abs(minutes * 60 - properties.arrivalSeconds)).toBeLessThanOrEqual(3.001)
  }
  expect(lines.join('\n')).toContain(`${LON}, ${LAT}`)
  const map = await app.json<{ features: { geometry: { coordinates: number[] } }[] }>(
    `/api/nearest/table?${question}&f=geojson`,
  )
  expect(map.features.map(({ geometry }) => geometry)).toEqual(
    features.map(({ geometry }) => geometry),
  )
})
