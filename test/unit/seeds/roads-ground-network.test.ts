import { beforeEach, describe, expect, it } from 'vitest'
import { GroundNetwork, metresByRoad } from '../../../seeds/build/roads/ground-network.ts'
import { createRoad } from '../../../seeds/build/roads/road.ts'

const street = createRoad('street', '试1街')
const lane = createRoad('village', '试2巷')

let network: GroundNetwork

beforeEach(() => {
  network = new GroundNetwork()
})

/** Ends of all edges, in metres, sorted: `x,y x,y road`. */
const edges = (): string[] =>
  network.edges
    .flatMap((edge) => {
      if (!edge) return []
      const ends = [edge.from, edge.to].map((vertex) => {
        const { x, y } = network.points[vertex]!
        return `${Math.round(x)},${Math.round(y)}`
      })
      return `${ends.sort().join(' ')} ${edge.road.name}`
    })
    .sort()

const line = (...places: [number, number][]) => places.map(([x, y]) => ({ x, y }))

describe('a line that comes in', () => {
  it('is cut where it crosses another, and cuts it', () => {
    network.addLine(line([0, 0], [100, 0]), street)
    network.addLine(line([50, -40], [50, 40]), lane)
    expect(edges()).toEqual(
      ['0,0 50,0 试1街', '100,0 50,0 试1街', '50,-40 50,0 试2巷', '50,0 50,40 试2巷'].sort(),
    )
  })

  it('ends on a road that it stops just short of', () => {
    network.addLine(line([0, 0], [100, 0]), street)
    network.addLine(line([50, 60], [50, 9]), lane)
    expect(edges()).toEqual(['0,0 50,0 试1街', '100,0 50,0 试1街', '50,0 50,60 试2巷'].sort())
  })

  it('passes through a junction that is nearly on its way instead of beside it', () => {
    network.addLine(line([0, 0], [0, 50]), street)
    network.addLine(line([-50, 8], [50, 8]), lane)
    expect(edges()).toEqual(['-50,8 0,0 试2巷', '0,0 0,50 试1街', '0,0 50,8 试2巷'].sort())
  })

  it('adds nothing where a road runs already, and leaves that its name', () => {
    network.addLine(line([0, 0], [100, 0]), street)
    network.addLine(line([3, 2], [98, 1]), lane)
    expect(edges()).toEqual(['0,0 100,0 试1街'])
  })

  it('crosses several roads one after the other', () => {
    for (const x of [20, 60, 100]) network.addLine(line([x, -50], [x, 50]), street)
    network.addLine(line([-20, 0], [140, 0]), lane)
    // The lane is longer than a step, so that it has a vertex at its middle as well: at x = 60.
    expect(edges().filter((edge) => edge.endsWith('试2巷'))).toEqual(
      ['-20,0 20,0 试2巷', '20,0 60,0 试2巷', '100,0 60,0 试2巷', '100,0 140,0 试2巷'].sort(),
    )
  })
})

it('edges that are too short are put together at the vertex that must stay', () => {
  network.addLine(line([0, 0], [100, 0]), street)
  const far = network.vertexAt({ x: 104, y: 0 }, 1)
  const end = network.nearestVertex({ x: 100, y: 0 }, 1)!
  network.addEdge(end, far, street)
  network.mergeShortEdges(6, new Set([far]))
  expect(edges()).toEqual(['0,0 104,0 试1街'])
})

it('distance by road adds up round a corner, and ends at the limit', () => {
  const [a] = network.addLine(line([0, 0], [30, 0], [30, 40]), street)
  const b = network.nearestVertex({ x: 30, y: 40 }, 1)!
  expect(metresByRoad(network, a!, b, 100)).toBeCloseTo(70, 9)
  expect(metresByRoad(network, a!, b, 60)).toBe(Number.POSITIVE_INFINITY)
})
