/** The demonstration road network: generated over real counties, towns and water. */
import type { NetworkDraft } from '../../../server/network/draft.ts'
import type { Facts } from '../facts.ts'
import type { Settlement } from '../settlements/settlement.ts'
import { assembleDraft } from './assemble-draft.ts'
import { ElevatedNetwork } from './elevated-network.ts'
import { buildExpressways } from './expressways.ts'
import { type Land, prepareLand } from './land.ts'
import { buildMainRoads } from './main-roads.ts'
import { openOneWayStreets } from './one-way-streets.ts'
import { joinStrayParts } from './stray-parts.ts'
import { buildMainStreets, buildSideStreets } from './streets.ts'
import { buildTownLinks, buildTownRoads, joinBridges } from './town-roads.ts'
import { addTurnBans } from './turn-bans.ts'
import { buildVillageRoads, buildVillages, type Village } from './villages.ts'
import { buildFerries, buildMinorBridges, type Ferry } from './water-crossings.ts'

const SOURCE =
  '生成的演示路网：依据真实区县界和水面、近似的乡镇驻地与主要道路走向由程序生成，并非实测；部分县城干道借用真实路名，名称的走向与先后次序依公开资料和常识，线位仍是生成的。 Generated demonstration network over real counties and water, approximate town seats and main-road courses; not surveyed. Some arterial streets of county seats carry real names, whose direction and order come from published texts and general knowledge; their lines are generated all the same.'

/** Shorter pieces are not worth a node of their own. */
const SHORTEST_METRES = 6

/** What is being built, and the share of the work that is done before it. */
export type RoadProgress = (stage: string, share: number) => void

/** A stage of the work: later stages meet what earlier ones built. */
interface Stage {
  readonly name: string
  /** Measured share of the whole time that is over when the stage begins. */
  readonly share: number
  readonly run: () => void
}

/**
 * Nodes and segments of the whole city. Deterministic: the same facts and settlements give the
 * same draft. Strongly connected, also over turns.
 */
export const generateRoads = (
  facts: Facts,
  settlements: readonly Settlement[],
  onProgress: RoadProgress,
): NetworkDraft => {
  onProgress('land', 0)
  const land: Land = prepareLand(facts)
  const elevated = new ElevatedNetwork()
  const villageSettlements = settlements.filter(({ kind }) => kind === 'village')
  const ferries: Ferry[] = []
  const villages: Village[] = []
  const stages: Stage[] = [
    { name: 'main roads', share: 0.03, run: () => buildMainRoads(land) },
    { name: 'main streets', share: 0.03, run: () => buildMainStreets(land) },
    { name: 'county roads', share: 0.05, run: () => buildTownLinks(land) },
    { name: 'bridges', share: 0.16, run: () => joinBridges(land) },
    { name: 'ferries', share: 0.17, run: () => void ferries.push(...buildFerries(land)) },
    { name: 'expressways', share: 0.17, run: () => buildExpressways(land, elevated) },
    { name: 'town roads', share: 0.18, run: () => buildTownRoads(land, villageSettlements) },
    { name: 'streets', share: 0.34, run: () => buildSideStreets(land) },
    {
      name: 'villages',
      share: 0.39,
      run: () => void villages.push(...buildVillages(land, settlements)),
    },
    { name: 'village roads', share: 0.47, run: () => buildVillageRoads(land, villages) },
    {
      name: 'joining',
      share: 0.72,
      run: () => {
        const dropped = joinStrayParts(
          land,
          ferries.map(({ landings }) => landings),
        )
        if (dropped.length > 0) throw new Error(`nothing joins ${dropped[0]} to other roads`)
        buildMinorBridges(land)
        const shared = [
          ...elevated.groundVertexOf.values(),
          ...ferries.flatMap(({ landings }) => landings),
        ]
        land.network.mergeShortEdges(SHORTEST_METRES, new Set(shared))
      },
    },
  ]
  for (const { name, share, run } of stages) {
    onProgress(name, share)
    run()
  }
  onProgress('assembling', 0.82)
  const draft = assembleDraft(land.network, elevated, ferries, land.areas, SOURCE)
  openOneWayStreets(draft, land)
  addTurnBans(draft)
  onProgress('done', 1)
  return draft
}
