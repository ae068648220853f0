/**
 * The cheapest remedy of each gap: a piece of equipment for a station that lacks only that, longer
 * hours of a station that is only not there at this time, or a new station. Found by trying, not
 * proved best: of new sites only the gap's most populous cells are tried. Siting does it properly.
 */
import { type Gap, type Remedy, type RemedyKind, UNREACHED } from '../../../data/coverage.ts'
import { DEFAULT_TURNOUT_SECONDS } from '../../../data/scenario.ts'
import type { Standards } from '../../../data/standards.ts'
import type { Arrivals } from './arrivals.ts'
import { cellPosition, type DemandCells } from './demand.ts'
import type { CellGroup } from './gaps.ts'
import type { ReachedCells } from './reach.ts'
import { limitsByClass } from './served.ts'
import { couldOpenLonger, type EffectiveStation } from './stations.ts'

/** New sites tried per gap. */
const SITES_PER_GAP = 5
/** A cheaper kind of remedy is preferred when it wins this share of what the best one wins. */
const GOOD_ENOUGH_SHARE = 0.5
const KINDS_CHEAPEST_FIRST: readonly RemedyKind[] = ['equipment', 'longer-hours', 'new-site']

type Option = Omit<Remedy, 'peopleWon'> & { readonly won: ReadonlySet<number> }

interface RemedyTask {
  readonly demand: DemandCells
  readonly arrivals: Arrivals
  readonly inTime: Uint8Array
  readonly standards: Standards
  readonly due: number
  readonly stations: readonly EffectiveStation[]
  readonly equipmentWanted: Readonly<Record<string, number>>
  /** Cells that a vehicle from there reaches within the longest standard, turnout included. */
  readonly reachOfStation: (station: EffectiveStation) => ReachedCells | null
  readonly reachOfCell: (cell: number, turnoutSeconds: number) => ReachedCells | null
}

/** Unserved cells that one more station with this reach would put in time. */
const cellsWon = (task: RemedyTask, reached: ReachedCells): Set<number> => {
  const { demand, arrivals, inTime, standards, due } = task
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
    const reached = kind && task.reachOfStation(station)
    if (!kind || !reached) return []
    const won = cellsWon(task, reached)
    if (won.size === 0) return []
    return [
      {
        kind,
        won,
        peopleWonInAll: peopleOf(task.demand, won),
        position: [...station.position],
        stationId: station.id,
        name: station.name,
        nameEn: station.nameEn,
        missing: kind === 'equipment' ? missingAt(station, task.equipmentWanted) : {},
      },
    ]
  })

const siteOption = (task: RemedyTask, gap: Omit<Gap, 'remedy'>, cell: number): Option | null => {
  const reached = task.reachOfCell(cell, DEFAULT_TURNOUT_SECONDS)
  if (!reached) return null
  const won = cellsWon(task, reached)
  return {
    kind: 'new-site',
    won,
    peopleWonInAll: peopleOf(task.demand, won),
    position: cellPosition(task.demand, cell),
    stationId: null,
    name: gap.name,
    nameEn: gap.nameEn,
    missing: {},
  }
}

/** Finds remedies; gaps by rank, each with what it needs to be described. */
export const findRemedies = (
  task: RemedyTask,
  gaps: readonly { group: CellGroup; gap: Omit<Gap, 'remedy'> }[],
): (Remedy | null)[] => {
  const ofStations = stationOptions(task)
  const byCell = new Map<number, Option[]>()
  for (const option of ofStations) {
    for (const cell of option.won) byCell.set(cell, [...(byCell.get(cell) ?? []), option])
  }
  return gaps.map(({ group, gap }) => {
    const { people } = task.demand
    const sites = [...group.cells]
      .sort((a, b) => people[b]! - people[a]! || a - b)
      .slice(0, SITES_PER_GAP)
      .flatMap((cell) => siteOption(task, gap, cell) ?? [])
    const near = new Set(group.cells.flatMap((cell) => byCell.get(cell) ?? []))
    return cheapest(task.demand, group, [...near, ...sites])
  })
}

const cheapest = (
  demand: DemandCells,
  group: CellGroup,
  options: readonly Option[],
): Remedy | null => {
  const remedies = options
    .map(({ won, ...option }) => ({
      ...option,
      peopleWon: peopleOf(
        demand,
        group.cells.filter((cell) => won.has(cell)),
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
