import { describe, expect, it } from 'vitest'
import { ROAD_CLASS_NAMES } from '../../data/road-class.ts'
import { readFacts } from '../../seeds/build/facts.ts'
import { measureRoads } from '../../seeds/build/roads/measure.ts'
import {
  adjacencyOf,
  metresFrom,
  nearestNode,
  segmentLengths,
} from '../../seeds/build/roads/measure-distances.ts'
import { buildGraph } from '../../server/network/build.ts'
import { ACCESS, STRUCTURE } from '../../server/network/draft.ts'
import { orderedAlongCurve } from '../../server/network/draft-order.ts'
import { decodeGraph, encodeGraph } from '../../server/network/file.ts'
import { networkPath } from '../../server/store/data-folder.ts'
import { readNetwork } from '../../server/store/network-file.ts'
import { defaultDataFolder } from '../fixtures/default-data.ts'
import {
  distanceMetres,
  distanceToLineMetres,
  meetingPlace,
  placesAlong,
} from '../fixtures/facts-geometry.ts'
import {
  crossings,
  interchanges,
  type LonLat,
  rivers,
  streets,
  towns,
} from '../fixtures/facts-reading.ts'
import { turnsOutOf } from '../fixtures/plain-dijkstra.ts'
import { lineOf, makeDefaultRoads, nodePlace, piecesOf } from '../fixtures/roads-default.ts'
import { crossingPairs, firstInWater, waterAt } from '../fixtures/roads-meetings.ts'

const stages: { stage: string; share: number }[] = []
const draft = makeDefaultRoads((stage, share) => void stages.push({ stage, share }))
const lengths = segmentLengths(draft)

const isOnGround = ({ roadClass }: { roadClass: string }): boolean =>
  !['expressway', 'ramp', 'ferry'].includes(roadClass)
const crossingNames = new Set(crossings.map(({ nameZh }) => nameZh))
/** Half a carriageway's offset and the rounding of the facts. */
const DECK_TOLERANCE_METRES = 60

/** Straight line of a named crossing. */
const crossingLine = (name: string): [LonLat, LonLat] => {
  const crossing = crossings.find(({ nameZh }) => nameZh === name)
  if (!crossing) throw new Error(`no crossing ${name}`)
  return crossing.line
}

describe('the whole network', () => {
  it('has at least 60,000 nodes, all of them used', () => {
    expect(draft.provenance).toBe('generated')
    expect(draft.nodes.length / 2).toBeGreaterThanOrEqual(60_000)
    const used = new Set(draft.segments.flatMap(({ from, to }) => [from, to]))
    expect(used.size).toBe(draft.nodes.length / 2)
  })

  it('names and classes every segment', () => {
    const wrong = draft.segments.filter(
      ({ name, roadClass }) => name.trim() === '' || !ROAD_CLASS_NAMES.includes(roadClass),
    )
    expect(wrong).toEqual([])
    const numbered = draft.segments.filter(({ roadClass }) =>
      ['expressway', 'national'].includes(roadClass),
    )
    expect(numbered.filter(({ ref }) => !/^[GS]\d+$/.test(ref))).toEqual([])
  })

  it('has nothing shorter than 5 m and no segment twice', () => {
    expect(lengths.filter((metres) => metres < 5)).toHaveLength(0)
    const byEnds = new Map<string, number[]>()
    draft.segments.forEach(({ from, to }, segment) => {
      const key = `${Math.min(from, to)} ${Math.max(from, to)}`
      byEnds.set(key, [...(byEnds.get(key) ?? []), segment])
    })
    // A ring is cut into two equally long halves: what distinguishes them from a double is where they lie.
    const middleOf = (segment: number): LonLat => {
      const places = placesAlong(lineOf(draft, draft.segments[segment]!), 5)
      return places[places.length >> 1]!
    }
    const doubles = [...byEnds.values()].filter((segments) =>
      segments.some((one, i) =>
        segments
          .slice(i + 1)
          .some(
            (two) =>
              Math.abs(lengths[one]! - lengths[two]!) < 5 &&
              distanceMetres(middleOf(one), middleOf(two)) < 5,
          ),
      ),
    )
    expect(doubles).toEqual([])
  })

  it('is driven at sensible speeds by whom it should be', () => {
    const kph = draft.segments.flatMap(({ forwardKph, backwardKph }) => [forwardKph, backwardKph])
    expect(Math.max(...new Set(kph))).toBeLessThanOrEqual(120)
    expect(draft.segments.filter((s) => s.forwardKph === 0 && s.backwardKph === 0)).toEqual([])
    expect(draft.segments.filter(({ access }) => (access & ACCESS.emergency) === 0)).toEqual([])
    const closedToLorries = draft.segments.filter(({ access }) => (access & ACCESS.lorry) === 0)
    expect(new Set(closedToLorries.map(({ roadClass }) => roadClass))).toEqual(new Set(['village']))
  })

  it('reports its progress from start to end', () => {
    expect(stages[0]?.share).toBe(0)
    expect(stages.at(-1)?.share).toBe(1)
    const shares = stages.map(({ share }) => share)
    expect(shares).toEqual(shares.toSorted((a, b) => a - b))
  })

  it('is the same to the last digit as the network that another process made', () => {
    // The order takes a draft over; others of these tests read this one.
    const ordered = orderedAlongCurve(structuredClone(draft))
    const { id } = decodeGraph(encodeGraph(buildGraph(ordered)).buffer)
    expect(readNetwork(networkPath(defaultDataFolder()))?.id).toBe(id)
  })
})

describe('ways through the network', () => {
  it('leads from every node to every other, turn bans included', () => {
    const graph = buildGraph(draft)
    const out = Array.from({ length: graph.stateCount }, (_, state) =>
      turnsOutOf(graph, state).map(({ to }) => to),
    )
    const back: number[][] = out.map(() => [])
    for (const [state, nexts] of out.entries()) for (const next of nexts) back[next]!.push(state)
    const spread = (targets: readonly (readonly number[])[]): Set<number> => {
      const reached = new Set([0])
      // A set grows while it is walked: everything added is followed as well.
      for (const state of reached) for (const next of targets[state]!) reached.add(next)
      return reached
    }
    const [ahead, behind] = [spread(out), spread(back)]
    const [heads, tails] = [new Set<number>(), new Set<number>()]
    for (const [state, edge] of graph.stateEdge.entries()) {
      const { from, to } = draft.segments[edge >> 1]!
      if (ahead.has(state)) heads.add(edge % 2 === 0 ? to : from)
      if (behind.has(state)) tails.add(edge % 2 === 0 ? from : to)
    }
    expect(heads.size).toBe(draft.nodes.length / 2)
    expect(tails.size).toBe(draft.nodes.length / 2)
  })

  it('makes detours as real networks do: 1.2 to 1.4 times the straight line', () => {
    const { detour, strongShare, deadEndShare } = measureRoads(
      draft,
      readFacts().towns.map(({ seat }) => seat),
    )
    expect(strongShare).toBe(1)
    expect(deadEndShare).toBeLessThan(0.2)
    expect(detour).toMatchObject({ pairs: 500, unreached: 0 })
    expect(detour.mean).toBeGreaterThan(1.2)
    expect(detour.mean).toBeLessThan(1.4)
  })

  it.each([
    ['张楼镇', '昭阳街道', 2.5],
    ['赵庙镇', '夏镇街道', 2.5],
    ['高楼乡', '微山岛镇', 2.5],
  ])('keeps %s far from %s across the lake', (west, east, factor) => {
    const [origin, destination] = [west, east].map((name) => {
      const town = towns.find(({ nameZh }) => nameZh === name)
      if (!town) throw new Error(`no town ${name}`)
      return nearestNode(draft, town.seat)
    })
    const metres = metresFrom(adjacencyOf(draft, lengths), origin!)[destination!]!
    const straight = distanceMetres(nodePlace(draft, origin!), nodePlace(draft, destination!))
    expect(metres).toBeLessThan(Number.POSITIVE_INFINITY)
    expect(metres / straight).toBeGreaterThan(factor)
  })

  it('reaches every seat within 1.5 km of it', () => {
    const far = towns.filter(
      ({ seat }) => distanceMetres(seat, nodePlace(draft, nearestNode(draft, seat))) > 1500,
    )
    expect(far.map(({ nameZh }) => nameZh)).toEqual([])
  })
})

describe('water', () => {
  it('is passed only on a named crossing, at its place, or by a ferry from shore to shore', () => {
    const inWater = draft.segments.flatMap((segment) => {
      if (segment.roadClass === 'ferry') {
        const ends = [segment.from, segment.to].map((node) => nodePlace(draft, node))
        return ends
          .filter((end) => waterAt(end) !== null)
          .map((end) => `${segment.name} ends at ${end}`)
      }
      const place = firstInWater(lineOf(draft, segment), 25)
      if (!place) return []
      const isCrossing = segment.structure !== 0 && crossingNames.has(segment.name)
      if (isCrossing) {
        const metres = distanceToLineMetres(place, crossingLine(segment.name))
        if (metres < DECK_TOLERANCE_METRES) return []
      }
      return [`${segment.name} in ${waterAt(place)} at ${place}`]
    })
    expect(inWater).toEqual([])
  })

  it('of a barrier river is crossed only on a named crossing, at its place', () => {
    const courses = rivers
      .filter(({ properties }) => properties.barrier)
      .flatMap(({ properties, geometry }) =>
        geometry.coordinates
          .slice(1)
          .map((b, i) => ({ river: properties.nameZh, a: geometry.coordinates[i] ?? b, b })),
      )
    const wrong: string[] = []
    const used = new Set<string>()
    // Ferries cross the channels in the lake wherever they land.
    for (const { segment: index, a, b } of piecesOf(
      draft,
      ({ roadClass }) => roadClass !== 'ferry',
    )) {
      for (const course of courses) {
        const at = meetingPlace(a, b, course.a, course.b)
        if (!at) continue
        const { name, structure } = draft.segments[index]!
        const isCrossing = structure !== 0 && crossingNames.has(name)
        if (isCrossing && distanceToLineMetres(at, crossingLine(name)) < DECK_TOLERANCE_METRES) {
          used.add(name)
        } else wrong.push(`${name} over ${course.river} at ${at}`)
      }
    }
    expect(wrong).toEqual([])
    // Independent of the count above: nearly all bridges of the facts are there to be driven.
    expect(used.size).toBeGreaterThan(80)
  })

  it('has every crossing of the facts, with the right structure', () => {
    const bits = { bridge: STRUCTURE.bridge, dam: STRUCTURE.dam, ferry: STRUCTURE.ferry }
    const missing = crossings.filter(
      ({ nameZh, kind }) =>
        !draft.segments.some(
          ({ name, structure, roadClass }) =>
            name === nameZh &&
            (structure & bits[kind as keyof typeof bits]) !== 0 &&
            (kind === 'ferry') === (roadClass === 'ferry'),
        ),
    )
    expect(missing.map(({ nameZh }) => nameZh)).toEqual([])
  })
})

describe('streets with real names', () => {
  const nodesOf = new Map(streets.map(({ nameZh }) => [nameZh, new Set<number>()]))
  for (const { from, to, name } of draft.segments) nodesOf.get(name)?.add(from).add(to)
  /** Where the two meet; a name of one county may be found in another too. */
  const sharedNodes = (one: string, other: string): LonLat[] =>
    [...(nodesOf.get(one) ?? [])]
      .filter((node) => nodesOf.get(other)?.has(node))
      .map((node) => nodePlace(draft, node))
  type Street = (typeof streets)[number]
  const isBetween = (street: Street, ends: Street): boolean => {
    const positionOf = (name: string): number =>
      streets.find(
        (each) =>
          each.countyCode === ends.countyCode &&
          each.nameZh === name &&
          each.isNorthSouth !== ends.isNorthSouth,
      )?.position ?? Number.NaN
    return street.position >= positionOf(ends.from) && street.position <= positionOf(ends.to)
  }
  const pairs = streets
    .filter(({ isNorthSouth }) => isNorthSouth)
    .flatMap((meridian) =>
      streets
        .filter((each) => !each.isNorthSouth && each.countyCode === meridian.countyCode)
        .map((parallel) => ({ meridian, parallel })),
    )

  it('meet in one node where they are known to cross, and nowhere else', () => {
    const wrong = pairs.filter(({ meridian, parallel }) => {
      const meet = isBetween(parallel, meridian) && isBetween(meridian, parallel)
      return sharedNodes(meridian.nameZh, parallel.nameZh).length !== (meet ? 1 : 0)
    })
    expect(wrong).toEqual([])
    expect(sharedNodes('洸河路', '建设路')).toHaveLength(1)
    expect(sharedNodes('洸河路', '太白楼路')).toEqual([])
  })

  it('follow each other eastward and northward as their positions do', () => {
    for (const street of streets) {
      const along = pairs
        .filter(({ meridian, parallel }) => meridian === street || parallel === street)
        .map(({ meridian, parallel }) => (meridian === street ? parallel : meridian))
        .sort((a, b) => a.position - b.position)
        .flatMap((other) => sharedNodes(street.nameZh, other.nameZh))
        .map((place) => place[street.isNorthSouth ? 1 : 0])
      expect(
        [...along].sort((a, b) => a - b),
        street.nameZh,
      ).toEqual(along)
    }
  })
})

describe('junctions', () => {
  it('are nodes wherever two roads meet on the ground', () => {
    const pairs = crossingPairs(piecesOf(draft, isOnGround)).filter(({ one, other, at }) => {
      const [a, b] = [draft.segments[one.segment]!, draft.segments[other.segment]!]
      const shared = [a.from, a.to].filter((node) => node === b.from || node === b.to)
      // Coordinates are rounded to a decimetre: lines may overlap by that at a common node.
      return !shared.some((node) => distanceMetres(nodePlace(draft, node), at) < 1)
    })
    expect(pairs.map(({ at }) => at)).toEqual([])
  })

  it('of expressways are only with ramps, ramps reach the ground only at toll gates', () => {
    const classesAt = new Map<number, Set<string>>()
    for (const { from, to, roadClass } of draft.segments) {
      for (const node of [from, to]) {
        classesAt.set(node, (classesAt.get(node) ?? new Set()).add(roadClass))
      }
    }
    const tolls = interchanges.filter(({ kind }) => kind === 'toll')
    const gates: number[] = []
    for (const [node, classes] of classesAt) {
      const onGround = [...classes].filter((roadClass) => isOnGround({ roadClass }))
      if (classes.has('expressway')) expect(onGround).toEqual([])
      if (classes.has('ramp') && onGround.length > 0) gates.push(node)
    }
    for (const { place } of tolls) {
      const near = gates.filter((node) => distanceMetres(nodePlace(draft, node), place) < 2500)
      expect(near.length).toBeGreaterThan(0)
    }
    for (const node of gates) {
      const metres = tolls.map(({ place }) => distanceMetres(nodePlace(draft, node), place))
      expect(Math.min(...metres)).toBeLessThan(2500)
    }
  })

  it('let nobody drive against an expressway or a ramp', () => {
    const wrong = draft.segments.filter(
      ({ roadClass, backwardKph }) =>
        (roadClass === 'expressway' || roadClass === 'ramp') && backwardKph > 0,
    )
    expect(wrong).toEqual([])
  })

  it('ban only turns that exist, between edges that may be driven', () => {
    expect(draft.turnBans.length).toBeGreaterThan(0)
    const ends = (edge: number) => {
      const { from, to, forwardKph, backwardKph } = draft.segments[edge >> 1]!
      const isForward = edge % 2 === 0
      return isForward
        ? { tail: from, head: to, kph: forwardKph }
        : { tail: to, head: from, kph: backwardKph }
    }
    for (const [first, second] of draft.turnBans) {
      expect(ends(first!).head).toBe(ends(second!).tail)
      expect(Math.min(ends(first!).kph, ends(second!).kph)).toBeGreaterThan(0)
    }
  })
})
