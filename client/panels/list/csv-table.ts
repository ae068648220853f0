/** The list as a table for a spreadsheet: what a person reads, in the language of the page. */
import type { Language } from '../../../data/bilingual.ts'
import { csvCell, csvText, csvTextCell } from '../../../data/csv.ts'
import { representativePoint } from '../../../data/feature-place.ts'
import { fieldCell, fieldHeading } from '../../../data/field-text.ts'
import type { ResourceDeclaration } from '../../../data/resource.ts'
import type { ListFeature } from './list-rows.ts'

/** Five decimals of a degree are about one metre. */
const DECIMALS = 5

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
  const header = [
    ...fields.map(([, field]) => csvTextCell(fieldHeading(field, language))),
    ...position,
  ]
  const rows = features.map(({ geometry, properties }) => [
    ...fields.map(([name, field]) => csvCell(fieldCell(field, properties[name], language))),
    ...representativePoint(geometry).map((degrees) => degrees.toFixed(DECIMALS)),
  ])
  return csvText([header, ...rows], notice)
}
