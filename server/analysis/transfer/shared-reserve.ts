/**
 * Goods of one kind among works that several stockpiles reach: each unit serves one work. A flow from
 * stockpiles to works, augmented along shortest paths (Edmonds & Karp 1972).
 */

export interface SharedGoods {
  /** What each stockpile could send. */
  readonly supplies: readonly number[]
  /** What each work should have. */
  readonly demands: readonly number[]
}

/** Works are filled up by tenths of what they should have, so that none is full before all have had their share. */
const STEPS = 10

/**
 * What each work gets: as much in all as is possible, and as evenly by share as steps of a tenth allow.
 * @param reaching stockpiles that reach each work, by their places in `supplies`.
 */
export const sharedAmong = (
  { supplies, demands }: SharedGoods,
  reaching: readonly (readonly number[])[],
): number[] => {
  const spare = [...supplies]
  const assigned = demands.map(() => 0)
  /** By stockpile, how much each work has of it. */
  const flows = supplies.map(() => new Map<number, number>())
  /** Works from which no spare goods can be reached any more: that stays so, however much is moved elsewhere. */
  const isDone = demands.map(() => false)

  /** The shortest way from a work to a stockpile with spare goods; null where there is none. */
  const wayFrom = (start: number): [work: number, stockpile: number][] | null => {
    const cameFrom = new Map<number, number>()
    const stockpileOf = new Map<number, number>([[start, -1]])
    const queue = [start]
    for (const work of queue) {
      for (const stockpile of reaching[work]!) {
        if (cameFrom.has(stockpile)) continue
        cameFrom.set(stockpile, work)
        if (spare[stockpile]! > 0) return wayBack(stockpile, cameFrom, stockpileOf)
        for (const [other, flow] of flows[stockpile]!) {
          if (flow <= 0 || stockpileOf.has(other) || isDone[other]) continue
          stockpileOf.set(other, stockpile)
          queue.push(other)
        }
      }
    }
    for (const work of queue) isDone[work] = true
    return null
  }

  const give = (work: number, wanted: number): void => {
    for (let missing = wanted; missing > 0 && !isDone[work]; ) {
      const way = wayFrom(work)
      if (!way) return
      const [, source] = way[0]!
      // Each work on the way but the first gives up what it has of the stockpile before it.
      const moved = way
        .slice(1)
        .reduce(
          (least, [, stockpile], at) => Math.min(least, flows[stockpile]!.get(way[at]![0])!),
          Math.min(missing, spare[source]!),
        )
      spare[source]! -= moved
      for (const [at, [user, stockpile]] of way.entries()) {
        const flow = flows[stockpile]!
        flow.set(user, (flow.get(user) ?? 0) + moved)
        const giver = way[at - 1]?.[0]
        if (giver !== undefined) flow.set(giver, flow.get(giver)! - moved)
      }
      missing -= moved
      assigned[work]! += moved
    }
  }

  for (let step = 1; step <= STEPS; step++) {
    for (const [work, demand] of demands.entries()) {
      give(work, Math.floor((demand * step) / STEPS) - assigned[work]!)
    }
  }
  return assigned
}

/** Pairs of a work and the stockpile that it takes from, beginning at the one with spare goods. */
const wayBack = (
  stockpile: number,
  cameFrom: ReadonlyMap<number, number>,
  stockpileOf: ReadonlyMap<number, number>,
): [work: number, stockpile: number][] => {
  const way: [number, number][] = []
  for (let at = stockpile; at !== -1; ) {
    const work = cameFrom.get(at)!
    way.push([work, at])
    at = stockpileOf.get(work)!
  }
  return way
}
