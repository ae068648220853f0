/** The water of the published package: named by hand where it has a name, rounded, without slivers. */
import { z } from 'zod'

type Position = [longitude: number, latitude: number]
type Ring = Position[]

/** 5 decimals are about 1 m, finer than any source used here. */
const decimals = 5

/** Kilometres per degree of latitude on a sphere of the mean radius 6371.0088 km. */
const kilometresPerDegree = (Math.PI / 180) * 6371.0088

function rounded(value: number): number {
  return Number(value.toFixed(decimals))
}

/** Rounds every vertex and removes those that then repeat the one before. */
export function roundedPolygons(polygons: Ring[][]): Ring[][] {
  return polygons.map((rings) => rings.map(roundedRing))
}

function roundedRing(ring: Ring): Ring {
  const result: Ring = []
  for (const [longitude, latitude] of ring) {
    const next: Position = [rounded(longitude), rounded(latitude)]
    const last = result.at(-1)
    if (last === undefined || last[0] !== next[0] || last[1] !== next[1]) result.push(next)
  }
  return result
}

/** Mean of the distinct vertices: enough to distinguish water bodies of this size. */
function vertexMean(ring: Ring): Position {
  const distinct = ring.slice(1)
  const sum = distinct.reduce((total, [x, y]) => [total[0] + x, total[1] + y] as Position, [0, 0])
  return [sum[0] / distinct.length, sum[1] / distinct.length]
}

/** Area in km² by the trapezium rule on a plane tangent at the ring's mean latitude. */
function ringAreaSquareKilometres(ring: Ring): number {
  const scale = Math.cos((vertexMean(ring)[1] * Math.PI) / 180) * kilometresPerDegree ** 2
  let twice = 0
  ring.forEach(([x, y], index) => {
    const next = ring[index + 1]
    if (next !== undefined) twice += x * next[1] - next[0] * y
  })
  return Math.abs((twice / 2) * scale)
}

/** Even-odd rule: is the place inside the ring? A place on the ring may answer either way. */
function insideRing([x, y]: Position, ring: Ring): boolean {
  let inside = false
  ring.forEach(([ax, ay], index) => {
    const b = ring[index + 1]
    if (b === undefined || ay > y === b[1] > y) return
    if (x < ((b[0] - ax) * (y - ay)) / (b[1] - ay) + ax) inside = !inside
  })
  return inside
}

type WaterKind = 'lake' | 'reservoir' | 'pond'

/** With a place in (or near the middle of) each polygon of the package that is part of the water. */
type NamedWater = readonly [
  id: string,
  nameZh: string,
  nameEn: string,
  kind: WaterKind,
  ...places: Position[],
]

/** The package has shapes without names; these are the ones whose name is known. */
// biome-ignore format: a table, one water a line; many places stand on the next.
const namedWater: readonly NamedWater[] = [
  ['nansi-lake-upper', '南四湖上级湖（独山湖、昭阳湖）示意水面', 'Nansi Lake, upper (Dushan and Zhaoyang Lakes), rough outline', 'lake',
    [116.865, 34.992]],
  ['nansi-lake-lower', '南四湖下级湖（微山湖）示意水面', 'Nansi Lake, lower (Weishan Lake), rough outline', 'lake', [117.218, 34.586]],
  ['nanyang-lake', '南四湖上级湖（南阳湖）示意水面', 'Nansi Lake, upper (Nanyang Lake), rough outline', 'lake',
    [116.65, 35.215], [116.633, 35.253], [116.652, 35.1], [116.653, 35.143], [116.71, 35.085]],
  ['taibai-lake', '太白湖（北湖）', 'Taibai Lake (North Lake)', 'lake', [116.597, 35.31]],
  ['dongping-lake', '东平湖', 'Dongping Lake', 'lake', [116.218, 35.987]],
  ['nishan-reservoir', '尼山水库', 'Nishan Reservoir', 'reservoir', [117.203, 35.48]],
  ['xiwei-reservoir', '西苇水库', 'Xiwei Reservoir', 'reservoir', [117.048, 35.391]],
  ['hezhuang-reservoir', '贺庄水库', 'Hezhuang Reservoir', 'reservoir', [117.551, 35.633]],
  ['huacun-reservoir', '华村水库', 'Huacun Reservoir', 'reservoir', [117.466, 35.71]],
  ['longwantao-reservoir', '龙湾套水库', 'Longwantao Reservoir', 'reservoir', [117.31, 35.572]],
  ['yincheng-reservoir', '尹城水库', 'Yincheng Reservoir', 'reservoir', [117.195, 35.607]],
  ['yanma-reservoir', '岩马水库', 'Yanma Reservoir', 'reservoir', [117.362, 35.213]],
  ['mahe-reservoir', '马河水库', 'Mahe Reservoir', 'reservoir', [117.207, 35.217]],
]

/**
 * Pieces of the Yellow, Dawen, Sihe and Zhuzhaoxin Rivers that the package holds as separate
 * blobs. The rivers are lines of rivers.geojson; blobs on them would only bar their bridges.
 */
const riverPieces: Position[] = [
  [116.669, 35.93],
  [115.906, 35.96],
  [116.037, 35.982],
  [115.883, 35.894],
  [117.11, 35.965],
  [116.983, 35.637],
  [117.268, 35.676],
  [116.325, 35.282],
  [116.26, 35.3],
]

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

export const multiPolygon = z.object({
  type: z.literal('MultiPolygon'),
  coordinates: z.array(z.array(z.array(z.tuple([z.number(), z.number()])))),
})
const waterbodies = z.object({ geometries: z.array(multiPolygon) })

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

/** What the package has of Nansi Lake is described as the rough outline that it is. */
const roughlyOutlined = new Set(['nansi-lake-upper', 'nansi-lake-lower', 'nanyang-lake'])
const roughWords =
  '粗略轮廓：由开放街图大幅概化，三块共约 614 平方千米，不到南四湖公布面积 1,266 平方千米的一半，岸线可差数千米。 Rough outline: OpenStreetMap much generalised; the three parts have about 614 km², less than half of the 1,266 km² given for Nansi Lake; the shore may be kilometres off. '

function featureOf(
  id: string,
  nameZh: string,
  nameEn: string,
  kind: WaterKind,
  polygons: WaterPolygon[],
) {
  const origin = '@geo-maps/earth-waterbodies-100m 0.6.0, © OpenStreetMap contributors'
  const isRough = roughlyOutlined.has(id)
  const provenance = isRough ? 'approximate' : 'surveyed'
  const source = isRough ? roughWords + origin : origin
  return {
    properties: { id, nameZh, nameEn, kind, provenance, source },
    geometry: {
      type: 'MultiPolygon' as const,
      coordinates: polygons.flatMap(({ rings }) => roundedPolygons([rings])),
    },
  }
}

function namedFeature(water: NamedWater, polygons: WaterPolygon[]) {
  const [id, nameZh, nameEn, kind, ...places] = water
  const parts = places.map((place) => {
    const found = polygons.find(({ centre }) => isNear(centre, place))
    if (found === undefined) throw new Error(`No polygon of the package lies at ${id} ${place}`)
    return found
  })
  return { feature: featureOf(id, nameZh, nameEn, kind, parts), parts }
}

/** Lakes, reservoirs and ponds: the named ones first, then the unnamed from large to small. */
export function waterFromPackage(content: unknown) {
  const polygons = polygonsInBox(content)
  const named = namedWater.map((water) => namedFeature(water, polygons))
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
    .map((polygon, index) =>
      featureOf(`pond-${index + 1}`, '未命名水面', 'Unnamed water', 'pond', [polygon]),
    )
  return [...named.map(({ feature }) => feature), ...unnamed]
}
