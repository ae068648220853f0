/** Warnings over HTTP: entered, from CAP 1.2, hostile ones refused, and what lies inside. */
import { beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Problem } from '../../data/problem.ts'
import {
  WARNING_LIMITS,
  type Warning,
  type WarningInput,
  type WarningInside,
  warningInsideSchema,
  warningSchema,
} from '../../data/warning.ts'
import { answered, createTestApp, receipts, refusedAt, type TestApp } from '../fixtures/app.ts'
import { SMALL_DATA_SET } from '../fixtures/app-features.ts'
import { polygon, rectangle } from '../fixtures/shapes.ts'

let app: TestApp
beforeEach(async () => {
  app = await createTestApp(SMALL_DATA_SET)
})

const NS = 'urn:oasis:names:tc:emergency:cap:1.2'
const AREA = `<area><areaDesc>任城区</areaDesc><polygon>35.3,116.5 35.3,116.7 35.5,116.7 35.5,116.5 35.3,116.5</polygon></area>`
type Texts<Name extends string> = Partial<Record<Name, string>>
const info = (
  changes: Texts<'area' | 'event' | 'headline' | 'more' | 'severity' | 'expires'> = {},
) => `
  <info><language>zh-CN</language><category>Met</category><event>${changes.event ?? '暴雨'}</event>
  <urgency>Immediate</urgency><severity>${changes.severity ?? 'Severe'}</severity><certainty>Likely</certainty>
  <effective>2026-11-23T08:00:00+08:00</effective><expires>${changes.expires ?? '2026-11-23T20:00:00+08:00'}</expires>
  <headline>${changes.headline ?? '济宁市气象台发布暴雨橙色预警'}</headline>${changes.more ?? ''}${changes.area ?? AREA}</info>`
const message = (
  body: string,
  changes: Texts<'id' | 'type' | 'more' | 'ns' | 'sender' | 'status'> = {},
) =>
  `<?xml version="1.0" encoding="UTF-8"?><alert xmlns="${changes.ns ?? NS}"><identifier>${changes.id ?? 'A-1'}</identifier>
  <sender>${changes.sender ?? 'bureau@example.org'}</sender><sent>2026-11-23T08:00:00+08:00</sent><status>${changes.status ?? 'Actual'}</status>
  <msgType>${changes.type ?? 'Alert'}</msgType><scope>Public</scope>${changes.more ?? ''}${body}</alert>`

const cap = async (xml: string): Promise<Warning[]> =>
  z.array(warningSchema.strict()).parse(await answered(app.post('/api/warnings/cap', { xml }), 201))
/** Those that were not ended. */
const list = async () =>
  (await app.json<Warning[]>('/api/warnings')).filter(({ ended }) => ended === null)
const names = async () => (await list()).map(({ name }) => name).toSorted()

const referring = (...messages: readonly [sender: string, id: string][]): string =>
  `<references>${messages.map((message) => `${message.join(',')},2026-11-23T08:00:00+08:00`).join(' ')}</references>`
const TO_A1 = referring(['bureau@example.org', 'A-1'])

/** Refused with a sentence in both languages about the message; what is kept stays as it was. */
const refused = async (xml: string, status = 422): Promise<Problem> => {
  const before = await list()
  const problem = await answered<Problem>(app.post('/api/warnings/cap', { xml }), status)
  expect(problem.errors?.[0]).toMatchObject({
    parameter: 'xml',
    detail: problem.detail,
    detailZh: problem.detailZh,
  })
  expect(problem.detailZh).toBeTruthy()
  expect(await list()).toEqual(before)
  return problem
}
const circles = (count: number): string =>
  `<area><areaDesc>x</areaDesc>${'<circle>35.4,116.6 10</circle>'.repeat(count)}</area>`
/** A polygon of so many corners. */
const roundPolygon = (corners: number): string => {
  const places = Array.from({ length: corners }, (_, corner) => {
    const angle = (2 * Math.PI * corner) / corners
    return `${(35.4 + 0.1 * Math.sin(angle)).toFixed(6)},${(116.6 + 0.1 * Math.cos(angle)).toFixed(6)}`
  })
  return `<area><areaDesc>x</areaDesc><polygon>${[...places, places[0]].join(' ')}</polygon></area>`
}

const squareAround = (lon: number, lat: number, reach: number) =>
  polygon(rectangle(lon - reach, lat - reach, lon + reach, lat + reach))
const KEPT: Omit<WarningInput, 'name'> = {
  ...{ level: 'red', kind: 'flood', from: '2026-11-23T00:00:00Z', until: null, text: '' },
  area: squareAround(116.6, 35.4, 0.1),
}
const NOT_CAP: Warning['origin'] = {
  ...{ source: 'entered', identifier: null, sender: null, status: null, levelFrom: null },
  ...{ senderName: '', sent: null, areas: [], follows: [], overIn: [] },
}

describe('a CAP message', () => {
  test('becomes a warning with the level of its colour; latitude comes first in it', async () => {
    const [warning] = await cap(message(info()))
    expect(warning).toMatchObject({
      name: '济宁市气象台发布暴雨橙色预警',
      level: 'orange',
      kind: 'rainstorm',
      isActive: true,
      origin: { source: 'cap', identifier: 'A-1', status: 'Actual' },
    })
    const ring = warning!.area!.coordinates[0]![0] as [number, number][]
    expect(ring).toContainEqual([116.5, 35.3])
    expect(ring).toContainEqual([116.7, 35.5])
  })

  test('without a colour has the level of its severity, and says so', async () => {
    const plain = info({ severity: 'Extreme' }).replace('暴雨橙色预警', '暴雨警报')
    const [warning] = await cap(message(plain))
    expect(warning).toMatchObject({ level: 'red', origin: { levelFrom: 'severity Extreme' } })
  })

  test('with a circle covers it: 10 km to the north lies on its edge', async () => {
    const area = '<area><areaDesc>x</areaDesc><circle>35.4,116.6 10</circle></area>'
    const [warning] = await cap(message(info({ area })))
    const ring = warning!.area!.coordinates[0]![0] as [number, number][]
    expect(ring).toHaveLength(65)
    // 10 km are 0.0899 degrees of latitude on a sphere of 6,371 km.
    expect(Math.max(...ring.map(([, latitude]) => latitude))).toBeCloseTo(35.4899, 3)
  })

  test('that updates replaces what it refers to; one that cancels ends it', async () => {
    await cap(message(info()))
    const red = info().replace('橙色', '红色')
    await cap(message(red, { id: 'A-2', type: 'Update', more: TO_A1 }))
    expect((await list()).map(({ level }) => level)).toEqual(['red'])
    const cancel = TO_A1.replace('A-1', 'A-2')
    expect(await cap(message('', { id: 'A-3', type: 'Cancel', more: cancel }))).toMatchObject([
      { level: 'red', isActive: false, ended: { who: 'bureau@example.org', message: 'A-3' } },
    ])
    expect(await list()).toEqual([])
  })

  test('with a time in Z, or with line breaks and a byte order mark before it, is taken', async () => {
    const inZ = message(info({ expires: '2026-11-23T12:00:00Z' }))
    const [warning] = await cap(`\n\uFEFF  ${inZ}\n`)
    expect(warning!.until).toBe('2026-11-23T12:00:00.000Z')
  })

  test('that expires before it begins is never in force', async () => {
    const [warning] = await cap(message(info({ expires: '2026-11-22T08:00:00+08:00' })))
    expect(warning).toMatchObject({ isActive: false, until: '2026-11-23T00:00:00.001Z' })
  })

  test('whose headline is broken over lines has it on one', async () => {
    await cap(message(info()))
    const headline = '暴雨\n\t&#9;红色预警&#x85;'
    await cap(message(info({ headline }), { id: 'A-2', type: 'Update', more: TO_A1 }))
    expect(await names()).toEqual(['暴雨 红色预警'])
  })

  test('whose headline is too long is cut between characters', async () => {
    const [warning] = await cap(message(info({ headline: `${'雨'.repeat(199)}😀` })))
    expect(warning!.name).toBe('雨'.repeat(199))
  })

  test.each([
    ['twice at once', '雨 é', '雨 é'],
    ['in another spelling of the same letters', '雨 \u00e9', '雨 e\u0301'],
    ['at full length', '雨'.repeat(200), '雨'.repeat(200)],
  ])('of a name that is taken has a number: %s', async (_, one, other) => {
    const both = await Promise.all([
      cap(message(info({ headline: one }), { id: 'A-1' })),
      cap(message(info({ headline: other }), { id: 'A-2' })),
    ])
    expect(both.flat().map(({ name }) => name)).toEqual([
      one.normalize(),
      expect.stringMatching(/^雨.* \(2\)$/),
    ])
  })

  test('with more infos than there is room for is not kept in part', async () => {
    for (let number = 0; number < WARNING_LIMITS.mostWarnings - 1; number++) {
      await app.store.warnings.create({
        name: `w${number}`,
        content: { ...KEPT, origin: NOT_CAP, ended: null },
        at: '2026-11-23T00:00:00.000Z',
      })
    }
    const two = info({ headline: '第一' }) + info({ headline: '第二' })
    expect((await app.post('/api/warnings/cap', { xml: message(two) })).status).toBe(409)
    expect(await list()).toHaveLength(WARNING_LIMITS.mostWarnings - 1)
    await cap(message(info()))
    const twoInstead = message(two, { id: 'A-2', type: 'Update', more: TO_A1 })
    expect((await app.post('/api/warnings/cap', { xml: twoInstead })).status).toBe(409)
    expect(await names()).toContain('济宁市气象台发布暴雨橙色预警')
    // There is no room left, but one makes room for one.
    await cap(message(info({ headline: '新' }), { id: 'A-2', type: 'Update', more: TO_A1 }))
    expect((await list()).filter(({ origin }) => origin.source === 'cap')).toHaveLength(1)
  })

  test.each([
    ['an end past the year 9999', { expires: '9999-12-31T23:59:59-08:00' }],
    ['a day that there is not', { expires: '2026-11-31T08:00:00+08:00' }],
    ['too many circles', { area: circles(WARNING_LIMITS.mostAreaRings + 1) }],
    ['too many corners in all', { area: roundPolygon(3200) + roundPolygon(3201) }],
  ])('that updates with %s is refused, and what it updates stays', async (_, changes) => {
    await cap(message(info()))
    await refused(message(info(changes), { id: 'A-2', type: 'Update', more: TO_A1 }))
    expect(await list()).toHaveLength(1)
  })

  test.each([
    ['a circle past the meridian', circles(1).replace('35.4,116.6 10', '35,179 500')],
    ['a circle past the pole', circles(1).replace('35.4,116.6 10', '89.9,116.6 100')],
    ['an empty coordinate', AREA.replaceAll('35.3,116.5', ',116.5')],
    ['a hexadecimal coordinate', AREA.replaceAll('35.3,116.5', '0x23,116.5')],
    ['a circle of three numbers', circles(1).replace(' 10<', ' 10 20<')],
  ])('with %s is kept, and its shape is named', async (_, area) => {
    const [warning] = await cap(message(info({ area: area.replace('任城区', 'x') })))
    expect(warning!.area).toBeNull()
    const [, name, text] = /<(polygon|circle)>(.*?)</.exec(area)!
    const [told] = warning!.unmapped
    expect(told).toContain(`x（${name} ${text!.slice(0, 20)}`)
  })

  test('has as much area as the limits say, in each of its languages', async () => {
    const most = info({ area: circles(WARNING_LIMITS.mostAreaRings) })
    const [warning] = await cap(message(most + most.replace('zh-CN', 'en-US')))
    expect(warning!.area!.coordinates).toHaveLength(WARNING_LIMITS.mostAreaRings)
    await cap(message(info({ area: roundPolygon(WARNING_LIMITS.mostAreaCorners) })))
    await refused(message(most + info({ headline: '又一个' })))
  })

  test.each(['Ack', 'Error'])('of type %s is refused, and changes nothing', async (type) => {
    await cap(message(info()))
    const problem = await refused(
      message(info({ headline: '新' }), { id: 'A-2', type, more: TO_A1 }),
    )
    expect(problem.detail).toContain(type)
  })

  test.each(['Test', 'Exercise', 'Draft', 'System'])(
    'of status %s leaves alone what is meant in earnest',
    async (status) => {
      await cap(message(info({ headline: '甲' })))
      const update = { id: 'A-2', type: 'Update', more: TO_A1, status }
      await cap(message(info({ headline: '乙' }), update))
      expect(await names()).toEqual(['乙', '甲'])
      await cap(message('', { ...update, id: 'A-3', type: 'Cancel' }))
      expect(await names()).toEqual(['乙', '甲'])
      const toUpdate = referring(['bureau@example.org', 'A-2'])
      await cap(message('', { id: 'A-4', type: 'Cancel', more: toUpdate, status }))
      expect(await names()).toEqual(['甲'])
    },
  )

  test('is known by its sender and identifier, and not by the identifier alone', async () => {
    await cap(message(info({ headline: '甲' })))
    await cap(message(info({ headline: '乙' }), { sender: 'other@example.org' }))
    expect(await names()).toEqual(['乙', '甲'])
    const toOther = referring(['nobody@example.org', 'A-1'], ['other@example.org', 'A-1'])
    await cap(message('', { id: 'C', type: 'Cancel', more: toOther }))
    expect(await names()).toEqual(['甲'])
    // Sent once more it takes the place of itself.
    await cap(message(info({ headline: '丙' })))
    expect(await names()).toEqual(['丙'])
  })

  test.each(['Update', 'Cancel'])('is not taken again after its %s', async (type) => {
    await cap(message(info({ headline: '甲' })))
    await cap(message(info({ headline: '乙' }), { id: 'A-2', type, more: TO_A1 }))
    await refused(message(info({ headline: '甲' })), 409)
    // Of another bureau, or as an exercise, it is another message.
    await cap(message(info({ headline: '丙' }), { sender: 'other@example.org' }))
    await cap(message(info({ headline: '丁' }), { status: 'Exercise' }))
  })

  test.each([
    ['no references', ''],
    ['a reference without an identifier', '<references>bureau@example.org,</references>'],
  ])('that cancels with %s is refused', async (_, more) => {
    await cap(message(info()))
    await refused(message('', { id: 'A-2', type: 'Cancel', more }))
  })

  test.each([
    ['no XML', 'hello'],
    ['cut off', message(info()).slice(0, 300)],
    ['another namespace', message(info(), { ns: 'http://www.incident.com/cap/1.0' })],
    ['another root', '<a/>'],
    [
      'a billion laughs',
      `<!DOCTYPE a [<!ENTITY l "lol"><!ENTITY m "&l;&l;&l;&l;">]>${message(info())}`,
    ],
    [
      'an external entity',
      `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>${message(info())}`,
    ],
    [
      'a parameter entity',
      `<!DOCTYPE a [<!ENTITY % p SYSTEM "http://x/y"> %p;]>${message(info())}`,
    ],
    ['an entity of nobody', message(info({ event: '&nobody;' }))],
    ['deep nesting', message(`${'<x>'.repeat(500)}${'</x>'.repeat(500)}`)],
    ['no sender', message(info()).replace('<sender>bureau@example.org</sender>', '')],
    ['no event', message(info()).replace('<event>暴雨</event>', '')],
    ['a status of its own', message(info()).replace('Actual', 'Perhaps')],
    ['a day without an hour', message(info()).replace('T20:00:00+08:00', '')],
  ])('with %s is refused with a sentence, and nothing is kept', async (_, xml) => {
    await refused(xml)
    expect(await list()).toEqual([])
  })
})

describe('a warning entered by hand', () => {
  const body = {
    ...{ name: '暴雨红色预警', level: 'red', kind: 'rainstorm', from: '2026-11-23T08:00:00+08:00' },
    area: polygon(rectangle(116.4, 35.2, 116.7, 35.5)),
  }
  const entered = (changes: object = {}): Promise<Warning> =>
    answered(app.post('/api/warnings', { ...body, ...changes }), 201)
  const insideOf = ({ id }: Warning): Promise<WarningInside> =>
    app.json(`/api/warnings/${id}/inside`)

  test('lists what lies inside: stations, stock by item, works, people by county', async () => {
    const inside = warningInsideSchema.strict().parse(await insideOf(await entered()))
    const within = ([longitude, latitude]: readonly [number, number]): boolean =>
      longitude > 116.4 && longitude < 116.7 && latitude > 35.2 && latitude < 35.5
    const expected = SMALL_DATA_SET.stations!.filter(
      ({ geometry }) => geometry.type === 'Point' && within(geometry.coordinates),
    )
    expect(expected.length).toBeGreaterThan(0)
    expect(inside.stations.count).toBe(expected.length)
    expect(inside.stockpiles).toMatchObject({ count: 1, stock: { sandbag: 8000, pump: 3 } })
    expect(inside.works.count).toBe(1)
    expect(inside.people.total).toBe(
      inside.people.byCounty.reduce((sum, { people }) => sum + people, 0),
    )
  })

  test('does not count goods that are past their date', async () => {
    const goods = { stockpileId: 'P-1', item: 'food', quantity: 5 }
    const old = { ...goods, batch: 'old', expiresOn: '2026-11-22' }
    const lastDay = { ...goods, batch: 'last day', expiresOn: '2026-11-23' }
    const received = await app.post('/api/stock/movements', receipts(old, lastDay))
    expect(received.status).toBe(201)
    const { stockpiles } = await insideOf(await entered())
    expect(stockpiles.stock.food).toBe(5)
  })

  test.each([
    ['within a forest, away from its edge', [117.28, 35.63], 0.003, 'forests'],
    ['across a levee, between its points', [116.506, 35.306], 0.0005, 'works'],
  ] as const)('lists what it lies in or crosses: %s', async (_, [lon, lat], reach, kind) => {
    const inside = await insideOf(await entered({ area: squareAround(lon, lat, reach) }))
    expect(inside[kind].count).toBe(1)
    expect(inside[kind === 'works' ? 'forests' : 'works'].count).toBe(0)
  })

  test('with more corners or rings than the limits say is refused', async () => {
    const ring = squareAround(116.6, 35.4, 0.1).coordinates[0]!
    const corners = Array.from({ length: WARNING_LIMITS.mostAreaCorners + 1 }, () => ring[0])
    for (const area of [
      { type: 'Polygon', coordinates: [[...corners, ring[0]]] },
      {
        type: 'MultiPolygon',
        coordinates: Array.from({ length: WARNING_LIMITS.mostAreaRings + 1 }, () => [ring]),
      },
    ]) {
      expect(await refusedAt(app.post('/api/warnings', { ...body, area }))).toEqual(['area'])
    }
    expect(await list()).toEqual([])
  })
})
