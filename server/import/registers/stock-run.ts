/** Stock lists from their sheets to what would enter the ledger: a line an item, or a cross table. */
import type { Catalogue } from '../../../data/field.ts'
import { defineResource } from '../../../data/resource.ts'
import { FileRefused } from '../tables/file-refused.ts'
import { cellText, columnName, type Sheet, type TableFile } from '../tables/table-file.ts'
import { type Choices, chosenColumns, readDefaults, signatureOf, tell } from './choices.ts'
import { isLeftOut, leftOut } from './decide-rows.ts'
import { findTable, type Table } from './find-table.ts'
import { withGroups } from './group-columns.ts'
import { type FileWarning, fileWarning } from './issues.ts'
import type { Known } from './known.ts'
import type { Match } from './match-headings.ts'
import { understanding } from './plan-columns.ts'
import { readDay } from './read-day.ts'
import {
  countsOf,
  type Imported,
  layoutOf,
  mappingOfColumns,
  type RowReport,
  rejectedOf,
  sheetsToRead,
  unmappedColumns,
} from './report.ts'
import {
  goodsNow,
  itemAndUnit,
  readCrossRow,
  readLine,
  type StockContext,
  stockColumns,
  storesBeside,
} from './stock-rows.ts'
import { onItsSide, storesAcross } from './stores-across.ts'
import { targetsOf } from './targets.ts'

const STOCKPILE = {
  kind: 'text',
  label: { zh: '储备点', en: 'Stockpile' },
  required: true,
  synonyms: [
    '储备库',
    '储备库点名称',
    '储备单位',
    '储备库名称',
    '储备点名称',
    '仓库名称',
    '仓库',
    '存放仓库',
    '所在仓库',
    '库房',
    '储备仓库',
    '存放地点',
    '储备地点',
  ],
} as const

const about = {
  title: { zh: '物资台账', en: 'Stock' },
  description: { zh: '物资台账', en: 'Stock' },
  geometryTypes: [],
  symbol: { icon: 'temaki:storage', colour: '#7048b6' },
  layer: false,
} as const

/** What columns of quantities are called, those of our own balances and forms for counts among them. */
const COUNTED: readonly string[] = [
  ...['库存', '库存数量', '在库', '在库数量', '实盘数量', '实盘数', '盘点数量', '实存数量'],
  ...['入库数量', '实有数量', '现有数量', '现存数量', '结存数量', '储备数量', '结存'],
  ...['On hand', 'Counted'],
]

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
      synonyms: COUNTED,
    },
    batch: { kind: 'text', label: { zh: '批次', en: 'Batch' }, synonyms: ['批号'] },
    receivedOn: {
      kind: 'date',
      label: { zh: '入库日期', en: 'Received on' },
      synonyms: ['生产日期', '生产入库日期', '入库时间'],
    },
    expiresOn: {
      kind: 'text',
      label: { zh: '有效期至', en: 'Expires on' },
      synonyms: [
        '保质期',
        '有效期',
        '保质期有效期至',
        '失效日期',
        '到期日期',
        '过期日期',
        '有效日期',
      ],
    },
  },
})

/** One store in a line, one item in a column. */
const crossOf = (catalogue: Catalogue) =>
  defineResource({
    ...about,
    id: 'stock',
    fields: {
      stockpileId: STOCKPILE,
      stock: { kind: 'counts', label: { zh: '库存', en: 'Stock' }, catalogue },
    },
  })

/** Whose targets are made once for the items as they are. */
let cross: { readonly goods: Catalogue; readonly table: ReturnType<typeof crossOf> } | null = null
const crossNow = () => {
  const goods = goodsNow()
  if (cross?.goods !== goods) cross = { goods, table: crossOf(goods) }
  return cross.table
}

const noTable = (): FileRefused =>
  new FileRefused('not-a-table', {
    zh: '找不到物资表：没有一行像是储备点、物资名称、数量这样的列名，也没有以物资为列的交叉表。',
    en: 'No stock list was found: no row looks like headings (stockpile, item, quantity), nor is there a cross table of items.',
  })

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

/** Names in the file that no item has, each with the unit that it is counted in there. */
const unknownItems = (
  context: StockContext,
  table: Table,
  rows: readonly RowReport[],
): NonNullable<Imported['unknownItems']> => {
  const units = new Map<string, string>()
  for (const [index, { issues = [] }] of rows.entries()) {
    if (!issues.some(({ code }) => code === 'item-unknown')) continue
    const { name, unit } = itemAndUnit(context, table.rows[index]!)
    if (!units.has(name)) units.set(name, unit)
  }
  return [...units].map(([name, unit]) => ({ name, unit }))
}

interface StockPlan {
  readonly table: Table
  readonly isLong: boolean
  readonly matches: readonly Match[]
}

/** Fewer columns of goods may stand in a register of anything. */
const LEAST_ITEMS = 2

/** How a file is a stock list; `null` where it is none. */
const planStock = (sheets: readonly Sheet[], choices: Choices): StockPlan | null => {
  // A column of goods would be taken for headings that stand on their side.
  const table = findTable(sheets, understanding([LINES, crossNow()]), false)
  const plan = table && planTable(table, choices)
  if (plan) return plan
  const turned = sheets.flatMap((sheet) => storesAcross(sheet) ?? [])
  const across = findTable(turned, understanding([crossNow()]), false)
  return across && planTable(onItsSide(across), choices)
}

const planTable = (table: Table, choices: Choices): StockPlan | null => {
  const named = (matches: readonly Match[]): Match[] =>
    matches.filter(({ target }) => target.name !== null && target.name !== 'name')
  const [lines, cross] = [LINES, crossNow()].map((resource) =>
    named(chosenColumns(table, resource, choices)),
  )
  const has = (matches: readonly Match[], path: string): boolean =>
    matches.some(({ target }) => target.path === path)
  const isLong = has(lines!, 'item') && has(lines!, 'quantity')
  const matches = isLong ? lines! : cross!
  const items = matches.filter(({ target }) => target.item !== null)
  const store = matches.find(({ target }) => target.path === 'stockpileId')
  // The list of one store may name it in its title, or not at all.
  if (!store) return isLong && has(matches, 'unit') ? { table, isLong, matches } : null
  if (!isLong && items.length < LEAST_ITEMS) return null
  return { table: withGroups(table, [store.heading.column]), isLong, matches }
}

/** Whether a file lists what stores hold, so that it goes into the ledger. */
export const isStockList = ({ sheets }: TableFile): boolean => planStock(sheets, {}) !== null

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
export const stockRun = (
  file: TableFile,
  known: Known,
  today: string,
  choices: Choices,
): Imported => {
  const plan = planStock(sheetsToRead(file.sheets, choices), choices)
  if (!plan) throw noTable()
  const { table, isLong, matches } = plan
  const asOf = isLong ? null : dayOfTitle(table)
  const stockpiles = known.existing('stockpiles')
  const isTold = matches.some(({ target }) => target.path === 'stockpileId')
  const beside = storesBeside({ table, stockpiles, today }, choices.defaults?.stockpileId)
  const isAsked = !isTold && beside(table.rows[0]!) === ''
  const context: StockContext = {
    table,
    matches,
    stockpiles,
    storeBeside: isTold ? null : beside,
    items: known.items,
    said: choices.items ?? {},
    isCount: choices.isCount ?? false,
    isFrom1904: file.isFrom1904,
    today,
  }
  const columns = isLong ? [] : stockColumns(context)
  const defaults = readDefaults(LINES, choices, known)
  const rows = table.rows.map((row, index): RowReport => {
    tell(choices, 'rows', index, table.rows.length)
    const {
      status,
      properties,
      issues = [],
    } = isLong ? readLine(context, row) : readCrossRow(context, columns, row)
    const receivedOn = properties.receivedOn ?? defaults.receivedOn
    const read: RowReport = {
      row: row.row + 1,
      status,
      properties: { ...properties, ...(receivedOn === undefined ? {} : { receivedOn }) },
      ...(issues.length > 0 ? { issues } : {}),
    }
    return isLeftOut(read, choices) ? leftOut(read) : read
  })
  return {
    outcome: 'imported',
    resource: 'stock',
    signature: signatureOf('stock', table),
    targets: targetsOf(isLong ? LINES : crossNow())
      .filter(({ name }) => name !== null && name !== 'name')
      .map(({ path, label }) => ({ path, label })),
    layout: {
      ...layoutOf(file, table),
      ...(isLong ? {} : { shape: 'cross table' }),
      ...(asOf ? { asOf } : {}),
    },
    mapping: mappingOfColumns(table, matches, ({ target }) => target.path),
    unmapped: unmappedColumns(table, matches),
    defaultsToAskFor: [
      ...(isAsked ? ['stockpileId'] : []),
      ...(asOf === null &&
      rows.some(({ properties }) => properties.stockpileId && !properties.receivedOn)
        ? ['receivedOn']
        : []),
    ],
    unknownItems: unknownItems(context, table, rows),
    coordinates: { system: null },
    counts: countsOf(rows),
    rejected: rejectedOf(rows),
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
