import { expect, test } from 'vitest'
import { buildGraph } from '../../../server/network/build.ts'
import { decodeGraph, encodeGraph } from '../../../server/network/file.ts'
import { GRAPH_ARRAYS } from '../../../server/network/graph.ts'
import { gridDraft } from '../../fixtures/grid-network.ts'

const bytes = encodeGraph(buildGraph({ ...gridDraft(4, 3), turnBans: [[0, 2]] }))

test('a network comes back from its file as it was', () => {
  const before = buildGraph({ ...gridDraft(4, 3), turnBans: [[0, 2]] })
  const after = decodeGraph(bytes.buffer)
  for (const name of Object.keys(GRAPH_ARRAYS) as (keyof typeof GRAPH_ARRAYS)[]) {
    expect([...after[name]], name).toEqual([...before[name]])
  }
  expect(after.names).toEqual(before.names)
  expect(after).toMatchObject({ nodeCount: 12, segmentCount: 17, edgeCount: 34 })
})

test('the same roads have the same id, other roads another', () => {
  const other = gridDraft(4, 3)
  other.segments[3]!.forwardKph = 37
  const id = decodeGraph(bytes.buffer).id
  expect(id).toMatch(/^[0-9a-f]{16}$/)
  expect(decodeGraph(encodeGraph(decodeGraph(bytes.buffer)).buffer).id).toBe(id)
  expect(decodeGraph(encodeGraph(buildGraph(other)).buffer).id).not.toBe(id)
})

test('a file cut off anywhere is refused with a sentence', () => {
  for (const length of [0, 5, 40, 400, bytes.length - 1]) {
    expect(() => decodeGraph(bytes.slice(0, length).buffer)).toThrow(/cut off/)
  }
})

test('another file is refused', () => {
  const other = bytes.slice()
  other[0] = 0
  expect(() => decodeGraph(other.buffer)).toThrow('this is not a network file')
  const newer = bytes.slice()
  newer[4] = 99
  expect(() => decodeGraph(newer.buffer)).toThrow('has format 99')
})
