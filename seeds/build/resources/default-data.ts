/** Everything that the program ships with, made in memory. */
import type { Bilingual } from '../../../data/bilingual.ts'
import type { COLLECTIONS, CollectionId } from '../../../data/collections.ts'
import type { LonLat } from '../../../data/geometry.ts'
import type { ResourceFeature } from '../../../data/resource.ts'
import type { NetworkDraft } from '../../../server/network/draft.ts'
import { readFloodWorkFacts } from '../flood-works/flood-work-facts.ts'
import { generateFloodWorks } from '../flood-works/generate-flood-works.ts'
import { readForestFacts } from '../forests/forest-facts.ts'
import { generateForests } from '../forests/generate-forests.ts'
import type { Settlement } from '../settlements/settlement.ts'
import { generateStations } from '../stations/generate-stations.ts'
import { generateStockpiles } from '../stockpiles/generate-stockpiles.ts'
import { countyFeatures, townFeatures, waterFeatures } from './background.ts'
import type { Demand } from './demand.ts'
import { readRegion } from './read-region.ts'
import { createRoadside } from './roadside.ts'
import { settlementFeatures } from './settlement-features.ts'

export type DefaultFeatures = {
  readonly [Id in CollectionId]: readonly ResourceFeature<(typeof COLLECTIONS)[Id]>[]
}

export type Progress = (message: Bilingual) => void

/** The middle of each wood: the mean of its outline. */
const middlesOfWoods = (forests: DefaultFeatures['forests']): LonLat[] =>
  forests.flatMap(({ geometry }) => {
    if (geometry.type !== 'Polygon') return []
    const ring = geometry.coordinates[0] ?? []
    const mean = (axis: 0 | 1): number =>
      ring.reduce((sum, place) => sum + place[axis], 0) / ring.length
    return [[mean(0), mean(1)] as const]
  })

/** Features of all collections, placed by the people and roads given. Same input, same output. */
export const generateFeatures = (
  draft: NetworkDraft,
  settlements: readonly Settlement[],
  demands: readonly Demand[],
  onProgress: Progress,
): DefaultFeatures => {
  const region = readRegion()
  const roadside = createRoadside(draft)
  const forests = generateForests(region, readForestFacts())
  const woods = middlesOfWoods(forests)
  onProgress({ zh: `森林防火区 ${forests.length} 处`, en: `${forests.length} forest features` })
  const works = generateFloodWorks(
    { region, woods, demands, roadMetres: roadside.metresTo },
    readFloodWorkFacts(),
  )
  onProgress({ zh: `防洪工程 ${works.length} 处`, en: `${works.length} flood works` })
  const stations = generateStations(region, roadside, demands, woods)
  onProgress({ zh: `微型应急救援站 ${stations.length} 个`, en: `${stations.length} stations` })
  const stockpiles = generateStockpiles(region, roadside, demands, woods)
  onProgress({ zh: `物资储备点 ${stockpiles.length} 处`, en: `${stockpiles.length} stockpiles` })
  return {
    stations,
    stockpiles,
    'flood-works': works,
    forests,
    counties: countyFeatures(region),
    towns: townFeatures(region),
    water: waterFeatures(region),
    settlements: settlementFeatures(settlements),
  }
}
