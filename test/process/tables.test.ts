/** Tables of any length as files: whole, of one moment, written beside the thread that answers. */
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { MATERIALS } from '../../data/materials.ts'
import { databasePath } from '../../server/store/data-folder.ts'
import { copyOfDefaultData } from '../fixtures/default-data.ts'
import { enterMovements } from '../fixtures/many-movements.ts'
import { ranToEnd, type ServedProduct, serveProduct } from '../fixtures/served-product.ts'
import { inDatabase } from '../fixtures/stores.ts'

const ENTERED = 60_000
const MOVEMENTS = '/api/stock/tables/movements'

let folder: string
let product: ServedProduct
beforeAll(async () => {
  folder = copyOfDefaultData()
  await enterMovements(databasePath(folder), ENTERED)
  product = await serveProduct(folder, ['server/main.ts'])
})
afterAll(() => product?.stop())

interface Row {
  sequence: number
  at: string
  stockpileId: string
  stockpile: string
  item: keyof typeof MATERIALS
  batch: string
  onHandChange: number
  onHandAfter: number
  reason: string
  document: string
}

/** The ledger as SQL reads it, newest first. */
const ledger = (where = ''): Promise<Row[]> =>
  inDatabase(databasePath(folder), (database) =>
    database.all<Row>(
      `SELECT m.sequence, m.at, b.stockpileId, s.name AS stockpile, item, batch, onHandChange,
         onHandAfter, reason, document
       FROM stock_movements m JOIN stock_batches b ON b.id = batchId
       JOIN stockpiles s ON s.id = b.stockpileId ${where} ORDER BY m.sequence DESC`,
    ),
  )

const localTime = (at: string): string =>
  `${new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`

/** What a table of movements says in the columns that are compared. */
const expectedOf = (row: Row, reason: string): (string | number)[] => [
  ...[row.sequence, localTime(row.at), row.stockpileId, row.stockpile],
  ...[MATERIALS[row.item].label.zh, row.batch],
  ...[row.onHandChange > 0 ? row.onHandChange : '', row.onHandChange < 0 ? -row.onHandChange : ''],
  row.onHandAfter,
  ...[reason, row.document],
]

const COLUMNS = [0, 1, 2, 3, 5, 7, 8, 9, 10, 15, 16]

const compared = (cells: readonly string[]): string[] => COLUMNS.map((at) => cells[at] ?? '')

const HEADING_ROWS = 1

/** The rows without heading and remarks. */
const rowsOf = (csv: string, count: number): string[][] =>
  (parse(csv, { bom: true, relax_column_count: true }) as string[][]).slice(
    HEADING_ROWS,
    HEADING_ROWS + count,
  )

/** While rows were compared the server has closed idle connections: first that is heard of. */
const ask = async (address: string): Promise<Response> => {
  await setTimeout(10)
  return fetch(`${product.origin}${address}`)
}

const download = async (query: string): Promise<Response> => {
  const response = await ask(`${MOVEMENTS}?${query}`)
  expect(response.status).toBe(200)
  expect(response.headers.get('Content-Length')).toBeNull()
  return response
}

test('a ledger comes whole as CSV, formulas disarmed', async () => {
  const csv = await (await download('f=csv')).text()
  const rows = await ledger()
  expect(rows.length).toBeGreaterThan(ENTERED)
  const disarmed = ({ reason }: Row) => (/^[=＝]/.test(reason) ? `'${reason}` : reason)
  expect(rowsOf(csv, rows.length).map(compared)).toEqual(
    rows.map((row) => expectedOf(row, disarmed(row)).map(String)),
  )
  const remarks = rowsOf(csv, rows.length + 2).at(-1)
  expect(remarks?.[0]).toMatch(/^计算时刻 .* 数据版本 \d+ 演示数据/)
})

test('a filter that little fits finds it all', async () => {
  const [some] = await ledger("WHERE document = 'M-100'")
  const query = new URLSearchParams({ f: 'csv', stockpile: some!.stockpileId, item: some!.item })
  const rows = await ledger(
    `WHERE b.stockpileId = '${some!.stockpileId}' AND item = '${some!.item}'`,
  )
  const found = rowsOf(await (await download(query.toString())).text(), rows.length)
  expect(found.map(([sequence]) => Number(sequence))).toEqual(rows.map(({ sequence }) => sequence))
})

test('what is written meanwhile is not part of it', async () => {
  const reader = (await download('f=csv')).body!.getReader()
  const first = await reader.read()
  const before = (await ledger()).length
  await enterMovements(databasePath(folder), 10)
  const rest: Uint8Array[] = []
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    rest.push(value)
  }
  const csv = Buffer.concat([first.value!, ...rest]).toString()
  expect(rowsOf(csv, before)[0]?.[0]).toBe(String(before))
  expect(rowsOf(csv, before).at(-1)?.[0]).toBe('1')
})

test('balances of every stockpile come in the order of the store, what expires by its date', async () => {
  const [balances, expiring] = await Promise.all(
    ['balances', 'expiring'].map(async (table) => {
      const address = `/api/stock/tables/${table}?f=csv&lang=en&days=3650`
      const text = await (await ask(address)).text()
      const [header, ...rows] = parse(text, { bom: true, relax_column_count: true }) as string[][]
      const at = ['Stockpile no.', 'Batch', 'On hand', 'Expires on'].map((name) =>
        header!.indexOf(name),
      )
      return rows.slice(0, -2).map((row) => at.map((column) => row[column]))
    }),
  )
  const stored = (where: string) =>
    inDatabase(databasePath(folder), (database) =>
      database.all<Record<string, string | number | null>>(
        `SELECT stockpileId, batch, onHand, expiresOn FROM stock_batches ${where}`,
      ),
    )
  const told = (rows: Record<string, string | number | null>[]) =>
    rows.map((row) => Object.values(row).map((value) => String(value ?? '')))
  const order = 'stockpileId, item, expiresOn IS NULL, expiresOn, receivedOn, id'
  expect(balances).toEqual(told(await stored(`ORDER BY ${order}`)))
  const soon = "onHand > 0 AND expiresOn <= date('now', '+8 hours', '+3650 days')"
  expect(expiring).toEqual(told(await stored(`WHERE ${soon} ORDER BY expiresOn, id`)))
})

test('GeoJSON is whole too', async () => {
  const { features } = (await (await download('f=geojson')).json()) as {
    features: { properties: { sequence: number } }[]
  }
  const rows = await ledger()
  expect(features.map(({ properties }) => properties.sequence)).toEqual(
    rows.map(({ sequence }) => sequence),
  )
})

let written: Promise<ArrayBuffer> | undefined

/** The ledger as a workbook, written once. */
const workbook = (): Promise<ArrayBuffer> => {
  written ??= download('f=xlsx').then((response) => response.arrayBuffer())
  return written
}

test('others are answered while a workbook is written', async () => {
  let isWritten = false
  const answered = workbook().finally(() => {
    isWritten = true
  })
  let others = 0
  while (!isWritten) {
    expect((await ask('/api/collections/stations/items?limit=1')).status).toBe(200)
    others++
  }
  await answered
  // Where the thread that answers writes it, one is answered, and that afterwards.
  expect(others).toBeGreaterThan(5)
})

/** Of gdal-bin on Debian and Ubuntu. */
const GDAL = { convert: 'ogr2ogr' } as const
const hasGdal = spawnSync(GDAL.convert, ['--version']).status === 0
if (!hasGdal) console.warn('ogr2ogr is not installed (gdal-bin), so reading by GDAL is not tested')

describe.skipIf(!hasGdal)('GDAL', () => {
  test('reads every row of the workbook as it stands in the ledger', async () => {
    const file = join(folder, 'ledger.xlsx')
    writeFileSync(file, Buffer.from(await workbook()))
    // Below a title and a line of who made it, which GDAL would take for headings.
    const args = [
      '-f',
      'CSV',
      '/vsistdout/',
      file,
      '-oo',
      'HEADERS=DISABLE',
      '-oo',
      'FIELD_TYPES=STRING',
    ]
    const { status, stdout, stderr } = await ranToEnd(GDAL.convert, args, { LC_ALL: 'C.UTF-8' })
    expect([status, stderr]).toEqual([0, ''])
    const rows = await ledger()
    // GDAL does not decode characters that are written by code.
    const written = ({ reason }: Row) =>
      reason
        .replace('_x0041_', '_x005F_x0041_')
        .replaceAll('\u0007', '_x0007_')
        .replaceAll('\r', '_x000D_')
    // A time is a number of days in the workbook, and GDAL's own words for it.
    const moment = ({ at }: Row) =>
      localTime(at).slice(0, 19).replaceAll('-', '/').replace('T', ' ')
    const table = rowsOf(stdout.split('\n').slice(3).join('\n'), rows.length)
    expect(table.map(compared)).toEqual(
      rows.map((row) => expectedOf(row, written(row)).map(String).with(1, moment(row))),
    )
  })
})

test('who has hung up makes room for others', async () => {
  const clients = Array.from({ length: 16 }, () => new AbortController())
  const begun = await Promise.all(
    clients.map(({ signal }) => fetch(`${product.origin}${MOVEMENTS}?f=csv`, { signal })),
  )
  expect(begun.map(({ status }) => status)).toEqual(begun.map(() => 200))
  const refused = await fetch(`${product.origin}${MOVEMENTS}?f=csv`)
  expect(refused.status).toBe(429)
  await refused.body?.cancel()
  for (const client of clients) client.abort()
  await expect
    .poll(
      async () => {
        const response = await fetch(`${product.origin}${MOVEMENTS}?f=csv&document=M-1`)
        await response.text()
        return response.status
      },
      { timeout: 20_000 },
    )
    .toBe(200)
})
