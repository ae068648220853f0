/** What GDAL makes of 600 stations whose places, names and box are known beforehand. */
import { execFile, spawnSync } from 'node:child_process'
import type { AddressInfo } from 'node:net'
import { promisify } from 'node:util'
import { type ServerType, serve } from '@hono/node-server'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { COLLECTION_IDS } from '../../data/collections.ts'
import { SMALL_DATA_SET, station } from '../fixtures/app-features.ts'
import { createTestApp } from '../fixtures/app-fixture.ts'

const GDAL = { info: 'ogrinfo', convert: 'ogr2ogr' } as const
const hasGdal = spawnSync(GDAL.info, ['--version']).status === 0
if (!hasGdal) {
  console.warn('ogrinfo is not installed (gdal-bin), so coordinates read by GDAL are not tested')
}

const COUNT = 600
const MOST_OUTPUT_BYTES = 16 * 1024 * 1024
/** Steps of other sizes eastwards and northwards, so that swapped axes show. */
const placeOf = (i: number): [number, number] => [116 + i / 1000, 35 + i / 4000]
/** With what tables trip over: commas, quotes, and a character outside the basic plane. */
const nameOf = (i: number): string => `第${i}号微型应急救援站，“𡋾城”"东",西`

let server: ServerType
let source: string
beforeAll(async () => {
  const stations = Array.from({ length: COUNT }, (_, i) =>
    station(`G-${i}`, placeOf(i), { name: nameOf(i) }),
  )
  const app = await createTestApp({ ...SMALL_DATA_SET, stations })
  const port = await new Promise<number>((resolve) => {
    // The links in the answers follow the address that GDAL asks, so the host has to be real.
    server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, (address: AddressInfo) =>
      resolve(address.port),
    )
  })
  source = `OAPIF:http://127.0.0.1:${port}/api`
})
afterAll(() => {
  server?.close()
})

/** What a command prints; the server runs in this process, so it is not waited for in place. */
const run = async (command: string, args: readonly string[]): Promise<string> => {
  const { stdout, stderr } = await promisify(execFile)(command, [...args], {
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
    maxBuffer: MOST_OUTPUT_BYTES,
  })
  expect(stderr).toBe('')
  return stdout
}

interface Row {
  X: string
  Y: string
  code: string
  name: string
}

const asTable = async (...options: string[]): Promise<Row[]> =>
  parse(
    await run(GDAL.convert, [
      ...['-f', 'CSV', '/vsistdout/', source, 'stations', '-lco', 'GEOMETRY=AS_XY'],
      ...['-oo', 'PAGE_SIZE=100', ...options],
    ]),
    { columns: true, bom: true },
  ) as Row[]

describe.skipIf(!hasGdal)('GDAL', () => {
  test('lists every collection', async () => {
    const report = await run(GDAL.info, ['-ro', '-so', source])
    for (const id of COLLECTION_IDS) expect(report).toMatch(new RegExp(`^\\d+: ${id} `, 'm'))
  })

  test('writes all 600 to a table over six pages, each name and place as it was', async () => {
    const rows = await asTable()
    expect(rows.map(({ code }) => code)).toEqual(Array.from({ length: COUNT }, (_, i) => `G-${i}`))
    for (const [i, { X, Y, name }] of rows.entries()) {
      const [longitude, latitude] = placeOf(i)
      expect(Number(X)).toBeCloseTo(longitude, 9)
      expect(Number(Y)).toBeCloseTo(latitude, 9)
      expect(name).toBe(nameOf(i))
    }
  })

  test('writes those of a box: longitudes first, its edges included', async () => {
    // eastwards 116.1 … 116.2 are 100 … 200, northwards 35.03 … 35.045 are 120 … 180
    const rows = await asTable('-spat', '116.1', '35.03', '116.2', '35.045')
    expect(rows.map(({ code }) => code)).toEqual(
      Array.from({ length: 61 }, (_, i) => `G-${120 + i}`),
    )
  })
})
