/** Everything that the program ships with, made in memory. */
import type { Bilingual } from '../../../data/bilingual.ts'
import type { LonLat } from '../../../data/geometry.ts'
import type { NetworkDraft } from '../../../server/network/draft.ts'
import type { FeatureOf, Replacements } from '../../../server/store/features.ts'
import { readFacts } from '../facts.ts'
import { generateFloodWorks } from '../flood-works/generate-flood-works.ts'
import { readFloodWorkFacts } from '../flood-works/named-works.ts'
import { readForestFacts } from '../forests/forest-area.ts'
import { generateForests } from '../forests/generate-forests.ts'
import { generateRoads } from '../roads/generate-roads.ts'
import { generateSettlements } from '../settlements/generate-settlements.ts'
import type { Settlement } from '../settlements/settlement.ts'
import { generateStations } from '../stations/generate-stations.ts'
import { generateStockpiles } from '../stockpiles/generate-stockpiles.ts'
import { countyFeatures, settlementFeatures, townFeatures } from './background.ts'
import { type Demand, demandsOf } from './demand.ts'
import { splitIntoParts } from './feature.ts'
import { readRegion } from './region.ts'
import { createRoadside } from './roadside.ts'

export type Progress = (message: Bilingual) => void

/** The stages of the road generator in Chinese; a stage without an entry is not reported. */
const STAGES: Readonly<Record<string, string>> = {
  'main roads': '国省道',
  'county roads': '县道',
  expressways: '高速公路',
  'town roads': '乡道',
  streets: '街道',
  'village roads': '村道',
  assembling: '拼接路网',
}
const PERCENT = 100

const stageMessage = (stage: string, share: number): Bilingual | null => {
  const zh = STAGES[stage]
  const percent = `${Math.round(share * PERCENT)} %`
  return zh ? { zh: `道路网 ${percent}：${zh}`, en: `roads ${percent}: ${stage}` } : null
}

export const generateRoadsAndPeople = (
  onProgress: Progress,
): { draft: NetworkDraft; settlements: Settlement[]; demands: Demand[] } => {
  const facts = readFacts()
  const settlements = generateSettlements(facts)
  onProgress({ zh: `居民点 ${settlements.length} 个`, en: `${settlements.length} settlements` })
  const draft = generateRoads(facts, settlements, (stage, share) => {
    const message = stageMessage(stage, share)
    if (message) onProgress(message)
  })
  onProgress({
    zh: `道路网 ${draft.nodes.length / 2} 个节点，${draft.segments.length} 条路段`,
    en: `${draft.nodes.length / 2} nodes, ${draft.segments.length} stretches of road`,
  })
  return { draft, settlements, demands: demandsOf(facts, settlements) }
}

/** The middle of each wood: the mean of its outline. */
const middlesOfWoods = (forests: readonly FeatureOf<'forest-areas'>[]): LonLat[] =>
  forests.flatMap(({ geometry }) => {
    if (geometry.type !== 'Polygon') return []
    const ring = geometry.coordinates[0] ?? []
    const mean = (axis: 0 | 1): number =>
      ring.reduce((sum, place) => sum + place[axis], 0) / ring.length
    return [[mean(0), mean(1)] as const]
  })

/** Features placed by the people and roads given. Same input, same output. */
export const generateFeatures = (
  draft: NetworkDraft,
  settlements: readonly Settlement[],
  demands: readonly Demand[],
  onProgress: Progress,
): Replacements & Pick<Required<Replacements>, 'settlements' | 'stockpiles'> => {
  const region = readRegion()
  const roadside = createRoadside(draft)
  const forests = generateForests(region, readForestFacts())
  const forestParts = splitIntoParts('forests', forests)
  const woods = middlesOfWoods(forestParts['forest-areas'])
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
    ...splitIntoParts('flood-works', works),
    ...forestParts,
    counties: countyFeatures(region),
    towns: townFeatures(region),
    settlements: settlementFeatures(settlements),
  }
}
