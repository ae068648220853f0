/** Writing features: one at a time or several together, each against the version that was read. */
import { randomUUID } from 'node:crypto'
import type { BulkChanged, BulkChanges, Revert } from '../../../data/change.ts'
import { COLLECTIONS, type ResourceId } from '../../../data/collections.ts'
import { type Geometry, positionsOf } from '../../../data/geometry.ts'
import { localDayOf } from '../../../data/local-time.ts'
import { withWhole } from '../../../data/personal.ts'
import { type Fields, type ResourceDeclaration, withNulls } from '../../../data/resource.ts'
import { middleOf } from '../../analysis/place.ts'
import { ProblemError } from '../../http/problem-error.ts'
import { issuesProblem } from '../../http/validation.ts'
import { InvalidFeature, issuesOf, StockpileInBooks } from '../../store/check-feature.ts'
import type { ChangedBy } from '../../store/feature-changes.ts'
import type { Transaction } from '../../store/store.ts'
import type { AnyFeature } from '../registers.ts'
import { Service } from '../service-context.ts'
import { changeEntry, noSuchFeature } from './history.ts'
import { mergePatch } from './merge-patch.ts'

/** Which version a writer has read; `any` where it says so, null where it says nothing. */
export type ReadVersion = number | 'any' | null

/** A feature as it was sent, its positions in CRS84. */
export interface SentFeature {
  readonly id?: string | undefined
  readonly geometry: Geometry
  readonly properties: Readonly<Record<string, unknown>>
}

export interface FeaturePatch {
  readonly geometry?: Geometry | undefined
  readonly properties?: Readonly<Record<string, unknown>> | undefined
}

/** A feature after it was written, as JSON, and its version. */
export interface Written {
  readonly id: string
  readonly json: Buffer
  readonly version: number
}

/** The most changes of a history that are listed beside a conflict. */
const MOST_CHANGES_TOLD = 50

const COUNTY_FOUND = '区县按位置得出'
const DEFAULT_SOURCE = '手工录入'

const conflict = (en: string, zh: string): ProblemError => new ProblemError('conflict', { en, zh })

/** What the store refuses, in the words of a problem. */
const problemOf = (error: unknown): unknown => {
  if (error instanceof StockpileInBooks) {
    return conflict(
      'The ledger has entries of this stockpile, so it stays; give it the day on which it was retired instead.',
      '台账中已有该储备点的记录，不能删除；请改填停用日期。',
    )
  }
  return error instanceof InvalidFeature ? issuesProblem('invalid-feature', error.issues) : error
}

type Unit = Transaction['features']

export class FeatureWrites extends Service {
  /** @throws ProblemError where it does not fit, or there is one of its id. */
  async create(
    collection: ResourceId,
    { id = randomUUID(), geometry, properties }: SentFeature,
    sourceCrs: string,
    by: ChangedBy,
  ): Promise<Written> {
    const county = await this.#countyOf(collection, geometry, properties)
    const reason = [by.reason, ...(county ? [COUNTY_FOUND] : [])].filter(Boolean).join('；')
    return this.#write(async (features) => {
      if ((await features.json(collection, id)) !== null) {
        throw conflict(
          `There is a feature with the id ${id} already; change that one, or leave the id out.`,
          `已有编号为 ${id} 的要素；请修改该要素，或省略编号。`,
        )
      }
      const defaults = {
        provenance: 'surveyed',
        source: DEFAULT_SOURCE,
        sourceCrs,
        verifiedAt: localDayOf(this.context.now()),
      }
      const all = { ...defaults, ...county, ...properties }
      const feature = { type: 'Feature', id, geometry, properties: all }
      await features.put(collection, feature as never, { ...by, reason: reason || null })
      return this.#written(features, collection, id)
    })
  }

  /** The county that it lies in, where one is required and none is sent; null where not. */
  async #countyOf(
    collection: ResourceId,
    geometry: Geometry,
    properties: SentFeature['properties'],
  ): Promise<{ countyCode: string } | null> {
    const { countyCode }: Fields = COLLECTIONS[collection].fields
    if (!countyCode?.required || properties.countyCode !== undefined) return null
    const { store, registers } = this.context
    const middle = middleOf(positionsOf(geometry))
    const code = await store.read((snapshot) => registers.countyCodeAt(snapshot, middle))
    return code === null ? null : { countyCode: code }
  }

  /** @throws ProblemError where it does not fit, is not there, or has been changed. */
  replace(
    collection: ResourceId,
    id: string,
    sent: SentFeature,
    version: ReadVersion,
    by: ChangedBy,
  ): Promise<Written> {
    return this.#change(collection, id, version, by, (stored) => ({
      ...stored,
      geometry: sent.geometry,
      properties: withNulls(COLLECTIONS[collection] as ResourceDeclaration, sent.properties),
    }))
  }

  /** @throws ProblemError as `replace`. */
  patch(
    collection: ResourceId,
    id: string,
    patch: FeaturePatch,
    version: ReadVersion,
    by: ChangedBy,
  ): Promise<Written> {
    return this.#change(collection, id, version, by, (stored) => patched(stored, patch))
  }

  /** Into the bin. @returns the sequence of the deletion. @throws ProblemError */
  remove(collection: ResourceId, id: string, version: ReadVersion, by: ChangedBy): Promise<number> {
    return this.#write(async (features) => {
      await this.#expectVersion(features, collection, id, version)
      return features.remove(collection, id, { ...by, guarded: isGuarded(version) })
    })
  }

  /** All of them or none. @throws ProblemError that lists every conflict, or every fault. */
  bulk(collection: ResourceId, { changes }: BulkChanges, by: ChangedBy): Promise<BulkChanged> {
    return this.#write(async (features) => {
      const conflicts = []
      const wanted = []
      for (const change of changes) {
        const { id } = change
        const [stored] = await features.unmasked(collection, id)
        const version = await features.version(collection, id)
        if (!stored || version !== change.version) {
          const current = await features.json(collection, id)
          conflicts.push({ id, current: current && JSON.parse(current.toString()), version })
        } else if ('delete' in change) wanted.push({ id, feature: null })
        else wanted.push({ id, feature: patchedWhole(collection, stored as AnyFeature, change) })
      }
      if (conflicts.length > 0) throw changedMeanwhile({ conflicts })
      const issues = wanted.flatMap(({ feature }, index) =>
        (feature ? issuesOf(collection, feature) : []).map((issue) => ({
          ...issue,
          path: ['changes', index, ...issue.path],
        })),
      )
      if (issues.length > 0) throw issuesProblem('invalid-feature', issues)
      const written = []
      for (const { id, feature } of wanted) {
        if (feature) await features.put(collection, feature as never, by)
        else await features.remove(collection, id, by)
        written.push({ id, version: await features.version(collection, id) })
      }
      return { features: written }
    })
  }

  /** Gives fields the values from before or after a change. @throws ProblemError */
  revert(
    collection: ResourceId,
    id: string,
    { sequence, fields, to }: Revert,
    version: ReadVersion,
    by: ChangedBy,
  ): Promise<Written> {
    return this.#write(async (features) => {
      const stored = await this.#expectVersion(features, collection, id, version)
      const change = await features.wholeChange(sequence)
      if (change?.collection !== collection || change.featureId !== id) {
        throw new ProblemError('not-found', {
          en: `The feature ${id} has no change ${sequence}.`,
          zh: `要素 ${id} 没有编号为 ${sequence} 的修改。`,
        })
      }
      const wanted = change[to] as AnyFeature | null
      if (!wanted) {
        throw conflict(
          'There was no feature then, or the bin was emptied since: nothing can be taken from it.',
          '当时没有该要素，或其内容已随回收站清空，无法恢复。',
        )
      }
      const resource: ResourceDeclaration = COLLECTIONS[collection]
      const known = ['geometry', ...Object.keys(resource.fields)]
      const names = fields === 'all' ? known : fields
      const index = names.findIndex((name) => !known.includes(name))
      if (index >= 0) {
        const sentence = { en: 'is no field of this collection', zh: '不是该数据集的字段' }
        throw new ProblemError('invalid-body', sentence, [
          { parameter: `fields.${index}`, sentence },
        ])
      }
      const was = withNulls(resource, wanted.properties)
      const given = names.filter((name) => name !== 'geometry').map((name) => [name, was[name]])
      const feature = {
        ...stored,
        geometry: names.includes('geometry') ? wanted.geometry : stored.geometry,
        properties: { ...stored.properties, ...Object.fromEntries(given) },
      }
      await features.put(collection, feature as never, { ...by, guarded: isGuarded(version) })
      return this.#written(features, collection, id)
    })
  }

  /** A feature out of the bin. @throws ProblemError where it is not there, or its id is taken. */
  restore(sequence: number, by: ChangedBy): Promise<Written & { collection: ResourceId }> {
    return this.#write(async (features) => {
      if (!(await features.isInBin(sequence))) throw notInBin(sequence)
      const { collection, featureId, before } = (await features.wholeChange(sequence))!
      const [kept, id] = [collection as ResourceId, featureId!]
      if ((await features.json(kept, id)) !== null) {
        throw conflict(
          `There is a feature with the id ${id} again; delete that one first.`,
          `已有编号为 ${id} 的要素，请先删除它。`,
        )
      }
      await features.put(kept, before as never, by, 'restore')
      return { collection: kept, ...(await this.#written(features, kept, id)) }
    })
  }

  /** @param sequence of a deletion; null: all. @throws ProblemError where it is not in the bin. */
  async empty(sequence: number | null, by: ChangedBy): Promise<number> {
    const count = await this.#write((features) => features.emptyBin(sequence, by))
    if (sequence !== null && count === 0) throw notInBin(sequence)
    return count
  }

  async #write<T>(work: (features: Unit) => Promise<T>): Promise<T> {
    try {
      return await this.context.store.write(({ features }) => work(features))
    } catch (error) {
      throw problemOf(error)
    }
  }

  #change(
    collection: ResourceId,
    id: string,
    version: ReadVersion,
    by: ChangedBy,
    next: (stored: AnyFeature) => AnyFeature,
  ): Promise<Written> {
    return this.#write(async (features) => {
      const stored = await this.#expectVersion(features, collection, id, version)
      const feature = unmaskedBy(collection, stored, next(stored))
      await features.put(collection, feature as never, { ...by, guarded: isGuarded(version) })
      return this.#written(features, collection, id)
    })
  }

  /** @returns the feature with names and numbers whole. @throws ProblemError */
  async #expectVersion(
    features: Unit,
    collection: ResourceId,
    id: string,
    version: ReadVersion,
  ): Promise<AnyFeature> {
    const [stored] = await features.unmasked(collection, id)
    if (!stored) throw noSuchFeature(collection, id)
    if (!isGuarded(version)) return stored as AnyFeature
    const present = await features.version(collection, id)
    if (present === version) return stored as AnyFeature
    const current = await features.json(collection, id)
    const about = { collections: [collection], featureId: id, limit: MOST_CHANGES_TOLD }
    const changes = await features.changes(about)
    throw changedMeanwhile({
      current: JSON.parse(current!.toString()),
      version: present,
      changes: changes.filter(({ sequence }) => sequence > (version as number)).map(changeEntry),
    })
  }

  async #written(features: Unit, collection: ResourceId, id: string): Promise<Written> {
    const json = await features.json(collection, id)
    return { id, json: json!, version: await features.version(collection, id) }
  }
}

const isGuarded = (version: ReadVersion): boolean => typeof version === 'number'

/** A mask that is sent back as it was shown stands for what it hides. */
const unmaskedBy = (
  collection: ResourceId,
  stored: AnyFeature,
  { properties, ...feature }: AnyFeature,
): AnyFeature => {
  const { fields } = COLLECTIONS[collection] as ResourceDeclaration
  return { ...feature, properties: withWhole(fields, properties, stored.properties) }
}

const patched = (stored: AnyFeature, { geometry, properties }: FeaturePatch): AnyFeature => ({
  ...stored,
  geometry: geometry ?? stored.geometry,
  properties: {
    ...stored.properties,
    ...(mergePatch(stored.properties, properties ?? {}) as AnyFeature['properties']),
  },
})

const patchedWhole = (
  collection: ResourceId,
  stored: AnyFeature,
  patch: FeaturePatch,
): AnyFeature => unmaskedBy(collection, stored, patched(stored, patch))

const changedMeanwhile = (members: Readonly<Record<string, unknown>>): ProblemError =>
  new ProblemError(
    'precondition-failed',
    {
      en: 'Somebody has changed it since it was read, so nothing was written; `current` tells how it is now.',
      zh: '读取之后已有他人修改，未写入任何内容；current 为现在的内容。',
    },
    [],
    members,
  )

const notInBin = (sequence: number): ProblemError =>
  new ProblemError('not-found', {
    en: `There is nothing under ${sequence} in the bin; it may have been restored or emptied.`,
    zh: `回收站中没有编号为 ${sequence} 的内容，可能已被恢复或清空。`,
  })
