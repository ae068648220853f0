/** Stock lists from their sheets to what would enter the ledger: a line an item, or a cross table. */
import type { Catalogue } from '../../../data/field.ts'
import { MATERIAL_SYNONYMS } from '../../../data/material-synonyms.ts'
import { MATERIALS, type MaterialKey } from '../../../data/materials.ts'
import { defineResource } from '../../../data/resource.ts'
import { FileRefused } from '../tables/file-refused.ts'
import { noRows } from '../tables/read-table-file.ts'
import { type Cell, cellText, columnName, isBlank, type TableFile } from '../tables/table-file.ts'
import { layoutOf, unmappedColumns } from './dry-run.ts'
import { type DataRow, findTable, type Table } from './find-table.ts'
import { type FileWarning, fileWarning, type Issue, type IssueCode } from './issues.ts'
import type { Known, KnownFeature } from './known.ts'
import { headingText, headingUnit, type Match } from './match-headings.ts'
import { planColumns, understanding } from './plan-columns.ts'
import { catalogueNames } from './read-counts.ts'
import { readDay } from './read-day.ts'
import { readNumber } from './read-number.ts'
import type { Imported, RowReport } from './report.ts'
import { isNone, readQuantity, stockUnit } from './stock-units.ts'

const GOODS: Catalogue = Object.fromEntries(
  Object.entries(MATERIALS).map(([key, { label, unit }]) => [
    key,
    { label, unit, synonyms: MATERIAL_SYNONYMS[key as MaterialKey] ?? [] },
  ]),
)

const STOCKPILE = {
  kind: 'text',
  label: { zh: '储备点', en: 'Stockpile' },
  required: true,
  synonyms: ['储备库', '储备库点名称', '储备单位', '储备库名称', '储备点名称', '仓库名称', '仓库'],
} as const

const about = {
  title: { zh: '物资台账', en: 'Stock' },
  description: { zh: '物资台账', en: 'Stock' },
  geometryTypes: [],
  symbol: { icon: 'temaki:storage', colour: '#7048b6' },
  layer: false,
} as const

/** One item of one store in a line. */
const LINES = defineResource({
  ...about,
  id: 'stock',
  fields: {
    stockpileId: STOCKPILE,
    item: {
      kind: 'text',
      label: { zh: '物资名称', en: 'Item' },
      synonyms: ['品名', '物资', '物料名称'],
    },
    specification: {
      kind: 'text',
      label: { zh: '规格型号', en: 'Specification' },
      synonyms: ['规格', '型号'],
    },
    unit: { kind: 'text', label: { zh: '单位', en: 'Unit' }, synonyms: ['计量单位'] },
    quantity: {
      kind: 'number',
      label: { zh: '数量', en: 'Quantity' },
      synonyms: ['库存', '库存数量'],
    },
    receivedOn: {
      kind: 'date',
      label: { zh: '入库日期', en: 'Received on' },
      synonyms: ['生产日期', '生产入库日期', '入库时间'],
    },
    expiresOn: {
      kind: 'text',
      label: { zh: '有效期至', en: 'Expires on' },
      synonyms: ['保质期', '有效期', '保质期有效期至'],
    },
  },
})

/** One store in a line, one item in a column. */
const CROSS = defineResource({
  ...about,
  id: 'stock',
  fields: {
    stockpileId: STOCKPILE,
    stock: { kind: 'counts', label: { zh: '库存', en: 'Stock' }, catalogue: GOODS },
  },
})

interface Stockpile {
  readonly id: string
  readonly isLoose: boolean
}

const plain = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '')

/** Names of stores differ most in what a store is called. */
const loose = (name: string): string => name.replace(/(?:仓库|储备库|储备点|储备站|库房)$/, '库')

const findStockpile = (text: string, stockpiles: readonly KnownFeature[]): Stockpile | null => {
  const name = plain(text)
  const named = (each: KnownFeature): string => plain(String(each.properties.name))
  const exact = stockpiles.filter((each) => named(each) === name || each.properties.code === name)
  if (exact.length === 1) return { id: exact[0]!.id, isLoose: false }
  const alike = stockpiles.filter((each) => loose(named(each)) === loose(name))
  return alike.length === 1 ? { id: alike[0]!.id, isLoose: true } : null
}

const NAMES = catalogueNames(GOODS)

/** Sizes stand before names: 12㎡棉帐篷. */
const SIZE = /^[\d.]+(?:m2|m3|kw|kg|m|l)/i

const findItem = (text: string): MaterialKey | null => {
  const name = plain(text).toLowerCase()
  return (NAMES.get(name) ?? NAMES.get(name.replace(SIZE, '')) ?? null) as MaterialKey | null
}

interface StockContext {
  readonly table: Table
  readonly matches: readonly Match[]
  readonly stockpiles: readonly KnownFeature[]
  readonly isFrom1904: boolean
  /** YYYY-MM-DD. */
  readonly today: string
}

const columnAt = ({ table, matches }: StockContext, path: string): number | null =>
  matches.find(({ target }) => target.path === path && table)?.heading.column ?? null

const cellOf = (context: StockContext, { cells }: DataRow, path: string): Cell | null => {
  const column = columnAt(context, path)
  const cell = column === null ? null : cells[column]
  return cell && !isBlank(cell) ? cell : null
}

const issueAt =
  (context: StockContext, row: DataRow) =>
  (code: IssueCode, path: string, severity: Issue['severity'] = 'warning'): Issue => {
    const column = columnAt(context, path)
    const value = cellText(cellOf(context, row, path))
    return {
      code,
      severity,
      ...(column === null ? {} : { column: columnName(context.table.sheet, column) }),
      ...(value === '' ? {} : { value }),
    }
  }

const raw = (cell: Cell): string | number =>
  typeof cell.value === 'number' ? cell.value : cellText(cell)

const addMonths = (day: string, months: number): string => {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCMonth(date.getUTCMonth() + months)
  return date.toISOString().slice(0, 10)
}

const DURATION = /^(\d+)(年|个月|月)$/

/** A day, or a shelf life from the day of receipt; what keeps for ever has none. */
const expiryOf = (
  cell: Cell,
  receivedOn: string | null,
  isFrom1904: boolean,
): { day: string | null; issue: IssueCode | null } => {
  const text = plain(cellText(cell))
  const [, count, unit] = DURATION.exec(text) ?? []
  if (count !== undefined) {
    const months = Number(count) * (unit === '年' ? 12 : 1)
    return { day: receivedOn ? addMonths(receivedOn, months) : null, issue: null }
  }
  if (isNone(text) || /长期|永久|不限/.test(text)) return { day: null, issue: null }
  return readDay(cell, isFrom1904) ?? { day: null, issue: null }
}

type Outcome = Pick<RowReport, 'status' | 'properties' | 'issues'>

/** One line; the first thing that keeps it out ends the reading, beside what is said of its store. */
const readLine = (context: StockContext, row: DataRow): Outcome => {
  const at = issueAt(context, row)
  const text = (path: string): string => cellText(cellOf(context, row, path)).trim()
  const stockpile = findStockpile(text('stockpileId'), context.stockpiles)
  if (!stockpile) {
    return {
      status: 'reject',
      properties: {},
      issues: [at('stockpile-unknown', 'stockpileId', 'error')],
    }
  }
  const issues: Issue[] = stockpile.isLoose ? [at('stockpile-matched-loosely', 'stockpileId')] : []
  const out = (issue: Issue, properties = {}): Outcome => ({
    status: issue.severity === 'error' ? 'reject' : 'skip',
    properties,
    issues: [...issues, issue],
  })
  const quantityCell = cellOf(context, row, 'quantity')
  if (!quantityCell || isNone(cellText(quantityCell))) return out(at('quantity-none', 'quantity'))
  const item = findItem(text('item'))
  if (!item) return out(at('item-unknown', 'item', 'error'))
  const read = readQuantity(raw(quantityCell), () =>
    stockUnit(MATERIALS[item], text('unit'), text('specification')),
  )
  const ofUnit = (code: IssueCode): string => (code.startsWith('unit-') ? 'unit' : 'quantity')
  if (read.error) {
    const known =
      read.quantity === null ? {} : { stockpileId: stockpile.id, item, quantity: read.quantity }
    return out(at(read.error, ofUnit(read.error), 'error'), known)
  }
  issues.push(...read.warnings.map((code) => at(code, ofUnit(code))))
  const receivedCell = cellOf(context, row, 'receivedOn')
  const received =
    receivedCell && !isNone(cellText(receivedCell))
      ? readDay(receivedCell, context.isFrom1904)
      : null
  if (received?.issue) issues.push(at(received.issue, 'receivedOn'))
  const expiryCell = cellOf(context, row, 'expiresOn')
  const expiry = expiryCell
    ? expiryOf(expiryCell, received?.day ?? null, context.isFrom1904)
    : { day: null, issue: null }
  if (expiry.issue) issues.push(at(expiry.issue, 'expiresOn'))
  if (expiry.day !== null && expiry.day < context.today) issues.push(at('expired', 'expiresOn'))
  return {
    status: 'add',
    properties: {
      stockpileId: stockpile.id,
      item,
      quantity: read.quantity,
      ...(received?.day ? { receivedOn: received.day } : {}),
      ...(expiry.day ? { expiresOn: expiry.day } : {}),
    },
    issues,
  }
}

/** A column of a cross table: an item, or something that looks like one and is not in the catalogue. */
interface StockColumn {
  readonly column: number
  readonly item: MaterialKey | null
  readonly unit: string
}

const stockColumns = ({ table, matches }: StockContext): StockColumn[] =>
  table.headings.flatMap(({ column, path }): StockColumn[] => {
    const unit = headingUnit(path.at(-1) ?? '')
    const match = matches.find(({ heading }) => heading.column === column)
    if (match?.target.item) return [{ column, item: match.target.item as MaterialKey, unit }]
    const isCounted =
      !match && unit !== '' && table.rows.some(({ cells }) => readNumber(cellText(cells[column])))
    return isCounted ? [{ column, item: null, unit }] : []
  })

const readCrossRow = (
  context: StockContext,
  columns: readonly StockColumn[],
  row: DataRow,
): Outcome => {
  const stockpile = findStockpile(cellText(cellOf(context, row, 'stockpileId')), context.stockpiles)
  const at = issueAt(context, row)
  const issues: Issue[] = []
  if (!stockpile) issues.push(at('stockpile-unknown', 'stockpileId', 'error'))
  else if (stockpile.isLoose) issues.push(at('stockpile-matched-loosely', 'stockpileId'))
  const stock: Record<string, number> = {}
  for (const { column, item, unit } of columns) {
    const cell = row.cells[column]
    if (!cell || isNone(cellText(cell))) continue
    const read = readQuantity(raw(cell), (own) =>
      item ? stockUnit(MATERIALS[item], own === '' ? unit : own, '') : { factor: 1, issue: null },
    )
    const codes = read.error ? [read.error] : read.warnings
    for (const code of codes) {
      issues.push({
        code,
        severity: read.error && item ? 'error' : 'warning',
        column: columnName(context.table.sheet, column),
        value: cellText(cell),
      })
    }
    if (item && read.quantity) stock[item] = (stock[item] ?? 0) + read.quantity
  }
  return {
    status: issues.some(({ severity }) => severity === 'error') ? 'reject' : 'add',
    properties: stockpile ? { stockpileId: stockpile.id, stock } : {},
    issues,
  }
}

const noTable = (): FileRefused =>
  new FileRefused('not-a-table', {
    zh: '找不到物资表：没有一行像是储备点、物资名称、数量这样的列名，也没有以物资为列的交叉表。',
    en: 'No stock list was found: no row looks like headings (stockpile, item, quantity), nor is there a cross table of items.',
  })

const CALLED: Readonly<Record<string, string>> = {
  specification: 'used to convert units',
  unit: 'unit of quantity',
}

const unknownStores = (rows: readonly RowReport[]): FileWarning[] => {
  const told = new Set<string>()
  return rows.flatMap(({ issues = [] }) =>
    issues.flatMap(({ code, value = '' }) => {
      if (code !== 'stockpile-unknown' || told.has(value)) return []
      told.add(value)
      return [fileWarning(code, { detail: value })]
    }),
  )
}

interface StockPlan {
  readonly table: Table
  readonly isLong: boolean
  readonly matches: readonly Match[]
}

/** Fewer columns of goods may stand in a register of anything. */
const LEAST_ITEMS = 2

/** How a file is a stock list; `null` where it is none. */
const planStock = ({ sheets }: TableFile): StockPlan | null => {
  // A column of goods would be taken for headings that stand on their side.
  const table = findTable(sheets, understanding([LINES, CROSS]), false)
  if (!table) return null
  const named = (matches: readonly Match[]): Match[] =>
    matches.filter(({ target }) => target.name !== null && target.name !== 'name')
  const [lines, cross] = [LINES, CROSS].map((resource) => named(planColumns(table, resource)))
  const has = (matches: readonly Match[], path: string): boolean =>
    matches.some(({ target }) => target.path === path)
  const isLong = has(lines!, 'item') && has(lines!, 'quantity')
  const matches = isLong ? lines! : cross!
  const items = matches.filter(({ target }) => target.item !== null)
  const isStock = has(matches, 'stockpileId') && (isLong || items.length >= LEAST_ITEMS)
  return isStock ? { table, isLong, matches } : null
}

/** Whether a file lists what stores hold, so that it goes into the ledger. */
export const isStockList = (file: TableFile): boolean => planStock(file) !== null

const DAY_IN_TITLE = /((?:19|20)\d{2})年(\d{1,2})月(\d{1,2})日/

/** The day that a cross table holds for, by its title. */
const dayOfTitle = ({ sheet, titleRows }: Table): string | null => {
  const title = titleRows.flatMap((row) => sheet.rows[row]!.map(cellText)).join(' ')
  const [found] = DAY_IN_TITLE.exec(title.normalize('NFKC')) ?? []
  return found === undefined ? null : (readDay({ value: found, kind: 'plain' }, false)?.day ?? null)
}

/**
 * What the import of a stock list would do.
 * @param today YYYY-MM-DD, for what has expired. @throws FileRefused where there is no such list.
 */
export const stockRun = (file: TableFile, known: Known, today: string): Imported => {
  if (file.sheets.every(({ rows }) => rows.every((row) => row.every(isBlank)))) throw noRows()
  const plan = planStock(file)
  if (!plan) throw noTable()
  const { table, isLong, matches } = plan
  const asOf = isLong ? null : dayOfTitle(table)
  const context: StockContext = {
    table,
    matches,
    stockpiles: known.existing('stockpiles'),
    isFrom1904: file.isFrom1904,
    today,
  }
  const columns = isLong ? [] : stockColumns(context)
  const rows = table.rows.map((row): RowReport => {
    const {
      status,
      properties,
      issues = [],
    } = isLong ? readLine(context, row) : readCrossRow(context, columns, row)
    return { row: row.row + 1, status, properties, ...(issues.length > 0 ? { issues } : {}) }
  })
  const counts: Record<string, number> = { rowsRead: rows.length }
  for (const { status } of rows) counts[status] = (counts[status] ?? 0) + 1
  return {
    outcome: 'imported',
    resource: 'stock',
    layout: {
      ...layoutOf(file, table),
      ...(isLong ? {} : { shape: 'cross table' }),
      ...(asOf ? { asOf } : {}),
    },
    mapping: Object.fromEntries(
      matches.map(({ heading, target, certainty }) => [
        columnName(table.sheet, heading.column),
        {
          heading: headingText(heading),
          field: CALLED[target.path] ?? target.path,
          certainty: Number(certainty.toFixed(2)),
        },
      ]),
    ),
    unmapped: unmappedColumns(table, matches),
    defaultsToAskFor:
      asOf === null &&
      rows.some(({ properties }) => properties.stockpileId && !properties.receivedOn)
        ? ['receivedOn']
        : [],
    coordinates: { system: null },
    counts,
    rejected: rows.flatMap(({ row, issues = [] }) =>
      issues.filter(({ severity }) => severity === 'error').map((issue) => ({ row, ...issue })),
    ),
    warnings: [
      ...columns
        .filter(({ item }) => item === null)
        .map(({ column }) =>
          fileWarning('item-unknown', { detail: columnName(table.sheet, column) }),
        ),
      ...unknownStores(rows),
    ],
    rows,
  }
}
