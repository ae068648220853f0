/** The figures of a coverage answer, put together from the model's fields. */
import type { CoverageAnswer, CoveragePart } from '../../../data/coverage.ts'
import type { ArrivalField } from '../../network/arrival-field.ts'
import { neverStop, type ShouldStop, stopIf } from '../cancellation.ts'
import type { CoverageModel } from './coverage-model.ts'
import { peopleLostByStation, peopleLostWithout } from './fragility.ts'
import { describeGap, type Evaluation, findRemedies, naming } from './gaps.ts'
import type { CoverageQuestion } from './planning-data.ts'
import type { VehiclePost } from './reach.ts'
import { coverageByArea, distribution, longestLimit, summarise } from './served.ts'
import { type EffectiveStation, isCounted } from './stations.ts'

/** What the analysis finds; the rest is the service's. */
export type CoverageFigures = Omit<
  CoverageAnswer,
  'revision' | 'network' | 'query' | 'timeStamp' | 'notice' | 'obeyed' | 'sent'
>
type MomentFigures = Omit<CoverageFigures, 'day' | 'band'>

interface Asked {
  readonly model: CoverageModel
  readonly question: CoverageQuestion
  readonly shouldStop: ShouldStop
}

/** Rows of the table of fragility. */
const MOST_FRAGILE_PER_KIND = 100

/** @throws UnknownStation, Cancelled */
export const coverageFigures = (
  model: CoverageModel,
  question: CoverageQuestion,
  parts: readonly CoveragePart[],
  shouldStop: ShouldStop = neverStop,
): MomentFigures => {
  const wants = (part: CoveragePart): boolean => parts.includes(part)
  const asked = { model, question, shouldStop }
  // Before the scenario stands in the field, which today's figures may be read from as well.
  const before = wants('changes') ? model.today(question) : null
  return model.whileTried(question, (field, found) => {
    const { stations, groups } = found
    stopIf(shouldStop)
    const areas = coverageByArea(found, model.data)
    const counted = stations.filter(isCounted)
    return {
      summary: {
        ...summarise(found),
        stationsCounted: counted.length,
        stationsInAll: stations.filter(({ isRemoved }) => !isRemoved).length,
        gapCount: groups.length,
      },
      distribution: wants('distribution') ? distribution(found) : [],
      byCounty: wants('areas') ? areas.byCounty : [],
      byTown: wants('areas') ? areas.byTown : [],
      gaps: wants('gaps') ? gapsOf(asked, found, wants('remedies')) : [],
      ...(wants('fragility') ? fragilityOf(asked, field, found) : { fragility: [], overlap: [] }),
      changes: before && changesOf(model, before, found, areas),
      closedSegments: model.closedOf(question).length,
      demandRecord: model.data.demand.record,
    }
  })
}

const gapsOf = (asked: Asked, found: Evaluation, withRemedies: boolean): CoverageAnswer['gaps'] => {
  const { model, question, shouldStop } = asked
  const gaps = found.groups.map((group, index) =>
    describeGap(found, group, index + 1, model.data.towns),
  )
  if (!withRemedies) return gaps.map((gap) => ({ ...gap, remedy: null }))
  const latest = longestLimit(found.standards)
  const reachOf = (post: VehiclePost) => {
    stopIf(shouldStop)
    return model.reach(question, post, latest)
  }
  return findRemedies({ ...found, equipmentWanted: question.query.filter.equipment, reachOf }, gaps)
}

const fragilityOf = (
  { model, question, shouldStop }: Asked,
  field: ArrivalField,
  found: Evaluation,
): Pick<CoverageAnswer, 'fragility' | 'overlap'> => {
  const { stations } = found
  const lost = peopleLostByStation(found)
  const ofStations = [...lost].map(([index, peopleLost]) => ({
    kind: 'station' as const,
    ...placed(stations[index]!),
    peopleLost,
  }))
  const points = model.points(question)
  const structures = model.structures.filter(({ segments }) =>
    segments.some((segment) => field.isPassable(segment * 2) || field.isPassable(segment * 2 + 1)),
  )
  const ofStructures = structures.map(({ segments, position, ...structure }) => {
    stopIf(shouldStop)
    return {
      ...structure,
      nameEn: null,
      position: [...position] as [number, number],
      peopleLost: peopleLostWithout(segments, field, points, found),
    }
  })
  const fragility = [...worst(ofStations), ...worst(ofStructures)].sort(byPeopleLost)
  const overlap = stations
    .filter((station) => isCounted(station) && !lost.has(station.index))
    .map(placed)
  return { fragility, overlap }
}

/** Differences to the same question without the scenario. */
const changesOf = (
  model: CoverageModel,
  before: Evaluation,
  after: Evaluation,
  areas: Pick<CoverageAnswer, 'byTown'>,
): CoverageAnswer['changes'] => {
  const due = after.due - 1
  const cells: number[] = []
  for (let cell = 0; cell < after.demand.count; cell++) {
    const differs = [0, due].some(
      (k) => before.arrivals.deciseconds[k]![cell] !== after.arrivals.deciseconds[k]![cell],
    )
    if (differs) cells.push(cell)
  }
  const townsBefore = coverageByArea(before, model.data).byTown
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
