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
import type { Known } from '../../server/import/registers/known.ts'
import type { ImportReport, RowReport } from '../../server/import/registers/report.ts'
import { type RegisterOptions, runRegister } from '../../server/import/registers/run-register.ts'
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
  layer?: string
  properties?: Record<string, unknown>
  /** May be filled from the address or the place; it need not. */
  derived?: Record<string, unknown>
  changes?: Record<string, unknown>
  stakes?: Record<string, unknown>
  issues?: ExpectedIssue[]
}
interface Expected {
  outcome: string
  resource: string
  layout: Record<string, unknown>
  mapping: Record<string, { heading: string; field: string }>
  defaultsToAskFor?: Record<string, unknown>
  coordinates?: Record<string, unknown> & { medianRoadMetres?: Record<string, number> }
  warnings: { code: string }[]
  refusal?: { code: string }
  rows: ExpectedRow[]
  legend?: Record<string, unknown>
  assignments?: unknown[]
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

const reportOf = async (
  name: string,
  collections: readonly CollectionId[],
  stock: RegisterOptions['stock'],
  duty: RegisterOptions['stock'],
): Promise<ImportReport> => {
  try {
    const file = await readTableFile(readFileSync(join(FOLDER, name)), name)
    const resources = collections.map((id) => COLLECTIONS[id])
    const today = '2026-11-28'
    const asked = { resources, system: null, fileName: name, stock, duty, today }
    return runRegister(file, known, asked)
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error
    return { outcome: 'refused', refusal: { code: error.code, sentence: error.sentence } }
  }
}

const issueKeys = (issues: readonly ExpectedIssue[] = []): string[] =>
  issues
    // Of an area the middle says in which county it lies: said here, taken as read there.
    .filter(({ code }, _, all) => code !== 'county-from-point' || all.length === 1)
    .map(({ code, column, of, said, lies }) => JSON.stringify({ code, column, of, said, lies }))
    .sort()

/** What is listed must be there with that value, and what is not listed must have none. */
const comparableProperties = (
  properties: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> => ({
  ...properties,
  ...Object.fromEntries(
    Object.entries(properties)
      .filter(([name]) => /phone$/i.test(name))
      .map(([name, value]) => [name, digits(value)]),
  ),
  // Hectares of so many 亩 are rounded to the hundredth there.
  ...(typeof properties.areaHectares === 'number'
    ? { areaHectares: Number(properties.areaHectares.toFixed(2)) }
    : {}),
})

/** What the expectations call otherwise than the product does. */
interface Renaming {
  readonly resource?: string
  /** Fields here of which nothing is expected there. */
  readonly alsoRead?: readonly string[]
  readonly fields: Readonly<Record<string, string | null>>
  readonly options: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** Required here, and not thought of there. */
  readonly alsoAsked: readonly string[]
}
const RENAMED: Readonly<Record<string, Renaming>> = {
  shelters: {
    fields: { kind: 'durationClass', setting: 'space', phone: 'keeperPhone', openedOn: null },
    options: {
      kind: {
        'fixed-short': 'short-term',
        'fixed-medium': 'long-term',
        'fixed-long': 'long-term',
      },
    },
    alsoAsked: ['level'],
  },
}
const TEAMS: Renaming = {
  resource: 'rescue-teams',
  alsoRead: ['leader', 'expertise', 'equipment'],
  fields: {},
  options: {},
  alsoAsked: [],
}
/** What the expectations say in words. */
const PATHS: Readonly<Record<string, string>> = {
  'used to convert units': 'specification',
  'unit of quantity': 'unit',
}
const AS_IT_IS: Renaming = { fields: {}, options: {}, alsoAsked: [] }

const renamingOf = ({ resource }: Expected): Renaming =>
  resource === 'teams' ? TEAMS : (RENAMED[resource] ?? AS_IT_IS)

/** A row or a mapping without what is read here and not expected there. */
const withoutMore = <T>(all: Readonly<Record<string, T>>, more: readonly string[]) =>
  Object.fromEntries(Object.entries(all).filter(([name]) => !more.includes(name)))

/** The columns of geographic files have names and no headings. */
const headingOf = (column: string, heading: string): string =>
  /^[a-z]/.test(column) ? '' : heading.replace(/\s/g, '')

const inProduct = (expected: Expected): Expected => {
  const { fields, options, resource = expected.resource } = renamingOf(expected)
  const unknown = new Set<string>()
  const mapping = Object.entries(expected.mapping).flatMap(([column, { heading, field }]) => {
    // Remarks stand behind: areaHectares (÷ 15).
    const [said = ''] = field.split(' (')
    const name = PATHS[said] ?? said
    const ours = fields[name] === undefined ? name : fields[name]
    if (ours === null) unknown.add(column)
    return ours === null ? [] : [[column, { heading: headingOf(column, heading), field: ours }]]
  })
  const renamed = (properties: Record<string, unknown> = {}): Record<string, unknown> =>
    Object.fromEntries(
      Object.entries(properties).flatMap(([name, value]) => {
        const ours = fields[name] === undefined ? name : fields[name]
        return ours === null ? [] : [[ours, options[name]?.[String(value)] ?? value]]
      }),
    )
  return {
    ...expected,
    resource,
    mapping: Object.fromEntries(mapping),
    rows: expected.rows.map((row) => ({
      ...row,
      ...(row.properties ? { properties: renamed(row.properties) } : {}),
      ...(row.issues
        ? { issues: row.issues.filter(({ column = '' }) => !unknown.has(column)) }
        : {}),
    })),
  }
}

const compareRow = (
  found: RowReport | undefined,
  expected: ExpectedRow,
  answers: Readonly<Record<string, unknown>>,
  alsoRead: readonly string[],
): void => {
  const place = `row ${expected.row}`
  expect(found, place).toBeDefined()
  const { status, lonLat, properties, issues, changes, line, key, system, stakes } = found!
  const allowed = expected.status === 'add-or-reject' ? ['add', 'reject'] : [expected.status]
  expect(allowed, `${place}: ${JSON.stringify(found)}`).toContain(status)
  if (expected.line !== undefined) expect(line, place).toBe(expected.line)
  if (expected.key !== undefined) expect(key, place).toBe(expected.key)
  if (expected.system !== undefined) expect(system, place).toBe(expected.system)
  if (expected.stakes) expect(stakes, place).toEqual(expected.stakes)
  if (expected.properties) {
    // What is asked once for all rows may be listed with each.
    const listed = Object.entries(answers).filter(([name]) => expected.properties![name])
    const answered = withoutMore({ ...Object.fromEntries(listed), ...properties }, alsoRead)
    const derived = Object.entries(expected.derived ?? {}).filter(
      ([name, value]) => answered[name] === value,
    )
    expect(comparableProperties(answered), place).toEqual(
      comparableProperties({ ...expected.properties, ...Object.fromEntries(derived) }),
    )
  }
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

/** Said here of files of which the expectation does not think it worth saying. */
const ALSO_SAID = ['heights-dropped', 'stand-in-taken']

const compare = (report: ImportReport, asMade: Expected): void => {
  const expected = asMade.rows ? inProduct(asMade) : asMade
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
    { heading: headingOf(column, heading), field },
  ])
  const { alsoRead = [] } = renamingOf(asMade)
  const isExpected = ({ field }: { field: string }): boolean => !alsoRead.includes(field)
  const ofBoth = (all: Expected['mapping']) =>
    Object.fromEntries(Object.entries(all).filter(([, each]) => isExpected(each)))
  expect(ofBoth(Object.fromEntries(mapping))).toEqual(ofBoth(expected.mapping))
  expect([...report.defaultsToAskFor].sort()).toEqual(
    [...Object.keys(expected.defaultsToAskFor ?? {}), ...renamingOf(asMade).alsoAsked]
      // A shape says itself of which kind it is.
      .filter((name) => name !== 'kind' || !(expected.mapping.geom ?? expected.mapping.geometry))
      .sort(),
  )
  const { medianRoadMetres, sourceCrs, system, groupedBy, groups, rows } = expected.coordinates ?? {
    system: null,
  }
  expect(report.coordinates.system).toBe(system)
  if (sourceCrs) expect(report.coordinates.sourceCrs).toBe(sourceCrs)
  if (groups) expect(report.coordinates).toMatchObject({ groupedBy, groups, rows })
  else if (medianRoadMetres) {
    for (const [name, metres] of Object.entries(medianRoadMetres)) {
      const found = report.coordinates.medianRoadMetres as Record<string, number>
      expect(Math.abs(found[name]! - metres), name).toBeLessThan(0.25 * metres)
    }
  }
  const warned = expected.warnings.map(({ code }) => code)
  const isWarned = (code: string): boolean => warned.includes(code) || !ALSO_SAID.includes(code)
  expect(
    report.warnings
      .map(({ code }) => code)
      .filter(isWarned)
      .sort(),
  ).toEqual([...warned].sort())
  if (expected.assignments) {
    const { month, shape, totalColumns } = report.layout
    const { layout, legend, assignments } = expected
    expect({ month, shape, totalColumns }).toEqual({
      month: layout.month,
      shape: layout.shape,
      totalColumns: layout.totalColumns,
    })
    expect(report.roster!.legend).toEqual(legend)
    expect(report.roster!.assignments).toEqual(assignments)
  }
  expect(report.rows.map(({ row }) => row)).toEqual(expected.rows.map(({ row }) => row))
  for (const row of expected.rows) {
    compareRow(
      report.rows.find((each) => each.row === row.row && each.layer === (row.layer ?? each.layer)),
      row,
      expected.defaultsToAskFor ?? {},
      alsoRead,
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
    const expected = JSON.parse(
      readFileSync(join(FOLDER, `${name}.expected.json`), 'utf8'),
    ) as Expected
    test(`${name} is read as it should be`, async () => {
      const collections = isCollectionId(expected.resource) ? [expected.resource] : KEPT
      const stock = expected.resource === 'stock' ? 'yes' : 'no'
      const duty = expected.resource === 'duty-roster' ? 'yes' : 'no'
      compare(await reportOf(name, collections, stock, duty), expected)
    })
    test(`${name} is known for what it is`, async () => {
      const report = await reportOf(name, KEPT, 'perhaps', 'perhaps')
      const { resource = expected.resource } = expected.rows ? renamingOf(expected) : AS_IT_IS
      if (report.outcome === 'imported') expect(report.resource).toBe(resource)
      else expect(report.refusal.code).toBe(expected.refusal!.code)
    })
  }
})
