/** Where a curve bends: the point farthest from the straight line between its ends. */

export interface CurvePoint {
  readonly sites: number
  readonly people: number
}

/** Number of sites at the bend; null where the curve has none. A rule of thumb, no optimum. */
export const kneeOf = (curve: readonly CurvePoint[]): number | null => {
  const [first, last] = [curve[0], curve.at(-1)]
  if (!first || !last || curve.length < 3 || last.people === first.people) return null
  let best: { sites: number; height: number } | null = null
  for (const { sites, people } of curve) {
    const along = (sites - first.sites) / (last.sites - first.sites)
    const height = (people - first.people) / (last.people - first.people) - along
    if (height > 0 && (best === null || height > best.height)) best = { sites, height }
  }
  return best?.sites ?? null
}
