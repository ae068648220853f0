/** Whether the service can do its work, and on what; the items that it knows. */
import { COLLECTION_IDS } from '../../data/collections.ts'
import type { Health } from '../../data/health.ts'
import { itemKeys, MATERIALS } from '../../data/materials.ts'
import type { MaterialsAnswer } from '../../data/stock.ts'
import { lettersOf } from '../analysis/gazetteer/letters.ts'
import { countDrivableEdges } from '../network/graph.ts'
import type { RoadNetwork } from '../network/road-network.ts'
import type { ServiceContext } from './service-context.ts'
import type { Ledger } from './stock/ledger.ts'

const describeNetwork = ({ graph }: RoadNetwork): NonNullable<Health['network']> => ({
  id: graph.id,
  provenance: graph.provenance,
  nodes: graph.nodeCount,
  edges: countDrivableEdges(graph),
  source: graph.source,
  region: [...graph.region],
})

export const health = (
  { store, network, registers, backups, ...context }: ServiceContext,
  ledger: Ledger,
): Promise<Health> => {
  const roads = network()
  const noticed = [...context.noticed()]
  return store.read(async (snapshot) => {
    const counts = await snapshot.features.counts()
    const shares = await registers.shares(snapshot, COLLECTION_IDS)
    return {
      status: roads && counts.stations > 0 && noticed.length === 0 ? 'ok' : 'degraded',
      noticed,
      revision: await snapshot.revision(),
      counts,
      network: roads && describeNetwork(roads),
      ledger: await ledger.standing(snapshot),
      backup: backups && { lastAt: backups.lastAt()?.toISOString() ?? null },
      demonstrationRows: Object.fromEntries(
        Object.entries(shares).map(([id, { demonstration }]) => [id, demonstration]),
      ),
      demonstration:
        Object.values(shares).some(({ madeUp }) => madeUp > 0) ||
        roads?.graph.provenance === 'generated',
    }
  })
}

/** Items with units, masses, volumes and what they are found by; the bureau's own after the catalogue. */
export const materialsCatalogue = ({ store }: ServiceContext) => ({
  revision: () => store.revision(['itemSheets']),
  read: (): Promise<{ readonly revision: number; readonly answer: MaterialsAnswer }> =>
    store.read(async (snapshot) => ({
      revision: await snapshot.revision(['itemSheets']),
      answer: {
        materials: itemKeys().map((key) => ({
          key,
          ...MATERIALS[key],
          pinyin: lettersOf(MATERIALS[key].label.zh, 'pinyin'),
          initials: lettersOf(MATERIALS[key].label.zh, 'first'),
        })),
      },
    })),
})
