/** The settlements and roads, as the generators of resources use them. */
import type { Bilingual } from '../../../data/bilingual.ts'
import type { NetworkDraft } from '../../../server/network/draft.ts'
import { type Facts, readFacts } from '../facts.ts'
import { generateRoads } from '../roads/generate-roads.ts'
import { generateSettlements } from '../settlements/generate-settlements.ts'
import type { Settlement } from '../settlements/settlement.ts'
import type { Progress } from './default-data.ts'
import type { Demand } from './demand.ts'

/** The stages of the road generator in Chinese; a stage without an entry is not told. */
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

/** Villages and blocks as what they are to a generator of resources: people at a place. */
const demandsOf = (facts: Facts, settlements: readonly Settlement[]): Demand[] => {
  const towns = new Map(facts.towns.map((town) => [town.code, town]))
  return settlements.map((settlement) => {
    const town = towns.get(settlement.townCode)
    return {
      place: [settlement.longitude, settlement.latitude],
      people: settlement.people,
      townCode: settlement.townCode,
      // Within its town a village goes by its number alone.
      nameZh: settlement.nameZh.replace(town?.nameZh ?? '', ''),
      nameEn: settlement.nameEn.replace(`, ${town?.nameEn ?? ''}`, ''),
      isVillage: settlement.kind === 'village',
    }
  })
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
