import { z } from 'zod'
import type { Position, Ring } from './from-packages-geometry.ts'
import {
  insideRing,
  ringAreaSquareKilometres,
  roundedPolygons,
  vertexMean,
} from './from-packages-geometry.ts'
import { type NamedWater, namedWater, riverPieces } from './from-packages-water-names.ts'

/** The bounding box of the city, a tenth of a degree wider on each side. */
const west = 115.77
const south = 34.33
const east = 117.7
const north = 36.07

/** Unnamed water below this is left out. */
const leastAreaSquareKilometres = 0.15

/** The two halves of the Nansi Lake and Dongping Lake are larger than this, all else smaller. */
const greatLakeSquareKilometres = 100

/**
 * A closed ring of three distinct vertices. The package's generalisation leaves rows of such
 * triangles where a river was; they have no shape worth drawing unless the water is a named one.
 */
const triangleLength = 4

/** Two places this near (in degrees, about 1 km) mean the same polygon. */
const samePlaceDegrees = 0.01

const waterbodies = z.object({
  geometries: z.array(
    z.object({
      type: z.literal('MultiPolygon'),
      coordinates: z.array(z.array(z.array(z.tuple([z.number(), z.number()])))),
    }),
  ),
})

interface WaterPolygon {
  rings: Ring[]
  outer: Ring
  centre: Position
  areaSquareKilometres: number
}

function isNear([x, y]: Position, [u, v]: Position): boolean {
  return Math.hypot(x - u, y - v) < samePlaceDegrees
}

function polygonsInBox(content: unknown): WaterPolygon[] {
  const polygons: WaterPolygon[] = []
  for (const { coordinates } of waterbodies.parse(content).geometries) {
    for (const rings of coordinates) {
      const outer = rings[0]
      if (outer === undefined || !outer.every(([x, y]) => Math.abs(x) <= 180 && Math.abs(y) <= 90))
        continue
      const centre = vertexMean(outer)
      const [x, y] = centre
      if (x < west || x > east || y < south || y > north) continue
      polygons.push({ rings, outer, centre, areaSquareKilometres: ringAreaSquareKilometres(outer) })
    }
  }
  return polygons.sort((a, b) => b.areaSquareKilometres - a.areaSquareKilometres)
}

function featureOf(facts: Omit<NamedWater, 'places'>, polygons: WaterPolygon[]) {
  const { id, nameZh, nameEn, kind } = facts
  const source = '@geo-maps/earth-waterbodies-100m 0.6.0, © OpenStreetMap contributors'
  return {
    properties: { id, nameZh, nameEn, kind, provenance: 'surveyed', source },
    geometry: {
      type: 'MultiPolygon' as const,
      coordinates: polygons.flatMap(({ rings }) => roundedPolygons([rings])),
    },
  }
}

function namedFeature(name: NamedWater, polygons: WaterPolygon[]) {
  const parts = name.places.map((place) => {
    const found = polygons.find(({ centre }) => isNear(centre, place))
    if (found === undefined)
      throw new Error(`No polygon of the package lies at ${name.id} ${place}`)
    return found
  })
  return { feature: featureOf(name, parts), parts }
}

/** Lakes, reservoirs and ponds: the named ones first, then the unnamed from large to small. */
export function waterFromPackage(content: unknown) {
  const polygons = polygonsInBox(content)
  const named = namedWater.map((name) => namedFeature(name, polygons))
  const used = new Set(named.flatMap(({ parts }) => parts))
  const lakes = [...used].filter(
    ({ areaSquareKilometres }) => areaSquareKilometres > greatLakeSquareKilometres,
  )
  const unnamed = polygons
    .filter((polygon) => !used.has(polygon))
    .filter(({ areaSquareKilometres }) => areaSquareKilometres >= leastAreaSquareKilometres)
    .filter(({ outer }) => outer.length > triangleLength)
    .filter(({ centre }) => !riverPieces.some((place) => isNear(place, centre)))
    // A piece that lies on a great lake's shore repeats water which the lake already has.
    .filter(({ outer }) => !lakes.some((lake) => outer.some((v) => insideRing(v, lake.outer))))
    .map((polygon, index) => {
      const number = index + 1
      const facts = {
        id: `pond-${number}`,
        nameZh: '未命名水面',
        nameEn: 'Unnamed water',
        kind: 'pond' as const,
      }
      return featureOf(facts, [polygon])
    })
  return [...named.map(({ feature }) => feature), ...unnamed]
}
