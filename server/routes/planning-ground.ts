/** The data that planners' analyses stand on, read once per revision. */
import type { CollectionId } from '../../data/collections.ts'
import type { LonLat } from '../../data/geometry.ts'
import { DEMONSTRATION_NOTICE } from '../../data/provenance.ts'
import type { ResourceDeclaration, ResourceFeature } from '../../data/resource.ts'
import { buildDemandCells } from '../analysis/coverage/demand.ts'
import type { AreaName, PlanningData } from '../analysis/coverage/planning-data.ts'
import type { Dependencies } from '../dependencies.ts'
import { ProblemError } from '../http/problem-error.ts'
import type { Store } from '../store/store.ts'
import type { PlanningGround } from '../worker/planner.ts'

type AnyFeature = ResourceFeature<ResourceDeclaration>

const areaName = ({ id, properties }: AnyFeature): AreaName => ({
  code: String(properties.code ?? id),
  name: String(properties.name),
  nameEn: properties.nameEn === null ? null : String(properties.nameEn),
})

const pointOf = ({ geometry }: AnyFeature): LonLat =>
  geometry.type === 'Point' ? geometry.coordinates : [Number.NaN, Number.NaN]

const polygonsOf = ({ geometry }: AnyFeature): LonLat[][][] => {
  if (geometry.type === 'Polygon') return [geometry.coordinates]
  return geometry.type === 'MultiPolygon' ? geometry.coordinates : []
}

const readPlanningData = async (store: Store, revision: number): Promise<PlanningData> => {
  const [stations, settlements, counties, towns] = (await Promise.all([
    store.features('stations'),
    store.features('settlements'),
    store.features('counties'),
    store.features('towns'),
  ])) as [AnyFeature[], AnyFeature[], AnyFeature[], AnyFeature[]]
  return {
    revision,
    stations: stations.map((feature) => {
      const { name, nameEn } = areaName(feature)
      const position = pointOf(feature)
      return { id: feature.id, name, nameEn, position, values: feature.properties }
    }),
    demand: buildDemandCells(
      settlements.map((feature) => {
        const [longitude, latitude] = pointOf(feature)
        const { people, areaClass, townCode, countyCode } = feature.properties
        return {
          longitude,
          latitude,
          people: Number(people),
          areaClass: areaClass === 'urban' ? 'urban' : 'rural',
          townCode: String(townCode),
          countyCode: String(countyCode),
        }
      }),
    ),
    counties: counties.map(areaName),
    towns: towns.map(areaName),
    townSeats: towns.map((town) => ({ ...areaName(town), position: pointOf(town) })),
    region: counties.flatMap(polygonsOf),
  }
}

/** Collections that the analyses are computed from. */
const COLLECTIONS_USED: readonly CollectionId[] = ['stations', 'settlements']

/** Everything that is read; goods that are moved about change nothing here. */
const COLLECTIONS_READ: readonly CollectionId[] = [...COLLECTIONS_USED, 'counties', 'towns']

export interface PlanningState extends PlanningGround {
  readonly revision: number
  readonly notice: typeof DEMONSTRATION_NOTICE | null
}

export class PlanningGrounds {
  readonly #dependencies: Dependencies
  #data: Promise<PlanningData> | null = null
  #revision = -1

  constructor(dependencies: Dependencies) {
    this.#dependencies = dependencies
  }

  /** @throws ProblemError when no road network is loaded. */
  async current(): Promise<PlanningState> {
    const { store, network } = this.#dependencies
    const roads = network()
    if (!roads) {
      throw new ProblemError('no-network', {
        en: 'No road network is loaded, so no travel time can be told. Run `npm run seed` or `npm run import:roads`.',
        zh: '没有载入道路网，无法计算行车时间。请运行 npm run seed 或 npm run import:roads。',
      })
    }
    const data = await this.data()
    const demonstrations = await Promise.all(
      COLLECTIONS_USED.map((id) => store.isDemonstration(id)),
    )
    const isDemonstration = roads.graph.provenance === 'generated' || demonstrations.includes(true)
    return {
      network: roads,
      data,
      revision: await store.revision(),
      notice: isDemonstration ? DEMONSTRATION_NOTICE : null,
    }
  }

  async data(): Promise<PlanningData> {
    const { store } = this.#dependencies
    const revision = await store.revision(COLLECTIONS_READ)
    if (!this.#data || this.#revision !== revision) {
      this.#revision = revision
      const reading = readPlanningData(store, revision)
      this.#data = reading
      reading.catch(() => {
        if (this.#data === reading) this.#data = null
      })
    }
    return this.#data
  }
}
