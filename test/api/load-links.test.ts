/** Links of loads: what they open, what they do not, that nothing is taken twice, and when they end. */
import { beforeEach, describe, expect, test } from 'vitest'
import type { LoadLinks, LoadSheet } from '../../data/load-link.ts'
import type { TransferOrder } from '../../data/transfer-order.ts'
import {
  answered,
  createTestApp,
  ORIGIN,
  problemOf,
  refusedAt,
  TEST_NOW,
  type TestApp,
} from '../fixtures/app.ts'
import { SMALL_DATA_SET } from '../fixtures/app-features.ts'
import { STREET } from '../fixtures/grid-network.ts'
import { JPEG, PNG } from '../fixtures/small-pictures.ts'

const LEAVES = '2026-11-23T11:00:00+08:00'
const ARRIVES = '2026-11-23T11:30:00+08:00'
const HOUR = 3_600_000

let app: TestApp
let now = TEST_NOW
let order: TransferOrder
let links: LoadLinks
beforeEach(async () => {
  now = TEST_NOW
  app = await createTestApp(SMALL_DATA_SET, { now: () => now, network: () => STREET })
  const [sandbag] = await app.store.ledger.batches({ items: ['sandbag'] })
  const lines = [{ batchId: sandbag!.id, item: 'sandbag', quantity: 500 }]
  const load = { stockpileId: 'P-1', site: 0, lorries: 1, leavesAt: LEAVES, arrivesAt: ARRIVES }
  const body = {
    sites: [{ name: '险段', lon: 116.6, lat: 35.4, receiver: '张三丰', contact: '13800009876' }],
    loads: [load, load].map((each) => ({ ...each, lines })),
    ...{ emergency: true, requestedBy: '调度员' },
  }
  order = await answered(app.post('/api/transfers', body), 201)
  links = await app.json(`${ofOrder()}/load-links`)
})

const ofOrder = (): string => `/api/transfers/${encodeURIComponent(order.number)}`
const desk = (step: string, more: object = {}): Promise<TransferOrder> =>
  answered(app.post(`${ofOrder()}/events`, { step, actor: '值班员', ...more }))

/** A load's own number and its secret, as they stand in its link. */
const partsOf = (load: number): { id: string; secret: string } => {
  const [id = '', secret = ''] = new URL(links.links[load]!.href!).hash.slice(1).split('.')
  return { id, secret }
}

let keys = 0
interface Sending {
  readonly id?: string
  readonly secret?: string | undefined
  readonly key?: string | undefined
}
const headersOf = ({ secret, key }: Sending): Record<string, string> => ({
  ...(secret !== undefined && { 'Load-Secret': secret }),
  ...(key !== undefined && { 'Idempotency-Key': key }),
})
const read = (sending: Sending = partsOf(0)) =>
  app.get(`/api/load-links/${sending.id}`, headersOf(sending))
const take = (step: string, more: object = {}, sending: Sending = {}) => {
  const whole = { ...partsOf(0), key: `key-${keys++}`, ...sending }
  const body = { step, actor: '驾驶员', ...more }
  return app.post(`/api/load-links/${whole.id}/events`, body, headersOf(whole))
}
const photo = (bytes: Uint8Array, sending: Sending = {}, query = 'step=receive&actor=收货人') => {
  const whole = { ...partsOf(0), key: `key-${keys++}`, ...sending }
  const headers = { 'Content-Type': 'image/jpeg', ...headersOf(whole) }
  const address = `/api/load-links/${whole.id}/photos?${query}`
  return app.request(address, { method: 'POST', body: Uint8Array.from(bytes), headers })
}

test('the desk has a link for each load, with its secret where browsers send it to no server', () => {
  expect(links.isPublic).toBe(false)
  expect(links.links.map(({ load }) => load)).toEqual([0, 1])
  for (const { href } of links.links) {
    expect(href).toMatch(/^http:\/\/map\.test\/load\.html#\d+\.[\w-]{22}$/)
  }
  expect(partsOf(0).secret).not.toBe(partsOf(1).secret)
})

test('links begin with the address under which phones reach the service', async () => {
  const public_ = await createTestApp(SMALL_DATA_SET, {
    store: app.store,
    publicUrl: 'http://10.1.2.3:8787',
  })
  const told = await public_.json<LoadLinks>(`${ofOrder()}/load-links`)
  expect(told.isPublic).toBe(true)
  // The key is kept with the data: another program on the same database makes the same secret.
  expect(told.links[0]!.href).toBe(links.links[0]!.href!.replace(ORIGIN, 'http://10.1.2.3:8787'))
})

test('the key itself is in no answer', async () => {
  const key = (await app.store.read(({ meta }) => meta('load-link-key')))!
  expect(key).toMatch(/^[0-9a-f]{64}$/)
  const { paths } = await app.json<{ paths: Record<string, object> }>('/api/openapi.json')
  for (const path of Object.keys(paths).filter((each) => !each.includes('{'))) {
    if (path === '/events') continue
    expect(await (await app.get(`/api${path}`)).text()).not.toContain(key)
  }
})

test('a link tells its load: what, whence, whither, until when, by which roads', async () => {
  const sheet = await answered<LoadSheet>(read())
  expect(sheet).toMatchObject({
    ...{ number: order.number, load: 0, loads: 2, state: 'reserved', steps: [] },
    stockpile: { name: SMALL_DATA_SET.stockpiles[0]!.properties.name },
    site: { name: '险段', wgs84: [116.6, 35.4] },
    // 500 bags of 0.12 kg.
    mass: { zh: '60 公斤', en: '60 kg' },
  })
  // By the published formula of GCJ-02, worked out with another program: 482 m off here.
  expect(sheet.site.gcj02[0] - 116.6).toBeCloseTo(0.0053, 3)
  expect(sheet.lines).toMatchObject([{ quantity: 500, shipped: 0, received: 0 }])
  expect(JSON.stringify(sheet)).not.toMatch(/张三丰|13800009876/)
})

describe('keeper, driver and receiver', () => {
  test('take the steps of their load, and the other load stays as it was', async () => {
    await desk('approve')
    expect((await answered<LoadSheet>(take('load'))).steps).toEqual(['depart'])
    now = new Date(TEST_NOW.getTime() + HOUR)
    expect((await answered<LoadSheet>(take('depart'))).steps).toEqual(['arrive', 'receive'])
    const there = await answered<LoadSheet>(take('arrive'))
    expect(there).toMatchObject({ state: 'in-transit', arrivedAt: now.toISOString() })
    expect(there.steps).toEqual(['receive'])
    const [line] = there.lines
    const counts = [{ lineId: line!.id, received: 480, damaged: 15, missing: 5 }]
    const counted = await answered<LoadSheet>(take('receive', { counts }))
    expect(counted.lines[0]).toMatchObject({ received: 480, damaged: 15, missing: 5, underWay: 0 })
    const whole = await app.json<TransferOrder>(ofOrder())
    expect(whole.loads.map(({ state }) => state)).toEqual(['received', 'reserved'])
    expect(whole.events.slice(2).map(({ step, actor, loads }) => [step, actor, loads])).toEqual(
      ['load', 'depart', 'arrive', 'receive'].map((step) => [step, '驾驶员', [0]]),
    )
  })

  test('send a step twice and it is taken once', async () => {
    await desk('approve')
    await answered(take('load', {}, { key: 'the-same' }))
    await answered(take('load', {}, { key: 'the-same' }))
    const { events } = await app.json<TransferOrder>(ofOrder())
    expect(events.filter(({ step }) => step === 'load')).toHaveLength(1)
    expect(await refusedAt(take('load', {}, { key: undefined }), 400)).toEqual(['Idempotency-Key'])
    expect(await refusedAt(take('load', { note: '不同' }, { key: 'the-same' }))).toEqual([
      'Idempotency-Key',
    ])
  })

  test('get the answer of a step again that was taken before the link ended', async () => {
    await desk('approve')
    await answered(take('load', {}, { key: 'lost' }))
    await desk('cancel', { note: '改派' })
    expect((await answered<LoadSheet>(take('load', {}, { key: 'lost' }))).state).toBe('cancelled')
    await problemOf(take('depart'), 410)
  })

  test('undo the last step where it was of their load alone', async () => {
    await desk('approve')
    const { undoable } = await answered<LoadSheet>(take('load'))
    expect(undoable).toMatchObject({ step: 'load' })
    const undone = await answered<LoadSheet>(
      take('undo', { undoes: undoable!.event, note: '点错了' }),
    )
    expect(undone).toMatchObject({ state: 'reserved', undoable: null })
    const both = await desk('load')
    expect((await answered<LoadSheet>(read())).undoable).toBeNull()
    const event = both.events.at(-1)!.id
    await problemOf(take('undo', { undoes: event, note: '点错了' }), 403)
    await problemOf(take('undo', { note: '点错了' }), 403)
  })

  test('undo an arrival', async () => {
    await desk('approve')
    await answered(take('load'))
    await answered(take('depart'))
    const { undoable } = await answered<LoadSheet>(take('arrive'))
    const undone = await answered<LoadSheet>(
      take('undo', { undoes: undoable!.event, note: '点错了' }),
    )
    expect(undone).toMatchObject({ state: 'in-transit', arrivedAt: null })
    expect(undone.steps).toEqual(['arrive', 'receive'])
  })
})

describe('a link does not open', () => {
  test.each([
    ['without its secret', () => ({ ...partsOf(0), secret: undefined })],
    ['with an empty one', () => ({ ...partsOf(0), secret: '' })],
    ['with a shorter one', () => ({ ...partsOf(0), secret: partsOf(0).secret.slice(0, -4) })],
    ['with a longer one', () => ({ ...partsOf(0), secret: `${partsOf(0).secret}AAAA` })],
    ['with another one', () => ({ ...partsOf(0), secret: 'A'.repeat(22) })],
    ['with that of another load', () => ({ ...partsOf(0), secret: partsOf(1).secret })],
    ['another load', () => ({ ...partsOf(1), secret: partsOf(0).secret })],
    ['a load that is not there', () => ({ ...partsOf(0), id: '999999' })],
  ])('%s, each told in the same words', async (_, parts) => {
    await desk('approve')
    const wanted = await problemOf(read({ id: '1', secret: 'x' }), 403)
    const sending = parts() as Sending
    const { instance: _path, ...same } = wanted
    expect(wanted.type).toBe('/problems/link-refused')
    expect(await problemOf(read(sending), 403)).toMatchObject(same)
    expect(await problemOf(take('load', {}, sending), 403)).toMatchObject(same)
    expect(await problemOf(photo(JPEG, sending), 403)).toMatchObject(same)
    const { events, photos } = await app.json<TransferOrder>(ofOrder())
    expect([events.length, photos.length]).toEqual([2, 0])
  })

  test('anything where no link was ever made', async () => {
    const fresh = await createTestApp()
    await problemOf(fresh.get('/api/load-links/1', { 'Load-Secret': 'A'.repeat(22) }), 403)
  })
})

describe('through a link nobody', () => {
  test.each([
    'approve',
    'approve-by-phone',
    'papers',
    'return',
    'use',
    'hand-over',
    'close',
    'cancel',
  ])('takes the step %s', async (step) => {
    const { type } = await problemOf(take(step, { note: '试' }), 403)
    expect(type).toBe('/problems/link-refused')
    expect((await app.json<TransferOrder>(ofOrder())).events).toHaveLength(1)
  })

  test('names other loads, or counts their lines', async () => {
    await desk('approve')
    await answered(take('load'))
    await answered(take('depart'))
    expect(await refusedAt(take('receive', { loads: [1] }))).toEqual(['loads'])
    const lineId = order.loads[1]!.lines[0]!.id
    await problemOf(take('receive', { counts: [{ lineId, received: 1 }] }), 403)
  })

  test('moves what has not been approved', async () => {
    expect((await problemOf(take('load'), 409)).detailZh).toContain('待批准')
  })

  test('counts more than was sent', async () => {
    await desk('approve')
    await answered(take('load'))
    await answered(take('depart'))
    const lineId = order.loads[0]!.lines[0]!.id
    expect(await refusedAt(take('receive', { counts: [{ lineId, received: 501 }] }))).toEqual([
      'counts',
    ])
  })

  test('writes from a page of another origin', async () => {
    const headers = { ...headersOf({ ...partsOf(0), key: 'far' }), Origin: 'http://elsewhere.test' }
    const body = { step: 'load', actor: '甲' }
    const sent = app.post(`/api/load-links/${partsOf(0).id}/events`, body, headers)
    expect((await problemOf(sent, 403)).type).toBe('/problems/cross-origin')
    expect((await read()).headers.get('Access-Control-Allow-Origin')).toBeNull()
  })
})

describe('a link ends', () => {
  const delivered = async (): Promise<void> => {
    await desk('approve')
    for (const step of ['load', 'depart', 'receive']) await answered(take(step))
  }

  test('a day after its goods have arrived, not before: photos come later', async () => {
    await delivered()
    now = new Date(TEST_NOW.getTime() + 24 * HOUR)
    expect((await read()).status).toBe(200)
    await answered(photo(JPEG))
    now = new Date(now.getTime() + 1)
    const { type, detailZh } = await problemOf(read(), 410)
    expect(type).toBe('/problems/link-ended')
    expect(detailZh).toContain('链接随之失效')
    await problemOf(photo(JPEG), 410)
    await problemOf(take('receive'), 410)
    const { links: all } = await app.json<LoadLinks>(`${ofOrder()}/load-links`)
    expect(all.map(({ href }) => href === null)).toEqual([true, false])
  })

  test('not while something is missing that may still come', async () => {
    await desk('approve')
    await answered(take('load'))
    await answered(take('depart'))
    const lineId = order.loads[0]!.lines[0]!.id
    await answered(take('receive', { counts: [{ lineId, received: 400 }] }))
    now = new Date(TEST_NOW.getTime() + 48 * HOUR)
    const late = take('receive', { counts: [{ lineId, received: 500 }] })
    expect((await answered<LoadSheet>(late)).lines[0]).toMatchObject({ received: 500, missing: 0 })
  })

  test('with the cancellation of its load, and the other goes on', async () => {
    await desk('approve')
    await desk('cancel', { loads: [0], note: '改派' })
    await problemOf(read(), 410)
    expect((await read(partsOf(1))).status).toBe(200)
  })

  test('with its order', async () => {
    await delivered()
    await desk('cancel', { note: '第二车不用了' })
    await desk('use')
    await desk('close')
    await problemOf(read(), 410)
  })
})

describe('photos', () => {
  test('are kept with the order once, who, when and at which step, without what the camera wrote', async () => {
    await answered(photo(JPEG, { key: 'photo' }))
    await answered(photo(JPEG, { key: 'photo' }))
    const { photos, version, steps } = await app.json<TransferOrder>(ofOrder())
    const [kept] = photos
    expect(photos).toHaveLength(1)
    expect(kept).toMatchObject({
      load: 0,
      step: 'receive',
      actor: '收货人',
      mediaType: 'image/jpeg',
    })
    expect(kept!.at).toBe(TEST_NOW.toISOString())
    // It is in the way of no step at the desk.
    expect([version, steps]).toEqual([order.version, order.steps])
    const response = await app.get(`${ofOrder()}/photos/${kept!.id}`)
    expect(response.headers.get('Content-Type')).toBe('image/jpeg')
    expect(response.headers.get('Access-Control-Allow-Origin')).toBeNull()
    const bytes = Buffer.from(await response.arrayBuffer())
    expect(bytes.length).toBe(kept!.bytes)
    expect(bytes.toString('latin1')).not.toMatch(/SECRET|Exif/)
    expect(bytes.subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]))
    await problemOf(app.get(`${ofOrder()}/photos/${kept!.id + 1}`), 404)
  })

  test('are known by their bytes, not by what they are called', async () => {
    await answered(photo(PNG))
    expect((await app.json<TransferOrder>(ofOrder())).photos).toMatchObject([
      { mediaType: 'image/png' },
    ])
  })

  test('that are none, are too large, or too many are refused in a sentence', async () => {
    expect((await problemOf(photo(Buffer.from('GIF89a')), 415)).detailZh).toContain('重新拍照')
    const large = Buffer.concat([JPEG, Buffer.alloc(2 * 1024 * 1024)])
    expect((await problemOf(photo(large), 413)).detail).toContain('2097152')
    expect(await refusedAt(photo(JPEG, {}, 'step=close&actor=甲'), 400)).toEqual(['step'])
    for (let count = 0; count < 20; count++) await answered(photo(JPEG))
    expect((await problemOf(photo(JPEG), 409)).detailZh).toContain('20 张')
  })
})
