/** Stock lists that have the goods down and the stores across, as a list of the stores with the goods across. */
import { type Cell, cellText, type Sheet } from '../tables/table-file.ts'
import { type Table, transposed } from './find-table.ts'
import { readNumber } from './read-number.ts'
import { findItem } from './stock-rows.ts'

const GOODS_HEADING = /^(?:物资|品名|名称|(?:物资|物料|货物|物品)(?:名称|品名|种类))$/
const UNIT_HEADING = /^(?:计量)?单位$/
const NO_STORE = /^(?:序号|编号|规格|型号|规格型号|备注|数量|总量)$|合计|小计|总计/
const MOST_ROWS_ABOVE = 20
const LEAST_STORES = 2
const LEAST_GOODS = 2
/** Of the names below the heading so many are in the catalogue. */
const LEAST_KNOWN = 0.5

const NOTHING_SAID = { said: {} }

const plain = (cell: Cell | null | undefined): string => cellText(cell).replace(/\s+/g, '')

const textCell = (value: string): Cell => ({ value, kind: 'plain' })

interface Corner {
  readonly top: number
  /** The last row of the headings: stores may stand below a heading of their own. */
  readonly bottom: number
  readonly goods: number
  readonly unit: number
  readonly stores: ReadonlySet<number>
}

const cornerOf = ({ rows }: Sheet): Corner | null => {
  for (let top = 0; top < Math.min(rows.length, MOST_ROWS_ABOVE); top++) {
    const upper = [...rows[top]!].map(plain)
    const goods = upper.findIndex((heading) => GOODS_HEADING.test(heading))
    if (goods < 0) continue
    const lower = [...(rows[top + 1] ?? [])].map(plain)
    const hasLower = !lower[goods] && lower.some((text) => text !== '' && readNumber(text) === null)
    const bottom = hasLower ? top + 1 : top
    const headings = hasLower
      ? Array.from(
          { length: Math.max(upper.length, lower.length) },
          (_, column) => [lower[column], upper[column]].find(Boolean) ?? '',
        )
      : upper
    const below = rows.slice(bottom + 1)
    const names = below.map((row) => plain(row[goods])).filter((name) => name !== '')
    const known = names.filter((name) => findItem(name, NOTHING_SAID) !== null).length
    if (known < LEAST_GOODS || known < LEAST_KNOWN * names.length) continue
    const unit = headings.findIndex((heading) => UNIT_HEADING.test(heading))
    const stores = headings.flatMap((heading, column) => {
      const isOther = column === goods || column === unit || heading === ''
      const holds = below.some((row) => readNumber(plain(row[column])) !== null)
      return !isOther && holds && !NO_STORE.test(heading) ? [column] : []
    })
    if (stores.length >= LEAST_STORES) return { top, bottom, goods, unit, stores: new Set(stores) }
  }
  return null
}

/** @returns the sheet turned, its goods as headings with their units; `null` where it is none such. */
export const storesAcross = (sheet: Sheet): Sheet | null => {
  const corner = sheet.shapes === null ? cornerOf(sheet) : null
  if (!corner) return null
  const { top, bottom, goods, unit, stores } = corner
  const headingOf = (row: number): Cell | null => {
    if (row < bottom) return null
    if (row === bottom) return textCell('储备点')
    const [name, spelled] = [plain(sheet.rows[row]![goods]), plain(sheet.rows[row]![unit])]
    return name === '' ? null : textCell(spelled === '' ? name : `${name}（${spelled}）`)
  }
  const turned = transposed(sheet)
  return {
    ...turned,
    merges: [],
    rows: turned.rows.map((cells, column) => {
      if (column === goods) return sheet.rows.map((_, row) => headingOf(row))
      // A title stands above the first column: it gives the day that the list holds for.
      if (!stores.has(column)) return column < goods ? cells.slice(0, top) : []
      const name = [cells[bottom], cells[top]].find((cell) => plain(cell) !== '')
      return cells.map((cell, row) => (row < bottom ? null : row === bottom ? name : cell))
    }),
  }
}

/** As its users see it: it lies on its side. */
export const onItsSide = (table: Table): Table => ({ ...table, isTransposed: true })
