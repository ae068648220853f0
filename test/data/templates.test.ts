/** Workbooks to fill in, filled in with features and tried out: nothing is asked, nothing is doubted. */
import xlsx from '@e965/xlsx'
import { strFromU8, unzipSync } from 'fflate'
import { SaxesParser } from 'saxes'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { COLLECTIONS, LAYER_IDS } from '../../data/collections.ts'
import type { Field } from '../../data/field.ts'
import { fieldCell, fieldHeading } from '../../data/field-text.ts'
import type { ResourceDeclaration } from '../../data/resource.ts'
import type { Known } from '../../server/import/registers/known.ts'
import { runRegister } from '../../server/import/registers/run-register.ts'
import { readTableFile } from '../../server/import/tables/read-table-file.ts'
import { templateSheets } from '../../server/services/collections/template.ts'
import { knownData } from '../../server/services/imports/known-data.ts'
import { workbookOf } from '../../server/services/tables/workbook-sheets.ts'
import { databasePath } from '../../server/store/data-folder.ts'
import { openToRead, type Store } from '../../server/store/store.ts'
import { defaultDataFolder } from '../fixtures/default-data.ts'

let store: Store
let known: Known
const names: Record<string, string[]> = {}
beforeAll(async () => {
  store = await openToRead(databasePath(defaultDataFolder()))
  known = await knownData(store, null, LAYER_IDS)
  await store.read(async ({ features }) => {
    for (const id of ['counties', 'towns'] as const) {
      names[id] = (await features.all(id)).map(({ properties }) => properties.name)
    }
  })
})
afterAll(() => store?.close())

const FILLED = 20
/** The demonstration has reservoirs to the hundredth of a degree, and teams at one place with names alike. */
const TRUE_OF_THE_DATA: readonly string[] = ['coordinates-coarse', 'possible-duplicate']

describe.each(LAYER_IDS)('%s', (id) => {
  const resource: ResourceDeclaration = COLLECTIONS[id]
  const template = async (): Promise<Buffer> => {
    const pieces: Uint8Array[] = []
    for await (const piece of workbookOf(templateSheets(resource, names, [116.5, 35.4])))
      pieces.push(piece)
    return Buffer.concat(pieces)
  }

  test('asks nothing once it is filled in', async () => {
    const book = xlsx.read(await template())
    const rows = xlsx.utils.sheet_to_json<unknown[]>(book.Sheets.填写!, { header: 1 })
    const headings = rows[0] as string[]
    const features = known.existing(id).slice(0, FILLED)
    const fields = Object.entries<Field>(resource.fields)
    const filled = features.map(({ geometry, properties }) =>
      headings.map((heading) => {
        const plain = heading.replace(/\*$/, '')
        if (geometry.type === 'Point' && plain === '经度') return geometry.coordinates[0]
        if (geometry.type === 'Point' && plain === '纬度') return geometry.coordinates[1]
        const [name, field] = fields.find(([, each]) => fieldHeading(each, 'zh') === plain)!
        return fieldCell(field, properties[name], 'zh')
      }),
    )
    xlsx.utils.sheet_add_aoa(book.Sheets.填写!, filled, { origin: -1 })
    const bytes = xlsx.write(book, { type: 'buffer', bookType: 'xlsx' })
    const imported = runRegister(await readTableFile(bytes, 'template.xlsx'), known, {
      ...{ resources: [resource], system: null, fileName: 'template.xlsx', stock: 'no' },
      today: '2026-11-28',
    })
    expect(imported.unmapped).toEqual([])
    expect(imported.defaultsToAskFor).toEqual([])
    const doubts = imported.rows.map(({ status, issues = [] }) => [
      status,
      issues.map(({ code }) => code).filter((code) => !TRUE_OF_THE_DATA.includes(code)),
    ])
    expect(doubts).toEqual(features.map(() => ['unchanged', []]))
  })

  test('offers each choice in a list, and is XML that another parser takes', async () => {
    const files = unzipSync(await template())
    for (const [name, bytes] of Object.entries(files)) {
      const parser = new SaxesParser()
      parser.on('error', (error) => {
        throw new Error(`${name}: ${error.message}`)
      })
      parser.write(strFromU8(bytes)).close()
    }
    const sheet = strFromU8(files['xl/worksheets/sheet1.xml']!)
    const lists = [
      ...sheet.matchAll(/type="list"[^>]*><formula1>'选项'!\$([A-Z]+)\$2:\$\1\$(\d+)</g),
    ]
    const book = xlsx.read(await template())
    const offered = lists.map(([, letter, last]) =>
      Array.from(
        { length: Number(last) - 1 },
        (_, row) => book.Sheets.选项![`${letter}${row + 2}`].v,
      ),
    )
    const choices = Object.values<Field>(resource.fields).flatMap((field) =>
      field.kind === 'choice' ? [Object.values(field.options).map(({ label }) => label.zh)] : [],
    )
    // What provenance a row has is not for who fills it in to say, nor in which system it came.
    for (const each of choices.slice(0, -2)) expect(offered).toContainEqual(each)
  })
})
