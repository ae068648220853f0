/** How many features of a layer there are, in all, after the filter and by option. */
import type { Field } from '../../../data/field.ts'
import type { ResourceDeclaration } from '../../../data/resource.ts'
import type { ApiFeature } from '../../api/features.ts'
import { type LayerFilter, passesFilter } from '../../state/app-state.ts'

export type ChoiceEntry = readonly [name: string, field: Extract<Field, { kind: 'choice' }>]

/** The fields of a resource that the legend offers as filters. */
export const filterFields = ({ fields }: ResourceDeclaration): ChoiceEntry[] =>
  Object.entries(fields).flatMap(([name, field]) =>
    field.kind === 'choice' && field.filter ? [[name, field] as const] : [],
  )

export const countShown = (features: readonly ApiFeature[], filter: LayerFilter): number =>
  features.filter(({ properties }) => passesFilter(properties, filter)).length

/**
 * Features by option of one field. The field's own filter does not count, those of the others do:
 * the figure says how many choosing this option would show.
 */
export const countOptions = (
  features: readonly ApiFeature[],
  fieldName: string,
  filter: LayerFilter,
): ReadonlyMap<string, number> => {
  const { [fieldName]: _own, ...others } = filter
  const counts = new Map<string, number>()
  for (const { properties } of features) {
    if (!passesFilter(properties, others)) continue
    const option = String(properties[fieldName])
    counts.set(option, (counts.get(option) ?? 0) + 1)
  }
  return counts
}
