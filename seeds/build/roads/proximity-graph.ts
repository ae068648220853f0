/** Which neighbours are worth a road of their own. */
import { metresBetween, type Point } from './plane.ts'
import { SpatialHash } from './spatial-hash.ts'

export interface Neighbours {
  readonly a: number
  readonly b: number
  readonly metres: number
  /** Also neighbours in the stricter sense: nobody is nearer to both than they to each other. */
  readonly isRelative: boolean
}

/**
 * Pairs with nobody inside the circle between them (Gabriel & Sokal, 1969), and whether they are
 * relative neighbours too (Toussaint, 1980), up to a distance; shortest first.
 */
export const gabrielNeighbours = (places: readonly Point[], withinMetres: number): Neighbours[] => {
  const hash = new SpatialHash(withinMetres / 2)
  places.forEach((place, id) => void hash.add(id, place, place))
  const pairs: Neighbours[] = []
  places.forEach((a, indexA) => {
    const around = hash.near(a, a, withinMetres)
    for (const indexB of around) {
      if (indexB <= indexA) continue
      const b = places[indexB]!
      const metres = metresBetween(a, b)
      if (metres > withinMetres) continue
      const middle = { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }
      let [isGabriel, isRelative] = [true, true]
      for (const other of around) {
        if (other === indexA || other === indexB) continue
        const place = places[other]!
        if (metresBetween(place, middle) < metres / 2) isGabriel = false
        if (Math.max(metresBetween(place, a), metresBetween(place, b)) < metres) isRelative = false
        if (!isGabriel) break
      }
      if (isGabriel) pairs.push({ a: indexA, b: indexB, metres, isRelative })
    }
  })
  return pairs.sort((x, y) => x.metres - y.metres || x.a - y.a || x.b - y.b)
}
