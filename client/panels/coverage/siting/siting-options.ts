/** What the siting form holds, and the question it comes to. */
import type { CoverageRequest } from '../../../../data/coverage.ts'
import type { Bbox } from '../../../../data/geometry.ts'
import { DEFAULT_TURNOUT_SECONDS } from '../../../../data/scenario.ts'
import type { SitingProblem, SitingRequest } from '../../../../data/siting.ts'

export interface CandidatePoint {
  readonly lon: number
  readonly lat: number
  readonly name?: string
}

export interface SitingOptions {
  problem: SitingProblem
  add: number
  targetPercent: number
  turnoutSeconds: number
  backupPercent: number
  gapPercent: number
  settlements: boolean
  towns: boolean
  longerHours: boolean
  nearTownsMetres: number | null
  awayFromStationsMetres: number | null
  /** What the present view of the map is used for. */
  view: 'anywhere' | 'inside' | 'outside'
  points: readonly CandidatePoint[]
}

export const INITIAL_OPTIONS: SitingOptions = {
  problem: 'mclp',
  add: 5,
  targetPercent: 80,
  turnoutSeconds: DEFAULT_TURNOUT_SECONDS,
  backupPercent: 0,
  gapPercent: 0,
  settlements: true,
  towns: false,
  longerHours: false,
  nearTownsMetres: null,
  awayFromStationsMetres: null,
  view: 'anywhere',
  points: [],
}

/** A box as a polygon, counter-clockwise. */
const polygonOf = ([west, south, east, north]: Bbox) => ({
  type: 'Polygon' as const,
  coordinates: [
    [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ] as [number, number][],
  ],
})

export const hasCandidates = (options: SitingOptions): boolean =>
  options.settlements || options.towns || options.longerHours || options.points.length > 0

/** @param view what the map shows now, for candidates inside or outside of it. */
export const sitingRequest = (
  coverage: CoverageRequest,
  options: SitingOptions,
  view: Bbox | null,
): SitingRequest => {
  const { problem, settlements, towns, longerHours, points } = options
  const { nearTownsMetres, awayFromStationsMetres } = options
  const { parts: _parts, ...question } = coverage
  const area = view && options.view === 'inside' ? polygonOf(view) : null
  const exclude = view && options.view === 'outside' ? [polygonOf(view)] : []
  return {
    ...question,
    // Sites are chosen for the first arrival; a second one counts as backup.
    filter: { ...question.filter, due: 1 },
    problem,
    add: options.add,
    turnoutSeconds: options.turnoutSeconds,
    gapPercent: options.gapPercent,
    ...(problem === 'lscp' && { targetPercent: options.targetPercent }),
    ...(problem === 'mclp' && { backupPercent: options.backupPercent }),
    candidates: {
      ...{ settlements, towns, longerHours, points: [...points], area, exclude },
      ...{ nearTownsMetres, awayFromStationsMetres },
    },
  }
}
