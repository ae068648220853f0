/** Features as other programs read them: pages, single ones, extents; each with its revision. */
import { COLLECTIONS, type CollectionId, type ResourceId } from '../../../data/collections.ts'
import { exampleIn } from '../../../data/feature-place.ts'
import type { Bbox } from '../../../data/geometry.ts'
import { toLocalIso } from '../../../data/local-time.ts'
import { maskedFields, type Personal } from '../../../data/personal.ts'
import type { NamedArea } from '../../analysis/place.ts'
import type { Crs } from '../../features/crs.ts'
import type { CollectionExtent } from '../../store/features.ts'
import type { AllItemsQuery, ItemsPage, ItemsQuery } from '../../store/items.ts'
import { noSuchFeature } from '../changes/history.ts'
import { regionBox } from '../region/region.ts'
import type { DataStamp } from '../registers.ts'
import { Service } from '../service-context.ts'
import { featuresSheet, type TableSheet } from '../tables/table-files.ts'
import { workbookOf } from '../tables/workbook-sheets.ts'
import { templateSheets } from './template.ts'

/** Of the collection alone: what is written elsewhere leaves its answers as they are. */
type CollectionStamp = Pick<DataStamp, 'revision' | 'notice'>

export class Collections extends Service {
  /** @param collections only writes to these count. */
  revision(collections: readonly CollectionId[]): Promise<number> {
    return this.context.store.revision(collections)
  }

  page(id: CollectionId, query: ItemsQuery): Promise<CollectionStamp & { page: ItemsPage }> {
    return this.context.store.read(async (snapshot) => ({
      page: await snapshot.features.page(id, query),
      ...(await this.context.registers.collectionStamp(snapshot, id)),
    }))
  }

  /** All features that a query has, as a file. @param crs of their positions. */
  async file(collection: CollectionId, query: AllItemsQuery, crs: Crs): Promise<TableSheet> {
    const { store, registers, tables, now } = this.context
    const { notice } = await store.read((snapshot) =>
      registers.collectionStamp(snapshot, collection),
    )
    return featuresSheet(tables, { collection, query, crs }, { at: toLocalIso(now()), notice })
  }

  /** A workbook to fill in, with the names of the counties and towns that there are. */
  async template(id: ResourceId): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
    const { names, extent } = await this.context.store.read(async ({ features }) => ({
      names: {
        counties: (await features.all('counties')).map(({ properties }) => properties.name),
        towns: (await features.all('towns')).map(({ properties }) => properties.name),
      },
      extent: await features.extent('counties'),
    }))
    const written = workbookOf(templateSheets(COLLECTIONS[id], names, exampleIn(extent.bbox)))
    return new ReadableStream({
      async pull(controller) {
        const { done, value } = await written.next()
        if (done) controller.close()
        else controller.enqueue(value)
      },
    })
  }

  /** A feature as JSON, null when there is none of this id, and its version. */
  item(
    id: CollectionId,
    featureId: string,
  ): Promise<CollectionStamp & { json: Buffer | null; version: number }> {
    return this.context.store.read(async (snapshot) => ({
      json: await snapshot.features.json(id, featureId),
      version: await snapshot.features.version(id, featureId),
      ...(await this.context.registers.collectionStamp(snapshot, id)),
    }))
  }

  /** @throws ProblemError where there is no feature of this id. */
  async expect(id: CollectionId, featureId: string): Promise<void> {
    const json = await this.context.store.read(({ features }) => features.json(id, featureId))
    if (!json) throw noSuchFeature(id, featureId)
  }

  /** What an answer says of a collection. */
  stamp(id: CollectionId): Promise<CollectionStamp> {
    return this.context.store.read((snapshot) =>
      this.context.registers.collectionStamp(snapshot, id),
    )
  }

  /** Names and numbers of people in a feature, whole; null when there is none of this id. */
  async personal(id: CollectionId, featureId: string): Promise<Personal | null> {
    const [feature] = await this.context.store.read(({ features }) =>
      features.unmasked(id, featureId),
    )
    if (!feature) return null
    const values: Readonly<Record<string, unknown>> = feature.properties
    const names = maskedFields(COLLECTIONS[id].fields)
    return {
      id: featureId,
      fields: Object.fromEntries(names.map((name) => [name, values[name] as string | null])),
    }
  }

  /** Of the counties, to draw maps over. */
  outlines(): Promise<readonly NamedArea[]> {
    const { store, registers } = this.context
    return store.read((snapshot) => registers.counties(snapshot))
  }

  /** In the order asked for; the region is that of the counties or the roads. */
  extents(
    collections: readonly CollectionId[],
  ): Promise<{ revision: number; extents: CollectionExtent[]; region: Bbox | null }> {
    const { store, network, registers } = this.context
    return store.read(async (snapshot) => {
      const { bbox, bboxFrom } = await regionBox(snapshot, registers, network()?.graph ?? null)
      return {
        revision: await snapshot.revision(collections),
        extents: await Promise.all(collections.map((id) => snapshot.features.extent(id))),
        region: bboxFrom === 'features' ? null : bbox,
      }
    })
  }
}
