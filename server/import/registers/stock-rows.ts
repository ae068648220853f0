/** One row of a stock list: which store, which item, how much of it, until when. */
import type { Catalogue } from '../../../data/field.ts'
import { MATERIAL_SYNONYMS } from '../../../data/material-synonyms.ts'
import { itemsEdition, MATERIALS, type MaterialKey } from '../../../data/materials.ts'
import { withArabicNumerals } from '../../../data/numerals.ts'
import { type Cell, cellText, columnName, isBlank, plain } from '../tables/table-file.ts'
import type { DataRow, Table } from './find-table.ts'
import { sectionName } from './group-columns.ts'
import type { Issue, IssueCode } from './issues.ts'
import type { Known, KnownFeature } from './known.ts'
import { headingUnit, type Match } from './match-headings.ts'
import { catalogueNames } from './read-counts.ts'
import { readDay } from './read-day.ts'
import { readNumber } from './read-number.ts'
import type { RowReport } from './report.ts'
import { isNone, readQuantity, stockUnit } from './stock-units.ts'

/** The catalogue as registers name it. */
let named: { readonly edition: number; readonly goods: Catalogue } | null = null
export const goodsNow = (): Catalogue => {
  if (named?.edition === itemsEdition()) return named.goods
  const goods = Object.fromEntries(
    Object.entries(MATERIALS).map(([key, { label, unit }]) => [
      key,
      { label, unit, synonyms: MATERIAL_SYNONYMS[key as MaterialKey] ?? [] },
    ]),
  )
  named = { edition: itemsEdition(), goods }
  return goods
}

interface Stockpile {
  readonly id: string
  readonly isLoose: boolean
  readonly isRetired: boolean
}

/** Names of stores differ most in what a store is called. */
const loose = (name: string): string => name.replace(/(?:仓库|储备库|储备点|储备站|库房)$/, '库')

const findStockpile = (
  text: string,
  { stockpiles, today }: Pick<StockContext, 'stockpiles' | 'today'>,
): Stockpile | null => {
  const name = plain(text)
  const named = (each: KnownFeature): string => plain(String(each.properties.name))
  const exact = stockpiles.filter(
    (each) =>
      named(each) === name ||
      each.properties.code === name ||
      plain(String(each.properties.nameEn ?? '')) === name,
  )
  const found = ({ id, properties: { retiredOn } }: KnownFeature, isLoose: boolean): Stockpile => ({
    ...{ id, isLoose, isRetired: typeof retiredOn === 'string' && retiredOn <= today },
  })
  if (exact.length === 1) return found(exact[0]!, false)
  const alike = stockpiles.filter((each) => loose(named(each)) === loose(name))
  return alike.length === 1 ? found(alike[0]!, true) : null
}

/**
 * What the store of a row without a column of stores is called: what heads its section, where sections are
 * stores; else what the title names; else what the user says. Empty where none of these names it.
 */
export const storesBeside = (
  { table, stockpiles, today }: Pick<StockContext, 'table' | 'stockpiles' | 'today'>,
  said: unknown,
): ((row: DataRow) => string) => {
  const isStore = (name: string): boolean => findStockpile(name, { stockpiles, today }) !== null
  const sections = new Set(table.rows.map(sectionName))
  if ([...sections].some(isStore)) return sectionName
  const titles = table.titleRows.flatMap((row) => table.sheet.rows[row]!.map(cellText))
  const told = plain([...titles, table.sheet.name].join(' '))
  const [named] = stockpiles
    .map(({ properties: { name } }) => String(name))
    .filter((name) => told.includes(plain(name)))
    .sort((a, b) => b.length - a.length)
  const store = named ?? (typeof said === 'string' ? said : '')
  return () => store
}

/** Sizes stand before names: 12㎡棉帐篷. */
const SIZE = /^[\d.]+(?:m2|m3|kw|kg|m|l)/i

/** @returns `null` for what is no item and was not said to be one. */
export const findItem = (
  text: string,
  { said }: Pick<StockContext, 'said'>,
): MaterialKey | null => {
  const name = plain(text).toLowerCase()
  const names = catalogueNames(goodsNow())
  const known = names.get(name) ?? names.get(name.replace(SIZE, '')) ?? null
  return said[text] ?? (known as MaterialKey | null)
}

/** A stock list, and what its rows are read by. */
export interface StockContext {
  readonly table: Table
  readonly matches: readonly Match[]
  readonly stockpiles: readonly KnownFeature[]
  readonly items: Known['items']
  /** What the user says that an item is, by its name in the file. */
  readonly said: Readonly<Record<string, MaterialKey>>
  /** Of what is retired, too, what is left is counted. */
  readonly isCount: boolean
  readonly isFrom1904: boolean
  /** YYYY-MM-DD. */
  readonly today: string
  /** What the store of a row is called, where no column says it. */
  readonly storeBeside: ((row: DataRow) => string) | null
}

const columnAt = ({ matches }: StockContext, path: string): number | null =>
  matches.find(({ target }) => target.path === path)?.heading.column ?? null

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
  const [, count, unit] = DURATION.exec(withArabicNumerals(text)) ?? []
  if (count !== undefined) {
    const months = Number(count) * (unit === '年' ? 12 : 1)
    return { day: receivedOn ? addMonths(receivedOn, months) : null, issue: null }
  }
  if (isNone(text) || /长期|永久|不限/.test(text)) return { day: null, issue: null }
  return readDay(cell, isFrom1904) ?? { day: null, issue: null }
}

/** What a line calls its item, and what it is counted in there. */
export const itemAndUnit = (context: StockContext, row: DataRow) => {
  const text = (path: string): string => cellText(cellOf(context, row, path)).trim()
  return { name: text('item'), unit: text('unit') }
}

type Outcome = Pick<RowReport, 'status' | 'properties' | 'issues'>

/** One line; the first thing that keeps it out ends the reading, beside what is said of its store. */
export const readLine = (context: StockContext, row: DataRow): Outcome => {
  const at = issueAt(context, row)
  const text = (path: string): string => cellText(cellOf(context, row, path)).trim()
  const storeName = context.storeBeside?.(row) ?? text('stockpileId')
  const stockpile = findStockpile(storeName, context)
  if (!stockpile || (stockpile.isRetired && !context.isCount)) {
    const code = stockpile ? 'stockpile-retired' : 'stockpile-unknown'
    const value = storeName === '' ? {} : { value: storeName }
    const issues = [{ ...at(code, 'stockpileId', 'error'), ...value }]
    return { status: 'reject', properties: {}, issues }
  }
  const issues: Issue[] = stockpile.isLoose ? [at('stockpile-matched-loosely', 'stockpileId')] : []
  const out = (issue: Issue, properties = {}): Outcome => ({
    status: issue.severity === 'error' ? 'reject' : 'skip',
    properties,
    issues: [...issues, issue],
  })
  const quantityCell = cellOf(context, row, 'quantity')
  if (!quantityCell || isNone(cellText(quantityCell))) return out(at('quantity-none', 'quantity'))
  const item = findItem(text('item'), context)
  if (!item) return out(at('item-unknown', 'item', 'error'))
  const { packages = [], isRetired = false } = context.items.get(item) ?? {}
  if (isRetired && !context.isCount)
    return out(at('item-retired', 'item', 'error'), { stockpileId: stockpile.id, item })
  const read = readQuantity(raw(quantityCell), text('unit'), (unit) =>
    stockUnit(MATERIALS[item], unit, text('specification'), packages),
  )
  const hasUnit = cellOf(context, row, 'unit') !== null
  const ofUnit = (code: IssueCode): string =>
    code.startsWith('unit-') && hasUnit ? 'unit' : 'quantity'
  if (read.error) {
    const known =
      read.quantity === null ? {} : { stockpileId: stockpile.id, item, quantity: read.quantity }
    return out(at(read.error, ofUnit(read.error), 'error'), known)
  }
  // A stocktake may find that there is none.
  if (read.quantity === 0 && !context.isCount) return out(at('quantity-none', 'quantity'))
  issues.push(...read.warnings.map((code) => at(code, ofUnit(code))))
  if (row.fromAbove?.length) issues.push(at('blank-from-above', 'stockpileId'))
  const receivedCell = cellOf(context, row, 'receivedOn')
  const received =
    receivedCell && !isNone(cellText(receivedCell))
      ? readDay(receivedCell, context.isFrom1904)
      : null
  if (received?.day && received.day > context.today) {
    return out(at('received-later', 'receivedOn', 'error'), { stockpileId: stockpile.id, item })
  }
  if (received?.issue) issues.push(at(received.issue, 'receivedOn'))
  const batch = text('batch')
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
      ...(batch === '' ? {} : { batch }),
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

export const stockColumns = ({ table, matches }: StockContext): StockColumn[] =>
  table.headings.flatMap(({ column, path }): StockColumn[] => {
    const unit = headingUnit(path.at(-1) ?? '')
    const match = matches.find(({ heading }) => heading.column === column)
    if (match?.target.item) return [{ column, item: match.target.item as MaterialKey, unit }]
    const isCounted =
      !match && unit !== '' && table.rows.some(({ cells }) => readNumber(cellText(cells[column])))
    return isCounted ? [{ column, item: null, unit }] : []
  })

/** One store; its items stand in columns. */
export const readCrossRow = (
  context: StockContext,
  columns: readonly StockColumn[],
  row: DataRow,
): Outcome => {
  const stockpile = findStockpile(cellText(cellOf(context, row, 'stockpileId')), context)
  const at = issueAt(context, row)
  const issues: Issue[] = []
  if (!stockpile) issues.push(at('stockpile-unknown', 'stockpileId', 'error'))
  else if (stockpile.isRetired && !context.isCount)
    issues.push(at('stockpile-retired', 'stockpileId', 'error'))
  else if (stockpile.isLoose) issues.push(at('stockpile-matched-loosely', 'stockpileId'))
  const stock: Record<string, number> = {}
  for (const { column, item, unit } of columns) {
    const cell = row.cells[column]
    if (!cell || isNone(cellText(cell))) continue
    const { packages = [], isRetired = false } = (item && context.items.get(item)) || {}
    const read = readQuantity(raw(cell), unit, (each) =>
      item ? stockUnit(MATERIALS[item], each, '', packages) : { factor: 1, issue: null },
    )
    const fault = isRetired && !context.isCount ? 'item-retired' : read.error
    const codes = fault ? [fault] : read.warnings
    for (const code of codes) {
      issues.push({
        code,
        severity: fault && item ? 'error' : 'warning',
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
