/** Roads as people speak of them: stretches of one name, or one number, that belong together. */
import type { Bbox, LonLat } from '../../../data/geometry.ts'
import { bboxOfPlaces } from '../../../data/geometry.ts'
import { nodePlace, type RoadGraph } from '../../network/graph.ts'

export interface Road {
  /** '' of a road that is only known by its number. */
  readonly name: string
  /** '' of a road without one. */
  readonly ref: string
  readonly segments: readonly number[]
  /** In order, each once. */
  readonly nodes: Uint32Array
  readonly bbox: Bbox
  /** A place on it, about its middle. */
  readonly middle: LonLat
}

/** Gaps up to about so much part no road: 建设路 of one town is not that of the next. */
const NAME_CELL_DEGREES = 0.01
/** Numbers are given out for a county at least. */
const REF_CELL_DEGREES = 0.05
const CELLS_ROUND = 360
/** Between two looks whether somebody else has something to do. */
const SLICE_SEGMENTS = 20_000

const find = (parents: number[], item: number): number => {
  let root = item
  while (parents[root] !== root) root = parents[root]!
  while (parents[item] !== root) {
    const next = parents[item]!
    parents[item] = root
    item = next
  }
  return root
}

/** Segments by what belongs together: joined, or their ends in the same or neighbouring cells. */
const clustered = (graph: RoadGraph, segments: readonly number[], degrees: number): number[][] => {
  if (segments.length === 1) return [[...segments]]
  const perRound = Math.ceil(CELLS_ROUND / degrees)
  const cells = new Map<number, number>()
  const parents: number[] = []
  const cellOf = (node: number): number => {
    const [longitude, latitude] = nodePlace(graph, node)
    const key = Math.floor(latitude / degrees) * perRound + Math.floor(longitude / degrees)
    let cell = cells.get(key)
    if (cell === undefined) {
      cell = parents.push(parents.length) - 1
      cells.set(key, cell)
    }
    return cell
  }
  const join = (a: number, b: number): void => {
    parents[find(parents, a)] = find(parents, b)
  }
  const firstCells = segments.map((segment) => {
    const first = cellOf(graph.segmentFrom[segment]!)
    join(first, cellOf(graph.segmentTo[segment]!))
    return first
  })
  for (const [key, cell] of cells) {
    for (const step of [1, perRound - 1, perRound, perRound + 1]) {
      const neighbour = cells.get(key + step)
      if (neighbour !== undefined) join(cell, neighbour)
    }
  }
  const groups = Map.groupBy(segments.keys(), (index) => find(parents, firstCells[index]!))
  return [...groups.values()].map((indexes) => indexes.map((index) => segments[index]!))
}

const roadOf = (graph: RoadGraph, name: string, ref: string, segments: number[]): Road => {
  const ends = segments.flatMap((each) => [graph.segmentFrom[each]!, graph.segmentTo[each]!])
  const nodes = Uint32Array.from(new Set(ends)).sort()
  const bbox = bboxOfPlaces(Array.from(nodes, (node) => nodePlace(graph, node)))
  const [west, south, east, north] = bbox
  const [x, y] = [(west + east) / 2, (south + north) / 2]
  let middle = nodePlace(graph, nodes[0]!)
  for (const node of nodes) {
    const place = nodePlace(graph, node)
    if (Math.hypot(place[0] - x, place[1] - y) < Math.hypot(middle[0] - x, middle[1] - y)) {
      middle = place
    }
  }
  return { name, ref, segments, nodes, bbox, middle }
}

/** A way may carry several numbers: G327;S338. */
const refsOf = (ref: string): string[] => ref.split(/[;；,，、/\s]+/).filter((each) => each !== '')

/**
 * Every road of the network by name, and by number where the number is not that of one name alone.
 * Pauses now and then: the work on a province's network takes seconds.
 */
export function* roadsOf(graph: RoadGraph): Generator<void, Road[]> {
  const byName = new Map<number, number[]>()
  const byRef = new Map<string, number[]>()
  const refLists = new Map<number, string[]>()
  for (let segment = 0; segment < graph.segmentCount; segment++) {
    if (segment % SLICE_SEGMENTS === SLICE_SEGMENTS - 1) yield
    const name = graph.segmentName[segment]!
    if (graph.names[name] !== '') {
      const known = byName.get(name)
      if (known) known.push(segment)
      else byName.set(name, [segment])
    }
    const ref = graph.segmentRef[segment]!
    let refs = refLists.get(ref)
    if (!refs) {
      refs = refsOf(graph.names[ref]!)
      refLists.set(ref, refs)
    }
    for (const each of refs) {
      const known = byRef.get(each)
      if (known) known.push(segment)
      else byRef.set(each, [segment])
    }
  }
  /** Numbers that are those of one name alone, by name. */
  const refOfName = new Map<number, string>()
  const roads: Road[] = []
  let sinceLook = 0
  for (const [ref, segments] of byRef) {
    const names = new Set(segments.map((segment) => graph.segmentName[segment]!))
    const [only] = names
    if (
      names.size === 1 &&
      graph.names[only!] !== '' &&
      byName.get(only!)?.length === segments.length
    ) {
      refOfName.set(only!, ref)
      continue
    }
    for (const group of clustered(graph, segments, REF_CELL_DEGREES)) {
      roads.push(roadOf(graph, '', ref, group))
    }
    sinceLook += segments.length
    if (sinceLook > SLICE_SEGMENTS) yield
    if (sinceLook > SLICE_SEGMENTS) sinceLook = 0
  }
  for (const [name, segments] of byName) {
    for (const group of clustered(graph, segments, NAME_CELL_DEGREES)) {
      roads.push(roadOf(graph, graph.names[name]!, refOfName.get(name) ?? '', group))
    }
    sinceLook += segments.length
    if (sinceLook > SLICE_SEGMENTS) yield
    if (sinceLook > SLICE_SEGMENTS) sinceLook = 0
  }
  return roads
}

const LEVELS: Readonly<Record<string, string>> = {
  G: '国道',
  S: '省道',
  X: '县道',
  Y: '乡道',
  C: '村道',
}

/** What a number is called: G327 is 327国道 and 国道327 too. */
export const spokenRefs = (ref: string): string[] => {
  const [, letter = '', digits = ''] = /^([A-Z])(\d+)$/.exec(ref) ?? []
  const level = LEVELS[letter]
  return level ? [`${digits}${level}`, `${level}${digits}`] : []
}
