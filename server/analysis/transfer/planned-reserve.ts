/** What a norm asks for at a work and why, and how far it is met. */
import type { PlannedPart } from '../../../data/adequacy.ts'
import type { MaterialKey } from '../../../data/materials.ts'
import type { NormException, Quantities, ReserveNormContent } from '../../../data/reserve-norm.ts'

const METRES_PER_KILOMETRE = 1000
/** Kinds of work that are as long as the norm's kilometres. */
const LONG_KINDS: readonly string[] = ['levee', 'danger-section']

interface PlannedWork {
  readonly id: string
  readonly kind: string
  readonly countyCode: string
  readonly scale: string | null
  readonly leveeGrade: number | null
  readonly lengthMetres: number | null
}

/** Units of an item, and what they come from. */
export interface PlannedQuantity {
  readonly quantity: number
  readonly from: readonly PlannedPart[]
}

/** How many of its conditions an exception has; -1 where one of them is not true of the work. */
const fitOf = ({ county, kind, scale, leveeGrade }: NormException, work: PlannedWork): number => {
  const conditions = [
    [county, work.countyCode],
    [kind, work.kind],
    [scale, work.scale],
    [leveeGrade, work.leveeGrade],
  ] as const
  const stated = conditions.filter(([wanted]) => wanted !== null)
  return stated.every(([wanted, has]) => wanted === has) ? stated.length : -1
}

interface Rule {
  readonly quantities: Quantities
  /** Place in the norm's list; null for what holds for all of the kind. */
  readonly exception: number | null
}

/** For each item the last of these rules that names it. */
const lastOfEach = (rules: readonly Rule[]): [MaterialKey, number, number | null][] => {
  const byItem = new Map<MaterialKey, [number, number | null]>()
  for (const { quantities, exception } of rules) {
    for (const [item, quantity] of Object.entries(quantities) as [MaterialKey, number][]) {
      byItem.set(item, [quantity, exception])
    }
  }
  return [...byItem].map(([item, [quantity, exception]]) => [item, quantity, exception])
}

/**
 * Units by item: per kilometre of length plus per work of its kind, or what is set for this very
 * work. Parts of a unit are rounded up, nought is left out.
 */
export const plannedQuantities = (
  norm: ReserveNormContent,
  work: PlannedWork,
): Map<MaterialKey, PlannedQuantity> => {
  const { id, kind, lengthMetres } = work
  const parts: (PlannedPart & { readonly item: MaterialKey })[] = []
  const add = (basis: PlannedPart['basis'], times: number, rules: readonly Rule[]): void => {
    for (const [item, quantity, exception] of lastOfEach(rules)) {
      if (quantity > 0) parts.push({ item, basis, quantity, times, exception })
    }
  }
  const own = norm.works[id]
  if (own) add('own', 1, [{ quantities: own, exception: null }])
  else {
    const exceptions = (norm.exceptions ?? [])
      .map((exception, place) => ({ exception, place, fit: fitOf(exception, work) }))
      .filter(({ fit }) => fit >= 0)
      .sort((a, b) => a.fit - b.fit || a.place - b.place)
    const rulesOf = (base: Quantities, part: 'perKilometre' | 'perWork'): Rule[] => [
      { quantities: base, exception: null },
      ...exceptions.map(({ exception, place }) => ({
        quantities: exception[part],
        exception: place,
      })),
    ]
    if (LONG_KINDS.includes(kind) && lengthMetres !== null) {
      const kilometres = lengthMetres / METRES_PER_KILOMETRE
      add('kilometre', kilometres, rulesOf(norm.perKilometre, 'perKilometre'))
    }
    const ofKind = norm.perWork[kind as keyof ReserveNormContent['perWork']] ?? {}
    add('work', 1, rulesOf(ofKind, 'perWork'))
  }
  const planned = new Map<MaterialKey, PlannedQuantity>()
  for (const [item, ofItem] of Map.groupBy(parts, (part) => part.item)) {
    const units = ofItem.reduce((sum, { quantity, times }) => sum + quantity * times, 0)
    const from = ofItem.map(({ item: _, ...part }) => part)
    if (units > 0) planned.set(item, { quantity: Math.ceil(units), from })
  }
  return planned
}

/** Share of a plan that is missing, averaged over its items; 0 for a plan of nothing. */
export const missingShare = (
  lines: readonly { readonly planned: number; readonly short: number }[],
): number =>
  lines.length === 0
    ? 0
    : lines.reduce((sum, { planned, short }) => sum + short / planned, 0) / lines.length
