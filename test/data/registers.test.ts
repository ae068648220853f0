/** Registers as they really are, where they lie beside the project, against what a perfect import gives. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  COLLECTIONS,
  type CollectionId,
  isCollectionId,
  LAYER_GROUPS,
  partsOf,
} from '../../data/collections.ts'
import { haversineMetres } from '../../data/geometry.ts'
import { dryRun } from '../../server/import/registers/dry-run.ts'
import type { Known } from '../../server/import/registers/known.ts'
import type { ImportReport, RowReport } from '../../server/import/registers/report.ts'
import { FileRefused } from '../../server/import/tables/file-refused.ts'
import { readTableFile } from '../../server/import/tables/read-table-file.ts'
import { RoadNetwork } from '../../server/network/road-network.ts'
import { knownData } from '../../server/services/imports/known-data.ts'
import { databasePath, networkPath } from '../../server/store/data-folder.ts'
import { readNetwork } from '../../server/store/network-file.ts'
import { openToRead, type Store } from '../../server/store/store.ts'
import { copyOfDefaultData } from '../fixtures/default-data.ts'

/** Beside the project, or wherever the variable says. */
const FOLDER =
  process.env.SHARED_REGISTERS ??
  fileURLToPath(new URL('../../../shared/registers/', import.meta.url))

/** Files that are read as they should be, by the first digits of their names. */
const MET = ['01', '02', '03', '04', '05', '16', '17', '19', '20', '21', '22']

interface ExpectedIssue {
  code: string
  column?: string
  of?: string
  said?: string
  lies?: string
}
interface ExpectedRow {
  row: number
  line?: number
  key?: string
  status: string
  lonLat?: [number, number]
  toleranceMetres?: number
  system?: string
  properties?: Record<string, unknown>
  changes?: Record<string, unknown>
  issues?: ExpectedIssue[]
}
interface Expected {
  outcome: string
  resource: string
  layout: Record<string, unknown>
  mapping: Record<string, { heading: string; field: string }>
  defaultsToAskFor?: Record<string, unknown>
  coordinates: Record<string, unknown> & { medianRoadMetres?: Record<string, number> }
  warnings: { code: string }[]
  refusal?: { code: string }
  rows: ExpectedRow[]
}

const files = existsSync(FOLDER)
  ? readdirSync(FOLDER).filter((name) => existsSync(join(FOLDER, `${name}.expected.json`)))
  : []

/** Which our layouts name as the expectation does; how an encoding is called is no matter. */
const LAYOUT = [
  'sheet',
  'titleRows',
  'headingRows',
  'noteRows',
  'firstDataRow',
  'lastDataRow',
  'totalRows',
  'footerRows',
  'blankRows',
  'hiddenRows',
  'hiddenColumns',
  'byteOrderMark',
  'delimiter',
  'lineEnd',
]

const digits = (text: unknown): string => String(text ?? '').replace(/\D/g, '')

const KEPT: readonly CollectionId[] = [...LAYER_GROUPS, 'settlements']

let store: Store
let known: Known

beforeAll(async () => {
  const folder = copyOfDefaultData()
  store = await openToRead(databasePath(folder))
  known = await knownData(store, new RoadNetwork(readNetwork(networkPath(folder))!), [
    ...new Set([...KEPT, ...KEPT.flatMap(partsOf)]),
  ])
})
afterAll(() => store?.close())

const reportOf = (name: string, collections: readonly CollectionId[]): ImportReport => {
  try {
    const file = readTableFile(readFileSync(join(FOLDER, name)), name)
    const resources = collections.map((id) => COLLECTIONS[id])
    return dryRun(file, known, { resources, system: null, fileName: name })
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error
    return { outcome: 'refused', refusal: { code: error.code, sentence: error.sentence } }
  }
}

const issueKeys = (issues: readonly ExpectedIssue[] = []): string[] =>
  issues
    .map(({ code, column, of, said, lies }) => JSON.stringify({ code, column, of, said, lies }))
    .sort()

/** What is listed must be there with that value, and what is not listed must have none. */
const comparableProperties = (
  properties: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> => ({
  ...properties,
  ...(properties.phone === undefined ? {} : { phone: digits(properties.phone) }),
})

const compareRow = (found: RowReport | undefined, expected: ExpectedRow): void => {
  const place = `row ${expected.row}`
  expect(found, place).toBeDefined()
  const { status, lonLat, properties, issues, changes, line, key, system } = found!
  const allowed = expected.status === 'add-or-reject' ? ['add', 'reject'] : [expected.status]
  expect(allowed, `${place}: ${JSON.stringify(found)}`).toContain(status)
  if (expected.line !== undefined) expect(line, place).toBe(expected.line)
  if (expected.key !== undefined) expect(key, place).toBe(expected.key)
  if (expected.system !== undefined) expect(system, place).toBe(expected.system)
  expect(comparableProperties(properties), place).toEqual(comparableProperties(expected.properties))
  // Streets of the demonstration got other names after the file was made.
  const { address: _address, ...otherChanges } = changes ?? {}
  if (expected.changes) expect(otherChanges, place).toEqual(expected.changes)
  expect(issueKeys(issues), place).toEqual(issueKeys(expected.issues))
  if (expected.lonLat) {
    expect(lonLat, place).toBeDefined()
    const metres = haversineMetres(...(lonLat as [number, number]), ...expected.lonLat)
    expect(metres, place).toBeLessThanOrEqual(expected.toleranceMetres!)
  } else expect(lonLat, place).toBeUndefined()
}

const compare = (report: ImportReport, expected: Expected): void => {
  expect(expected.outcome).toContain(report.outcome)
  if (report.outcome === 'refused') {
    expect(report.refusal.code).toBe(expected.refusal!.code)
    return
  }
  expect(report.resource).toBe(expected.resource)
  const wanted = Object.fromEntries(LAYOUT.map((name) => [name, expected.layout[name]]))
  const layout = Object.fromEntries(
    LAYOUT.map((name) => [name, wanted[name] === undefined ? undefined : report.layout[name]]),
  )
  expect(layout).toEqual(wanted)
  // A column whose heading alone is merged may be named there too.
  const merged = (report.layout.mergedDownColumns ?? []) as string[]
  expect(expected.layout.mergedDownColumns ?? []).toEqual(expect.arrayContaining(merged))
  const mapping = Object.entries(report.mapping).map(([column, { heading, field }]) => [
    column,
    { heading, field },
  ])
  expect(Object.fromEntries(mapping)).toEqual(expected.mapping)
  expect([...report.defaultsToAskFor].sort()).toEqual(
    Object.keys(expected.defaultsToAskFor ?? {}).sort(),
  )
  const { medianRoadMetres, sourceCrs, system, groupedBy, groups, rows } = expected.coordinates
  expect(report.coordinates.system).toBe(system)
  if (sourceCrs) expect(report.coordinates.sourceCrs).toBe(sourceCrs)
  if (groups) expect(report.coordinates).toMatchObject({ groupedBy, groups, rows })
  else if (medianRoadMetres) {
    for (const [name, metres] of Object.entries(medianRoadMetres)) {
      const found = report.coordinates.medianRoadMetres as Record<string, number>
      expect(Math.abs(found[name]! - metres), name).toBeLessThan(0.25 * metres)
    }
  }
  expect(report.warnings.map(({ code }) => code).sort()).toEqual(
    expected.warnings.map(({ code }) => code).sort(),
  )
  expect(report.rows.map(({ row }) => row)).toEqual(expected.rows.map(({ row }) => row))
  for (const row of expected.rows) {
    compareRow(
      report.rows.find((each) => each.row === row.row),
      row,
    )
  }
}

describe('registers of the shared folder', () => {
  if (files.length === 0) {
    test('are not present', (context) => {
      const reason = `not run: ${FOLDER} is not present`
      console.warn(reason)
      context.skip(reason)
    })
  }
  for (const name of files) {
    if (!MET.includes(name.slice(0, 2))) {
      test.todo(`${name} is read as it should be`)
      continue
    }
    const expected = JSON.parse(
      readFileSync(join(FOLDER, `${name}.expected.json`), 'utf8'),
    ) as Expected
    test(`${name} is read as it should be`, () => {
      const collections = isCollectionId(expected.resource) ? [expected.resource] : KEPT
      compare(reportOf(name, collections), expected)
    })
    test(`${name} is known for what it is`, () => {
      const report = reportOf(name, KEPT)
      if (report.outcome === 'imported') expect(report.resource).toBe(expected.resource)
      else expect(report.refusal.code).toBe(expected.refusal!.code)
    })
  }
})
