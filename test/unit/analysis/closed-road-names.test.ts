import { expect, test } from 'vitest'
import { closedRoadNames } from '../../../server/analysis/closed-road-names.ts'
import { draftOf, loadedNetwork, metres, street } from '../../fixtures/grid-network.ts'

/**
 * 洸河路 eastwards in five stretches of 500 m; 共青团路 crosses at its second node, 建设路 at its fourth,
 * a lane without a name between them; a lane without a name at its end; 红星路 apart.
 */
const network = loadedNetwork(
  draftOf(
    metres(
      ...([0, 500, 1000, 1500, 2000, 2500].map((x) => [x, 0]) as [number, number][]),
      [500, 300],
      [1000, 300],
      [1500, 300],
      [2500, 300],
      [0, 900],
      [400, 900],
    ),
    [
      ...[0, 1, 2, 3, 4].map((i) => street(i, i + 1, { name: '洸河路' })),
      street(1, 6, { name: '共青团路' }),
      street(2, 7, { name: '' }),
      street(3, 8, { name: '建设路' }),
      street(5, 9, { name: '' }),
      street(10, 11, { name: '红星路' }),
    ],
  ),
)
const { graph } = network
const along = (name: string): number[] =>
  Array.from({ length: graph.segmentCount }, (_, i) => i).filter(
    (segment) => graph.names[graph.segmentName[segment]!] === name,
  )
const xOf = (node: number): number => graph.nodeLonLat[node * 2]!
/** Stretches of 洸河路 from west to east. */
const stretches = along('洸河路').sort(
  (a, b) =>
    Math.min(xOf(graph.segmentFrom[a]!), xOf(graph.segmentTo[a]!)) -
    Math.min(xOf(graph.segmentFrom[b]!), xOf(graph.segmentTo[b]!)),
)
const told = (...segments: number[]) => closedRoadNames(network, segments).roads

test('a stretch is told by the roads that cross at its ends', () => {
  expect(told(stretches[1]!, stretches[2]!)).toEqual({
    zh: '洸河路（共青团路—建设路）',
    en: '洸河路 (共青团路 to 建设路)',
  })
})

test('or at the next crossing along the road, where what crosses at an end has no name', () => {
  expect(told(stretches[1]!)?.zh).toBe('洸河路（共青团路—建设路）')
  expect(told(stretches[2]!)?.zh).toBe('洸河路（共青团路—建设路）')
})

test('where the road ends without one, by the crossing that it is near to', () => {
  expect(told(stretches[4]!)?.zh).toBe('洸河路（近建设路）')
  expect(told(...along('红星路'))?.zh).toBe('红星路')
})

test('several roads: the longest first, three at most, and how many there are', () => {
  const [a, b, c] = [along('共青团路'), along('建设路'), along('红星路')]
  expect(told(...a, ...c)?.zh).toBe('红星路、共青团路')
  const four = told(...stretches.slice(0, 2), ...a, ...b, ...c)!
  expect(four.zh).toMatch(/^洸河路、红星路、.+ ?等 4 条道路$/)
  expect(four.en).toMatch(/^洸河路, 红星路, .+ and others, 4 roads$/)
})

test('a road without name is told by its class; no road is nothing', () => {
  const { roads, lines } = closedRoadNames(network, along('').slice(0, 1))
  expect(roads?.zh).toMatch(/^无名./)
  expect(lines).toHaveLength(1)
  expect(lines[0]).toHaveLength(2)
  expect(closedRoadNames(network, [])).toEqual({ roads: null, lines: [] })
})
