/** Isochrones as lines: each ring of an area is a line that can carry its minutes. */

import type { ContourCollection } from '../../data/coverage.ts'
import { ringSums } from '../../data/feature-place.ts'
import { METRES_PER_DEGREE } from '../../data/geometry.ts'
import { collection, feature } from './geojson.ts'

const METRES_PER_KILOMETRE = 1000

/** The isochrones that are drawn; the edges of the ramp, without its end. */
export const CONTOUR_MINUTES: readonly number[] = [3, 5, 10, 15, 20, 30]

const NO_MINUTES: readonly number[] = []

/** What to ask for: nothing while the contours are switched off. */
export const askedContours = (isOn: boolean): readonly number[] =>
  isOn ? CONTOUR_MINUTES : NO_MINUTES

type Ring = readonly (readonly number[])[]

/**
 * A ring through the middles of its edges. The edge of an area of hexagons is a zigzag that reads
 * as noise; through the middles it runs straight, nowhere farther off than half an edge.
 */
const smoothed = (ring: Ring): number[][] => {
  const middles = ring.slice(1).map(([x = 0, y = 0], place) => {
    const [beforeX = 0, beforeY = 0] = ring[place] ?? []
    return [(beforeX + x) / 2, (beforeY + y) / 2]
  })
  const [first] = middles
  return first ? [...middles, first] : []
}

/** Area within a ring by the surveyor's formula, degrees shrunk to the ring's first latitude. */
const squareKilometres = (ring: Ring): number =>
  (Math.abs(ringSums(ring).area2) / 2) *
  (METRES_PER_DEGREE / METRES_PER_KILOMETRE) ** 2 *
  Math.cos(((ring[0]?.[1] ?? 0) * Math.PI) / 180)

/** One line per ring, with its minutes and the area within it, by which the small ones wait. */
export const contourLines = ({ features }: Pick<ContourCollection, 'type' | 'features'>) =>
  collection(
    features.flatMap(({ geometry, properties: { minutes } }) =>
      geometry.coordinates
        .flat()
        .map((ring) =>
          feature(
            { type: 'LineString', coordinates: smoothed(ring) },
            { minutes, areaSquareKilometres: squareKilometres(ring) },
          ),
        ),
    ),
  )
