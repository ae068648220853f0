/** Vector tiles of the road network, cut from the graph on demand, and kept while there is room. */
import { promisify } from 'node:util'
import { gzip as gzipCallback } from 'node:zlib'
import { geoJSONToTile } from '@maplibre/geojson-vt'
import { fromGeojsonVt } from '@maplibre/vt-pbf'
import { LRUCache } from 'lru-cache'
import { ROAD_CLASS_NAMES, type RoadClass } from '../../../data/road-class.ts'
import { ProblemError } from '../../http/problem-error.ts'
import { segmentLonLats } from '../../network/graph.ts'
import type { RoadNetwork } from '../../network/road-network.ts'
import type { ServiceContext } from '../service-context.ts'

/** Zoom levels that are served; above the last one a client enlarges it. */
export const ROAD_TILE_ZOOMS = { minimum: 5, maximum: 15 } as const

/** Name of the tiles' one layer. */
const ROAD_LAYER = 'roads'

/** Zoom from which each class is worth its ink. */
const FIRST_ZOOM: Readonly<Record<RoadClass, number>> = {
  expressway: 5,
  national: 7,
  provincial: 8,
  ramp: 11,
  arterial: 11,
  county: 10,
  town: 11,
  ferry: 10,
  street: 13,
  village: 12,
  service: 14,
  track: 14,
}

const EXTENT = 4096
const BUFFER = 64
/** Share of a tile around it that is searched, so that wide lines do not end at its border. */
const MARGIN_SHARE = BUFFER / EXTENT
const DEGREES_PER_RADIAN = 180 / Math.PI
const SIMPLIFICATION = 3

const longitudeOf = (x: number, zoom: number): number => (x / 2 ** zoom) * 360 - 180

const latitudeOf = (y: number, zoom: number): number =>
  Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / 2 ** zoom))) * DEGREES_PER_RADIAN

/** Segments that touch the tile and are drawn at its zoom. */
const segmentsInTile = (
  { graph, index }: RoadNetwork,
  z: number,
  x: number,
  y: number,
): number[] => {
  const isDrawn = ROAD_CLASS_NAMES.map((roadClass) => z >= FIRST_ZOOM[roadClass])
  return index.search(
    longitudeOf(x - MARGIN_SHARE, z),
    latitudeOf(y + 1 + MARGIN_SHARE, z),
    longitudeOf(x + 1 + MARGIN_SHARE, z),
    latitudeOf(y - MARGIN_SHARE, z),
    (segment) => segment < graph.segmentCount && isDrawn[graph.segmentClass[segment]!]!,
  )
}

/**
 * Joins segments of one road that follow each other, so that names are written along whole roads
 * and simplification has something to work on. Answers lines of [longitude, latitude].
 */
const joinedLines = (
  { graph }: RoadNetwork,
  segments: readonly number[],
): { key: number; coordinates: [number, number][] }[] => {
  const remaining = new Set(segments)
  const endsAt = new Map<number, number[]>()
  for (const segment of segments) {
    for (const node of [graph.segmentFrom[segment]!, graph.segmentTo[segment]!]) {
      const there = endsAt.get(node)
      if (there) there.push(segment)
      else endsAt.set(node, [segment])
    }
  }
  const isSameRoad = (a: number, b: number): boolean =>
    graph.segmentClass[a] === graph.segmentClass[b] &&
    graph.segmentName[a] === graph.segmentName[b] &&
    graph.segmentRef[a] === graph.segmentRef[b] &&
    graph.segmentStructure[a] === graph.segmentStructure[b]
  const pointsOf = (segment: number, startNode: number): [number, number][] => {
    const flat = segmentLonLats(graph, segment)
    const points: [number, number][] = []
    for (let i = 0; i < flat.length; i += 2) points.push([flat[i]!, flat[i + 1]!])
    return graph.segmentFrom[segment] === startNode ? points : points.reverse()
  }
  /** Walks from a node along the same road as far as it goes, taking segments as it does. */
  const walk = (road: number, startNode: number): [number, number][] => {
    const points: [number, number][] = []
    for (let node = startNode; ; ) {
      const next = endsAt.get(node)!.find((each) => remaining.has(each) && isSameRoad(each, road))
      if (next === undefined) return points
      remaining.delete(next)
      const stretch = pointsOf(next, node)
      points.push(...(points.length > 0 ? stretch.slice(1) : stretch))
      node = graph.segmentFrom[next] === node ? graph.segmentTo[next]! : graph.segmentFrom[next]!
    }
  }
  const lines: { key: number; coordinates: [number, number][] }[] = []
  for (const segment of segments) {
    if (!remaining.delete(segment)) continue
    const from = graph.segmentFrom[segment]!
    const ahead = walk(segment, graph.segmentTo[segment]!)
    const behind = walk(segment, from).reverse()
    const own = pointsOf(segment, from)
    lines.push({ key: segment, coordinates: [...behind.slice(0, -1), ...own, ...ahead.slice(1)] })
  }
  return lines
}

/**
 * The tile's roads as a Mapbox vector tile (layer `roads`; properties class, name, ref and
 * structure), or `null` where there are none.
 */
const roadTile = (network: RoadNetwork, z: number, x: number, y: number): Uint8Array | null => {
  const { graph } = network
  const segments = segmentsInTile(network, z, x, y)
  if (segments.length === 0) return null
  const features = joinedLines(network, segments).map(({ key, coordinates }) => ({
    type: 'Feature' as const,
    geometry: { type: 'LineString' as const, coordinates },
    properties: {
      class: ROAD_CLASS_NAMES[graph.segmentClass[key]!]!,
      name: graph.names[graph.segmentName[key]!]!,
      ref: graph.names[graph.segmentRef[key]!]!,
      structure: graph.segmentStructure[key]!,
    },
  }))
  const tile = geoJSONToTile({ type: 'FeatureCollection', features }, z, x, y, {
    extent: EXTENT,
    buffer: BUFFER,
    tolerance: SIMPLIFICATION,
    maxZoom: ROAD_TILE_ZOOMS.maximum,
  })
  if (!tile || tile.features.length === 0) return null
  return fromGeojsonVt({ [ROAD_LAYER]: tile }, { version: 2, extent: EXTENT })
}

const CACHE_BYTES = 32 * 1024 * 1024

const gzip = promisify(gzipCallback)

interface CachedTile {
  /** Empty where there are no roads. */
  readonly plain: Uint8Array<ArrayBuffer>
  readonly gzipped: Uint8Array<ArrayBuffer>
}

export class RoadTiles {
  readonly #network: ServiceContext['network']
  readonly #tiles = new LRUCache<string, CachedTile>({
    maxSize: CACHE_BYTES,
    sizeCalculation: ({ plain, gzipped }, key) => plain.length + gzipped.length + key.length,
  })

  constructor({ network }: ServiceContext) {
    this.#network = network
  }

  /** What the tiles are cut from; others for another network. @throws ProblemError without one. */
  networkId(): string {
    return this.#roads().graph.id
  }

  /** @throws ProblemError when no road network is loaded. */
  async tile(zoom: number, x: number, y: number): Promise<CachedTile> {
    const roads = this.#roads()
    const key = `${roads.graph.id}/${zoom}/${x}/${y}`
    const known = this.#tiles.get(key)
    if (known) return known
    const plain = new Uint8Array(roadTile(roads, zoom, x, y) ?? [])
    const tile = { plain, gzipped: new Uint8Array(await gzip(plain)) }
    this.#tiles.set(key, tile)
    return tile
  }

  #roads(): RoadNetwork {
    const roads = this.#network()
    if (roads) return roads
    throw new ProblemError('no-network', {
      en: 'No road network is loaded.',
      zh: '没有载入道路网。',
    })
  }
}
