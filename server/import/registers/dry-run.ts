/** A register from its sheets to a report of what an import would do. Reads nothing, writes nothing. */
import { type LonLat, roundedPlace } from '../../../data/geometry.ts'
import type { ResourceDeclaration } from '../../../data/resource.ts'
import { FileRefused } from '../tables/file-refused.ts'
import { noRows } from '../tables/read-table-file.ts'
import { cellText, columnName, isBlank, type Sheet, type TableFile } from '../tables/table-file.ts'
import { changesOf, findLookAlikes } from './compare-rows.ts'
import { findTable, type Table } from './find-table.ts'
import { type Issue, issueSentence } from './issues.ts'
import {
  type GroupedJudgement,
  judgeSystems,
  placeInSystem,
  type RegisterSystem,
  type SystemEvidence,
} from './judge-system.ts'
import type { Known, KnownFeature } from './known.ts'
import { headingText, type Match } from './match-headings.ts'
import { guessResource, planColumns, understanding } from './plan-columns.ts'
import { commonAreaCode } from './read-phone.ts'
import { countyIssues, missingIssues, type RowContext, type RowRead, readRow } from './read-row.ts'
import type { FileWarning, Imported, RowReport, RowStatus } from './report.ts'
import { importedFields } from './targets.ts'

export interface DryRunOptions {
  /** The collections that the file may be of: one, where the user has named it. */
  readonly resources: readonly ResourceDeclaration[]
  /** The system that the user has named. */
  readonly system: RegisterSystem | null
  readonly fileName: string
}

const fromOne = (positions: readonly number[]): number[] =>
  positions.map((position) => position + 1)

/** Parts of a layout that say something. */
const nonEmpty = (layout: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(layout).filter(
      ([, value]) => value !== null && !(Array.isArray(value) && value.length === 0),
    ),
  )

const layoutOf = (file: TableFile, table: Table): Record<string, unknown> => {
  const { sheet, rows } = table
  const [first, last] = [rows[0]!.row, rows.at(-1)!.row]
  const isInside = (row: number): boolean => row >= first && row <= last
  return nonEmpty({
    format: file.format,
    sheet: sheet.name === '' ? null : sheet.name,
    ...(file.text ?? {}),
    isTransposed: table.isTransposed || null,
    titleRows: fromOne(table.titleRows),
    headingRows: fromOne(table.headingRows),
    noteRows: fromOne(table.noteRows),
    firstDataRow: first + 1,
    lastDataRow: last + 1,
    totalRows: fromOne(table.totalRows),
    blankRows: fromOne(table.blankRows),
    footerRows: fromOne(table.footerRows),
    mergedDownColumns: table.mergedDownColumns.map((column) => columnName(sheet, column)),
    hiddenRows: fromOne(sheet.hiddenRows.filter(isInside)),
    hiddenColumns: sheet.hiddenColumns.map((column) => columnName(sheet, column)),
  })
}

/** The field that a column fills, with those that its words fill besides. */
const filledBy = (
  { target }: Match,
  matches: readonly Match[],
  { fields }: ResourceDeclaration,
): string => {
  const hours = ['dutyFrom', 'dutyUntil']
  const isInWords =
    target.path === 'dutyPattern' &&
    hours.every((name) => fields[name] && !matches.some((match) => match.target.path === name))
  return isInWords ? [target.path, ...hours].join('+') : target.path
}

const sheetWarnings = (sheets: readonly Sheet[], table: Table): FileWarning[] => {
  const hidden = sheets.filter((sheet) => sheet.visibility !== 'shown' && sheet !== table.sheet)
  const [first, last] = [table.rows[0]!.row, table.rows.at(-1)!.row]
  const rows = fromOne(table.sheet.hiddenRows.filter((row) => row >= first && row <= last))
  return [
    ...(rows.length > 0 ? [warning('hidden-rows-read', { rows })] : []),
    ...(hidden.length > 0
      ? [warning('hidden-sheets-ignored', { sheets: hidden.map(({ name }) => name) })]
      : []),
  ]
}

const warning = (
  code: FileWarning['code'],
  more: Partial<Pick<FileWarning, 'detail' | 'rows' | 'sheets'>> = {},
): FileWarning => ({ code, detail: issueSentence(code).en, ...more })

/** A column tells sources apart only if it says nothing else that is imported. */
const groupingColumns = (table: Table, matches: readonly Match[]): number[] => {
  const taken = new Set(matches.map(({ heading }) => heading.column))
  return table.headings.map(({ column }) => column).filter((column) => !taken.has(column))
}

const evidenceOf = (rows: readonly RowRead[], columns: readonly number[]): SystemEvidence[] =>
  rows.flatMap(({ data, place }) =>
    place?.numbers
      ? [
          {
            numbers: place.numbers,
            groups: new Map(columns.map((column) => [column, cellText(data.cells[column]).trim()])),
          },
        ]
      : [],
  )

/** In which system each row is read. */
interface SystemChoice {
  readonly systemOf: (row: RowRead) => RegisterSystem
  readonly report: Imported['coordinates']
  readonly warnings: readonly FileWarning[]
}

const oneSystem = ({ whole }: GroupedJudgement, named: RegisterSystem | null): SystemChoice => {
  const system = named ?? whole.system
  const isUnfit = named !== null && whole.isSure && whole.system !== named
  const warnings = [
    ...(isUnfit ? [warning('coordinates-choice-unfit', { detail: whole.system })] : []),
    ...(named === null && !whole.isSure ? [warning('coordinates-system-unsure')] : []),
    ...(named === null && system !== 'wgs-84'
      ? [warning('coordinates-other-system', { detail: system })]
      : []),
  ]
  return {
    systemOf: () => system,
    warnings,
    report: {
      system,
      sourceCrs: system,
      declared: named,
      isSure: named === null ? whole.isSure : !isUnfit,
      medianRoadMetres: roundedMedians(whole.medianRoadMetres),
    },
  }
}

const roundedMedians = <M extends Readonly<Record<string, number>>>(medians: M): M =>
  Object.fromEntries(Object.entries(medians).map(([key, metres]) => [key, Math.round(metres)])) as M

const mixedSystems = (
  { column, byValue }: NonNullable<GroupedJudgement['grouped']>,
  rows: readonly RowRead[],
  sheet: Sheet,
): SystemChoice => {
  const systemOf = ({ data }: RowRead): RegisterSystem =>
    byValue.get(cellText(data.cells[column]).trim())?.system ?? 'wgs-84'
  const counts: Record<string, number> = {}
  for (const row of rows) {
    if (row.place?.numbers) counts[systemOf(row)] = (counts[systemOf(row)] ?? 0) + 1
  }
  return {
    systemOf,
    warnings: [warning('coordinates-mixed-systems')],
    report: {
      system: 'mixed',
      isSure: true,
      groupedBy: columnName(sheet, column),
      groups: Object.fromEntries([...byValue].map(([value, { system }]) => [value, system])),
      rows: counts,
    },
  }
}

const chooseSystem = (
  rows: readonly RowRead[],
  table: Table,
  matches: readonly Match[],
  { system }: DryRunOptions,
  known: Known,
): SystemChoice => {
  const columns = groupingColumns(table, matches)
  const evidence = evidenceOf(rows, columns)
  if (evidence.length === 0) {
    return { systemOf: () => 'wgs-84', report: { system: null }, warnings: [] }
  }
  const judgement = judgeSystems(evidence, columns, known.roadMetres)
  return judgement.grouped && system === null
    ? mixedSystems(judgement.grouped, rows, table.sheet)
    : oneSystem(judgement, system)
}

const keyOf = ({ properties }: RowRead): string | null =>
  typeof properties.code === 'string' ? properties.code : null

/** Of a code that stands twice the first row is kept, and both are told. */
const duplicateIssues = (rows: readonly RowRead[], column: string | null): Map<RowRead, Issue> => {
  const byCode = Map.groupBy(rows, (row) => keyOf(row) ?? '')
  const issues = new Map<RowRead, Issue>()
  for (const [value, [first, ...others]] of byCode) {
    if (value === '' || others.length === 0 || column === null) continue
    const issue = { code: 'duplicate-code-in-file', column, value } as const
    issues.set(first!, { ...issue, severity: 'warning' })
    for (const other of others) issues.set(other, { ...issue, severity: 'error' })
  }
  return issues
}

const statusOf = (
  issues: readonly Issue[],
  changes: Readonly<Record<string, unknown>> | null,
  lonLat: LonLat | null,
): RowStatus => {
  if (issues.some(({ severity }) => severity === 'error')) return 'reject'
  if (changes) return Object.keys(changes).length > 0 ? 'update' : 'unchanged'
  return lonLat ? 'add' : 'unplaced'
}

const rowReport = (
  context: RowContext,
  row: RowRead,
  choice: SystemChoice,
  duplicate: Issue | undefined,
  byCode: ReadonlyMap<string, KnownFeature>,
): RowReport => {
  const system = choice.systemOf(row)
  const place = row.place?.numbers ? placeInSystem(row.place.numbers, system) : null
  const lonLat = place ? roundedPlace(place) : null
  const issues = [
    ...row.issues,
    ...(lonLat ? countyIssues(context, row, lonLat) : []),
    ...missingIssues(context, row),
    ...(duplicate ? [duplicate] : []),
  ]
  const key = keyOf(row)
  const existing = key === null ? undefined : byCode.get(key)
  const changes = existing ? changesOf(existing, row.properties, lonLat) : null
  const status = statusOf(issues, changes, lonLat)
  const line = context.sheet.lines?.[row.data.row]
  return {
    row: row.data.row + 1,
    ...(line === undefined ? {} : { line }),
    ...(key === null ? {} : { key }),
    status,
    ...(lonLat ? { lonLat } : {}),
    ...(lonLat && choice.report.system === 'mixed' ? { system } : {}),
    properties: row.properties,
    ...(changes && status === 'update' ? { changes } : {}),
    ...(issues.length > 0 ? { issues } : {}),
  }
}

const withLookAlikes = (
  rows: readonly RowReport[],
  features: readonly KnownFeature[],
  { nouns = [] }: ResourceDeclaration,
  column: string,
): RowReport[] => {
  const lookAlikes = findLookAlikes(rows, features, nouns)
  return rows.map((row, index) => {
    const of = lookAlikes.get(index)
    if (of === undefined || row.issues?.some(({ code }) => code === 'duplicate-code-in-file'))
      return row
    const issue: Issue = { code: 'possible-duplicate', severity: 'warning', column, of }
    return { ...row, issues: [...(row.issues ?? []), issue] }
  })
}

/** Found by the product itself where no column has them. */
const FOUND_OTHERWISE = new Set(['code', 'countyCode', 'townCode'])

const defaultsToAskFor = (resource: ResourceDeclaration, matches: readonly Match[]): string[] =>
  importedFields(resource.fields)
    .filter(([name, field]) => field.required && !FOUND_OTHERWISE.has(name))
    .map(([name]) => name)
    .filter((name) => !matches.some(({ target }) => target.name === name))

const countsOf = (rows: readonly RowReport[]): Record<string, number> => {
  const counts: Record<string, number> = { rowsRead: rows.length }
  for (const { status } of rows) counts[status] = (counts[status] ?? 0) + 1
  return counts
}

const areaCodeOf = (table: Table, matches: readonly Match[]): string | null => {
  const columns = matches
    .filter(({ target: { field } }) => field?.kind === 'text' && field.format === 'phone')
    .map(({ heading }) => heading.column)
  return commonAreaCode(
    table.rows.flatMap(({ cells }) => columns.map((column) => cellText(cells[column]))),
  )
}

/**
 * What an import of a file would do.
 * @throws FileRefused where no sheet holds a table.
 */
export const dryRun = (file: TableFile, known: Known, options: DryRunOptions): Imported => {
  if (file.sheets.every(({ rows }) => rows.every((row) => row.every(isBlank)))) throw noRows()
  const table = findTable(file.sheets, understanding(options.resources))
  if (!table) throw noTable()
  const resource = guessResource(table, options.resources, options.fileName)
  const matches = planColumns(table, resource)
  const { sheet } = table
  const context: RowContext = {
    resource,
    sheet,
    matches,
    known,
    isFrom1904: file.isFrom1904,
    areaCode: areaCodeOf(table, matches),
  }
  const read = table.rows.map((row) => readRow(context, row))
  const choice = chooseSystem(read, table, matches, options, known)
  const columnOf = (path: string): string | null => {
    const match = matches.find(({ target }) => target.path === path)
    return match ? columnName(sheet, match.heading.column) : null
  }
  const duplicates = duplicateIssues(read, columnOf('code'))
  const features = known.existing(resource.id)
  const byCode = new Map(features.map((feature) => [String(feature.properties.code), feature]))
  const rows = withLookAlikes(
    read.map((row) => rowReport(context, row, choice, duplicates.get(row), byCode)),
    features,
    resource,
    columnOf('name') ?? '',
  )
  const taken = new Set(matches.map(({ heading }) => heading.column))
  return {
    outcome: 'imported',
    resource: resource.id,
    layout: layoutOf(file, table),
    mapping: Object.fromEntries(
      matches.map((match) => [
        columnName(sheet, match.heading.column),
        {
          heading: headingText(match.heading),
          field: filledBy(match, matches, resource),
          certainty: Number(match.certainty.toFixed(2)),
        },
      ]),
    ),
    unmapped: table.headings
      .filter(({ column }) => !taken.has(column))
      .map((heading) => ({
        column: columnName(sheet, heading.column),
        heading: headingText(heading),
      })),
    defaultsToAskFor: defaultsToAskFor(resource, matches),
    coordinates: choice.report,
    counts: countsOf(rows),
    rejected: rows.flatMap(({ row, issues = [] }) =>
      issues.filter(({ severity }) => severity === 'error').map((issue) => ({ row, ...issue })),
    ),
    warnings: [
      ...file.notes.map(({ code, detail }) => warning(code, { detail })),
      ...sheetWarnings(file.sheets, table),
      ...choice.warnings,
      ...(resource.fields.code && columnOf('code') === null ? [warning('code-assigned')] : []),
    ],
    rows,
  }
}

const noTable = (): FileRefused =>
  new FileRefused('not-a-table', {
    zh: '找不到能识别的表头：没有一行像是名称、区县、坐标这样的列名。请检查是否选错了文件，或在表格上方补一行列名。',
    en: 'No row was understood as headings (name, county, coordinates …). See whether it is the right file, or put a row of headings above the table.',
  })
