/** Warnings over HTTP: entered, from CAP 1.2, hostile ones refused, and what lies inside. */
import { beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Problem } from '../../data/problem.ts'
import {
  type Warning,
  type WarningInside,
  warningInsideSchema,
  warningSchema,
} from '../../data/warning.ts'
import { SMALL_DATA_SET } from '../fixtures/app-features.ts'
import { createTestApp, type TestApp } from '../fixtures/app-fixture.ts'

let app: TestApp
beforeEach(async () => {
  app = await createTestApp(SMALL_DATA_SET)
})

const post = (address: string, body: unknown): Promise<Response> =>
  app.request(address, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })

const NS = 'urn:oasis:names:tc:emergency:cap:1.2'
const AREA = `<area><areaDesc>任城区</areaDesc><polygon>35.3,116.5 35.3,116.7 35.5,116.7 35.5,116.5 35.3,116.5</polygon></area>`
const info = (
  changes: { area?: string; event?: string; severity?: string; more?: string } = {},
) => `
  <info><language>zh-CN</language><category>Met</category><event>${changes.event ?? '暴雨'}</event>
  <urgency>Immediate</urgency><severity>${changes.severity ?? 'Severe'}</severity><certainty>Likely</certainty>
  <effective>2026-11-23T08:00:00+08:00</effective><expires>2026-11-23T20:00:00+08:00</expires>
  <headline>济宁市气象台发布暴雨橙色预警</headline>${changes.more ?? ''}${changes.area ?? AREA}</info>`
const message = (
  body: string,
  changes: { id?: string; type?: string; more?: string; ns?: string } = {},
) =>
  `<?xml version="1.0" encoding="UTF-8"?><alert xmlns="${changes.ns ?? NS}"><identifier>${changes.id ?? 'A-1'}</identifier>
  <sender>bureau@example.org</sender><sent>2026-11-23T08:00:00+08:00</sent><status>Actual</status>
  <msgType>${changes.type ?? 'Alert'}</msgType><scope>Public</scope>${changes.more ?? ''}${body}</alert>`

const cap = async (xml: string): Promise<Warning[]> => {
  const response = await post('/api/warnings/cap', { xml })
  expect(response.status).toBe(201)
  return z.array(warningSchema.strict()).parse(await response.json())
}
const list = () => app.json<Warning[]>('/api/warnings')

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
    const ring = warning!.area.coordinates[0]![0] as [number, number][]
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
    const ring = warning!.area.coordinates[0]![0] as [number, number][]
    expect(ring).toHaveLength(65)
    // 10 km are 0.0899 degrees of latitude on a sphere of 6,371 km.
    expect(Math.max(...ring.map(([, latitude]) => latitude))).toBeCloseTo(35.4899, 3)
  })

  test('that updates replaces what it refers to; one that cancels ends it', async () => {
    await cap(message(info()))
    const references = '<references>bureau@example.org,A-1,2026-11-23T08:00:00+08:00</references>'
    const red = info().replace('橙色', '红色')
    await cap(message(red, { id: 'A-2', type: 'Update', more: references }))
    expect((await list()).map(({ level }) => level)).toEqual(['red'])
    const cancel = references.replace('A-1', 'A-2')
    expect(await cap(message('', { id: 'A-3', type: 'Cancel', more: cancel }))).toEqual([])
    expect(await list()).toEqual([])
  })

  test.each([
    ['no XML', 'hello'],
    ['cut off', message(info()).slice(0, 300)],
    ['another namespace', message(info(), { ns: 'urn:oasis:names:tc:emergency:cap:1.1' })],
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
    ['a time with Z', message(info()).replace('T20:00:00+08:00', 'T20:00:00Z')],
    ['no area', message(info({ area: '' }))],
    ['an open polygon', message(info()).replace(' 35.3,116.5</polygon>', '</polygon>')],
    ['longitude first', message(info()).replaceAll(/(35\.\d),(116\.\d)/g, '$2,$1')],
  ])('with %s is refused with a sentence, and nothing is kept', async (_, xml) => {
    const response = await post('/api/warnings/cap', { xml })
    expect(response.status).toBe(422)
    const problem = (await response.json()) as Problem
    expect(problem.errors?.[0]?.parameter).toBe('xml')
    expect(problem.detailZh).toBeTruthy()
    expect(await list()).toEqual([])
  })
})

describe('a warning entered by hand', () => {
  const body = {
    ...{ name: '暴雨红色预警', level: 'red', kind: 'rainstorm', from: '2026-11-23T08:00:00+08:00' },
    area: {
      type: 'Polygon',
      coordinates: [
        [
          [116.4, 35.2],
          [116.7, 35.2],
          [116.7, 35.5],
          [116.4, 35.5],
          [116.4, 35.2],
        ],
      ],
    },
  }

  test('lists what lies inside: stations, stock by item, works, people by county', async () => {
    const created = (await (await post('/api/warnings', body)).json()) as Warning
    const inside = warningInsideSchema
      .strict()
      .parse(await app.json<WarningInside>(`/api/warnings/${created.id}/inside`))
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

  test('is changed with the version that was read, and deleted', async () => {
    const created = (await (await post('/api/warnings', body)).json()) as Warning
    const change = (headers: Record<string, string>) =>
      app.request(`/api/warnings/${created.id}`, {
        method: 'PUT',
        headers: { 'Content-Type': 'application/json', ...headers },
        body: JSON.stringify({ ...body, level: 'blue' }),
      })
    expect((await change({})).status).toBe(428)
    expect((await change({ 'If-Match': '"9"' })).status).toBe(412)
    expect((await change({ 'If-Match': '"1"' })).status).toBe(200)
    const gone = await app.request(`/api/warnings/${created.id}`, { method: 'DELETE' })
    expect(gone.status).toBe(204)
    expect((await post('/api/warnings', { ...body, level: 'purple' })).status).toBe(422)
  })
})
