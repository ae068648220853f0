/** Which collection a register is of, and which column fills what: guesses with their certainty. */
import type { ResourceDeclaration } from '../../../data/resource.ts'
import { withoutStake } from '../../../data/stakes.ts'
import { isWellKnownText } from '../gis/wkt.ts'
import { type Cell, cellText } from '../tables/table-file.ts'
import type { Table } from './find-table.ts'
import { type Heading, type Match, matchHeadings } from './match-headings.ts'
import { readChoice } from './read-choice.ts'
import { readDay, readTimeOfDay } from './read-day.ts'
import { readDuty } from './read-duty.ts'
import { readNumber } from './read-number.ts'
import { readBank, readStakes } from './read-stakes.ts'
import { holdsNothing } from './read-value.ts'
import { type Target, targetsOf } from './targets.ts'

const MOST_SAMPLES = 40

/** The first values below a heading; that there is nothing says nothing of what it would be. */
const samplesOf = (table: Table, column: number): Cell[] => {
  const samples: Cell[] = []
  for (const { cells } of table.rows) {
    const cell = cells[column]
    if (cell && !holdsNothing(cellText(cell).trim())) samples.push(cell)
    if (samples.length === MOST_SAMPLES) break
  }
  return samples
}

const holdsDigit = (cell: Cell): boolean => /\d/.test(cellText(cell).normalize('NFKC'))

/** Whether a value can be one of a target, and how little it counts where it cannot. */
/** Metres of a projection have six digits and more; degrees have three at most. */
const LEAST_METRES = 100_000

/** Degrees, minutes and seconds may be parted by spaces alone. */
const isMetres = (cell: Cell): boolean =>
  !/\d\s+\d/.test(cellText(cell)) && (readNumber(cellText(cell))?.value ?? 0) >= LEAST_METRES

const fits = (cell: Cell, { path, field, item }: Target): boolean => {
  if (path === 'geometry.northing' || path === 'geometry.easting') return isMetres(cell)
  if (path === 'geometry') return isWellKnownText(cellText(cell))
  if (path === 'bank') return readBank(cellText(cell)) !== null
  if (path.startsWith('stakes')) return readStakes(cellText(cell))?.section != null
  if (!field) return holdsDigit(cell) && !isMetres(cell)
  if (item !== null) return readNumber(cellText(cell)) !== null || !holdsDigit(cell)
  switch (field.kind) {
    case 'integer':
    case 'number':
      return readNumber(field.isStake ? withoutStake(cellText(cell)) : cellText(cell)) !== null
    case 'date':
      return (readDay(cell, false)?.day ?? null) !== null
    case 'timeOfDay':
      return readTimeOfDay(cell) !== null
    case 'choice':
      return readChoice(field, cellText(cell)) !== null || readDuty(cellText(cell)) !== null
    case 'counts':
      return holdsDigit(cell)
    case 'text':
      return field.format !== 'phone' || /\d{3}|\*/.test(cellText(cell).normalize('NFKC'))
  }
}

const LEAST_FITTING = 0.25

/** How well the values below a heading fit a target, 0 … 1; what is blank says nothing. */
const evidenceOf = (table: Table, column: number, target: Target): number => {
  const samples = samplesOf(table, column)
  if (samples.length === 0) return 1
  const share = samples.filter((cell) => fits(cell, target)).length / samples.length
  // An unknown option is reported as such, row by row; a column of words is no column of numbers.
  if (target.field?.kind === 'choice') return 0.7 + 0.3 * share
  return share < LEAST_FITTING ? 0 : 0.6 + 0.4 * share
}

const sum = (matches: readonly Match[]): number =>
  matches.reduce((total, { certainty }) => total + certainty, 0)

/** How well headings are understood as those of any of some resources. */
export const understanding =
  (resources: readonly ResourceDeclaration[]) =>
  (headings: readonly Heading[]): number =>
    Math.max(
      ...resources.map((resource) => sum(matchHeadings(headings, targetsOf(resource), () => 1))),
    )

export const planColumns = (table: Table, resource: ResourceDeclaration): Match[] =>
  matchHeadings(table.headings, targetsOf(resource), (column, target) =>
    evidenceOf(table, column, target),
  )

const NOUN_WORTH = 3

const calledAs = ({ title, shortTitle, nouns = [] }: ResourceDeclaration): string[] => [
  title.zh,
  ...(shortTitle ? [shortTitle.zh] : []),
  ...nouns,
]

/** Whether a title names a kind of thing; one character alone stands in too many words. */
const isNamedIn = (text: string, resource: ResourceDeclaration): boolean =>
  calledAs(resource).some((noun) => noun.length > 1 && text.includes(noun))

/** Whether a thing's name ends in what such things are called: 甲村救援站 is no village. */
const isCalledSo = (name: string, resource: ResourceDeclaration): boolean =>
  calledAs(resource).some((noun) => name.trim().endsWith(noun))

/** The resource whose columns a table has, helped by what its title and its rows are called. */
export const guessResource = (
  table: Table,
  resources: readonly ResourceDeclaration[],
  fileName: string,
): ResourceDeclaration => {
  const title = [
    fileName,
    table.sheet.name,
    ...table.titleRows.flatMap((row) => table.sheet.rows[row]!.map(cellText)),
  ].join(' ')
  const scored = resources.map((resource) => {
    const matches = planColumns(table, resource)
    const nameColumn = matches.find(({ target }) => target.path === 'name')?.heading.column
    const called = nameColumn === undefined ? [] : samplesOf(table, nameColumn)
    const share = called.filter((cell) => isCalledSo(cellText(cell), resource)).length
    return {
      resource,
      score:
        sum(matches) +
        (isNamedIn(title, resource) ? NOUN_WORTH : 0) +
        (called.length > 0 ? (NOUN_WORTH * share) / called.length : 0),
    }
  })
  return scored.sort((a, b) => b.score - a.score)[0]!.resource
}
