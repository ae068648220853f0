/** Gaps: connected groups of demand cells that no station reaches in time; their cheapest remedies. */

import { UNREACHED } from '../../../data/cell-times.ts'
import type { Gap, Remedy, RemedyKind } from '../../../data/coverage.ts'
import { roundedPlace } from '../../../data/geometry.ts'
import { DEFAULT_TURNOUT_SECONDS } from '../../../data/scenario.ts'
import type { CompressedRows } from '../../network/compressed-rows.ts'
import { cellPosition, type DemandCells } from './demand.ts'
import type { AreaName } from './planning-data.ts'
import type { ReachedCells, VehiclePost } from './reach.ts'
import { type AwaitedDemand, limitsByClass, type ServedDemand } from './served.ts'
import { couldOpenLonger, type EffectiveStation } from './stations.ts'

/** A group of cells, before it is described. */
export interface CellGroup {
  readonly people: number
  /** Ascending. */
  readonly cells: readonly number[]
}

/** What was found for one question. */
export interface Evaluation extends ServedDemand {
  readonly stations: readonly EffectiveStation[]
  readonly groups: readonly CellGroup[]
}

/**
 * Unserved cells that touch, directly or through others, are one gap, as long as they are of one
 * class of place and of one town: a gap then has one responsible town and one standard. Cells where
 * nobody is counted belong to none. Most people first; the people of all gaps are exactly those not in time.
 * @param inTime as `cellsInTime` answers.
 */
export const groupGaps = (
  demand: DemandCells,
  neighbours: CompressedRows,
  inTime: Uint8Array,
): CellGroup[] => {
  const seen = inTime.map((isServed, cell) => (demand.people[cell] === 0 ? 1 : isServed))
  const groups: CellGroup[] = []
  for (let first = 0; first < demand.count; first++) {
    if (seen[first] === 1) continue
    seen[first] = 1
    const cells = [first]
    let people = 0
    // The list grows while it is walked.
    for (const cell of cells) {
      people += demand.people[cell]!
      for (let i = neighbours.start[cell]!; i < neighbours.start[cell + 1]!; i++) {
        const next = neighbours.entries[i]!
        if (seen[next] === 1 || !belongTogether(demand, cell, next)) continue
        seen[next] = 1
        cells.push(next)
      }
    }
    groups.push({ people, cells: cells.sort((a, b) => a - b) })
  }
  return groups.sort((a, b) => b.people - a.people || a.cells[0]! - b.cells[0]!)
}

const belongTogether = (demand: DemandCells, a: number, b: number): boolean =>
  demand.town[a] === demand.town[b] && demand.areaClass[a] === demand.areaClass[b]

/** The station that is first at the gap, weighted by the people whom it is first at. */
const nearestOf = ({ demand, arrivals }: AwaitedDemand, cells: readonly number[]) => {
  const peopleSeconds = new Map<number, { people: number; weighted: number }>()
  for (const cell of cells) {
    const station = arrivals.stations[0]![cell]!
    if (station === UNREACHED) continue
    const sum = peopleSeconds.get(station) ?? { people: 0, weighted: 0 }
    sum.people += demand.people[cell]!
    sum.weighted += demand.people[cell]! * arrivals.deciseconds[0]![cell]!
    peopleSeconds.set(station, sum)
  }
  const [best] = [...peopleSeconds].sort(
    ([indexA, a], [indexB, b]) => b.people - a.people || indexA - indexB,
  )
  if (!best) return null
  const [station, { people, weighted }] = best
  return { station, seconds: Math.round(weighted / people) / 10 }
}

/** @param towns by whose names gaps are called. */
export const describeGap = (
  found: AwaitedDemand & Pick<Evaluation, 'stations'>,
  { cells, people }: CellGroup,
  rank: number,
  towns: readonly AreaName[],
): Omit<Gap, 'remedy'> => {
  const { demand, arrivals, due, stations } = found
  let [west, south, east, north] = [180, 90, -180, -90]
  let [x, y, worst] = [0, 0, 0]
  for (const cell of cells) {
    const [longitude, latitude] = cellPosition(demand, cell)
    ;[west, south] = [Math.min(west, longitude), Math.min(south, latitude)]
    ;[east, north] = [Math.max(east, longitude), Math.max(north, latitude)]
    x += longitude * demand.people[cell]!
    y += latitude * demand.people[cell]!
    const time = arrivals.deciseconds[due - 1]![cell]!
    worst = time === UNREACHED ? Number.POSITIVE_INFINITY : Math.max(worst, time)
  }
  const { code, countyCode } = demand.towns[demand.town[cells[0]!]!]!
  const town = towns.find((area) => area.code === code)
  const nearest = nearestOf(found, cells)
  return {
    rank,
    people,
    centroid: roundedPlace([x / people, y / people]),
    bbox: [...roundedPlace([west, south]), ...roundedPlace([east, north])],
    cellCount: cells.length,
    cells: [...cells],
    townCode: code,
    countyCode,
    name: town?.name ?? code,
    nameEn: town?.nameEn ?? null,
    worstSeconds: Number.isFinite(worst) ? worst / 10 : null,
    nearest: nearest && { ...naming(stations[nearest.station]!), seconds: nearest.seconds },
  }
}

export const naming = ({ id, name, nameEn }: EffectiveStation) => ({ id, name, nameEn })

/** New sites tried per gap. */
const SITES_PER_GAP = 5
/** A cheaper kind of remedy is preferred when it wins this share of what the best one wins. */
const GOOD_ENOUGH_SHARE = 0.5
const KINDS_CHEAPEST_FIRST: readonly RemedyKind[] = ['equipment', 'longer-hours', 'new-site']

type Option = Omit<Remedy, 'peopleWon'> & { readonly won: ReadonlySet<number> }

interface RemedyTask extends Evaluation {
  readonly equipmentWanted: Readonly<Record<string, number>>
  /** Cells that a vehicle from there reaches within the longest standard, turnout included. */
  readonly reachOf: (post: VehiclePost) => ReachedCells | null
}

/** Unserved cells that one more station with this reach would put in time. */
const cellsWon = (served: ServedDemand, reached: ReachedCells): Set<number> => {
  const { demand, arrivals, inTime, standards, due } = served
  const limits = limitsByClass(standards)
  const won = new Set<number>()
  reached.cells.forEach((cell, i) => {
    if (inTime[cell] === 1) return
    const limit = limits[demand.areaClass[cell]!]!
    if (reached.deciseconds[i]! > limit) return
    // With a second station asked for, the first must be in time already.
    const before = due > 1 ? arrivals.deciseconds[due - 2]![cell]! : 0
    if (before !== UNREACHED && before <= limit) won.add(cell)
  })
  return won
}

const peopleOf = (demand: DemandCells, cells: Iterable<number>): number => {
  let people = 0
  for (const cell of cells) people += demand.people[cell]!
  return people
}

/** What keeps a station from counting, where a remedy short of building can change it. */
const remediableBy = (station: EffectiveStation): RemedyKind | null => {
  if (couldOpenLonger(station)) return 'longer-hours'
  const [reason, ...others] = station.reasons
  const lacksOnlyGear = reason?.code === 'equipment-short' && others.length === 0
  return lacksOnlyGear && !station.isRemoved ? 'equipment' : null
}

const missingAt = (station: EffectiveStation, wanted: RemedyTask['equipmentWanted']) => {
  const held = (station.values.equipment ?? {}) as Readonly<Record<string, number>>
  return Object.fromEntries(
    Object.entries(wanted)
      .map(([key, least]) => [key, least - (held[key] ?? 0)] as const)
      .filter(([, missing]) => missing > 0),
  )
}

/** One option per present station that does not count for a reason that can be put right. */
const stationOptions = (task: RemedyTask): Option[] =>
  task.stations.flatMap((station): Option[] => {
    const kind = remediableBy(station)
    const reached = kind && task.reachOf(station)
    if (!kind || !reached) return []
    const won = cellsWon(task, reached)
    if (won.size === 0) return []
    const { id: stationId, name, nameEn, position } = station
    return [
      {
        kind,
        won,
        stationId,
        name,
        nameEn,
        position: [...position],
        peopleWonInAll: peopleOf(task.demand, won),
        missing: kind === 'equipment' ? missingAt(station, task.equipmentWanted) : {},
      },
    ]
  })

const siteOption = (task: RemedyTask, gap: Omit<Gap, 'remedy'>, cell: number): Option | null => {
  const position = cellPosition(task.demand, cell)
  const reached = task.reachOf({ position, turnoutSeconds: DEFAULT_TURNOUT_SECONDS })
  if (!reached) return null
  const won = cellsWon(task, reached)
  const { name, nameEn } = gap
  return {
    kind: 'new-site',
    won,
    stationId: null,
    name,
    nameEn,
    missing: {},
    peopleWonInAll: peopleOf(task.demand, won),
    position,
  }
}

/**
 * The cheapest remedy of each gap: a piece of equipment for a station that lacks only that, longer
 * hours of a station that is only not there at this time, or a new station. Found by trying, not
 * proved best: of new sites only the gap's most populous cells are tried. Siting does it properly.
 * @param gaps the groups of cells, described.
 */
export const findRemedies = (task: RemedyTask, gaps: readonly Omit<Gap, 'remedy'>[]): Gap[] => {
  const ofStations = stationOptions(task)
  const byCell = new Map<number, Option[]>()
  for (const option of ofStations) {
    for (const cell of option.won) byCell.set(cell, [...(byCell.get(cell) ?? []), option])
  }
  return gaps.map((gap) => {
    const { people } = task.demand
    const sites = gap.cells
      .toSorted((a, b) => people[b]! - people[a]! || a - b)
      .slice(0, SITES_PER_GAP)
      .flatMap((cell) => siteOption(task, gap, cell) ?? [])
    const near = new Set(gap.cells.flatMap((cell) => byCell.get(cell) ?? []))
    return { ...gap, remedy: cheapest(task.demand, gap.cells, [...near, ...sites]) }
  })
}

const cheapest = (
  demand: DemandCells,
  cells: readonly number[],
  options: readonly Option[],
): Remedy | null => {
  const remedies = options
    .map(({ won, ...option }) => ({
      ...option,
      peopleWon: peopleOf(
        demand,
        cells.filter((cell) => won.has(cell)),
      ),
    }))
    .filter(({ peopleWon }) => peopleWon > 0)
    .sort((a, b) => b.peopleWon - a.peopleWon || b.peopleWonInAll - a.peopleWonInAll)
  const most = remedies[0]?.peopleWon ?? 0
  for (const kind of KINDS_CHEAPEST_FIRST) {
    const best = remedies.find((remedy) => remedy.kind === kind)
    if (best && best.peopleWon >= most * GOOD_ENOUGH_SHARE) return best
  }
  return null
}
