/**
 * Networks as they were written before turns became rows: every turn an arc in a list of its own,
 * states numbered as their edges. Such files are read as long as there are folders with one.
 */
import type { GraphArrays } from './graph.ts'
import { layOutTurns } from './turn-rows.ts'

/** Array name → element type, in the order of the first format. */
export const ARC_ARRAYS = {
  nodeLonLat: Float64Array,
  shapeLonLat: Float64Array,
  shapeStart: Uint32Array,
  segmentFrom: Uint32Array,
  segmentTo: Uint32Array,
  segmentLengthMetres: Float64Array,
  segmentName: Uint32Array,
  segmentRef: Uint32Array,
  /** The edges themselves, then copies within banned sequences. */
  stateEdge: Uint32Array,
  /** First turn out of each state; one entry more than there are states. */
  turnStart: Uint32Array,
  turnTo: Uint32Array,
  reverseTurnStart: Uint32Array,
  reverseTurnFrom: Uint32Array,
  turnCostDeciseconds: Uint16Array,
  reverseTurnCostDeciseconds: Uint16Array,
  segmentClass: Uint8Array,
  segmentAccess: Uint8Array,
  segmentStructure: Uint8Array,
  edgeKph: Uint8Array,
} as const

export type ArcArrays = {
  readonly [Name in keyof typeof ARC_ARRAYS]: Name extends keyof GraphArrays
    ? GraphArrays[Name]
    : InstanceType<(typeof ARC_ARRAYS)[Name]>
}

/** The same network with its turns as rows. */
export const withTurnRows = (arrays: ArcArrays): GraphArrays => {
  const { turnStart, turnTo, turnCostDeciseconds, stateEdge, ...others } = arrays
  const { segmentFrom, segmentTo, edgeKph, nodeLonLat } = arrays
  const { reverseTurnStart, reverseTurnFrom, reverseTurnCostDeciseconds, ...kept } = others
  const turns = layOutTurns({
    nodeCount: nodeLonLat.length / 2,
    edgeKph,
    sourceEdge: stateEdge,
    tailOf: (edge) => ((edge & 1) === 0 ? segmentFrom : segmentTo)[edge >> 1]!,
    forEachTurn(state, visit) {
      for (let turn = turnStart[state]!; turn < turnStart[state + 1]!; turn++) {
        visit(turnTo[turn]!, turnCostDeciseconds[turn]!)
      }
    },
  })
  return { ...kept, ...turns }
}
