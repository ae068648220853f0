/** What a norm asks for at a work, and how far it is met. */
import type { MaterialKey } from '../../../data/materials.ts'
import type { ReserveNormContent } from '../../../data/reserve-norm.ts'

const METRES_PER_KILOMETRE = 1000
/** Kinds of work that are as long as the norm's kilometres. */
const LONG_KINDS: readonly string[] = ['levee', 'danger-section']

interface PlannedWork {
  readonly id: string
  readonly kind: string
  readonly lengthMetres: number | null
}

/**
 * Units by item: per kilometre of length plus per work of its kind, or what is set for this very
 * work. Parts of a unit are rounded up, nought is left out.
 */
export const plannedQuantities = (
  norm: ReserveNormContent,
  { id, kind, lengthMetres }: PlannedWork,
): Map<MaterialKey, number> => {
  const own = norm.works[id]
  const planned = new Map<MaterialKey, number>()
  const add = (
    quantities: Partial<Record<MaterialKey, number>> | undefined,
    times: number,
  ): void => {
    for (const [item, quantity] of Object.entries(quantities ?? {}) as [MaterialKey, number][]) {
      planned.set(item, (planned.get(item) ?? 0) + quantity * times)
    }
  }
  if (own) add(own, 1)
  else {
    const isLong = LONG_KINDS.includes(kind) && lengthMetres !== null
    if (isLong) add(norm.perKilometre, lengthMetres / METRES_PER_KILOMETRE)
    add(norm.perWork[kind as keyof ReserveNormContent['perWork']], 1)
  }
  return new Map(
    [...planned]
      .map(([item, quantity]) => [item, Math.ceil(quantity)] as const)
      .filter(([, quantity]) => quantity > 0),
  )
}

/** Share of a plan that is missing, averaged over its items; 0 for a plan of nothing. */
export const missingShare = (
  lines: readonly { readonly planned: number; readonly short: number }[],
): number =>
  lines.length === 0
    ? 0
    : lines.reduce((sum, { planned, short }) => sum + short / planned, 0) / lines.length
