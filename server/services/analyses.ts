/** What analyses are computed from, and who computes them: threads beside the one that answers. */
import { type LonLat, polygonsOf } from '../../data/geometry.ts'
import { DEMONSTRATION_NOTICE } from '../../data/provenance.ts'
import { Cancelled } from '../analysis/cancellation.ts'
import { buildDemandCells } from '../analysis/coverage/demand.ts'
import type { AreaName, PlanningData } from '../analysis/coverage/planning-data.ts'
import { UnknownStation } from '../analysis/coverage/stations.ts'
import type { Dependencies } from '../dependencies.ts'
import { aboutParameter, ProblemError } from '../http/problem-error.ts'
import type { RoadNetwork } from '../network/road-network.ts'
import type { Snapshot } from '../store/store.ts'
import { type AnalysisContext, type Lane, ThreadEnded } from '../worker/planner.ts'
import type { JobInput, JobName, JobOutput } from '../worker/planner-jobs.ts'
import type { AnyFeature, DataStamp, Registers } from './registers.ts'

const areaName = ({ id, properties }: AnyFeature): AreaName => ({
  code: String(properties.code ?? id),
  name: String(properties.name),
  nameEn: properties.nameEn === null ? null : String(properties.nameEn),
})

const pointOf = ({ geometry }: AnyFeature): LonLat =>
  geometry.type === 'Point' ? geometry.coordinates : [Number.NaN, Number.NaN]

const readPlanningData = async (
  registers: Registers,
  snapshot: Snapshot,
  revision: number,
): Promise<PlanningData> => {
  const stations = await registers.features(snapshot, 'stations')
  // A station that is changed does not move the people, whose cells take a moment.
  const demand = await registers.memo.get(snapshot, 'demand cells', ['settlements'], async () => {
    const settlements = await registers.features(snapshot, 'settlements')
    return buildDemandCells(
      settlements.map((feature) => {
        const [longitude, latitude] = pointOf(feature)
        const { people, peopleByDay, peopleByNight, callsPerYear } = feature.properties
        const { areaClass, townCode, countyCode } = feature.properties
        const figures = { people, peopleByDay, peopleByNight, callsPerYear }
        return { longitude, latitude, ...figures, areaClass, townCode, countyCode }
      }),
    )
  })
  const counties = await registers.features(snapshot, 'counties')
  const towns = await registers.features(snapshot, 'towns')
  return {
    revision,
    stations: stations.map((feature) => {
      const { name, nameEn } = areaName(feature)
      const position = pointOf(feature)
      return { id: feature.id, name, nameEn, position, values: feature.properties }
    }),
    demand,
    counties: counties.map(areaName),
    towns: towns.map(areaName),
    townSeats: towns.map((town) => ({ ...areaName(town), position: pointOf(town) })),
    region: counties.flatMap(({ geometry }) => polygonsOf(geometry)),
    water: (await registers.water(snapshot)).bodies,
  }
}

/** Everything that planners' analyses read; goods that are moved about change nothing here. */
export const PLANNING_COLLECTIONS = [
  'stations',
  'settlements',
  'counties',
  'towns',
  'water',
] as const

/** An analysis context with what its answers say of the data. */
export interface StampedContext extends AnalysisContext {
  readonly revision: number
  readonly notice: DataStamp['notice']
}

/** What went wrong in an analysis, as a problem where the asker can do something about it. */
const analysisProblem = (error: unknown): unknown => {
  if (error instanceof UnknownStation) {
    const { parameter, stationId, isDuplicate } = error
    const sentence = isDuplicate
      ? {
          en: `there is a station ${stationId} already; an added one needs an id of its own`,
          zh: `已有编号为 ${stationId} 的站点，新增站点须另起编号`,
        }
      : {
          en: `there is no station ${stationId}; the data may have changed since the scenario was made`,
          zh: `没有编号为 ${stationId} 的站点；方案做成之后数据可能已经变化`,
        }
    return aboutParameter('invalid-body', parameter, sentence)
  }
  if (error instanceof Cancelled) {
    return new ProblemError('cancelled', {
      en: 'The analysis was stopped because nobody waits for it any more.',
      zh: '请求方已离开，分析已停止。',
    })
  }
  if (error instanceof ThreadEnded) {
    return new ProblemError('interrupted', {
      en: 'The thread that computed this has ended unexpectedly and is being replaced; please ask again.',
      zh: '负责计算的线程意外终止，正在更换；请重试。',
    })
  }
  return error
}

export class Analyses {
  readonly #dependencies: Pick<Dependencies, 'network' | 'planner'>
  readonly #registers: Registers

  constructor(dependencies: Pick<Dependencies, 'network' | 'planner'>, registers: Registers) {
    this.#dependencies = dependencies
    this.#registers = registers
  }

  /** @throws ProblemError when no road network is loaded. */
  network(): RoadNetwork {
    const network = this.#dependencies.network()
    if (network) return network
    throw new ProblemError('no-network', {
      en: 'No road network is loaded, so no travel time can be told. Run `npm run seed` or `npm run import:roads`.',
      zh: '没有载入道路网，无法计算行车时间。请运行 npm run seed 或 npm run import:roads。',
    })
  }

  /** @throws ProblemError when no road network is loaded. */
  async context(snapshot: Snapshot): Promise<StampedContext> {
    const network = this.network()
    const data = await this.planningData(snapshot)
    const { revision, notice } = await this.#registers.stamp(snapshot, ['stations', 'settlements'])
    const isGenerated = network.graph.provenance === 'generated'
    return {
      network,
      data,
      revision,
      notice: notice ?? (isGenerated ? DEMONSTRATION_NOTICE : null),
    }
  }

  planningData(snapshot: Snapshot): Promise<PlanningData> {
    return this.#registers.memo.get(snapshot, 'planning data', PLANNING_COLLECTIONS, (revision) =>
      readPlanningData(this.#registers, snapshot, revision),
    )
  }

  /**
   * Runs an analysis off the thread that answers requests, outside any unit of the store.
   * @param signal aborted when no one waits any more. @throws ProblemError
   */
  async run<Name extends JobName>(
    lane: Lane,
    context: AnalysisContext,
    name: Name,
    input: JobInput<Name>,
    signal: AbortSignal,
  ): Promise<JobOutput<Name>> {
    try {
      return await this.#dependencies.planner.run(lane, context, name, input, signal)
    } catch (error) {
      throw analysisProblem(error)
    }
  }
}
