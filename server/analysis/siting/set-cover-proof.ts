/** The fewest sites that cover everything, by branch and cut: for what search and bound leave. */
import type { Highs, ModelData } from 'highs'
import { type SetCoverInstance, uncoveredDemands } from './set-cover-instance.ts'
import { reduceSetCover } from './set-cover-reduction.ts'
import type { SiteSolution } from './solver.ts'

export interface SetCoverProof {
  /** No cover has fewer sites. */
  readonly bound: number
  /** The best cover found; null when none was found in time. */
  readonly solution: SiteSolution | null
  readonly isProved: boolean
}

/** Proves how few sites cover; blocks until it returns. */
export type CoverProver = (cover: SetCoverInstance) => SetCoverProof

/** HiGHS works to a tolerance of 1e-6 on each of its sums; a bound this little above a whole number
 *  is not trusted to mean the next one. */
const BOUND_TOLERANCE = 1e-4
const HALF = 0.5

/**
 * Reduces the problem and hands the rest to HiGHS, synchronously: only in a worker. Takes
 * `timeLimitSeconds` at most, but HiGHS may overrun it twofold. Demands that nobody covers are
 * left out. @throws Error when HiGHS refuses the model.
 */
export const proveSetCover = (
  highs: Highs,
  instance: SetCoverInstance,
  timeLimitSeconds: number,
): SetCoverProof => {
  const { essential, remainder, candidates } = reduceSetCover(instance)
  if (remainder.demandCount === 0) {
    const solution = { chosen: essential, objective: essential.length }
    return { bound: essential.length, solution, isProved: true }
  }
  const rest = solveCover(highs, remainder, timeLimitSeconds)
  const bound = essential.length + rest.bound
  if (!rest.chosen) return { bound, solution: null, isProved: false }
  const chosen = [...essential, ...rest.chosen.map((each) => candidates[each]!)]
  chosen.sort((a, b) => a - b)
  const solution = { chosen, objective: chosen.length }
  return { bound, solution, isProved: bound >= chosen.length }
}

const coverModel = (highs: Highs, instance: SetCoverInstance): ModelData => {
  const { candidateCount, demandCount, candidateStart, candidateDemands } = instance
  return {
    numCols: candidateCount,
    numRows: demandCount,
    colCost: new Float64Array(candidateCount).fill(1),
    colLower: new Float64Array(candidateCount),
    colUpper: new Float64Array(candidateCount).fill(1),
    rowLower: new Float64Array(demandCount).fill(1),
    rowUpper: new Float64Array(demandCount).fill(highs.infinity),
    matrix: {
      format: 'csc',
      numRows: demandCount,
      numCols: candidateCount,
      starts: candidateStart,
      indices: candidateDemands,
      values: new Float64Array(candidateDemands.length).fill(1),
    },
    integrality: new Int32Array(candidateCount).fill(highs.constants.variableType.integer),
  }
}

/** Bound and cover of a problem without uncoverable demands; HiGHS's own claim of a cover is
 *  checked. */
const solveCover = (
  highs: Highs,
  instance: SetCoverInstance,
  timeLimitSeconds: number,
): { bound: number; chosen: number[] | null } =>
  highs.withModel(coverModel(highs, instance), (model) => {
    model.options.set({ output_flag: false, time_limit: timeLimitSeconds, mip_rel_gap: 0 })
    model.run()
    const dualBound = Number(model.info.get('mip_dual_bound'))
    const bound = Number.isFinite(dualBound) ? Math.ceil(dualBound - BOUND_TOLERANCE) : 0
    const { colValue } = model.getSolution()
    const chosen = Array.from(colValue.keys()).filter((j) => colValue[j]! > HALF)
    const isCover = uncoveredDemands(instance, chosen).length === 0
    return { bound: Math.max(0, bound), chosen: isCover ? chosen : null }
  })
