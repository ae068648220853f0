/** Files made to do harm, and files that something harmed: refused in a sentence, or read for what they hold. */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import xlsx from '@e965/xlsx'
import fc from 'fast-check'
import { strToU8, unzipSync, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { stationResource } from '../../../data/resources/station.ts'
import type { Imported } from '../../../server/import/registers/report.ts'
import { runRegister } from '../../../server/import/registers/run-register.ts'
import { FileRefused } from '../../../server/import/tables/file-refused.ts'
import { readTableFile } from '../../../server/import/tables/read-table-file.ts'
import { refuseManyRecords, refuseManyRows } from '../../../server/import/tables/too-many-rows.ts'
import { BY_ROADS, HEADINGS, KNOWN, station, workbook } from '../../fixtures/made-registers.ts'
import { runs } from '../../fixtures/runs.ts'

const rows = [HEADINGS, ...BY_ROADS.map((place, index) => station(index, place))]

/** A report, or the code of the refusal. */
const read = async (bytes: Uint8Array, name: string): Promise<Imported | string> => {
  try {
    return runRegister(await readTableFile(bytes, name), KNOWN, {
      resources: [stationResource],
      system: null,
      fileName: name,
      stock: 'perhaps',
      duty: 'perhaps',
      today: '2026-11-28',
    })
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error
    return error.code
  }
}

const MOST_MILLISECONDS = 2000

const promptly = async (bytes: Uint8Array, name = 'a.xlsx'): Promise<Imported | string> => {
  const begun = process.cpuUsage()
  const answer = await read(bytes, name)
  expect(process.cpuUsage(begun).user / 1000).toBeLessThan(MOST_MILLISECONDS)
  return answer
}

const parts = unzipSync(workbook(rows))
const withParts = (more: Readonly<Record<string, Uint8Array>>): Uint8Array =>
  zipSync({ ...parts, ...more })
const SHEET = 'xl/worksheets/sheet1.xml'
const sheetText = new TextDecoder().decode(parts[SHEET])
const withSheet = (text: string): Uint8Array => withParts({ [SHEET]: strToU8(text) })

test('what lies beside the table stays packed: macros, links to other files, names that climb out', async () => {
  const bytes = withParts({
    'xl/vbaProject.bin': new Uint8Array(5000).fill(7),
    'xl/externalLinks/externalLink1.xml': strToU8('<externalLink/>'),
    '../../../etc/cron.d/x.xml': strToU8('<x/>'),
    'nested.zip': zipSync({ 'a.txt': strToU8('a') }),
  })
  expect(await promptly(bytes, 'a.xlsm')).toMatchObject({ counts: { rowsRead: 12, add: 12 } })
})

test('formulas are not run: what they last gave is read, and what looks like one is text', async () => {
  const book = xlsx.utils.book_new()
  const sheet = xlsx.utils.aoa_to_sheet([...rows.slice(0, 2), station(2, BY_ROADS[1]!)])
  sheet.A2 = { t: 's', f: 'WEBSERVICE("http://192.0.2.1/")', v: '甲站' }
  sheet.A3 = { t: 's', v: '=cmd|"/c calc"!A0' }
  xlsx.utils.book_append_sheet(book, sheet, '表')
  const answer = await promptly(new Uint8Array(xlsx.write(book, { type: 'array' })))
  const {
    rows: [first, second],
  } = answer as Imported
  expect(first!.properties.name).toBe('甲站')
  expect(second!.properties.name).toBe('=cmd|"/c calc"!A0')
  expect(second!.issues!.map(({ code }) => code)).toContain('formula-text-kept')
})

describe('a text of many megabytes in one place', () => {
  const FILES: Readonly<Record<string, (text: string) => Uint8Array>> = {
    // Not packed: a text that repeats itself packs as bombs do.
    'a.xlsx': (text) =>
      zipSync(
        { ...parts, [SHEET]: strToU8(sheetText.replace('</sheetData>', inline(text))) },
        { level: 0 },
      ),
    'a.html': (text) => strToU8(`<table><tr><td>${text}</td></tr></table>`),
    'a.xml': (text) => strToU8(`<?xml version="1.0"?><Workbook><Data>${text}</Data></Workbook>`),
    'a.kml': (text) => strToU8(`<?xml version="1.0"?><kml><name>${text}</name></kml>`),
    'a.geojson': (text) => strToU8(`{"type":"FeatureCollection","features":[],"name":"${text}"}`),
  }
  const inline = (text: string): string =>
    `<row r="99"><c r="A99" t="inlineStr"><is><t>${text}</t></is></c></row></sheetData>`
  test.each(Object.keys(FILES))('is refused for it: %s', async (name) => {
    expect(await promptly(FILES[name]!('甲'.repeat(10_000_000)), name)).toBe('file-too-large')
    expect(await read(FILES[name]!('甲'.repeat(300_000)), name)).not.toBe('file-too-large')
  })
  test('is refused as a shape, too', async () => {
    const line = (positions: number): Uint8Array =>
      strToU8(
        `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":{"type":"LineString","coordinates":[${'[116.1,35.1],'.repeat(positions)}[1,2]]}}]}`,
      )
    expect(await promptly(line(2_000_000), 'a.geojson')).toBe('file-too-large')
    expect(await read(line(20_000), 'a.geojson')).not.toBe('file-too-large')
  })
})

/** The directory of an archive with another size stated for each of its files. */
const tellingSizes = (bytes: Uint8Array, size: number): Uint8Array => {
  const told = Uint8Array.from(bytes)
  const view = new DataView(told.buffer)
  for (let at = 0; at + 4 <= told.length; at++) {
    if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, size, true)
  }
  return told
}

test.each([
  [
    'two gigabytes that are told and not there',
    tellingSizes(workbook(rows), 0x7fff_ffff),
    'unpacks-too-large',
  ],
  [
    'more files than any table has',
    zipSync(
      Object.fromEntries(Array.from({ length: 5001 }, (_, i) => [`xl/${i}.xml`, new Uint8Array()])),
    ),
    'unpacks-too-large',
  ],
  ['an archive in an archive', zipSync({ 'a.xlsx': workbook(rows) }), 'not-a-table'],
  ['a directory that is cut off', workbook(rows).subarray(0, -30), 'broken'],
  [
    'an entity that grows',
    strToU8('<?xml version="1.0"?><!DOCTYPE k [<!ENTITY a "aa">]><kml>&a;</kml>'),
    'not-a-table',
  ],
  [
    'a database that is no GeoPackage',
    new Uint8Array([...strToU8('SQLite format 3\0'), ...new Uint8Array(500)]),
    'broken',
  ],
] as const)('%s', async (_, bytes, code) => {
  expect(await promptly(bytes)).toBe(code)
})

test('rows and columns that are told and not there cost nothing', async () => {
  const far = sheetText.replace(
    '</sheetData>',
    '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>',
  )
  const answer = await promptly(
    withSheet(far.replace(/<dimension[^>]*>/, '<dimension ref="A1:XFD1048576"/>')),
  )
  expect(answer).toMatchObject({ counts: { add: 12 } })
})

test('merges that cover a whole sheet cost nothing', async () => {
  const merged = sheetText.replace(
    '</sheetData>',
    '</sheetData><mergeCells><mergeCell ref="K20:XFD1048576"/></mergeCells>',
  )
  expect(await promptly(withSheet(merged))).toMatchObject({ counts: { add: 12 } })
})

/** Rows of a sheet from a number on, each with these cells. */
const rowsFrom = (first: number, count: number, cells: (row: number) => string): string =>
  Array.from({ length: count }, (_, index) => {
    const row = first + index
    return `<row r="${row}" spans="1:9">${cells(row)}</row>`
  }).join('')
const formatted = (row: number): string => `<c r="A${row}" s="1"/>`
const endingIn = (more: string): Uint8Array =>
  zipSync(
    { ...parts, [SHEET]: strToU8(sheetText.replace('</sheetData>', `${more}</sheetData>`)) },
    { level: 1 },
  )

test('rows that are formatted to the end of the sheet cost little, and what stands behind them keeps its row', async () => {
  const last = rows.length + 60_001
  const values = HEADINGS.map((_, index) => {
    const value = station(99, BY_ROADS[1]!)[index]
    return `<c r="${'ABCDEFGHI'[index]}${last}" t="inlineStr"><is><t>${value}</t></is></c>`
  })
  const more =
    rowsFrom(rows.length + 1, 60_000, formatted) + rowsFrom(last, 1, () => values.join(''))
  const answer = await promptly(endingIn(more + rowsFrom(last + 1, 60_000, formatted)))
  expect(answer).toMatchObject({ counts: { rowsRead: 13 } })
  expect((answer as Imported).rows.at(-1)).toMatchObject({
    row: last,
    properties: { name: '甲99站' },
  })
})

test('more rows than the most are refused before a reader counts them', async () => {
  const filled = (row: number): string => `<c r="A${row}"><v>${row}</v></c>`
  expect(await promptly(endingIn(rowsFrom(20, 200_100, filled)))).toBe('file-too-large')
  const lines = Buffer.from(`名称,经度,纬度\n${'甲,116.5,35.4\n'.repeat(200_100)}`)
  expect(await promptly(lines, 'a.csv')).toBe('file-too-large')
})

describe('rows of a text are counted before they are parsed', () => {
  const many = (before: string, row: string, behind: string, count = 200_001): string =>
    before + row.repeat(count) + behind
  const GEOMETRY = '"geometry":{"type":"Point","coordinates":[116.5,35.25]}'
  // Called and worded as it likes, it is one row.
  const IDLE = '"properties":{"geometry":{},"features":[{},{}],"名称":"\\\\\\"geometry\\":{[{\\\\"}'
  const FEATURE = `{"type":"Feature",${GEOMETRY},${IDLE},"bbox":[1,2,3,4]},`
  const KINDS = [
    ['HTML', 'a.html', '<table>', '<tr><td><b> 甲</b></td><td>1</td></tr>', '</table>'],
    [
      'KML',
      'a.kml',
      '<?xml version="1.0"?><kml>',
      '<Placemark><name>甲</name></Placemark>',
      '</kml>',
    ],
    ['GPX', 'a.gpx', '<?xml version="1.0"?><gpx>', '<wpt lat="35" lon="116"/>', '</gpx>'],
    [
      'GeoJSON',
      'a.geojson',
      '{"type":"FeatureCollection","others":[{},{}],"features":[',
      FEATURE,
      'null]}',
    ],
    [
      'XML 2003',
      'a.xml',
      `<?xml version="1.0"?><Workbook>`,
      '<Row><Cell><Data>1</Data></Cell></Row>',
      '',
    ],
  ] as const
  test.each(KINDS)('%s', (format, _, before, row, behind) => {
    const count = (rows: number) => () => refuseManyRows(many(before, row, behind, rows), format)
    expect(count(200_001)).toThrow(expect.objectContaining({ code: 'file-too-large' }))
    expect(count(200_000)).not.toThrow()
  })
  test('so that a file of them is refused for them, not for what a parser would find at its end', async () => {
    const [, name, before, row] = KINDS[3]
    expect(await promptly(Buffer.from(many(before, row, '')), name)).toBe('file-too-large')
    expect(await promptly(Buffer.from(many(before, row, '', 2)), name)).toBe('broken')
  })
  const records = (row: string, count: number) => () =>
    refuseManyRecords(`名称,备注\n${row.repeat(count)}`, 44, new Set([44]))
  test.each([
    ['甲,乙\n', true],
    ['"甲","a""b,\n\n"\r\n', true],
    ['5" pipe,b\n', true],
    [' , ,\n', false],
    ['"",""\n', false],
  ])('records such as %j', (row, isCounted) => {
    if (isCounted) expect(records(row, 200_000)).toThrow()
    else expect(records(row, 200_000)).not.toThrow()
    expect(records(row, 199_999)).not.toThrow()
  })
})

const text = rows.map((row) => row.join(',')).join('\r\n')
const geoJson = JSON.stringify({
  type: 'FeatureCollection',
  features: BY_ROADS.map((coordinates, index) => ({
    type: 'Feature',
    geometry: { type: 'Point', coordinates },
    properties: { 名称: `甲${index}站`, 县区: '甲县' },
  })),
})
test('a row that does not end, and brackets that stand in each other without end', async () => {
  const endless = Buffer.from(`名称,经度,纬度\n${'a,'.repeat(2_000_000)}`)
  expect(await promptly(endless, 'a.csv')).toBe('broken')
  const deep = `${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}`
  expect(await promptly(Buffer.from(`{"features":${deep}}`), 'a.geojson')).toBe('broken')
  // In a text they are text.
  const told = JSON.stringify({
    ...JSON.parse(geoJson),
    remarks: `${'['.repeat(100)}"\\${'['.repeat(100)}`,
  })
  expect(await promptly(Buffer.from(told), 'a.geojson')).toMatchObject({ counts: { add: 12 } })
})

const kml = `<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>${BY_ROADS.map(([x, y]) => `<Placemark><name>甲</name><Point><coordinates>${x},${y}</coordinates></Point></Placemark>`).join('')}</Document></kml>`

const WHOLE: readonly (readonly [name: string, bytes: Uint8Array])[] = [
  ...(['xlsx', 'biff8', 'xlml', 'html', 'ods'] as const).map(
    (bookType) => [`a.${bookType}`, workbook(rows, bookType)] as const,
  ),
  ['a.csv', strToU8(text)],
  ['b.csv', new Uint8Array(Buffer.from(text, 'utf16le'))],
  ['a.geojson', strToU8(geoJson)],
  ['a.kml', strToU8(kml)],
  ['a.kmz', zipSync({ 'doc.kml': strToU8(kml) })],
]

/** What may happen to bytes: one is changed, some are lost, some are inserted, some are repeated. */
type Harm = readonly [kind: number, at: number, byte: number]

const harmed = (bytes: Uint8Array, harms: readonly Harm[]): Uint8Array => {
  let all = Buffer.from(bytes)
  for (const [kind, where, byte] of harms) {
    const at = Math.floor(where * all.length)
    const [before, behind] = [all.subarray(0, at), all.subarray(at)]
    if (kind === 0) all[at] = byte
    else if (kind === 1) all = Buffer.concat([before, behind.subarray(1 + (byte % 16))])
    else if (kind === 2) all = Buffer.concat([before, Buffer.alloc(1 + (byte % 8), byte), behind])
    else if (kind === 3) all = Buffer.concat([before, behind.subarray(0, byte), behind])
    else if (kind === 4) all = Buffer.from(before)
    // A number in a text becomes a very large one.
    else
      all = Buffer.from(
        all.toString('latin1').replace(/\d+/, () => String(2 ** (byte % 70))),
        'latin1',
      )
  }
  return new Uint8Array(all)
}

const HARM = fc.tuple(
  fc.integer({ min: 0, max: 5 }),
  fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
  fc.integer({ min: 0, max: 255 }),
)

const DAMAGE = fc.record({
  file: fc.constantFrom(...WHOLE),
  harms: fc.array(HARM, { minLength: 1, maxLength: 4 }),
  /** Of an archive: whether one of its files is harmed before it is packed. */
  part: fc.option(fc.nat(), { freq: 1 }),
})

const damaged = (bytes: Uint8Array, harms: readonly Harm[], part: number | null): Uint8Array => {
  if (part === null || bytes[0] !== 0x50) return harmed(bytes, harms)
  const files = unzipSync(bytes)
  const names = Object.keys(files)
  const name = names[part % names.length]!
  return zipSync({ ...files, [name]: harmed(files[name]!, harms) }, { level: 1 })
}

/** Nothing is kept of a file; what other tests have left in this process does not count. */
const keptBytes = (): number => {
  setFlagsFromString('--expose-gc')
  runInNewContext('gc')()
  return process.memoryUsage().heapUsed
}

const MOST_HEAP_BYTES = 500 * 1_048_576
const MOST_KEPT_BYTES = 50 * 1_048_576
const MUTATIONS = runs(300, 100_000)
const PATIENCE_MILLISECONDS = 60 * MUTATIONS + 30_000

test(
  `${MUTATIONS} damaged files are read or refused, each within two seconds and with bounded memory`,
  async () => {
    const keptBefore = keptBytes()
    let most = 0
    await fc.assert(
      fc.asyncProperty(DAMAGE, async ({ file: [name, bytes], harms, part }) => {
        const harmedFile = damaged(bytes, harms, part)
        const before = process.memoryUsage().heapUsed
        await promptly(harmedFile, name)
        most = Math.max(most, process.memoryUsage().heapUsed - before)
      }),
      { numRuns: MUTATIONS },
    )
    expect(most).toBeLessThan(MOST_HEAP_BYTES)
    expect(keptBytes() - keptBefore).toBeLessThan(MOST_KEPT_BYTES)
  },
  PATIENCE_MILLISECONDS,
)
