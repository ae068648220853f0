/** `npm run import` as a person runs it. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { strToU8, zipSync } from 'fflate'
import { beforeAll, expect, test } from 'vitest'
import { copyOfDefaultData } from '../fixtures/default-data.ts'
import { ranToEnd } from '../fixtures/served-product.ts'

const ENTRY = fileURLToPath(new URL('../../server/import-register.ts', import.meta.url))
const MEBIBYTE = 1_048_576

let folder: string
beforeAll(() => {
  folder = copyOfDefaultData()
})

const run = (...args: string[]) =>
  ranToEnd(process.execPath, [ENTRY, ...args], { DATA_DIR: folder })

const fileOf = async (name: string, content: string | Uint8Array): Promise<string> => {
  const path = join(folder, name)
  await writeFile(path, content)
  return path
}

const REGISTER = `名称,区县,乡镇,经度,纬度,等级,值班,人数
甲村站,任城区,许庄街道,116.607740,35.354954,三级,24小时,3
乙村站,任城区,许庄街道,,,九级,24小时,3
`

test('says row by row what an import would do, as JSON and in words', async () => {
  const file = await fileOf('登记表.csv', REGISTER)
  const json = await run('stations', file, '--dry-run', '--json')
  expect(json.status).toBe(0)
  expect(JSON.parse(json.stdout)).toMatchObject({
    outcome: 'imported',
    resource: 'stations',
    counts: { rowsRead: 2, add: 1, reject: 1 },
    rows: [{ status: 'add', lonLat: [116.60774, 35.354954] }, { status: 'reject' }],
  })
  const words = await run('auto', file, '--dry-run')
  expect(words.status).toBe(0)
  expect(words.stdout).toContain('读取 2，新增 1，不导入 1')
  expect(words.stdout).toContain('read 2, added 1, rejected 1')
  expect(words.stdout).toContain('九级')
})

test('refuses an archive that unpacks to far more than it is, in a sentence', async () => {
  const bomb = zipSync({ 'xl/sharedStrings.xml': new Uint8Array(30 * MEBIBYTE) })
  const { status, stderr } = await run('auto', await fileOf('a.xlsx', bomb), '--dry-run')
  expect(status).toBe(1)
  expect(stderr).toContain('解压后却有 30.0 MB')
  expect(stderr).toContain('unpacks to 30.0 MB')
})

test('writes nothing, and says so where it is not asked for a dry run', async () => {
  const { status, stderr } = await run('stations', await fileOf('b.csv', strToU8(REGISTER)))
  expect(status).toBe(2)
  expect(stderr).toContain('writes nothing: add --dry-run')
})

test('says how it is used where it is not understood', async () => {
  const { status, stderr } = await run('水果', 'c.csv', '--dry-run')
  expect(status).toBe(2)
  expect(stderr).toContain('npm run import --')
})
