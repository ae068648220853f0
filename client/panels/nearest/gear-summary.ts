import type { Language } from '../../../data/bilingual.ts'
import { EQUIPMENT } from '../../../data/equipment.ts'
import type { Catalogue } from '../../../data/field.ts'
import { MATERIALS } from '../../../data/materials.ts'
import type { NearestFeature, NearestQuery } from '../../../data/nearest.ts'
import { countsText } from '../../form/counts-text.ts'

/** Kinds of thing named on a card; the drawer has all of them. */
const SHOWN_KINDS = 4

/** The catalogue with what was asked for in front, so that it is never cut off. */
const askedFirst = (catalogue: Catalogue, asked: readonly string[]): Catalogue => {
  const entries = Object.entries(catalogue)
  const isAsked = ([key]: readonly [string, unknown]): boolean => asked.includes(key)
  return Object.fromEntries([
    ...entries.filter(isAsked),
    ...entries.filter((entry) => !isAsked(entry)),
  ])
}

/** Gear of a station or stock of a stockpile in one line; empty where it has neither. */
export const gearSummary = (
  { equipment, stock }: NearestFeature['properties'],
  query: Pick<NearestQuery, 'equipment' | 'item'>,
  language: Language,
): string => {
  const asked = Object.keys(query.equipment)
  const gear = countsText(equipment, askedFirst(EQUIPMENT, asked), language, SHOWN_KINDS)
  if (gear !== '') return gear
  const goods = query.item === null ? [] : [query.item]
  return countsText(stock, askedFirst(MATERIALS, goods), language, SHOWN_KINDS)
}
