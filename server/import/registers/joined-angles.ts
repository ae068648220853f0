/** Degrees, minutes and seconds that stand in columns of their own, as one column. */
import { cellText, isBlank } from '../tables/table-file.ts'
import type { DataRow } from './find-table.ts'
import type { Heading } from './match-headings.ts'

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

/** Headings of which those of an angle's parts are one. Degrees alone are a whole angle. */
export const joinedAngles = (
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
