/** CAP messages that change or end what they do not refer to, or end it in one place of several. */
import { beforeEach, expect, test } from 'vitest'
import type { Warning } from '../../data/warning.ts'
import { answered, createTestApp, type TestApp } from '../fixtures/app.ts'
import { SMALL_DATA_SET } from '../fixtures/app-features.ts'
import { area, capInfo, capMessage, drawnArea } from '../fixtures/cap-message.ts'

const EAST = '35.3,116.7 35.3,116.8 35.4,116.8 35.4,116.7 35.3,116.7'
const AROUND = '35.2,116.4 35.2,116.9 35.5,116.9 35.5,116.4 35.2,116.4'
const COUNTIES = area('任城区', '') + area('泗水县', '')
const YELLOW = '甲台发布暴雨黄色预警'

let app: TestApp
beforeEach(async () => {
  app = await createTestApp(SMALL_DATA_SET)
})

type Body = Parameters<typeof capInfo>[0]
const send = (body: Body, head: Parameters<typeof capMessage>[1] = {}): Promise<Warning[]> =>
  answered(app.post('/api/warnings/cap', { xml: capMessage(capInfo(body), head) }), 201)
const later = { id: 'B', sent: '2026-11-23T09:00:00+08:00' }
const active = async () =>
  (await app.json<Warning[]>('/api/warnings')).filter(({ isActive }) => isActive)
const names = async () => (await active()).map(({ name }) => name).toSorted()

test.each([
  ['甲台将暴雨黄色预警升级为橙色预警', 'Alert'],
  ['甲台变更暴雨黄色预警为暴雨橙色预警', 'Alert'],
  ['甲台发布暴雨橙色预警', 'Update'],
])(
  '“%s” (%s) takes the place of the warning that it changes without naming it',
  async (headline, type) => {
    await send({ headline: YELLOW })
    await send({ headline }, { ...later, type })
    expect(await names()).toEqual([headline])
  },
)

test.each<[string, Body]>([
  ['of another kind', { event: '<event>大风</event>', headline: '甲台发布大风黄色预警' }],
  ['of another place', { headline: YELLOW, area: drawnArea('城东', EAST) }],
  ['of a place around it', { headline: YELLOW, area: drawnArea('全部', AROUND) }],
])('a change leaves a warning %s as it is', async (_, other) => {
  const [before] = await send(other)
  await send({ headline: '甲台将暴雨黄色预警升级为橙色预警' }, later)
  expect(await names()).toHaveLength(2)
  expect((await active()).find(({ id }) => id === before!.id)).toEqual(before)
})

test('a second alert of another level stands beside the first', async () => {
  await send({ headline: YELLOW })
  await send({}, later)
  expect(await names()).toHaveLength(2)
})

const refers = 'jia,A,2026-11-23T08:00:00+08:00'

test('an ending without areas is over where its headline says, not where its bureau is', async () => {
  await send({ area: COUNTIES })
  const over = { headline: '任城区气象台解除泗水县暴雨橙色预警', area: ' ' }
  const [left] = await send(over, { ...later, type: 'Update', refers })
  expect(left).toMatchObject({ isActive: true, origin: { areas: [{ text: '任城区' }] } })
  const all = { headline: '任城区气象台解除暴雨橙色预警', area: ' ' }
  await send(all, { ...later, id: 'C', type: 'Update', refers })
  expect(await names()).toEqual([])
})

test('an update that names fewer places is in force in these only', async () => {
  await send({ area: COUNTIES })
  await send({ area: area('泗水县', '') }, { ...later, type: 'Update', refers })
  const [left] = await active()
  expect(left!.origin.areas.map(({ text }) => text)).toEqual(['泗水县'])
})

test('a cancellation of an update ends what the update stands for', async () => {
  await send({ headline: YELLOW })
  await send({}, { ...later, type: 'Update', refers })
  const cancel = capMessage('', { ...later, id: 'C', type: 'Cancel', refers: 'jia,B' })
  await answered(app.post('/api/warnings/cap', { xml: cancel }), 201)
  expect(await names()).toEqual([])
})
