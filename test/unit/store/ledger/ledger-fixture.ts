/** Books of a database of their own: two stockpiles, the second of which has nothing yet. */
import type { Batch } from '../../../../data/ledger.ts'
import type { MaterialKey } from '../../../../data/materials.ts'
import type { OrderLine, TransferInput } from '../../../../data/transfer-order.ts'
import { SMALL_DATA_SET } from '../../../fixtures/app-features.ts'
import { emptyDatabase, openShortStore, type ShortStore } from '../../../fixtures/stores.ts'

export const AT = '2026-07-01T08:00:00.000Z'
export const WRITTEN = { at: AT, actor: '甲', reason: '测试', document: 'T-1' }

export interface Books {
  readonly path: string
  readonly store: ShortStore
}

/** `P-1` with 8,000 sandbags and 3 pumps, `P-2` with nothing. */
export const openBooks = async (): Promise<Books> => {
  const path = emptyDatabase()
  const store = await openShortStore(path)
  const [first] = SMALL_DATA_SET.stockpiles
  const properties = { ...first!.properties, code: 'P-2', stock: {} }
  const stockpiles = [first!, { ...first!, id: 'P-2', properties }]
  await store.features.replace({ ...SMALL_DATA_SET, stockpiles })
  return { path, store }
}

export const sandbags = async (store: ShortStore): Promise<Batch> =>
  (await store.ledger.batches({ items: ['sandbag'] }))[0]!

export const planOf = (
  lines: { batchId: number; item: MaterialKey; quantity: number }[],
  changes: Partial<TransferInput> & { toStockpile?: string } = {},
): TransferInput => {
  const { toStockpile = null, ...more } = changes
  return {
    sites: [
      {
        ...{ name: '测试险段', workId: null, stockpileId: toStockpile, lon: 116.6, lat: 35.4 },
        ...{ deadline: null, receiver: '', contact: '' },
      },
    ],
    loads: [
      {
        ...{ stockpileId: 'P-1', site: 0, lorries: 1, leavesAt: AT, arrivesAt: AT },
        ...{ route: [], lines },
      },
    ],
    emergency: false,
    requestedBy: '调度员',
    reason: '',
    ...more,
  }
}

/** Enters a batch of food into `P-1`. @returns its id. */
export const receiveFood = async (
  store: ShortStore,
  batch: string,
  quantity: number,
  expiresOn: string | null,
): Promise<number> => {
  const received = { receivedOn: '2020-01-01', expiresOn, quantity }
  const goods = { stockpileId: 'P-1', item: 'food' as const, batch }
  await store.ledger.record([{ kind: 'receipt', ...goods, ...received }], WRITTEN)
  const batches = await store.ledger.batches({ items: ['food'], stockpileIds: ['P-1'] })
  return batches.find((each) => each.batch === batch)!.id
}

/** Takes steps one after the other; `more` goes with the last. @returns lines of the first load. */
export const takeSteps = async (
  store: ShortStore,
  number: string,
  steps: readonly string[],
  more: object = {},
): Promise<readonly OrderLine[]> => {
  for (const [index, step] of steps.entries()) {
    const event = { step, actor: '乙', note: '', ...(index === steps.length - 1 && more) }
    await store.transfers.step(number, event as never, AT, null)
  }
  return (await store.transfers.get(number, AT))?.loads[0]?.lines ?? []
}
