/** A register from its sheets to a report of what an import would do. Reads nothing, writes nothing. */
import type { Field } from '../../../data/field.ts'
import type { ResourceDeclaration } from '../../../data/resource.ts'
import { FileRefused } from '../tables/file-refused.ts'
import { cellText, columnName, type Sheet, type TableFile } from '../tables/table-file.ts'
import { type Choices, chosenColumns, readDefaults, signatureOf, tell } from './choices.ts'
import { chooseSystem, declaredSystem, pointsOf, type SystemChoice } from './choose-system.ts'
import { asChange, asNew, decideRows } from './decide-rows.ts'
import { findTable, firstAndLast, layerTable, type Table } from './find-table.ts'
import { withGroups } from './group-columns.ts'
import { type FileWarning, fileWarning } from './issues.ts'
import type { RegisterSystem } from './judge-system.ts'
import type { Known, KnownFeature } from './known.ts'
import { inOwnColumn, listsBelowEachOther } from './lists-beside.ts'
import { headingText, isStandIn, type Match } from './match-headings.ts'
import { kindIssue, partOf, placeOfRow, textsToPlaceBy, usualType } from './place-row.ts'
import { guessResource, understanding } from './plan-columns.ts'
import { commonAreaCode } from './read-phone.ts'
import { isReference, missingIssues, readRow } from './read-row.ts'
import {
  countsOf,
  fromOne,
  type Imported,
  layoutOf,
  mappingOfColumns,
  type RowReport,
  rejectedOf,
  sheetsToRead,
  unmappedColumns,
} from './report.ts'
import type { RowContext, RowRead, RowStakes } from './row-context.ts'
import { countyIssues } from './row-county.ts'
import { importedFields, plainHeading, targetsOf } from './targets.ts'

export interface DryRunOptions extends Choices {
  /** The collections that the file may be of: one, where the user has named it. */
  readonly resources: readonly ResourceDeclaration[]
  /** The system that the user has named. */
  readonly system: RegisterSystem | null
  readonly fileName: string
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

/** What stands in the rows of the headings. */
const headingsIn = ({ rows }: Sheet, { headingRows }: Table): string =>
  headingRows.map((row) => rows[row]?.map((cell) => cellText(cell).trim()).join('|')).join('/')

const sheetWarnings = (sheets: readonly Sheet[], table: Table): FileWarning[] => {
  const alike = sheets.filter(
    (sheet) =>
      sheet !== table.sheet &&
      sheet.visibility === 'shown' &&
      headingsIn(sheet, table) === headingsIn(table.sheet, table),
  )
  const hidden = sheets.filter((sheet) => sheet.visibility !== 'shown' && sheet !== table.sheet)
  const [first, last] = firstAndLast(table)
  const rows = fromOne(table.sheet.hiddenRows.filter((row) => row >= first && row <= last))
  return [
    ...(alike.length > 0
      ? [fileWarning('sheets-left', { sheets: alike.map(({ name }) => name) })]
      : []),
    ...(rows.length > 0 ? [fileWarning('hidden-rows-read', { rows })] : []),
    ...(hidden.length > 0
      ? [fileWarning('hidden-sheets-ignored', { sheets: hidden.map(({ name }) => name) })]
      : []),
  ]
}

/** What files of our own head the ids of features with. */
const ID_HEADINGS = new Set(['标识', 'identifier', 'id'])

/** Of a collection without codes, the column of a file that went out of here by which its features come again. */
const idColumnOf = (
  { fields }: ResourceDeclaration,
  { headings }: Table,
  matches: readonly Match[],
): number | null => {
  if (fields.code) return null
  const isFree = (column: number): boolean =>
    matches.every(({ heading }) => heading.column !== column)
  const heading = headings.find(
    (each) => ID_HEADINGS.has(plainHeading(headingText(each))) && isFree(each.column),
  )
  return heading?.column ?? null
}

/** By code; of a collection without codes by id. */
const featuresByKey = (
  { fields }: ResourceDeclaration,
  features: readonly KnownFeature[],
): ReadonlyMap<string, KnownFeature> =>
  new Map(
    features.map((feature) => [
      fields.code ? String(feature.properties.code) : feature.id,
      feature,
    ]),
  )

const keyOf = (
  { properties, data }: RowRead,
  { idColumn }: Layer,
  byKey: ReadonlyMap<string, KnownFeature>,
): string | null => {
  if (typeof properties.code === 'string') return properties.code
  const id = idColumn === null ? '' : cellText(data.cells[idColumn]).trim()
  // Numbers of rows under such a heading are none of ours.
  return byKey.has(id) ? id : null
}

/** A table of the file with what its columns were understood as. */
interface Layer {
  readonly table: Table
  readonly context: RowContext
  readonly rows: readonly RowRead[]
  readonly idColumn: number | null
  readonly choice: SystemChoice
  /** Type of most of its shapes; empty for tables. */
  readonly usual: string
}

const bankOf = ({ bank }: RowStakes) => (bank ? { bank } : {})

const rowReport = (
  layer: Layer,
  row: RowRead,
  byKey: ReadonlyMap<string, KnownFeature>,
  defaults: Readonly<Record<string, unknown>>,
): RowReport => {
  const { context, choice } = layer
  const { resource } = context
  const system = choice.systemOf(row)
  const { lonLat, geometry, issues: shapeIssues } = placeOfRow(context, row, system, layer.usual)
  const key = keyOf(row, layer, byKey)
  const feature = key === null ? undefined : byKey.get(key)
  const placeIssues =
    lonLat || geometry ? countyIssues(context, row, lonLat, geometry) : ([] as const)
  const part = partOf(resource, row.properties, geometry)
  const { shift } = row.data
  const all = [
    ...row.issues,
    ...shapeIssues,
    ...placeIssues,
    ...(part === null ? [kindIssue(context, row)] : []),
    // What a row says nothing of stays as it is with the feature.
    ...(feature ? [] : missingIssues(context, row, defaults)),
  ]
  const issues = shift ? all.map(inOwnColumn(context.sheet, layer.table, shift)) : all
  const line = context.sheet.lines?.[row.data.row]
  const read: RowReport = {
    row: row.data.row + 1,
    ...(line === undefined ? {} : { line }),
    ...(context.sheet.shapes && context.sheet.name !== '' ? { layer: context.sheet.name } : {}),
    ...(key === null ? {} : { key }),
    status: 'add',
    ...(part ? { collection: part } : {}),
    ...(lonLat ? { lonLat } : {}),
    ...(geometry && !lonLat ? { geometry } : {}),
    ...(lonLat && choice.report.system === 'mixed' ? { system } : {}),
    properties: row.properties,
    ...(issues.length > 0 ? { issues } : {}),
    ...(row.stakes ? { stakes: { ...row.stakes.section, ...bankOf(row.stakes) } } : {}),
    ...(lonLat || geometry ? {} : textsToPlaceBy(layer.table, context.matches, row)),
  }
  return feature ? asChange(read, feature) : asNew(read, defaults)
}

/** Found by the product itself where no column has them. */
const FOUND_OTHERWISE = new Set(['code', 'countyCode', 'townCode'])

/** What no column has and no row was given: what a shape says of its kind need not be asked. */
const defaultsToAskFor = (
  resource: ResourceDeclaration,
  matches: readonly Match[],
  rows: readonly RowReport[],
): string[] =>
  importedFields(resource.fields)
    .filter(([name, field]) => field.required && !FOUND_OTHERWISE.has(name))
    .map(([name]) => name)
    .filter((name) => !matches.some(({ target }) => target.name === name))
    .filter((name) => !rows.some(({ properties }) => properties[name] !== undefined))

const isPhone = ({ kind, ...field }: Field): boolean =>
  kind === 'text' && 'format' in field && field.format === 'phone'

/** Of the register, else of those that are here already: so many tell it. */
const MOST_ASKED = 200

const areaCodeOf = (
  table: Table,
  matches: readonly Match[],
  { fields }: ResourceDeclaration,
  features: readonly KnownFeature[],
): string | null => {
  const columns = matches
    .filter(({ target: { field } }) => field && isPhone(field))
    .map(({ heading }) => heading.column)
  if (columns.length === 0) return null
  const names = Object.keys(fields).filter((name) => isPhone(fields[name]!))
  const here = features
    .slice(0, MOST_ASKED)
    .flatMap(({ properties }) => names.map((name) => String(properties[name] ?? '')))
  return (
    commonAreaCode(
      table.rows.flatMap(({ cells }) => columns.map((column) => cellText(cells[column]))),
    ) ?? commonAreaCode(here)
  )
}

/** The one table of a workbook or text; every layer of a geographic file. */
const tablesOf = (file: TableFile, options: DryRunOptions): Table[] => {
  const sheets = sheetsToRead(file.sheets, options)
  const layers = sheets.filter(({ shapes, rows }) => shapes !== null && rows.length > 0)
  if (layers.length > 0) return layers.map(layerTable)
  const table = findTable(sheets, understanding(options.resources))
  if (!table) throw noTable()
  return [listsBelowEachOther(table)]
}

/** Fewer columns that are understood make no register. */
const LEAST_COLUMNS = 2

const readLayer = (
  file: TableFile,
  found: Table,
  resource: ResourceDeclaration,
  known: Known,
  options: DryRunOptions,
): Layer => {
  const matches = chosenColumns(found, resource, options)
  if (!found.sheet.shapes && matches.length < LEAST_COLUMNS) throw noTable()
  const grouping = matches.filter(({ target: { field } }) => field && isReference(field))
  const isCounty = ({ target }: Match): boolean => target.name === 'countyCode'
  const widestFirst = [...grouping.filter(isCounty), ...grouping.filter((each) => !isCounty(each))]
  const table = withGroups(
    found,
    widestFirst.map(({ heading }) => heading.column),
  )
  const context: RowContext = {
    resource,
    sheet: table.sheet,
    matches,
    known,
    isFrom1904: file.isFrom1904,
    areaCode: areaCodeOf(table, matches, resource, known.existing(resource.id)),
  }
  const rows = table.rows.map((row, index) => {
    tell(options, 'rows', index, table.rows.length)
    return readRow(context, row)
  })
  tell(options, 'system', 0, rows.length)
  const choice = table.sheet.shapes
    ? declaredSystem(file, pointsOf(rows), known, options.system)
    : chooseSystem(rows, table, matches, options.system, known)
  const idColumn = idColumnOf(resource, table, matches)
  return { table, context, rows, idColumn, choice, usual: usualType(rows) }
}

const columnOf = ({ sheet, matches }: RowContext, path: string): string | null => {
  const match = matches.find(({ target }) => target.path === path)
  return match ? columnName(sheet, match.heading.column) : null
}

const idColumnName = ({ table, idColumn }: Layer): string | null =>
  idColumn === null ? null : columnName(table.sheet, idColumn)

const mappingOf = ({
  table,
  context: { sheet, matches, resource },
}: Layer): Imported['mapping'] => ({
  ...mappingOfColumns(table, matches, (match) => filledBy(match, matches, resource)),
  ...(sheet.shapes
    ? { [sheet.shapes.column]: { heading: '', field: 'geometry', certainty: 1, samples: [] } }
    : {}),
})

/** Said of a file as a whole that has nothing to place its rows by. */
const placelessWarnings = ([{ context, rows }]: readonly [Layer, ...Layer[]]): FileWarning[] => {
  const isTold = rows.some(({ place, shape }) => place !== null || shape !== null)
  if (context.sheet.shapes || isTold) return []
  const isPoints = context.resource.geometryTypes.every((type) => type === 'Point')
  return [fileWarning(isPoints ? 'coordinates-missing' : 'geometry-missing')]
}

const warningsOf = (file: TableFile, layers: readonly [Layer, ...Layer[]]): FileWarning[] => {
  const [{ context, choice, table }] = layers
  const hadHeights = layers.some(({ rows }) => rows.some(({ shape }) => shape?.hadHeights))
  const hasCodes = layers.some((layer) => columnOf(layer.context, 'code') !== null)
  return [
    ...file.notes.map(({ code, detail }) => fileWarning(code, { detail })),
    ...(table.sheet.shapes ? [] : sheetWarnings(file.sheets, table)),
    ...(hadHeights ? [fileWarning('heights-dropped')] : []),
    ...choice.warnings,
    ...placelessWarnings(layers),
    ...layers.flatMap((layer) =>
      layer.context.matches
        .filter(isStandIn)
        .map(({ heading }) => fileWarning('stand-in-taken', { detail: headingText(heading) })),
    ),
    ...(context.resource.fields.code && !hasCodes ? [fileWarning('code-assigned')] : []),
  ]
}

/**
 * What an import of a file would do.
 * @throws FileRefused where no sheet holds a table.
 */
export const dryRun = (file: TableFile, known: Known, options: DryRunOptions): Imported => {
  const tables = tablesOf(file, options)
  const resource = guessResource(tables[0]!, options.resources, options.fileName)
  const [firstTable, ...otherTables] = tables
  const layerOf = (table: Table): Layer => readLayer(file, table, resource, known, options)
  const layers = [layerOf(firstTable!), ...otherTables.map(layerOf)] as const
  const [first] = layers
  const features = known.existing(resource.id)
  const byKey = featuresByKey(resource, features)
  const defaults = readDefaults(resource, options, known)
  const read = layers.flatMap((layer) =>
    layer.rows.map((row, index) => {
      tell(options, 'comparison', index, layer.rows.length)
      return rowReport(layer, row, byKey, defaults)
    }),
  )
  const columns = {
    code: columnOf(first.context, 'code') ?? idColumnName(first),
    name: columnOf(first.context, 'name') ?? '',
  }
  const rows = decideRows(read, features, resource, columns, options, defaults)
  const matches = layers.flatMap(({ context }) => context.matches)
  return {
    outcome: 'imported',
    resource: resource.id,
    signature: tables.map((table) => signatureOf(resource.id, table)).join('\n'),
    targets: targetsOf(resource).map(({ path, label }) => ({ path, label })),
    layout: layoutOf(file, first.table),
    mapping: Object.assign({}, ...layers.map(mappingOf)),
    unmapped: layers.flatMap(({ table, context }) => unmappedColumns(table, context.matches)),
    defaultsToAskFor: defaultsToAskFor(resource, matches, rows),
    coordinates: first.choice.report,
    counts: countsOf(rows),
    rejected: rejectedOf(rows),
    warnings: warningsOf(file, layers),
    rows,
  }
}

const noTable = (): FileRefused =>
  new FileRefused('not-a-table', {
    zh: '找不到能识别的表头：没有一行像是名称、区县、坐标这样的列名。请检查是否选错了文件，或在表格上方补一行列名。',
    en: 'No row was understood as headings (name, county, coordinates …). See whether it is the right file, or put a row of headings above the table.',
  })
