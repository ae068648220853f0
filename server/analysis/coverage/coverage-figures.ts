/** The figures of a coverage answer, put together from the model's fields. */
import type { CoverageAnswer, CoveragePart } from '../../../data/coverage.ts'
import type { ArrivalField } from '../../network/arrival-field.ts'
import { neverStop, type ShouldStop, stopIf } from '../cancellation.ts'
import type { CoverageModel, Evaluation } from './coverage-model.ts'
import { cellPosition } from './demand.ts'
import { peopleLostByStation, peopleLostByStructure } from './fragility.ts'
import { describeGap, findRemedies } from './gaps.ts'
import type { CoverageQuestion } from './planning-data.ts'
import { coverageByArea, distribution, longestLimit, summarise } from './served.ts'
import { type EffectiveStation, isCounted } from './stations.ts'

export type CoverageFigures = Omit<
  CoverageAnswer,
  'revision' | 'network' | 'query' | 'timeStamp' | 'notice' | 'obeyed'
>

/** Rows of the table of fragility. */
const MOST_FRAGILE_PER_KIND = 100

/** @throws UnknownStation, Cancelled */
export const coverageFigures = (
  model: CoverageModel,
  question: CoverageQuestion,
  parts: readonly CoveragePart[],
  shouldStop: ShouldStop = neverStop,
): CoverageFigures => {
  const wants = (part: CoveragePart): boolean => parts.includes(part)
  const { demand } = model.data
  // Before the scenario stands in the field, which today's figures may be read from as well.
  const before = wants('changes') ? model.today(question) : null
  return model.whileTried(question, (field, found) => {
    const { stations, arrivals, inTime, groups } = found
    stopIf(shouldStop)
    const areas = coverageByArea(demand, arrivals, inTime, model.data)
    const counted = stations.filter(isCounted)
    return {
      summary: {
        ...summarise(demand, arrivals, inTime),
        stationsCounted: counted.length,
        stationsInAll: stations.filter(({ isRemoved }) => !isRemoved).length,
        gapCount: groups.length,
      },
      distribution: wants('distribution') ? distribution(demand, arrivals) : [],
      byCounty: wants('areas') ? areas.byCounty : [],
      byTown: wants('areas') ? areas.byTown : [],
      gaps: wants('gaps') ? gapsOf(model, question, found, wants('remedies'), shouldStop) : [],
      ...(wants('fragility')
        ? fragilityOf(model, question, field, found, shouldStop)
        : { fragility: [], overlap: [] }),
      changes: before && changesOf(model, question, before, found, areas),
      closedSegments: model.closedOf(question).length,
    }
  })
}

const gapsOf = (
  model: CoverageModel,
  question: CoverageQuestion,
  { stations, arrivals, inTime, groups }: Evaluation,
  withRemedies: boolean,
  shouldStop: ShouldStop,
): CoverageAnswer['gaps'] => {
  const { demand, towns } = model.data
  const { standards, filter } = question.query
  const nameOf = (index: number) => naming(stations[index]!)
  const gaps = groups.map((group, index) =>
    describeGap(demand, arrivals, filter.due, group, index + 1, towns, nameOf),
  )
  if (!withRemedies) return gaps.map((gap) => ({ ...gap, remedy: null }))
  const latest = longestLimit(standards)
  const remedies = findRemedies(
    {
      demand,
      arrivals,
      inTime,
      standards,
      due: filter.due,
      stations,
      equipmentWanted: filter.equipment,
      reachOfStation: ({ position, turnoutSeconds }) => {
        stopIf(shouldStop)
        return model.reach(question, position, turnoutSeconds, latest)
      },
      reachOfCell: (cell, turnoutSeconds) => {
        stopIf(shouldStop)
        return model.reach(question, cellPosition(demand, cell), turnoutSeconds, latest)
      },
    },
    gaps.map((gap, index) => ({ gap, group: groups[index]! })),
  )
  return gaps.map((gap, index) => ({ ...gap, remedy: remedies[index] ?? null }))
}

const fragilityOf = (
  model: CoverageModel,
  question: CoverageQuestion,
  field: ArrivalField,
  { stations, arrivals, inTime }: Evaluation,
  shouldStop: ShouldStop,
): Pick<CoverageAnswer, 'fragility' | 'overlap'> => {
  const { demand } = model.data
  const { standards, filter } = question.query
  const lost = peopleLostByStation(demand, arrivals, inTime, standards, filter.due)
  const ofStations = [...lost].map(([index, peopleLost]) => ({
    kind: 'station' as const,
    ...placed(stations[index]!),
    peopleLost,
  }))
  const points = model.points(question)
  const structures = model.structures.filter(({ segments }) =>
    segments.some((segment) => field.isPassable(segment * 2) || field.isPassable(segment * 2 + 1)),
  )
  const losses = structures.flatMap((structure) => {
    stopIf(shouldStop)
    return peopleLostByStructure(field, points, demand, inTime, standards, filter.due, [structure])
  })
  const ofStructures = structures.map(({ kind, id, name, position }, index) => ({
    kind,
    id,
    name,
    nameEn: null,
    position: [...position] as [number, number],
    peopleLost: losses[index]!,
  }))
  const fragility = [...worst(ofStations), ...worst(ofStructures)].sort(byPeopleLost)
  const overlap = stations
    .filter((station) => isCounted(station) && !lost.has(station.index))
    .map(placed)
  return { fragility, overlap }
}

/** Differences to the same question without the scenario. */
const changesOf = (
  model: CoverageModel,
  question: CoverageQuestion,
  before: Evaluation,
  after: Evaluation,
  areas: Pick<CoverageAnswer, 'byTown'>,
): CoverageAnswer['changes'] => {
  const { query } = question
  const due = query.filter.due - 1
  const cells: number[] = []
  for (let cell = 0; cell < model.data.demand.count; cell++) {
    const differs = [0, due].some(
      (k) => before.arrivals.deciseconds[k]![cell] !== after.arrivals.deciseconds[k]![cell],
    )
    if (differs) cells.push(cell)
  }
  const { demand } = model.data
  const townsBefore = coverageByArea(demand, before.arrivals, before.inTime, model.data).byTown
  const byTown = areas.byTown.flatMap(({ code, name, nameEn, countyCode, peopleInTime }, town) => {
    const people = peopleInTime - townsBefore[town]!.peopleInTime
    return people === 0 ? [] : [{ code, name, nameEn, countyCode, people }]
  })
  return {
    people: byTown.reduce((sum, { people }) => sum + people, 0),
    gapCount: after.groups.length - before.groups.length,
    cells,
    deciseconds: cells.map((cell) => after.arrivals.deciseconds[0]![cell]!),
    dueDeciseconds: cells.map((cell) => after.arrivals.deciseconds[due]![cell]!),
    byTown,
  }
}

const naming = ({ id, name, nameEn }: EffectiveStation) => ({ id, name, nameEn })

const placed = (station: EffectiveStation) => ({
  ...naming(station),
  position: [...station.position] as [number, number],
})

const byPeopleLost = (a: { peopleLost: number }, b: { peopleLost: number }): number =>
  b.peopleLost - a.peopleLost

/** Per kind, or stations would crowd out the bridges: few of those matter, but they do to all. */
const worst = <T extends { peopleLost: number }>(losses: readonly T[]): T[] =>
  losses
    .filter(({ peopleLost }) => peopleLost > 0)
    .sort(byPeopleLost)
    .slice(0, MOST_FRAGILE_PER_KIND)
