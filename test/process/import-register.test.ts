/** `npm run import` as a person runs it. */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { zipSync } from 'fflate'
import { beforeAll, expect, test } from 'vitest'
import type { Import, ImportList } from '../../data/imports.ts'
import { databasePath } from '../../server/store/data-folder.ts'
import type { Page } from '../fixtures/app.ts'
import { copyOfDefaultData } from '../fixtures/default-data.ts'
import { ranToEnd, serveProduct } from '../fixtures/served-product.ts'
import { withStore } from '../fixtures/stores.ts'

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

const POSTS = '路线编号,里程,经度,纬度\nG327,12,116.60,35.40\nG327,13,116.61,35.40\n'
const postsNow = (): Promise<number> =>
  withStore(
    databasePath(folder),
    async (store) => (await store.features.counts())['distance-posts'],
  )

test('writes nothing where nobody says yes', async () => {
  const before = await postsNow()
  const { status, stderr, stdout } = await run('distance-posts', await fileOf('b.csv', POSTS))
  expect(status).toBe(1)
  expect(stdout).toContain('read 2, added 2')
  expect(stderr).toContain('Nothing was written: add --yes')
  expect(await postsNow()).toBe(before)
})

test('writes by itself, or through the server that holds the folder', async () => {
  const file = await fileOf('posts.csv', POSTS)
  const alone = await run('distance-posts', file, '--yes', '--json')
  expect(alone.status).toBe(0)
  expect(JSON.parse(alone.stdout)).toMatchObject({ state: 'committed', by: '命令行' })
  expect(await postsNow()).toBe(2)
  const product = await serveProduct(folder, ['server/main.ts'])
  try {
    const more = await fileOf('more.csv', POSTS.replace('G327,12', 'G327,14'))
    const through = await run('distance-posts', more, '--yes')
    expect(through.stdout).toContain('read 2, added 1, unchanged 1')
    expect(through.status).toBe(0)
    const list = await fetch(`${product.origin}/api/imports`)
    expect(((await list.json()) as ImportList).imports.map(({ state }) => state)).toEqual([
      'committed',
      'committed',
    ])
    const { numberMatched } = (await (
      await fetch(`${product.origin}/api/collections/distance-posts/items`)
    ).json()) as Page
    expect(numberMatched).toBe(3)
  } finally {
    await product.stop()
  }
}, 120_000)

test('killed in the middle of a commit, all of it was written or nothing', async () => {
  const before = await postsNow()
  const rows = Array.from({ length: 20_000 }, (_, index) => `S1,${index},116.6${index},35.40`)
  const file = await fileOf('many.csv', ['路线编号,里程,经度,纬度', ...rows].join('\n'))
  const product = await serveProduct(folder, ['server/main.ts'])
  const { origin } = product
  const made = await fetch(`${origin}/api/imports?name=many.csv&collection=distance-posts`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/octet-stream' },
    body: await readFile(file),
  })
  const { id } = (await made.json()) as Import
  for (let isReading = true; isReading; ) {
    const now = (await (await fetch(`${origin}/api/imports/${id}`)).json()) as Import
    isReading = now.progress !== null
    await setTimeout(50)
  }
  const commit = fetch(`${origin}/api/imports/${id}/commit`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ by: '甲' }),
  }).catch(() => null)
  await setTimeout(700)
  await product.stop('SIGKILL')
  await commit
  await withStore(databasePath(folder), async (store) => {
    const { state } = (await store.imports.get(id))!
    const count = (await store.features.counts())['distance-posts']
    expect([
      ['staged', before],
      ['committed', before + rows.length],
    ]).toContainEqual([state, count])
    expect(await store.damages()).toEqual([])
  })
}, 180_000)

test('says how it is used where it is not understood', async () => {
  const { status, stderr } = await run('水果', 'c.csv', '--dry-run')
  expect(status).toBe(2)
  expect(stderr).toContain('npm run import --')
})
