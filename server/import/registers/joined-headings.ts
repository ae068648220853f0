/** Rows of headings that say one thing together: degrees, minutes and seconds in columns of their own, units below what they are of. */
import { SPELLED_UNITS } from '../../../data/units.ts'
import { cellText, isBlank } from '../tables/table-file.ts'
import type { DataRow } from './find-table.ts'
import type { Heading } from './match-headings.ts'
import { isStockUnit } from './stock-units.ts'

/** Columns of the parts of an angle, from degrees on; the first holds the whole afterwards. */
export type Angle = readonly number[]

const PARTS = [
  /^(?:度|°|deg(?:rees)?)$/i,
  /^(?:分|′|'|min(?:utes)?)$/i,
  /^(?:秒|″|"|sec(?:onds)?)$/i,
]
const SIGNS = ['°', '′', '″']

/** What a heading is of, and which part of the angle it is: 经度/度, 经度（度）; `null` for any other. */
const partOf = ({ path }: Heading): { readonly of: string; readonly part: number } | null => {
  const last = (path.at(-1) ?? '').replace(/\s+/g, '')
  const [, outside, inside] = /^(.+)[(（](.+)[)）]$/.exec(last) ?? []
  const part = PARTS.findIndex((each) => each.test(inside ?? last))
  const of = [...path.slice(0, -1), ...(outside === undefined ? [] : [outside])].join('/')
  return part < 0 || of === '' ? null : { of, part }
}

const SPELLED = new Set(Object.values(SPELLED_UNITS).flatMap(Object.keys))
const LEAST_UNITS = 2

/** A unit that stands in a cell of its own: 万条, （吨）; empty for what is none. */
const unitIn = (text: string): string => {
  const [, unit = ''] = /^[(（]?(.{1,5}?)[)）]?$/.exec(text.normalize('NFKC').trim()) ?? []
  return [unit, unit.replace(/^[百千万亿](?=.)/, '')].some(
    (each) => SPELLED.has(each.toLowerCase()) || isStockUnit(each),
  )
    ? unit
    : ''
}

export interface JoinedHeadings {
  readonly headings: readonly Heading[]
  readonly angles: readonly Angle[]
  /** How many columns are understood together with what stands above or beside them. */
  readonly joined: number
}

/** 编织袋 above 万条 is 编织袋（万条）. */
export const joinedHeadings = (all: readonly Heading[]): JoinedHeadings => {
  const { headings, angles } = joinedAngles(all)
  const units = headings.map(({ path }) => (path.length < 2 ? '' : unitIn(path.at(-1)!)))
  const count = units.filter((unit) => unit !== '').length
  if (count < LEAST_UNITS) return { headings, angles, joined: angles.length }
  return {
    headings: headings.map((heading, index) => {
      const [above, unit] = [heading.path.at(-2), units[index]]
      return unit === ''
        ? heading
        : { ...heading, path: [...heading.path.slice(0, -2), `${above}（${unit}）`] }
    }),
    angles,
    joined: angles.length + count,
  }
}

/** Headings of which those of an angle's parts are one. Degrees alone are a whole angle. */
const joinedAngles = (
  headings: readonly Heading[],
): { readonly headings: readonly Heading[]; readonly angles: readonly Angle[] } => {
  const parts = headings.map(partOf)
  const angles: number[][] = []
  const joined = headings.flatMap((heading, index): Heading[] => {
    const [own, before] = [parts[index]!, parts[index - 1]]
    if (own && own.part > 0 && before && before.of === own.of && before.part === own.part - 1) {
      angles.at(-1)?.push(heading.column)
      return []
    }
    if (own?.part === 0) angles.push([heading.column])
    return [own?.part === 0 ? { column: heading.column, path: own.of.split('/') } : heading]
  })
  const whole = angles.filter(({ length }) => length > 1)
  return whole.length === 0 ? { headings, angles: [] } : { headings: joined, angles: whole }
}

/** Rows whose first column of each angle holds the whole: 116°36′12.5″. */
export const withAngles = (
  rows: readonly DataRow[],
  angles: readonly Angle[],
): readonly DataRow[] =>
  angles.length === 0
    ? rows
    : rows.map((row) => {
        const cells = row.cells.slice()
        for (const columns of angles) {
          const [first] = columns as [number]
          const texts = columns.map((column, part) => {
            const text = cellText(cells[column]).trim()
            return isBlank(cells[column]) || /[°′″'"度分秒]$/.test(text) ? text : text + SIGNS[part]
          })
          cells[first] = texts[0] === '' ? null : { value: texts.join(''), kind: 'plain' }
        }
        return { ...row, cells }
      })
