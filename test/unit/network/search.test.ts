import { describe, expect, test } from 'vitest'
import { closeSegments } from '../../../server/network/closures.ts'
import { TURN_DECISECONDS } from '../../../server/network/turn-cost.ts'
import {
  BLOCK_METRES,
  BLOCK_SECONDS,
  draftOf,
  gridDraft,
  gridLonLat,
  metres,
  street,
} from '../../fixtures/grid-network.ts'
import { searchOf } from '../../fixtures/network-search.ts'

const RIGHT = TURN_DECISECONDS.right / 10
const LEFT = TURN_DECISECONDS.left / 10
const at = (column: number, row: number): [number, number] =>
  gridLonLat(column * BLOCK_METRES, row * BLOCK_METRES)
const halfway = (column: number, row: number): [number, number] =>
  gridLonLat((column + 0.5) * BLOCK_METRES, row * BLOCK_METRES)

describe('a grid of streets', () => {
  const { seconds } = searchOf(gridDraft(6, 6))

  test('straight on costs the blocks only', () => {
    expect(seconds(halfway(0, 2), halfway(4, 2))).toBeCloseTo(4 * BLOCK_SECONDS, 1)
  })

  test('one right turn', () => {
    // East along row 3, then south down column 3: driving east, south is to the right.
    const down = gridLonLat(3 * BLOCK_METRES, 1.5 * BLOCK_METRES)
    expect(seconds(halfway(1, 3), down)).toBeCloseTo(3 * BLOCK_SECONDS + RIGHT, 1)
  })

  test('one left turn', () => {
    const up = gridLonLat(3 * BLOCK_METRES, 3.5 * BLOCK_METRES)
    expect(seconds(halfway(1, 2), up)).toBeCloseTo(3 * BLOCK_SECONDS + LEFT, 1)
  })

  test('along one block nothing is turned', () => {
    const from = gridLonLat(20, 0)
    const to = gridLonLat(80, 0)
    expect(seconds(from, to)).toBeCloseTo(6, 1)
    expect(seconds(to, from)).toBeCloseTo(6, 1)
  })
})

test('direction: a rescue drives to the incident, not from it', () => {
  // A square whose south side is one-way eastwards.
  const corners = metres([0, 0], [100, 0], [100, 100], [0, 100])
  const { seconds } = searchOf(
    draftOf(corners, [street(0, 1, { backwardKph: 0 }), street(1, 2), street(2, 3), street(3, 0)]),
  )
  // With the one-way 60 m; against it round the square: 20 + 300 + 20 m and no real junction.
  expect(seconds(gridLonLat(20, 0), gridLonLat(80, 0))).toBeCloseTo(6, 1)
  expect(seconds(gridLonLat(80, 0), gridLonLat(20, 0))).toBeCloseTo(34, 1)
})

describe('turn bans', () => {
  // A cross: west arm 0, centre 1, east arm 2, north arm 3, south arm 4. East arm goes on to 5.
  const nodes = metres([0, 0], [100, 0], [200, 0], [100, 100], [100, -100], [300, 0])
  const segments = [street(0, 1), street(1, 2), street(1, 3), street(1, 4), street(2, 5)]
  const west = gridLonLat(50, 0)
  const north = gridLonLat(100, 50)

  test('without a ban the left turn is taken', () => {
    expect(searchOf(draftOf(nodes, segments)).seconds(west, north)).toBeCloseTo(10 + LEFT, 1)
  })

  test('a banned left turn is driven by turning round in the quickest place', () => {
    // Straight on to node 2, round there, back and right into the north arm. Node 2 is no junction
    // (two segments meet), so turning round there costs what a dead end costs.
    const { seconds } = searchOf(draftOf(nodes, segments, [[0, 4]]))
    const uTurn = TURN_DECISECONDS.uTurnAtDeadEnd / 10
    expect(seconds(west, north)).toBeCloseTo(5 + 10 + uTurn + 10 + RIGHT + 5, 1)
  })

  test('a ban over three edges forbids only the whole sequence', () => {
    // 0→1→2→5 is banned as a whole; 0→1→2 and 1→2→5 are not.
    const banned = searchOf(draftOf(nodes, segments, [[0, 2, 8]]))
    const east = gridLonLat(250, 0)
    expect(banned.seconds(west, gridLonLat(150, 0))).toBeCloseTo(10, 1)
    expect(banned.seconds(north, east)).toBeCloseTo(5 + LEFT + 10 + 5, 1)
    // Coming from the west one turns round once to forget where one came from.
    expect(banned.seconds(west, east)).toBeGreaterThan(25)
  })
})

describe('closures', () => {
  const { seconds, graph, search } = searchOf(gridDraft(3, 2))

  test('a closed block is driven round', () => {
    // Bottom row west to east: segment between nodes 0 and 1 is the first one.
    const from = gridLonLat(0, 50)
    const to = halfway(1, 0)
    const open = seconds(from, to)
    const around = seconds(from, to, { closures: closeSegments(graph, [0]) })
    expect(open).toBeCloseTo(5 + 10 + 5, 0)
    expect(around).toBeGreaterThan(open!)
    expect(search.graph.segmentCount).toBe(7)
  })

  test('behind closures on all sides nobody arrives', () => {
    const everything = [...Array(graph.segmentCount).keys()]
    expect(
      seconds(at(0, 0), halfway(1, 1), { closures: closeSegments(graph, everything) }),
    ).toBeNull()
  })

  test('a closure of what does not exist is refused', () => {
    expect(() => closeSegments(graph, [7])).toThrow('there is no segment 7')
  })
})
