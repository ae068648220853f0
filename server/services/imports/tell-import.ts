/** What everyone may see of an import: names and numbers of people masked, reasons in sentences. */
import { COLLECTIONS, isCollectionId } from '../../../data/collections.ts'
import { IMPORT_LIMITS, type ImportRow, type ImportSummary } from '../../../data/imports.ts'
import { holdsMobile, masked, maskedFields, withMasks } from '../../../data/personal.ts'
import type { Fields } from '../../../data/resource.ts'
import { type Issue, issueSentence } from '../../import/registers/issues.ts'
import type { Imported } from '../../import/registers/report.ts'
import type { KeptImport } from '../../store/imports/import-store.ts'
import type { JudgedRow } from './prepare-rows.ts'

/** The fields by which a file's values may be personal. */
const fieldsOf = (resource: string): Fields =>
  isCollectionId(resource) ? COLLECTIONS[resource].fields : COLLECTIONS.stations.fields

type KeptReport = Omit<Imported, 'rows' | 'roster'> & {
  /** Of the columns, by position. */
  readonly headings: readonly string[]
}

/** What was kept of a reading; null before it. */
export const reportOf = ({ report }: KeptImport) => report as KeptReport | null

type Told = Pick<KeptReport, 'resource' | 'mapping' | 'unmapped'>

/** Of a column that fills nothing: no declaration says that people stand in it. */
const PERSON_HEADING =
  /^(?!.*(?:单位|职务)).*(?:姓名|(?:负责|责任|联系|联络|值班|经办|保管|管理|管护|填报|申请)人|[保看管]护?员|站长|队长|院长|主任|电话|手机|联系方式|person|contact|phone)/i

/** Values in a file's columns of names and numbers are shown masked, as they are everywhere. */
const textTeller = ({ resource, mapping, unmapped }: Told) => {
  const hidden = new Set([...maskedFields(fieldsOf(resource)), 'person'])
  const ofPersons = new Set(
    unmapped.filter(({ heading }) => PERSON_HEADING.test(heading)).map(({ column }) => column),
  )
  return (column: string, value: string): string =>
    hidden.has(mapping[column]?.field ?? '') || ofPersons.has(column) || holdsMobile(value)
      ? masked(value)
      : value
}

const issueTeller = (report: Told) => {
  const textIn = textTeller(report)
  return ({ value, because, ...issue }: Issue) => {
    return {
      ...issue,
      ...(value === undefined ? {} : { value: textIn(issue.column ?? '', value) }),
      sentence: issueSentence(issue.code, because),
    }
  }
}

export const summaryOf = (report: KeptReport): ImportSummary => {
  const told = issueTeller(report)
  // What was kept is shown as it is, except what is said of issues.
  const {
    rejected: _rejected,
    warnings: _warnings,
    headings: _headings,
    ...rest
  } = report as unknown as ImportSummary & Pick<KeptReport, 'headings'>
  const textIn = textTeller(report)
  const withSamples = <C extends { samples: string[] }>(name: string, column: C): C => ({
    ...column,
    samples: column.samples.map((sample) => textIn(name, sample)),
  })
  return {
    ...rest,
    mapping: Object.fromEntries(
      Object.entries(rest.mapping).map(([name, each]) => [name, withSamples(name, each)]),
    ),
    unmapped: rest.unmapped.map((each) => withSamples(each.column, each)),
    rejected: report.rejected
      .slice(0, IMPORT_LIMITS.mostRejectedTold)
      .map(({ row, ...issue }) => ({ ...told(issue), row })),
    warnings: report.warnings.map(({ rows, sheets, ...warning }) => ({
      ...warning,
      ...(rows && { rows: [...rows] }),
      ...(sheets && { sheets: [...sheets] }),
      sentence: issueSentence(warning.code),
    })),
  }
}

/** Of a duty roster, whose rows are people. */
const hiddenPerson = (properties: Readonly<Record<string, unknown>>) =>
  typeof properties.person === 'string'
    ? { ...properties, person: masked(properties.person) }
    : properties

/** How a row of an import is shown. */
export const rowTeller = (kept: KeptImport): ((row: JudgedRow) => ImportRow) => {
  const report = reportOf(kept) ?? { resource: '', mapping: {}, unmapped: [] }
  const fields = fieldsOf(report.resource)
  const tellIssue = issueTeller(report)
  const textIn = textTeller(report)
  return ({ cells, geometry, system, collection, issues, changes, address, others, ...row }) => {
    const hidden = (of: 'from' | 'to') =>
      withMasks(
        fields,
        Object.fromEntries(Object.entries(changes ?? {}).map(([name, each]) => [name, each[of]])),
      )
    const [from, to] = [hidden('from'), hidden('to')]
    return {
      ...row,
      properties: hiddenPerson(withMasks(fields, row.properties)),
      ...(address !== undefined && { address: textIn('', address) }),
      ...(others && {
        others: Object.fromEntries(
          Object.entries(others).map(([name, text]) => [name, textIn('', text)]),
        ),
      }),
      ...(changes && {
        changes: Object.fromEntries(
          Object.keys(changes).map((name) => [name, { from: from[name], to: to[name] }]),
        ),
      }),
      ...(issues && { issues: issues.map(tellIssue) }),
    } as ImportRow
  }
}
