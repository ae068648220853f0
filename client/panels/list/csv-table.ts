/** The list as a table for a spreadsheet: what a person reads, in the language of the page. */
import type { Language } from '../../../data/bilingual.ts'
import { csvText, csvTextCell } from '../../../data/csv.ts'
import type { Field } from '../../../data/field.ts'
import type { ResourceDeclaration } from '../../../data/resource.ts'
import { UNITS } from '../../../data/units.ts'
import { representativePoint } from '../../form/feature-place.ts'
import { fieldText } from '../../form/field-text.ts'
import type { ListFeature } from './list-rows.ts'

/** Five decimals of a degree are about one metre. */
const DECIMALS = 5

const headerOf = (field: Field, language: Language): string => {
  const label = field.label[language]
  if ((field.kind !== 'number' && field.kind !== 'integer') || !field.unit) return label
  const unit = UNITS[field.unit][language]
  return language === 'zh' ? `${label}（${unit}）` : `${label} (${unit})`
}

/** Numbers stay numbers, so that they can be added up; the unit is in the header. */
const cellOf = (field: Field, value: unknown, language: Language): string => {
  if (typeof value === 'number') return String(value)
  return field.kind === 'date'
    ? String(value ?? '')
    : csvTextCell(fieldText(field, value, language))
}

/**
 * Comma-separated text (RFC 4180) of all fields and the WGS-84 position of each feature. The notice
 * stands below the table, after an empty line, so that sorting leaves it alone.
 */
export const csvTable = (
  resource: ResourceDeclaration,
  features: readonly ListFeature[],
  language: Language,
  notice: string | null,
): string => {
  const fields = Object.entries(resource.fields)
  const position = language === 'zh' ? ['经度', '纬度'] : ['longitude', 'latitude']
  const header = [...fields.map(([, field]) => csvTextCell(headerOf(field, language))), ...position]
  const rows = features.map(({ geometry, properties }) => [
    ...fields.map(([name, field]) => cellOf(field, properties[name], language)),
    ...representativePoint(geometry).map((degrees) => degrees.toFixed(DECIMALS)),
  ])
  return csvText([header, ...rows], notice)
}
