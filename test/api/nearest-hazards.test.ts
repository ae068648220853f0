/** Closures and warnings in the nearest answer: those that concern it, separate from the others. */
import { beforeEach, describe, expect, test } from 'vitest'
import type { RoadClosure } from '../../data/road-closure.ts'
import type { Warning } from '../../data/warning.ts'
import { answered, type TestApp } from '../fixtures/app.ts'
import { station } from '../fixtures/app-features.ts'
import { draftOf, gridLonLat, loadedNetwork, metres, street } from '../fixtures/grid-network.ts'
import { createNearestApp, idsOf, nearestTo } from '../fixtures/nearest-answer.ts'
import { sampleFeature } from '../fixtures/sample-feature.ts'
import { line, point, polygon, rectangle } from '../fixtures/shapes.ts'

const ring = (west: number, south: number, east: number, north: number) =>
  rectangle(west, south, east, north).map(([x, y]) => gridLonLat(x, y))

/** A street of 20 km with a detour of 12 km north of its middle, and a lane of its own far in the east. */
const NODES = metres(
  [0, 0],
  [9000, 0],
  [11_000, 0],
  [20_000, 0],
  [10_000, 5900],
  [40_000, 0],
  [41_000, 0],
)
const NETWORK = loadedNetwork(
  draftOf(NODES, [
    street(0, 1),
    street(1, 2),
    street(2, 3),
    street(1, 4),
    street(4, 2),
    street(5, 6),
  ]),
)
const FROM = '2026-11-23T00:00:00+08:00'

let app: TestApp
beforeEach(async () => {
  app = await createNearestApp({ stations: [station('east', gridLonLat(20_000, 0))] }, NETWORK)
})

const close = (name: string, area: object): Promise<RoadClosure> => {
  const kind = 'type' in area && area.type === 'Point' ? 'road' : 'flooded-area'
  return answered(app.post('/api/closures', { name, kind, area, from: FROM, note: '' }), 201)
}
const ask = (x = 0, y = 0) => nearestTo(app, 'onDuty=false', gridLonLat(x, y))
const named = async (x = 0, y = 0) => (await ask(x, y)).obeyed.map(({ name }) => name).sort()

describe('closures that are named', () => {
  test('are those that turned the ways aside, and those by the ways and the place', async () => {
    expect((await ask()).routes.features[0]?.properties.distanceMetres).toBeCloseTo(20_000, 0)
    // 4 km from the way that is driven instead, along the two sides of the triangle
    await close('改道', point(...gridLonLat(10_000, 0)))
    await close('远处', point(...gridLonLat(40_500, 0)))
    await close('路旁', polygon(ring(3000, 900, 3100, 950)))
    await close('路远', polygon(ring(3000, 1100, 3100, 1200)))
    await close('地旁', polygon(ring(-800, -300, -700, -200)))
    const answer = await ask()
    // the sides are √(1000² + 5900²) each
    const round = 18_000 + 2 * Math.hypot(1000, 5900)
    expect(answer.routes.features[0]?.properties.distanceMetres).toBeCloseTo(round, -1)
    expect(answer.obeyed.map(({ name }) => name).sort()).toEqual(['地旁', '改道', '路旁'].sort())
    expect(answer.closuresInForce).toBe(5)
  })

  test('are told though nobody comes any more', async () => {
    await close('断路', point(...gridLonLat(15_000, 0)))
    await close('远处', point(...gridLonLat(40_500, 0)))
    const answer = await ask()
    expect(answer.place.status).toBe('none-in-reach')
    expect(answer.obeyed.map(({ name }) => name)).toEqual(['断路'])
  })

  test('are none where all are elsewhere', async () => {
    await close('远处', point(...gridLonLat(40_500, 0)))
    expect(await named()).toEqual([])
    expect((await ask()).closuresInForce).toBe(1)
  })
})

describe('a flooded area', () => {
  test('bars the walk out of it, and is named', async () => {
    expect((await ask(4000, 500)).place.status).toBe('answered')
    await close('涝洼', polygon(ring(3500, 300, 4500, 900)))
    const answer = await ask(4000, 500)
    expect(answer.place.status).toBe('in-flood')
    expect(answer.place.detailZh).toContain('淹没区“涝洼”内')
    expect(answer.place.detail).toContain('flooded area “涝洼”')
    expect(idsOf(answer)).toEqual([])
    expect(answer.obeyed.map(({ name }) => name)).toEqual(['涝洼'])
  })

  test('bars the walk across it, and tells how wide it is', async () => {
    await close('涝洼', polygon(ring(1000, 300, 7000, 700)))
    const { place } = await ask(4000, 1000)
    expect(place.status).toBe('across-water')
    expect(place.detailZh).toMatch(/约 1000 米外.*“涝洼”（约 400 米）/)
    expect(place.detail).toContain('“涝洼” (about 400 m)')
  })

  test('bars a station’s own walk: the next one is taken, and the reason is told', async () => {
    // 2 km and 9 km to drive at 10 m/s; the nearer stands 500 m beside the street.
    app = await createNearestApp(
      {
        stations: [station('near', gridLonLat(2000, 500)), station('far', gridLonLat(9000, 0))],
      },
      NETWORK,
    )
    expect(idsOf(await ask())).toEqual(['near', 'far'])
    await close('涝洼', polygon(ring(1500, 200, 2500, 400)))
    const answer = await ask()
    expect(idsOf(answer)).toEqual(['far'])
    const { passedOver } = answer
    expect(passedOver.map(({ id, reasons }) => [id, reasons])).toEqual([
      [
        'near',
        [
          {
            code: 'flooded',
            detail: 'Cut off from its road by the flooded area “涝洼”',
            detailZh: '与道路之间被淹没区“涝洼”阻隔',
          },
        ],
      ],
    ])
    expect(answer.obeyed.map(({ name }) => name)).toEqual(['涝洼'])
  })

  test('leaves a levee by those of its points that are dry', async () => {
    const [west, east] = [gridLonLat(2000, 500), gridLonLat(3000, 500)]
    const levee = { ...sampleFeature('levees', 'L'), geometry: line(west, east) }
    app = await createNearestApp({ levees: [levee] }, NETWORK)
    const walked = async () => {
      const answer = await nearestTo(app, 'collection=levees&onDuty=false', gridLonLat(0, 0))
      return [
        answer.routes.features.map(({ geometry }) => geometry.coordinates[0]),
        answer,
      ] as const
    }
    expect((await walked())[0]).toEqual([west])
    await close('西涝洼', polygon(ring(1900, 200, 2100, 400)))
    const [from, { passedOver }] = await walked()
    expect([from.length, passedOver]).toEqual([1, []])
    expect(from[0]![0]).toBeGreaterThan(gridLonLat(2100, 0)[0])
    await close('东涝洼', polygon(ring(1900, 200, 3100, 400)))
    const [nowhere, all] = await walked()
    expect(nowhere).toEqual([])
    expect(all.passedOver.map(({ id }) => id)).toEqual(['L'])
  })

  test('that is walked past changes nothing', async () => {
    const before = (await ask(4000, 500)).features
    await close('涝洼', polygon(ring(4100, 300, 4500, 900)))
    expect((await ask(4000, 500)).features).toEqual(before)
  })
})

describe('warnings', () => {
  const warn = (name: string, level: string, area: object, until: string | null = null) =>
    answered<Warning>(
      app.post('/api/warnings', {
        name,
        level,
        kind: 'rainstorm',
        area,
        from: FROM,
        until,
        text: '',
      }),
      201,
    )

  test('in force at the place are named, the highest first', async () => {
    const here = polygon(ring(-500, -500, 500, 500))
    const { id } = await warn('蓝色预警', 'blue', here)
    await warn('红色预警', 'red', here)
    await warn('别处', 'red', polygon(ring(600, -500, 900, 500)))
    await warn('已过', 'red', here, '2026-11-23T00:00:01+08:00')
    const { warnings } = await ask()
    expect(warnings.map(({ name, level }) => [name, level])).toEqual([
      ['红色预警', 'red'],
      ['蓝色预警', 'blue'],
    ])
    expect(warnings[1]).toEqual({ id, name: '蓝色预警', kind: 'rainstorm', level: 'blue' })
  })

  test('of an exercise are not', async () => {
    const xml = `<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>E-1</identifier>
      <sender>bureau@example.org</sender><sent>${FROM}</sent><status>STATUS</status><msgType>Alert</msgType>
      <scope>Public</scope><info><language>zh-CN</language><category>Met</category><event>暴雨</event>
      <urgency>Immediate</urgency><severity>Severe</severity><certainty>Likely</certainty>
      <effective>${FROM}</effective><expires>2026-11-24T00:00:00+08:00</expires><headline>演练预警</headline>
      <area><areaDesc>x</areaDesc><polygon>35.3,116.5 35.3,116.7 35.5,116.7 35.5,116.5 35.3,116.5</polygon></area></info></alert>`
    const count = async () => (await ask()).warnings.length
    await answered(app.post('/api/warnings/cap', { xml: xml.replace('STATUS', 'Exercise') }), 201)
    expect(await count()).toBe(0)
    const earnest = xml.replace('STATUS', 'Actual').replace('E-1', 'E-2')
    await answered(app.post('/api/warnings/cap', { xml: earnest }), 201)
    expect(await count()).toBe(1)
  })
})
