import { beforeEach, describe, expect, it, test, vi } from 'vitest'
import { KEEPER_MOVEMENT_KINDS, type Loan } from '../../../data/ledger.ts'
import { stubStorage } from './stub-storage.ts'

const SIGNATURE = { actor: '演示保管员', reason: '采购', document: 'RK-0001' }
const RECEIPT = {
  ...{ kind: 'receipt' as const, stockpileId: 'WZK-1', item: 'sandbag' as const, batch: 'B1' },
  ...{ receivedOn: '2026-07-01', expiresOn: null, quantity: 500 },
}
const WRITTEN = { document: 'RK-0001', sequences: [7] }

/** The page after a (re)load; the tab's storage stays. */
const load = async () => {
  vi.resetModules()
  return import('../../../client/panels/dispatch/ledger/entry-draft.ts')
}

/** Answers the requests one after the other; without a status the connection is lost. */
const answering = (...statuses: (number | null)[]): { keys: string[] } => {
  const keys: string[] = []
  vi.stubGlobal('fetch', async (_url: string, request: RequestInit) => {
    keys.push(new Headers(request.headers).get('Idempotency-Key') ?? 'none')
    const status = statuses[keys.length - 1]
    if (!status) throw new TypeError('Failed to fetch')
    return Response.json(status === 201 ? WRITTEN : { type: '/problems/conflict' }, { status })
  })
  return { keys }
}

describe('an entry in the ledger', () => {
  beforeEach(() => {
    stubStorage('sessionStorage', {})
  })
  it('entered again after a lost answer is booked once, the same goods later anew', async () => {
    const { keys } = answering(null, 504, 201, 201)
    const page = await load()
    await expect(page.sendEntry('WZK-1', RECEIPT, SIGNATURE)).rejects.toMatchObject({ status: 0 })
    await expect(page.sendEntry('WZK-1', RECEIPT, SIGNATURE)).rejects.toMatchObject({ status: 504 })
    await expect(page.sendEntry('WZK-1', RECEIPT, SIGNATURE)).resolves.toEqual(WRITTEN)
    await page.sendEntry('WZK-1', RECEIPT, SIGNATURE)
    expect(keys[0]).toMatch(/^[0-9a-f]{32}$/)
    expect(keys.slice(0, 3)).toEqual([keys[0], keys[0], keys[0]])
    expect(keys[3]).not.toBe(keys[0])
  })

  it('keeps its key over a reload of the page', async () => {
    const { keys } = answering(null, 201)
    const before = await load()
    await expect(before.sendEntry('WZK-1', RECEIPT, SIGNATURE)).rejects.toThrow()
    const after = await load()
    await after.sendEntry('WZK-1', RECEIPT, SIGNATURE)
    expect(keys[1]).toBe(keys[0])
  })

  it('has a key of its own when it says something else, or at another stockpile', async () => {
    const { keys } = answering(null, null, null)
    const page = await load()
    for (const [stockpileId, quantity] of [
      ['WZK-1', 500],
      ['WZK-1', 501],
      ['WZK-2', 500],
    ] as const) {
      const movement = { ...RECEIPT, stockpileId, quantity }
      await expect(page.sendEntry(stockpileId, movement, SIGNATURE)).rejects.toThrow()
    }
    expect(new Set(keys).size).toBe(3)
  })

  it('that was refused is over: corrected or not, it is a new one', async () => {
    const { keys } = answering(409, 201)
    const page = await load()
    await expect(page.sendEntry('WZK-1', RECEIPT, SIGNATURE)).rejects.toMatchObject({ status: 409 })
    await page.sendEntry('WZK-1', RECEIPT, SIGNATURE)
    expect(keys[1]).not.toBe(keys[0])
  })

  it('leaves who, why and the paper for its next line, and outlives a reload', async () => {
    answering(201)
    const page = await load()
    const draft = { ...page.emptyEntry('receipt', '2026-07-01'), batch: 'B1', quantity: 500 }
    page.useEntries.setState({ 'WZK-1': { draft, signature: SIGNATURE } })
    expect((await load()).useEntries.getState()).toEqual({
      'WZK-1': { draft, signature: SIGNATURE },
    })
    await page.sendEntry('WZK-1', RECEIPT, SIGNATURE)
    expect(page.useEntries.getState()['WZK-1']).toMatchObject({
      signature: SIGNATURE,
      draft: { kind: 'receipt', batch: '', quantity: null },
    })
  })
})

test('a loan that comes back needs who, why and the paper alone', async () => {
  stubStorage('sessionStorage', {})
  const { beginReturn, movementOf, useEntries } = await load()
  const loan: Loan = {
    ...{ sequence: 7, at: '2026-11-20T00:00:00.000Z', stockpileId: 'WZK-1', item: 'sandbag' },
    ...{ batchId: 3, batch: 'B1', kind: 'loan-out', quantity: 500, back: 200, left: 300 },
    ...{ party: '邻县应急局', dueOn: '2026-11-25', isOverdue: true, isDueSoon: false },
    ...{ actor: '演示保管员', document: 'JC-1' },
  }
  beginReturn(loan)
  const back = movementOf('WZK-1', useEntries.getState()['WZK-1']!.draft)
  expect(back).toEqual({ kind: 'loan-out-back', loan: 7, quantity: 300 })
  beginReturn({ ...loan, kind: 'loan-in' })
  const given = movementOf('WZK-1', useEntries.getState()['WZK-1']!.draft)
  expect(given).toEqual({ kind: 'loan-in-back', loan: 7, batchId: 3, quantity: 300 })
})

test('what is lent is not due on a day that is past', async () => {
  const { emptyEntry, entryFault } = await load()
  const draft = { ...emptyEntry('loan-out', ''), dueOn: '2000-01-01' }
  expect(entryFault(draft, [], [])).toEqual({ kind: 'duePast' })
  expect(entryFault({ ...draft, dueOn: '2100-01-01' }, [], [])).toBeNull()
})

describe('what an entry still lacks', () => {
  it('is told for each kind until there is a movement, and nothing then', async () => {
    const { emptyEntry, lackingOf, movementOf } = await load()
    const filled = {
      ...{ item: 'sandbag' as const, batch: 'B1', batchId: 1, loan: 7, quantity: 3 },
      ...{ party: '邻县应急局', dueOn: '2026-08-01' },
    }
    for (const kind of KEEPER_MOVEMENT_KINDS) {
      const empty = emptyEntry(kind, '2026-07-01')
      const whole = { ...empty, ...filled }
      expect([lackingOf(whole), movementOf('WZK-1', whole) === null], kind).toEqual([[], false])
      // One field after the other is left empty: it is reported where nothing can be sent without it.
      for (const field of Object.keys(filled) as (keyof typeof filled)[]) {
        const draft = { ...whole, [field]: empty[field] }
        const isLacking = movementOf('WZK-1', draft) === null
        expect(lackingOf(draft).length > 0, `${kind} ${field}`).toBe(isLacking)
      }
    }
    expect(lackingOf(emptyEntry('loan-out', ''))).toEqual(['batch', 'lentTo', 'dueOn', 'quantity'])
    expect(lackingOf(emptyEntry('loan-in-back', ''))).toEqual(['loan', 'quantity'])
  })
})
