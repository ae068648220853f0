/** What becomes of each row: new, a change, unchanged, entered twice, or as the user decided. */
import type { ResourceDeclaration } from '../../../data/resource.ts'
import type { Choices, Decision } from './choices.ts'
import { changesOf, findLookAlikes } from './compare-rows.ts'
import type { Issue } from './issues.ts'
import type { KnownFeature } from './known.ts'
import { type RowReport, type RowStatus, rowKey } from './report.ts'

/** What a row would do, by what is said of it and by the feature that it is about. */
const statusOf = (row: RowReport): RowStatus => {
  if (row.issues?.some(({ severity }) => severity === 'error')) return 'reject'
  if (row.changes) return Object.keys(row.changes).length > 0 ? 'update' : 'unchanged'
  return row.lonLat || row.geometry ? 'add' : 'unplaced'
}

const withIssue = (row: RowReport, issue: Issue): RowReport => ({
  ...row,
  issues: [...(row.issues ?? []), issue],
})

/** The row as one about a feature that is there already; changes are listed only where it is an update. */
export const asChange = (row: RowReport, feature: KnownFeature): RowReport => {
  const changes = changesOf(feature, row)
  const told: RowReport = { ...row, featureId: feature.id, changes }
  const status = statusOf(told)
  if (status === 'update') return { ...told, status }
  const { changes: _none, ...rest } = told
  return { ...rest, status }
}

/** The row as one about something that is not there yet. */
export const asNew = (
  { changes: _changes, featureId: _feature, ...row }: RowReport,
  defaults: Readonly<Record<string, unknown>>,
): RowReport => {
  const whole = { ...row, properties: { ...defaults, ...row.properties } }
  return { ...whole, status: statusOf(whole) }
}

/** Where a code occurs twice, the first row is kept, and both rows are reported. */
const withDuplicates = (rows: readonly RowReport[], column: string | null): RowReport[] => {
  if (column === null) return [...rows]
  const counts = new Map<string, number>()
  for (const { key } of rows) if (key) counts.set(key, (counts.get(key) ?? 0) + 1)
  const seen = new Set<string>()
  return rows.map((row) => {
    const { key } = row
    if (!key || counts.get(key) === 1) return row
    const severity = seen.has(key) ? 'error' : 'warning'
    seen.add(key)
    const told = withIssue(row, { code: 'duplicate-code-in-file', column, value: key, severity })
    return severity === 'error' ? { ...told, status: 'reject' } : told
  })
}

const isDuplicate = ({ issues = [] }: RowReport): boolean =>
  issues.some(({ code }) => code === 'duplicate-code-in-file')

const withLookAlikes = (
  rows: readonly RowReport[],
  features: readonly KnownFeature[],
  { nouns = [] }: ResourceDeclaration,
  column: string,
): RowReport[] => {
  const lookAlikes = findLookAlikes(rows, features, nouns)
  return rows.map((row, index) => {
    const of = lookAlikes.get(index)
    if (of === undefined || isDuplicate(row)) return row
    return withIssue(row, { code: 'possible-duplicate', severity: 'warning', column, of })
  })
}

/** The row without its code, so that it gets one of its own. */
const withoutCode = ({ key: _key, ...row }: RowReport): RowReport => {
  const { code: _code, ...properties } = row.properties
  const issues = row.issues?.map(
    (issue): Issue =>
      issue.code === 'duplicate-code-in-file' ? { ...issue, severity: 'warning' } : issue,
  )
  return { ...row, properties, ...(issues ? { issues } : {}) }
}

interface Others {
  readonly features: ReadonlyMap<string, KnownFeature>
  readonly defaults: Readonly<Record<string, unknown>>
  /** Position of a row of the file by its code or its number. */
  readonly positions: ReadonlyMap<string, number>
}

/** Whether the user leaves a row out. */
export const isLeftOut = (row: RowReport, { decisions }: Pick<Choices, 'decisions'>): boolean =>
  decisions?.[rowKey(row)] === 'leave-out'

/** The row as one that the user leaves out. */
export const leftOut = (row: RowReport): RowReport => ({
  ...withIssue(row, { code: 'left-out', severity: 'warning' }),
  status: 'skip',
})

/** The other one that a row is, or looks like, by code or by number. */
const otherOf = ({ key, issues = [] }: RowReport): string | undefined =>
  issues.find(({ code }) => code === 'possible-duplicate')?.of ??
  (issues.some(({ code }) => code === 'duplicate-code-in-file') ? key : undefined)

const decided = (rows: RowReport[], index: number, decision: Decision, others: Others): void => {
  const row = rows[index]!
  if (decision === 'leave-out') {
    rows[index] = leftOut(row)
    return
  }
  if (decision === 'keep') {
    const isOther = row.featureId !== undefined || isDuplicate(row)
    rows[index] = isOther ? asNew(withoutCode(row), others.defaults) : row
    return
  }
  const of = otherOf(row)
  const feature = of === undefined ? undefined : others.features.get(of)
  if (feature && !isDuplicate(row)) {
    // The feature keeps the code that it has.
    rows[index] = asChange(withoutCode(row), feature)
    return
  }
  const position = of === undefined ? undefined : others.positions.get(of)
  if (position === undefined || position === index) return
  const first = rows[position]!
  // What the first row says stands; the other one adds what it lacks.
  rows[position] = { ...first, properties: { ...row.properties, ...first.properties } }
  rows[index] = leftOut(row)
}

/**
 * Rows with what is said of them as a whole, and with the user's decisions carried out.
 * @param codeColumn `null` where no column has codes.
 */
export const decideRows = (
  read: readonly RowReport[],
  features: readonly KnownFeature[],
  resource: ResourceDeclaration,
  columns: { readonly code: string | null; readonly name: string },
  { decisions = {} }: Choices,
  defaults: Readonly<Record<string, unknown>>,
): RowReport[] => {
  const rows = withLookAlikes(withDuplicates(read, columns.code), features, resource, columns.name)
  if (Object.keys(decisions).length === 0) return rows
  const positions = new Map<string, number>()
  for (const [index, row] of rows.entries()) {
    for (const name of [row.key, rowKey(row)]) {
      if (name !== undefined && !positions.has(name)) positions.set(name, index)
    }
  }
  const byName = new Map(
    features.map((each) => [String(each.properties.code ?? each.id), each] as const),
  )
  for (const index of rows.keys()) {
    const decision = decisions[rowKey(rows[index]!)]
    if (decision) decided(rows, index, decision, { features: byName, defaults, positions })
  }
  return rows
}
