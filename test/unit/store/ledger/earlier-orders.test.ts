/** Orders of the version before lines said where every unit is: none is lost, and each adds up. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { COLLECTIONS } from '../../../../data/collections.ts'
import { MOVEMENT_KINDS, type MovementKind } from '../../../../data/ledger.ts'
import { featureRow } from '../../../../server/store/feature-row.ts'
import { MIGRATIONS_FOLDER } from '../../../../server/store/sqlite/migrate.ts'
import { SMALL_DATA_SET } from '../../../fixtures/app-features.ts'
import { AT } from '../../../fixtures/ledger-books.ts'
import { inDatabase, temporaryPath, withStore } from '../../../fixtures/stores.ts'

const LAST_BEFORE = '0017_delivery_places'

/** State of the load, site's stockpile, and the line's numbers as they were kept. */
const LINES = [
  ['reserved', null, { reserved: 10 }],
  ['in-transit', null, { shipped: 10 }],
  ['received', null, { shipped: 10, received: 7, damaged: 2, missing: 1 }],
  ['received', 'P-1', { shipped: 10, received: 9, missing: 1 }],
  ['returned', null, { shipped: 10, returned: 6, damaged: 4 }],
  ['returned', null, { shipped: 10, received: 9, missing: 1, returned: 5 }],
] as const

/** Where every unit of them is, worked out by hand. */
const PLACES = [
  {},
  { underWay: 10 },
  { atSite: 7, damaged: 2, missing: 1 },
  { handedOver: 9, missing: 1 },
  { returned: 6, damaged: 4 },
  { returned: 5, used: 4, missing: 1 },
]

const makeEarlier = (path: string): Promise<void> =>
  inDatabase(path, async (database) => {
    const journal = readFileSync(join(MIGRATIONS_FOLDER, 'meta', '_journal.json'), 'utf8')
    const { entries } = JSON.parse(journal) as { entries: { tag: string; when: number }[] }
    await database.exec(
      'CREATE TABLE __drizzle_migrations (id SERIAL PRIMARY KEY, hash text, created_at)',
    )
    for (const { tag, when } of entries) {
      if (tag > LAST_BEFORE) break
      await database.exec(readFileSync(join(MIGRATIONS_FOLDER, `${tag}.sql`), 'utf8'))
      await database.run('INSERT INTO __drizzle_migrations VALUES (NULL, ?, ?)', [tag, when])
    }
    const feature = SMALL_DATA_SET.stockpiles![0] as never
    const { retiredOn: _later, ...row } = featureRow(COLLECTIONS.stockpiles, feature)
    const names = Object.keys(row)
    await database.run(
      `INSERT INTO stockpiles (${names.map((name) => `"${name}"`)}) VALUES (${names.map((name) => `@${name}`)})`,
      row,
    )
    await database.exec(
      `INSERT INTO revision VALUES (1, 100);
       INSERT INTO stock_batches (id, stockpileId, item, batch, receivedOn, onHand, reserved)
         VALUES (1, 'P-1', 'tent', 'B', '2026-01-01', 0, 0)`,
    )
    let onHand = 0
    let reserved = 0
    const move = async (kind: MovementKind, quantity: number, lineId: number | null) => {
      onHand += MOVEMENT_KINDS[kind].onHand * quantity
      reserved += MOVEMENT_KINDS[kind].reserved * quantity
      await database.run(
        `INSERT INTO stock_movements (batchId, kind, quantity, onHandAfter, reservedAfter, lineId, at,
           actor, reason, document) VALUES (1, ?, ?, ?, ?, ?, ?, 'a', 'a', 'a')`,
        [kind, quantity, onHand, reserved, lineId, AT],
      )
    }
    await move('receipt', 100, null)
    for (const [index, [state, stockpileId, line]] of LINES.entries()) {
      const id = index + 1
      const site = { name: 'S', workId: null, stockpileId, lon: 116.6, lat: 35.4, deadline: null }
      await database.run(
        `INSERT INTO transfers (id, number, year, yearSequence, state, isEmergency, requestedBy,
           reason, sites, createdAt, updatedAt, approval, approvedBy, approvedAt)
         VALUES (@id, @number, 2026, @id, @state, 0, '甲', '乙', @sites, @at, @at, 'paper', '丙', @at)`,
        {
          ...{ id, number: `济防调〔2026〕000${id}`, at: AT },
          ...{ state: state === 'reserved' ? 'approved' : state },
          sites: JSON.stringify([{ ...site, receiver: '', contact: '' }]),
        },
      )
      await database.run(
        `INSERT INTO transfer_loads (id, transferId, load, stockpileId, site, state, lorries, leavesAt,
           arrivesAt, route) VALUES (@id, @id, 0, 'P-1', 0, @state, 1, @at, @at, '[]')`,
        { id, state, at: AT },
      )
      await database.run(
        `INSERT INTO transfer_events (transferId, step, at, actor, note, loads, state)
         VALUES (?, 'approve', ?, '丙', '', '[]', 'approved')`,
        [id, AT],
      )
      const columns = Object.keys(line)
      await database.run(
        `INSERT INTO transfer_lines (id, loadId, batchId, quantity, ${columns})
         VALUES (@id, @id, 1, 10, ${columns.map((name) => `@${name}`)})`,
        { id, ...line },
      )
      await move('reservation', 10, id)
      if (state !== 'reserved') await move('transfer-out', 10, id)
      if ('returned' in line) await move('transfer-in', line.returned, id)
      if (stockpileId) await move('transfer-in', 9, id)
    }
    await database.run('UPDATE stock_batches SET onHand = ?, reserved = ?', [onHand, reserved])
  })

test('every line of an earlier order says where its units are, and the books agree', async () => {
  const path = temporaryPath()
  await makeEarlier(path)
  await withStore(path, async (store) => {
    const { orders } = await store.transfers.list({ before: null, limit: 100 }, AT)
    const nothing = { underWay: 0, atSite: 0, damaged: 0, missing: 0 }
    expect(orders.toReversed().map(({ loads }) => loads[0]!.lines[0])).toMatchObject(
      PLACES.map((places) => ({ ...nothing, returned: 0, used: 0, handedOver: 0, ...places })),
    )
    const { problems, movements } = await store.ledger.check()
    expect(problems.filter((problem) => !problem.startsWith('stockpile'))).toEqual([])
    expect(movements).toBe(1 + LINES.length + 5 + 3)
    expect(await store.transfers.countAtSite()).toBe(1)
    // What was done before changes were kept with it is not undone.
    const order = await store.transfers.get('济防调〔2026〕0003', AT)
    expect(order).toMatchObject({ undoable: null, events: [{ lines: [], undoes: null }] })
  })
})
