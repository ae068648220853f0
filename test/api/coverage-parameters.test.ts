/** What the coverage addresses refuse, and how they name what is wrong. */
import { describe, expect, test } from 'vitest'
import { createTestApp, problemOf } from '../fixtures/app.ts'
import { settlement, station } from '../fixtures/app-features.ts'
import { along, longRoad } from '../fixtures/coverage-hand-made.ts'
import { loadedNetwork } from '../fixtures/grid-network.ts'
import { point } from '../fixtures/shapes.ts'

const network = loadedNetwork(longRoad(5))
const [LON, LAT] = along(600)

const app = await createTestApp(
  { stations: [station('A', along(0))], settlements: [settlement('V', along(600))] },
  { network: () => network },
)

/** The only thing wrong with a request, where it is refused as it should be. */
const refusal = async (path: string, body: unknown, status = 422) => {
  const { errors } = await problemOf(app.post(`/api/coverage${path}`, body), status)
  expect(errors).toHaveLength(1)
  return errors![0]!
}

const added = (changes: object) => ({ scenario: { add: [{ lon: LON, lat: LAT, ...changes }] } })

describe('422 names the part of the question and says what it may be', () => {
  test.each<[string, object, RegExp]>([
    ['at', { at: 'noon' }, /form/],
    ['at', { at: '2026-11-23' }, /form/],
    ['at', { at: '2026-11-23T10:00:00' }, /form/],
    ['at', { at: '2026-02-30T10:00:00Z' }, /form/],
    ['at', { at: '2026-11-23T24:00:00Z' }, /form/],
    ['at', { at: '2026-11-23T10:00:00+99:99' }, /form/],
    ['profile', { profile: 'bicycle' }, /rescue-van, supply-lorry/],
    ['collection', { collection: 'stockpiles' }, /stations/],
    ['parts.1', { parts: ['gaps', 'all'] }, /remedies/],
    ['standards.urban', { standards: { urban: 29 } }, /at least 30/],
    ['standards.rural', { standards: { rural: 7201 } }, /at most 7200/],
    ['filter.due', { filter: { due: 0 } }, /at least 1/],
    ['filter.due', { filter: { due: 4 } }, /at most 3/],
    ['periods', { periods: [] }, /at least 1/],
    ['periods', { periods: Array(5).fill({ at: '2026-11-23T03:00:00Z', weight: 1 }) }, /at most 4/],
    ['periods.0.at', { periods: [{ at: '2026-11-23T03:00', weight: 1 }] }, /form/],
    ['periods.0.weight', { periods: [{ at: '2026-11-23T03:00:00Z', weight: 0 }] }, /at least 1/],
    ['band.speedPercent', { band: { speedPercent: 31 } }, /at most 30/],
    [
      'filter.counted',
      { filter: { counted: 'everybody' } },
      /on-duty, operating, with-construction/,
    ],
    ['filter.by', { filter: { by: '2027-02-30' } }, /form/],
    ['filter.onDuty', { filter: { onDuty: false } }, /no such/],
    ['filter.equipment.boat', { filter: { equipment: { boat: 0 } } }, /at least 1/],
    ['filter.minimumGrade', { filter: { minimumGrade: 'fourth' } }, /first, second, third/],
    ['scenario.add.0.lon', added({ lon: 180.1 }), /at most 180/],
    ['scenario.add.0.lon', added({ lon: -180.1 }), /at least -180/],
    ['scenario.add.0.lat', added({ lat: 90.1 }), /at most 90/],
    ['scenario.add.0.turnoutSeconds', added({ turnoutSeconds: 3601 }), /at most 3600/],
    ['scenario.add.0.dutyFrom', added({ dutyFrom: '24:00' }), /form/],
    ['scenario.add.0.roster', added({ roster: 'always' }), /no entry of a roster/],
    ['scenario.add.0.name', added({ name: '  ' }), /empty/],
    [
      'scenario.move.0.lat',
      { scenario: { move: [{ id: 'A', lon: LON, lat: -91 }] } },
      /at least -90/,
    ],
    ['scenario.close.0.coordinates.0', { scenario: { close: [point(181, 35)] } }, /at most 180/],
    ['closures.0.coordinates.1', { closures: [point(116, 91)] }, /at most 90/],
    ['closures', { closures: Array(201).fill(point(LON, LAT)) }, /at most 200/],
    ['scenario.remove', { scenario: { remove: Array(501).fill('A') } }, /at most 500/],
    ['scenario.add', { scenario: { add: Array(501).fill({ lon: LON, lat: LAT }) } }, /at most 500/],
  ])('%s, case %#', async (parameter, body, says) => {
    const error = await refusal('', body)
    expect(error.parameter).toBe(parameter)
    expect(error.detail).toMatch(says)
    // Every address that takes the question refuses it the same way.
    expect(await refusal('/cells', body)).toEqual(error)
    expect(await refusal('/contours', { ...body, minutes: [5] })).toEqual(error)
    expect(await refusal('/tables/gaps', body)).toEqual(error)
  })

  test.each<[string, object]>([
    ['foo', { foo: 1 }],
    ['minutes', { minutes: [5] }],
    ['onDuty', { onDuty: false }],
  ])('%s is no part of the question', async (parameter, body) => {
    expect(await refusal('', body)).toMatchObject({
      parameter,
      detail: expect.stringMatching(/no such/),
    })
  })

  test.each<[string, object]>([
    ['minutes', {}],
    ['minutes', { minutes: [] }],
    ['minutes', { minutes: 5 }],
    ['minutes', { minutes: Array(31).fill(5) }],
    ['minutes.1', { minutes: [5, 0] }],
    ['minutes.0', { minutes: [-1] }],
    ['minutes.0', { minutes: [120.5] }],
  ])('%s of isochrones, case %#', async (parameter, body) => {
    expect((await refusal('/contours', body)).parameter).toBe(parameter)
  })
})

test.each<[string, object, RegExp]>([
  ['scenario.remove.1', { remove: ['A', 'X'] }, /no station X/],
  ['scenario.move.0.id', { move: [{ id: 'X', lon: LON, lat: LAT }] }, /no station X/],
  ['scenario.change.0.id', { change: [{ id: 'X', crewOnDuty: 1 }] }, /no station X/],
  ['scenario.add.0.id', { add: [{ id: 'A', lon: LON, lat: LAT }] }, /already/],
  ['scenario.add.1.id', { add: [1, 2].map(() => ({ id: 'N', lon: LON, lat: LAT })) }, /already/],
])('stations that there are not: %s is named', async (parameter, scenario, says) => {
  for (const path of ['', '/cells', '/tables/gaps']) {
    const error = await refusal(path, { scenario })
    expect(error.parameter).toBe(parameter)
    expect(error.detail).toMatch(says)
  }
  expect((await refusal('/contours', { scenario, minutes: [5] })).parameter).toBe(parameter)
})

describe('the address and the body', () => {
  test('take no parameter that there is not', async () => {
    expect(await refusal('?foo=1', {}, 400)).toMatchObject({ parameter: 'foo' })
    expect(await refusal('/tables/rivers', {}, 400)).toMatchObject({ parameter: 'table' })
    expect(await refusal('/tables/gaps?f=pdf', {}, 400)).toMatchObject({ parameter: 'f' })
    expect(await refusal('/tables/gaps?lang=fr', {}, 400)).toMatchObject({ parameter: 'lang' })
    expect((await app.get('/api/coverage/cells?foo=1')).status).toBe(400)
  })

  test.each([
    ['{', 'application/json', 400],
    ['[]', 'application/json', 422],
    ['null', 'application/json', 422],
    ['{}', 'text/plain', 415],
  ])('%s as %s is refused', async (body, type, status) => {
    await problemOf(app.post('/api/coverage', body, { 'Content-Type': type }), status)
  })

  test('are asked by POST', async () => {
    const response = await app.get('/api/coverage')
    expect(response.status).toBe(405)
    expect(response.headers.get('Allow')).toBe('POST, OPTIONS')
  })
})
