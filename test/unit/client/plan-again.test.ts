/** What has not left is planned anew as it was asked for: nothing has to be typed a second time. */
import { beforeEach, expect, test } from 'vitest'
import { planAgain } from '../../../client/panels/dispatch/orders/plan-again.ts'
import {
  EMPTY_PLAN_DRAFT,
  planTransferTo,
  setDemand,
  usePlanDraft,
} from '../../../client/state/plan-draft.ts'
import type { TransferOrder } from '../../../data/transfer-order.ts'

beforeEach(() => usePlanDraft.setState(EMPTY_PLAN_DRAFT))

const KIT = {
  ...{ id: 'kit', name: '排水组合', nameEn: 'Pump kit', quantity: 2 },
  parts: [
    { item: 'pump', quantity: 1 },
    { item: 'generator', quantity: 1 },
  ],
}
const site = (changes: object) => ({
  ...{ name: '左堤', workId: 'levee', stockpileId: null, lon: 116.9, lat: 35.6 },
  ...{ deadline: '2026-11-30T19:30:00Z', receiver: '甲', contact: '13800001234' },
  delivery: { how: 'stake', name: null, stake: 'K12+300', crossing: null },
  ...changes,
})
const ORDER = {
  sites: [
    site({}),
    site({
      workId: 'other',
      receiver: '甲*',
      contact: '138****1234',
      deadline: null,
      delivery: null,
    }),
    site({ workId: null, name: '村口' }),
  ],
  loads: [
    {
      ...{ load: 0, site: 0, kits: [KIT] },
      lines: [
        { item: 'pump', quantity: 2 },
        { item: 'pump', quantity: 1 },
        { item: 'generator', quantity: 2 },
        { item: 'sandbag', quantity: 500 },
      ],
    },
    { load: 1, site: 0, kits: [], lines: [{ item: 'sandbag', quantity: 300 }] },
    { load: 2, site: 1, kits: [], lines: [{ item: 'boat', quantity: 1 }] },
    { load: 3, site: 2, kits: [], lines: [{ item: 'boat', quantity: 2 }] },
  ],
} as unknown as TransferOrder

const drafted = () =>
  usePlanDraft.getState().content.sites.map(({ key, lon, lat, priority, name, ...each }) => each)

test('place by its stake, deadline, receiver, goods and whole kits, over all its loads', () => {
  planAgain(ORDER, [0, 1])
  expect(drafted()).toEqual([
    {
      ...{ workId: 'levee', unloading: { kind: 'stake', stake: 'K12+300' } },
      ...{ deadline: '2026-12-01T03:30', receiver: '甲', contact: '13800001234' },
      // Three pumps of which two belong to the kits.
      demands: [
        { item: 'pump', quantity: 1 },
        { item: 'sandbag', quantity: 800 },
      ],
      kits: [{ kit: 'kit', quantity: 2 }],
    },
  ])
})

test('of other loads nothing; a place beside a work stays, masked people are left to be typed', () => {
  planAgain(ORDER, [2, 3])
  expect(drafted()).toMatchObject([
    {
      ...{ workId: 'other', unloading: { kind: 'place', lon: 116.9, lat: 35.6 } },
      ...{ deadline: null, receiver: '', contact: '', demands: [{ item: 'boat', quantity: 1 }] },
    },
    { workId: null, unloading: null, demands: [{ item: 'boat', quantity: 2 }] },
  ])
})

test('what is being planned for the place already is added to', () => {
  const key = planTransferTo({ workId: 'levee', name: '左堤', lon: 116.9, lat: 35.6 })
  setDemand(key, 'sandbag', 100)
  planAgain(ORDER, [1])
  expect(drafted()).toMatchObject([{ demands: [{ item: 'sandbag', quantity: 400 }] }])
})
