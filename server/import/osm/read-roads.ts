/**
 * Passes over an extract: its roads, restrictions and named places first, then the nodes that they use.
 * Whatever order the objects come in, and however often, the same is read.
 */
import type { LonLat } from '../../../data/geometry.ts'
import type { DrawnWater, NamedPlace } from '../../../data/named-place.ts'
import { countBefore } from '../../analysis/binary-search.ts'
import { ACCESS_ALL } from '../../network/draft.ts'
import { readBarrier } from './access.ts'
import type { OsmElement, OsmMember, OsmRelation, OsmWay, Tags } from './elements.ts'
import type { Extract } from './extract.ts'
import { ImportFailure } from './import-failure.ts'
import { describePlace, type PlaceDescription } from './place-tags.ts'
import { type DrawnPlace, type Milestone, placesDrawn } from './places.ts'
import { mayBeRoad, type RoadWay, readRoadWay } from './road-way.ts'
import type { Tally } from './tally.ts'
import { isRestriction, type Restriction, readRestriction } from './turn-restrictions.ts'
import { drawnWater, isWater } from './water.ts'

const NOT_A_ROAD_NODE = -1
/** Of a location that a way carries: the node itself, of whatever version, knows better. */
const VERSION_IN_WAY = -1
/** With more than this share of its roads' nodes missing, an extract is no network but fragments. */
const MOST_MISSING_SHARE = 0.5
/** Some are missing along the border of every extract that was cut simply. */
const MISSING_UNSAID_SHARE = 0.05
const [MOST_LONGITUDE, MOST_LATITUDE] = [180, 90]

/** The nodes that roads use: where they are and what stands on them, in flat arrays. */
export class NodeTable {
  /** OpenStreetMap ids, ascending. The index in it is the node's index everywhere else. */
  readonly ids: Float64Array
  /** Degrees; NaN for a node that the file does not hold. */
  readonly longitudes: Float64Array
  readonly latitudes: Float64Array
  /** Bits of ACCESS that pass the node; ACCESS_ALL where no barrier stands. */
  readonly passing: Uint8Array
  readonly #versions: Int32Array
  readonly #isTold: Uint8Array

  /** @param refs node ids in any order, repetitions allowed. */
  constructor(refs: Float64Array) {
    this.ids = refs.toSorted().filter((id, i, sorted) => id !== sorted[i - 1])
    const count = this.ids.length
    this.longitudes = new Float64Array(count).fill(Number.NaN)
    this.latitudes = new Float64Array(count).fill(Number.NaN)
    this.passing = new Uint8Array(count).fill(ACCESS_ALL)
    this.#versions = new Int32Array(count)
    this.#isTold = new Uint8Array(count)
  }

  /** Index of a node by its id, NOT_A_ROAD_NODE when no road uses it; O(log n). */
  indexOf(id: number): number {
    const index = countBefore(this.ids.length, (at) => this.ids[at]! < id)
    return this.ids[index] === id ? index : NOT_A_ROAD_NODE
  }

  isLocated(index: number): boolean {
    return index >= 0 && !Number.isNaN(this.longitudes[index]!)
  }

  /**
   * Where a node of the table lies, by that version of it: NaN once it is deleted, or where the degrees
   * are none (how a missing location is written into ways).
   * @returns whether this is the newest version so far; of equal versions the first counts as the newest.
   */
  locate(index: number, longitude: number, latitude: number, version: number): boolean {
    if (index < 0 || (this.#isTold[index] === 1 && version <= this.#versions[index]!)) return false
    const isPlace = Math.abs(longitude) <= MOST_LONGITUDE && Math.abs(latitude) <= MOST_LATITUDE
    this.longitudes[index] = isPlace ? longitude : Number.NaN
    this.latitudes[index] = isPlace ? latitude : Number.NaN
    this.#versions[index] = version
    this.#isTold[index] = 1
    return true
  }
}

export interface Roads {
  ways: readonly RoadWay[]
  restrictions: readonly Restriction[]
  /** Relations of any kind; none at all is a hint that the file lost its end. */
  relationCount: number
  nodes: NodeTable
  places: readonly NamedPlace[]
  milestones: readonly Milestone[]
  waters: readonly DrawnWater[]
}

/** Share of the work done, 0 … 1, of pass 1 or 2. */
export type PassProgress = (pass: 1 | 2, share: number) => void

/**
 * Objects by their id. Joined extracts hold some of them twice, also in different versions: the newest
 * counts, and is kept unless it is nothing for us or deleted.
 */
class NewestObjects<T> {
  readonly #kept = new Map<number, { version: number; value: T | null }>()

  /** @param value `null` where this version is nothing for us. @returns whether the id is known. */
  offer({ id, version, isDeleted }: OsmElement, value: T | null): boolean {
    const known = this.#kept.get(id)
    if (known ? version > known.version : value !== null)
      this.#kept.set(id, { version, value: isDeleted ? null : value })
    return known !== undefined
  }

  *values(): Generator<T> {
    for (const { value } of this.#kept.values()) if (value !== null) yield value
  }
}

/** Whether ids rise all along, kind by kind: then no object can come twice. */
class RisingIds {
  isBroken = false
  readonly #last = { node: -Infinity, way: -Infinity, relation: -Infinity }

  see({ type, id }: OsmElement): void {
    if (id <= this.#last[type]) this.isBroken = true
    this.#last[type] = id
  }
}

/** A way with the place that it draws, if it does; of a road whose tags are read later. */
interface SeenWay {
  way: OsmWay
  place: PlaceDescription | null
}

interface SeenArea {
  relation: OsmRelation
  /** `null` of water without a name. */
  place: PlaceDescription | null
}

/** An area with a name, or water, that is put together from ways. */
const areaOf = (relation: OsmRelation): SeenArea | null => {
  const { tags } = relation
  if (tags?.type !== 'multipolygon' && tags?.type !== 'site') return null
  const place = describePlace(tags)
  return place || isWater(tags) ? { relation, place } : null
}

const isDrawn = ({ type, role }: OsmMember): boolean =>
  type === 'way' && (role === '' || role === 'outer' || role === 'inner')

/** What the passes gather; the same objects may be offered again. */
class Gathered {
  readonly ways = new NewestObjects<SeenWay>()
  readonly restrictions = new NewestObjects<OsmRelation>()
  readonly areas = new NewestObjects<SeenArea>()
  /** Ways that areas are put together from; known only when all areas are. */
  readonly members = new NewestObjects<OsmWay>()
  readonly #memberIds = new Set<number>()
  readonly #rising = new RisingIds()
  #isFirst = true
  relationCount = 0
  /** Objects for us that came more than once. */
  repeated = 0

  /** Whether a further pass can find what one could not: members, and versions out of order. */
  needsAnother(): boolean {
    for (const { relation } of this.areas.values())
      for (const member of relation.members) if (isDrawn(member)) this.#memberIds.add(member.ref)
    const isFirst = this.#isFirst
    this.#isFirst = false
    return isFirst && (this.#memberIds.size > 0 || this.#rising.isBroken)
  }

  add(element: OsmElement): void {
    if (this.#isFirst) this.#rising.see(element)
    if (element.type === 'way') this.#addWay(element)
    else if (element.type === 'relation') this.#addRelation(element)
  }

  #addWay(way: OsmWay): void {
    const place = way.tags ? describePlace(way.tags) : null
    const { tags } = way
    const isForUs = place !== null || (tags !== undefined && (mayBeRoad(tags) || isWater(tags)))
    this.#count(this.ways.offer(way, isForUs ? { way, place } : null))
    if (this.#memberIds.has(way.id)) this.members.offer(way, way)
  }

  #addRelation(relation: OsmRelation): void {
    if (this.#isFirst) this.relationCount++
    const isForUs = relation.tags !== undefined && isRestriction(relation.tags)
    this.#count(this.restrictions.offer(relation, isForUs ? relation : null))
    this.areas.offer(relation, areaOf(relation))
  }

  #count(isKnown: boolean): void {
    if (this.#isFirst && isKnown) this.repeated++
  }
}

const nodeTableOf = (ways: readonly OsmWay[]): NodeTable => {
  const refs = new Float64Array(ways.reduce((sum, way) => sum + way.refs.length, 0))
  let end = 0
  for (const way of ways) {
    refs.set(way.refs, end)
    end += way.refs.length
  }
  const nodes = new NodeTable(refs)
  for (const { refs, lonLats } of ways) {
    if (!lonLats) continue
    refs.forEach((ref, i) => {
      nodes.locate(nodes.indexOf(ref), lonLats[i * 2]!, lonLats[i * 2 + 1]!, VERSION_IN_WAY)
    })
  }
  return nodes
}

const lineOf = (refs: readonly number[], nodes: NodeTable): LonLat[] =>
  refs.flatMap((ref): LonLat[] => {
    const node = nodes.indexOf(ref)
    return nodes.isLocated(node) ? [[nodes.longitudes[node]!, nodes.latitudes[node]!]] : []
  })

/**
 * Also for those who take an incomplete file there is an end to it: fragments are no network.
 * @throws ImportFailure when too much of the roads cannot be drawn.
 */
export const checkLocations = (
  { ways, nodes }: Pick<Roads, 'ways' | 'nodes'>,
  isIncompleteTaken: boolean,
): void => {
  const missing = nodes.longitudes.reduce((sum, degrees) => sum + Number(Number.isNaN(degrees)), 0)
  const count = nodes.ids.length
  if (missing <= count * (isIncompleteTaken ? MOST_MISSING_SHARE : MISSING_UNSAID_SHARE)) return
  const isTakeable = missing <= count * MOST_MISSING_SHARE
  const [zh, en] = isTakeable
    ? ['确要导入请加 --incomplete。', ' Add --incomplete to import it all the same.']
    : ['', '']
  throw new ImportFailure(
    `文件里有 ${ways.length} 条道路，但其 ${count} 个节点中有 ${missing} 个没有坐标：文件缺少节点，道路连不起来；未作任何更改。请重新截取完整的文件：osmium extract --strategy=complete_ways（或 smart）；节点另存的，用 osmium add-locations-to-ways 把坐标写入道路。${zh}`,
    `The file holds ${ways.length} roads, but ${missing} of their ${count} nodes have no location: the nodes are missing, and the roads would fall to pieces. Nothing was changed. Cut a whole extract: osmium extract --strategy=complete_ways (or smart); where the nodes are elsewhere, write locations into the ways by osmium add-locations-to-ways.${en}`,
  )
}

/**
 * @throws ImportFailure when the extract is damaged, holds no road or lacks the nodes of most, and
 *   whatever `signal` was aborted with.
 */
export const readRoads = async (
  extract: Extract,
  tally: Tally,
  onProgress: PassProgress,
  signal: AbortSignal,
): Promise<Roads> => {
  const gathered = new Gathered()
  do {
    for await (const block of extract.blocks('waysAndRelations', (share) => onProgress(1, share))) {
      signal.throwIfAborted()
      for (const element of block) gathered.add(element)
    }
  } while (gathered.needsAnother())
  const seen = [...gathered.ways.values()]
  const drivable = seen.flatMap(({ way }) => {
    const road = readRoadWay(way, tally)
    return road ? [{ way, road }] : []
  })
  const ways = drivable.map(({ road }) => road)
  if (ways.length === 0) {
    throw new ImportFailure(
      '文件里没有可行车的道路，未作任何更改。',
      'The file holds no roads for vehicles; nothing was changed.',
    )
  }
  const restrictions = [...gathered.restrictions.values()].flatMap(
    (relation) => readRestriction(relation, tally) ?? [],
  )
  const isWet = ({ tags }: OsmWay | OsmRelation): boolean => tags !== undefined && isWater(tags)
  const drawn = seen.filter(({ way, place }) => place !== null || isWet(way))
  const members = new Map([...gathered.members.values()].map((way) => [way.id, way]))
  const nodes = nodeTableOf(drivable.map(({ way }) => way))
  const corners = nodeTableOf([...drawn.map(({ way }) => way), ...members.values()])
  const places = new NewestObjects<NamedPlace>()
  const milestones = new NewestObjects<Milestone>()
  const barriers = new Map<number, Tags>()
  const rising = new RisingIds()
  const readNode = (element: OsmElement): void => {
    if (element.type !== 'node') return
    rising.see(element)
    const { id, version, isDeleted, tags, lon: longitude, lat: latitude } = element
    const isNewest = nodes.locate(nodes.indexOf(id), isDeleted ? NaN : longitude, latitude, version)
    if (isNewest && tags) barriers.set(nodes.indexOf(id), tags)
    else if (isNewest) barriers.delete(nodes.indexOf(id))
    corners.locate(corners.indexOf(id), isDeleted ? NaN : longitude, latitude, version)
    const place = tags ? describePlace(tags) : null
    places.offer(element, place && { ...place, longitude, latitude })
    const isMilestone = tags?.highway === 'milestone'
    milestones.offer(element, isMilestone ? { tags, longitude, latitude } : null)
  }
  let pass = 0
  do {
    for await (const block of extract.blocks('nodes', (share) => onProgress(2, share))) {
      signal.throwIfAborted()
      for (const element of block) readNode(element)
    }
    pass++
  } while (rising.isBroken && pass < 2)
  checkLocations({ ways, nodes }, true)
  for (const [node, tags] of barriers) nodes.passing[node] = readBarrier(tags, tally)
  tally.add('objectRepeated', gathered.repeated)
  const lineOfMember = ({ ref }: OsmMember): LonLat[][] => {
    const way = members.get(ref)
    return way ? [lineOf(way.refs, corners)] : []
  }
  const areas = [...gathered.areas.values()]
  const drawnPlaces: DrawnPlace[] = [
    ...drawn.flatMap(({ way, place }) =>
      place ? [{ description: place, lines: [lineOf(way.refs, corners)] }] : [],
    ),
    ...areas.flatMap(({ relation, place }) =>
      place
        ? [{ description: place, lines: relation.members.filter(isDrawn).flatMap(lineOfMember) }]
        : [],
    ),
  ]
  const waters = [
    ...drawn.flatMap(({ way }) =>
      isWet(way) ? drawnWater(way.tags!, [lineOf(way.refs, corners)], []) : [],
    ),
    ...areas.flatMap(({ relation }) => {
      if (!isWet(relation)) return []
      const shores = relation.members.filter((member) => isDrawn(member))
      const islands = shores.filter(({ role }) => role === 'inner').flatMap(lineOfMember)
      const outer = shores.filter(({ role }) => role !== 'inner').flatMap(lineOfMember)
      return drawnWater(relation.tags!, outer, islands)
    }),
  ]
  return {
    ways,
    restrictions,
    relationCount: gathered.relationCount,
    nodes,
    places: [...places.values(), ...placesDrawn(drawnPlaces)],
    milestones: [...milestones.values()],
    waters,
  }
}
