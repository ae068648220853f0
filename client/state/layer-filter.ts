import type { LayerFilter } from './app-state.ts'

/** Whether every filtered field has one of the chosen options: one rule for map, legend and list. */
export const passesFilter = (
  properties: Readonly<Record<string, unknown>>,
  filter: LayerFilter,
): boolean =>
  Object.entries(filter).every(([field, options]) => options.includes(String(properties[field])))
