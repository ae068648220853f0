/** What happened to features: by feature, by collection, in the bin, and how a collection was. */
import type { AsOf, BinPage, Change, ChangedFeature, ChangesPage } from '../../../data/change.ts'
import { COLLECTIONS, type CollectionId, type ResourceId } from '../../../data/collections.ts'
import { withoutNulls } from '../../../data/resource.ts'
import { ProblemError } from '../../http/problem-error.ts'
import type { FeatureChange } from '../../store/feature-changes.ts'
import { Service } from '../service-context.ts'

interface Paging {
  /** Only what is older than this change; null begins with the last. */
  readonly before: number | null
  readonly limit: number
}

/** The import by which a change came; by its number where it is not kept any more. */
const importOf = (id: number | null, name: string | null): Change['import'] =>
  id === null ? null : { id, name: name ?? String(id) }

export const noSuchFeature = (collection: CollectionId, id: string): ProblemError => {
  const { title } = COLLECTIONS[collection]
  return new ProblemError('not-found', {
    en: `${title.en}: there is no feature with the id ${id}`,
    zh: `${title.zh}中没有编号为 ${id} 的要素`,
  })
}

/** A feature of the history as it is shown; null where there was none. */
const featureOf = ({ featureId }: FeatureChange, stored: unknown): ChangedFeature | null => {
  if (featureId === null || stored === null) return null
  const feature = stored as ChangedFeature
  return { ...feature, properties: withoutNulls(feature.properties) }
}

/** A change as it is shown. */
export const changeEntry = (whole: FeatureChange): Change => {
  const { revision, importId, importName, before, after, ...change } = whole
  return {
    ...change,
    import: importOf(importId, importName),
    before: featureOf(whole, before),
    after: featureOf(whole, after),
  }
}

/** @param rows one more than are listed, where there is one. */
const paged = <Row extends { readonly sequence: number }>(rows: readonly Row[], limit: number) => {
  const told = rows.slice(0, limit)
  return { told, next: rows.length > limit ? told.at(-1)!.sequence : null }
}

export class History extends Service {
  /** Newest first. @param collection left out: of all. */
  async changes(collection: CollectionId | undefined, paging: Paging): Promise<ChangesPage> {
    return this.#page(collection === undefined ? {} : { collections: [collection] }, paging)
  }

  /** Newest first. @throws ProblemError where there neither is nor was such a feature. */
  async ofFeature(
    { collection, featureId }: { readonly collection: CollectionId; readonly featureId: string },
    paging: Paging,
  ): Promise<ChangesPage> {
    const page = await this.#page({ collections: [collection], featureId }, paging)
    if (page.changes.length > 0 || paging.before !== null) return page
    const json = await this.context.store.read(({ features }) =>
      features.json(collection, featureId),
    )
    if (!json) throw noSuchFeature(collection, featureId)
    return page
  }

  async #page(
    of: { readonly collections?: readonly CollectionId[]; readonly featureId?: string },
    { before, limit }: Paging,
  ): Promise<ChangesPage> {
    const rows = await this.context.store.read(({ features }) =>
      features.changes({ ...of, before, limit: limit + 1 }),
    )
    const { told, next } = paged(rows, limit)
    return { changes: told.map(changeEntry), next }
  }

  /** Deleted last first. */
  async bin({ before, limit }: Paging): Promise<BinPage> {
    const rows = await this.context.store.read(({ features }) =>
      features.bin({ before, limit: limit + 1 }),
    )
    const { told, next } = paged(rows, limit)
    return {
      entries: told.map(({ importId, importName, guarded, ...entry }) => ({
        ...entry,
        import: importOf(importId, importName),
      })),
      next,
    }
  }

  /** @throws ProblemError where nothing is known of then. */
  async asOf(
    collection: ResourceId,
    at: Date,
  ): Promise<{ asOf: AsOf; features: ChangedFeature[] }> {
    const instant = at.toISOString()
    const past = await this.context.store.read(({ features }) => features.asOf(collection, instant))
    const { features, ...known } = past
    if (!features) {
      const { title } = COLLECTIONS[collection]
      throw new ProblemError('not-found', {
        en: `${title.en}: what there was then is not known; all of it was exchanged at ${known.knownSince}.`,
        zh: `${title.zh}：当时的内容已无从得知，全部数据于 ${known.knownSince} 被替换。`,
      })
    }
    return { asOf: { at: instant, ...known }, features: [...features] }
  }
}
