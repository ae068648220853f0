/** What is changed in a table before it is written: cells by feature and field. */
import type { Field } from '../../../data/field.ts'
import { maskedFields } from '../../../data/personal.ts'
import type { ResourceDeclaration } from '../../../data/resource.ts'
import { isSame, type Values } from '../../state/edit-draft.ts'

export interface TableFeature {
  readonly id: string
  readonly properties: Values
}

/** Changed cells, by feature and field. */
export type Cells = Readonly<Record<string, Values>>

/** The cells with other values in one field of some rows; what is as it was is no change. */
export const withCells = (
  cells: Cells,
  rows: readonly TableFeature[],
  name: string,
  value: unknown,
): Cells => {
  const next: Record<string, Values> = { ...cells }
  for (const { id, properties } of rows) {
    const { [name]: _before, ...others } = next[id] ?? {}
    const changed = isSame(properties[name], value) ? others : { ...others, [name]: value }
    if (Object.keys(changed).length > 0) next[id] = changed
    else delete next[id]
  }
  return next
}

/** Fields that a table can hold: not what is masked, which is never whole there, nor lists of things. */
export const tableFields = (resource: ResourceDeclaration): [string, Field][] => {
  const masked = new Set(maskedFields(resource.fields))
  return Object.entries(resource.fields).filter(
    ([name, { kind }]) => kind !== 'counts' && !masked.has(name),
  )
}
