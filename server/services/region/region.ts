/** What the installation is about: the name that is kept of its region, and the box that follows from the data. */
import { RESOURCE_IDS } from '../../../data/collections.ts'
import { type Bbox, bboxOfPlaces, boxesMeet } from '../../../data/geometry.ts'
import { type Region, type RegionName, regionNameSchema } from '../../../data/region.ts'
import type { RoadGraph } from '../../network/graph.ts'
import { META_KEYS } from '../../store/revisions.ts'
import type { Snapshot } from '../../store/store.ts'
import type { Registers } from '../registers.ts'
import { Service } from '../service-context.ts'

/** The name that is kept; null while there is none. */
export const regionName = (snapshot: Snapshot, { memo }: Registers): Promise<RegionName | null> =>
  memo.get(snapshot, 'region name', ['region'], async () => {
    const kept = await snapshot.meta(META_KEYS.region)
    return kept === null ? null : regionNameSchema.parse(JSON.parse(kept))
  })

const boxOfFeatures = async ({ features }: Snapshot): Promise<Bbox | null> => {
  const boxes = await Promise.all(RESOURCE_IDS.map(async (id) => (await features.extent(id)).bbox))
  const corners = boxes.flatMap((bbox) =>
    bbox ? [[bbox[0], bbox[1]] as const, [bbox[2], bbox[3]] as const] : [],
  )
  return corners.length === 0 ? null : bboxOfPlaces(corners)
}

/**
 * The box that the data cover: that of the counties, or of the roads where there are none or they lie
 * elsewhere, or of all features.
 */
export const regionBox = async (
  snapshot: Snapshot,
  { memo }: Registers,
  graph: RoadGraph | null,
): Promise<Pick<Region, 'bbox' | 'bboxFrom'>> => {
  const box = (
    subjects: Parameters<Snapshot['revision']>[0] & {},
    key: string,
    read: () => Promise<Bbox | null>,
  ) => memo.get(snapshot, key, subjects, read)
  const counties = await box(
    ['counties'],
    'box of counties',
    async () => (await snapshot.features.extent('counties')).bbox,
  )
  const told = (bbox: Bbox, bboxFrom: Region['bboxFrom']) => ({
    bbox: [...bbox] as [number, number, number, number],
    bboxFrom,
  })
  if (counties && (!graph || boxesMeet(counties, graph.region))) return told(counties, 'counties')
  if (graph) return told(graph.region, 'roads')
  const features = await box(RESOURCE_IDS, 'box of features', () => boxOfFeatures(snapshot))
  return features ? told(features, 'features') : { bbox: null, bboxFrom: null }
}

export class Regions extends Service {
  async get(): Promise<Region> {
    const { store, registers, network } = this.context
    return store.read(async (snapshot) => ({
      region: await regionName(snapshot, registers),
      ...(await regionBox(snapshot, registers, network()?.graph ?? null)),
    }))
  }

  /** Keeps another name. */
  async rename(name: RegionName): Promise<Region> {
    await this.context.store.write((transaction) =>
      transaction.setMeta(META_KEYS.region, JSON.stringify(name)),
    )
    return this.get()
  }
}
