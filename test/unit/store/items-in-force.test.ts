/** Goods are named and weighed as the database that is read says, whoever has written. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ItemSheetContent } from '../../../data/item-sheet.ts'
import {
  isInForce,
  itemKeys,
  MATERIALS,
  type MaterialKey,
  putInForce,
} from '../../../data/materials.ts'
import { openMoment } from '../../../server/store/moment.ts'
import { emptyDatabase, openShortStore, type ShortStore } from '../../fixtures/stores.ts'

const WALL = 'own-wall' as MaterialKey
const AT = '2026-11-29T00:00:00.000Z'
const CONTENT: ItemSheetContent = {
  item: WALL,
  own: {
    ...{ nameEn: '', unit: '节', unitEn: 'sections', specification: '', specificationEn: '' },
    ...{ class: 'equipment', use: 'flood', code: '', shelfLifeMonths: null, drivesItself: false },
  },
  weighs: { kilogramsPerUnit: 500, cubicMetresPerUnit: 1.5 },
  ...{ packages: [], isRetired: false, note: '' },
}

let path: string
let store: ShortStore
beforeEach(async () => {
  path = emptyDatabase()
  store = await openShortStore(path)
  await store.write(({ itemSheets }) =>
    itemSheets.create({ name: '挡水墙', content: CONTENT, at: AT }),
  )
})
afterEach(async () => {
  await store.close()
  putInForce(new Map())
})

const label = async (of: ShortStore): Promise<string> =>
  of.read(async () => MATERIALS[WALL].label.zh)

test('from the first unit that sees the sheet, and as it is called in that database', async () => {
  expect(await label(store)).toBe('挡水墙')
  expect(MATERIALS[WALL]).toMatchObject({ label: { en: '挡水墙' }, kilogramsPerUnit: 500 })
  const other = await openShortStore(emptyDatabase())
  expect(await other.read(async () => isInForce(WALL))).toBe(false)
  expect(await label(store)).toBe('挡水墙')
  expect(await other.write(async () => isInForce(WALL))).toBe(false)
  await other.close()
})

test('another program’s change is seen by the next unit, and what is rolled back by none', async () => {
  const [sheet] = await store.read(({ itemSheets }) => itemSheets.list())
  const { id, version } = sheet!
  const program = await openShortStore(path)
  const renamed = { name: '充水墙', content: CONTENT, at: AT }
  const failing = store.write(async ({ itemSheets }) => {
    await itemSheets.update(id, version, renamed)
    throw new Error('no')
  })
  await expect(failing).rejects.toThrow('no')
  expect(await label(program)).toBe('挡水墙')
  await store.write(({ itemSheets }) => itemSheets.update(id, version, renamed))
  expect(await label(program)).toBe('充水墙')
  await program.close()
})

test('a moment that a thread reads over a connection of its own has them, too', async () => {
  // As in a thread that has read nothing yet.
  const other = await openShortStore(emptyDatabase())
  await other.read(async () => undefined)
  await other.close()
  expect(isInForce(WALL)).toBe(false)
  const moment = await openMoment(path)
  expect(MATERIALS[WALL].label.zh).toBe('挡水墙')
  await moment.end()
})

test('an own item that is not read yet has a name for all that, and is no item of the catalogue', () => {
  putInForce(new Map())
  expect(MATERIALS[WALL].label).toEqual({ zh: '自有物资', en: 'Own item' })
  expect(itemKeys()).not.toContain(WALL)
})
