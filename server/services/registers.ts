/** Collections as analyses read them: parsed once per revision, not once per request. */
import type { Bilingual } from '../../data/bilingual.ts'
import {
  COLLECTIONS,
  type CollectionId,
  isUnionId,
  partsOf,
  type ResourceId,
  type UnionId,
} from '../../data/collections.ts'
import { mixedNotice, mixedRows } from '../../data/first-steps.ts'
import { bboxOf, type LonLat } from '../../data/geometry.ts'
import { LORRY_DEFAULTS } from '../../data/plan-request.ts'
import { DEMONSTRATION_NOTICE } from '../../data/provenance.ts'
import {
  type ResourceDeclaration,
  type ResourceFeature,
  type UnionDeclaration,
  withNulls,
} from '../../data/resource.ts'
import { KnownWater, type WaterBody } from '../analysis/known-water.ts'
import { areaAt, type NamedArea } from '../analysis/place.ts'
import { aboutParameter, type ProblemError } from '../http/problem-error.ts'
import type { RowShares } from '../store/demonstration.ts'
import type { FeatureRow } from '../store/feature-writes.ts'
import type { FeatureOf } from '../store/features.ts'
import type { Snapshot } from '../store/store.ts'
import { followRows, type MadeOf, madeOf } from './followed-rows.ts'
import type { MadeAt, RevisionMemo } from './revision-memo.ts'

export type AnyFeature = ResourceFeature<ResourceDeclaration>

export type Tier = keyof typeof LORRY_DEFAULTS

/** A stockpile as dispatch sees it: where it is, whose it is, what lorries it has. */
export interface StockpilePlace {
  readonly id: string
  readonly name: string
  readonly nameEn: string | null
  readonly tier: Tier
  readonly countyCode: string
  readonly townCode: string | null
  readonly keeper: string
  readonly phone: string | null
  /** Local day from which on it is in use no more. */
  readonly retiredOn: string | null
  readonly position: LonLat
  readonly lorries: {
    readonly count: number
    readonly kilograms: number
    readonly cubicMetres: number
  }
  /** Whether the register says nothing of lorries, so that defaults stand in. */
  readonly areLorriesAssumed: boolean
}

interface CountyArea extends NamedArea {
  readonly code: string
}

/** @param parameter that names a stockpile which is not there. */
export const noSuchStockpile = (
  kind: 'invalid-parameter' | 'invalid-body',
  parameter: string,
  id: string,
): ProblemError => {
  const sentence = { en: `there is no stockpile ${id}`, zh: `没有编号为 ${id} 的储备点` }
  return aboutParameter(kind, parameter, sentence)
}

const namedArea = ({ geometry, properties }: AnyFeature): NamedArea => ({
  name: String(properties.name),
  nameEn: properties.nameEn === null ? null : String(properties.nameEn),
  geometry,
  bbox: bboxOf(geometry),
})

const waterBody = ({ feature }: FeatureRow): WaterBody => {
  const { widthMetres, provenance } = feature.properties
  return {
    ...namedArea(feature),
    widthMetres: typeof widthMetres === 'number' ? widthMetres : null,
    isRough: provenance === 'approximate' && feature.geometry.type !== 'LineString',
  }
}

const stockpilePlaces = (feature: FeatureOf<'stockpiles'>): StockpilePlace[] => {
  const { id, geometry, properties } = feature
  if (geometry.type !== 'Point') return []
  const { name, nameEn, tier, countyCode, townCode, keeper, phone, retiredOn } = properties
  const defaults = LORRY_DEFAULTS[tier]
  const lorries = {
    count: properties.lorryCount ?? defaults.count,
    kilograms: properties.lorryKilograms ?? defaults.kilograms,
    cubicMetres: properties.lorryCubicMetres ?? defaults.cubicMetres,
  }
  const named = { id, name, nameEn, tier, countyCode, townCode, keeper, phone, retiredOn }
  const areLorriesAssumed = properties.lorryCount === null
  return [{ ...named, position: geometry.coordinates, lorries, areLorriesAssumed }]
}

/** The rows of a union, and of which of its parts they were made. */
interface Gathered {
  readonly parts: readonly MadeOf<FeatureRow>[]
  readonly rows: readonly FeatureRow[]
}

/** What every answer says of the data that it was made from. */
export interface DataStamp {
  readonly revision: number
  readonly timeStamp: string
  readonly notice: Bilingual | null
}

export class Registers {
  readonly memo: RevisionMemo
  readonly #now: () => Date

  constructor(memo: RevisionMemo, now: () => Date) {
    this.memo = memo
    this.#now = now
  }

  /** @param collections whose demonstration data the answer warns of. */
  async stamp(snapshot: Snapshot, collections: readonly CollectionId[]): Promise<DataStamp> {
    return {
      revision: await snapshot.revision(),
      timeStamp: this.#now().toISOString(),
      notice: await this.notice(snapshot, collections),
    }
  }

  /** The same for an answer that is made of one collection alone. */
  async collectionStamp(
    snapshot: Snapshot,
    id: CollectionId,
  ): Promise<Omit<DataStamp, 'timeStamp'>> {
    const revision = await snapshot.revision([id])
    return { revision, notice: await this.notice(snapshot, [id]) }
  }

  /** Rows of each collection, and whose they are; of a union those of its parts. */
  shares(
    snapshot: Snapshot,
    collections: readonly CollectionId[],
  ): Promise<Record<string, RowShares>> {
    const parts = [...new Set(collections.flatMap(partsOf))]
    const key = `shares ${parts.join()}`
    return this.memo.get(snapshot, key, parts, () => snapshot.demonstration.shares(parts))
  }

  /**
   * That rows are made up, null where none are; where rows of one's own stand beside those of the
   * demonstration in a collection, how many there are of each, so that their sum is not taken for either.
   */
  async notice(
    snapshot: Snapshot,
    collections: readonly CollectionId[],
  ): Promise<Bilingual | null> {
    const shares = await this.shares(snapshot, collections)
    if (!Object.values(shares).some(({ madeUp }) => madeUp > 0)) return null
    const mixed = mixedRows(shares, Object.keys(shares) as ResourceId[])
    return mixed.length === 0 ? DEMONSTRATION_NOTICE : mixedNotice(mixed)
  }

  /**
   * All features of a collection, in their order; not to be changed. Those that were not written since
   * are the same objects as at the moment before.
   */
  features<C extends CollectionId>(
    snapshot: Snapshot,
    collection: C,
  ): Promise<readonly FeatureOf<C>[]> {
    return this.memo.get(snapshot, `features ${collection}`, [collection], async () =>
      (await this.rows(snapshot, collection)).map(({ feature }) => feature as FeatureOf<C>),
    )
  }

  /** The same with their places in the order of arrival. */
  async rows(snapshot: Snapshot, collection: CollectionId): Promise<readonly FeatureRow[]> {
    if (isUnionId(collection)) return this.#rowsOfUnion(snapshot, collection)
    const follow = (_revision: number, before: MadeAt<readonly FeatureRow[]> | null) =>
      followRows(snapshot, collection, before)
    return this.memo.follow(snapshot, `rows ${collection}`, [collection], follow)
  }

  /** As its view in the database has them: parts come one after the other where they tie. */
  async #rowsOfUnion(snapshot: Snapshot, id: UnionId): Promise<readonly FeatureRow[]> {
    const union: UnionDeclaration = COLLECTIONS[id]
    const follow = async (
      _revision: number,
      before: MadeAt<Gathered> | null,
    ): Promise<Gathered> => {
      const parts: MadeOf<FeatureRow>[] = []
      for (const [part, { resource, constants }] of union.parts.entries()) {
        const rows = await this.rows(snapshot, resource.id as ResourceId)
        const known = before?.value.parts[part] ?? null
        const gathered = madeOf(known, rows, ({ sequence, feature }) => ({
          sequence: sequence * union.parts.length + part,
          feature: {
            ...feature,
            properties: withNulls(union, { ...feature.properties, ...constants }),
          },
        }))
        parts.push(gathered)
      }
      const rows = parts.flatMap(({ values }) => values)
      return { parts, rows: rows.sort((a, b) => a.sequence - b.sequence) }
    }
    return (await this.memo.follow(snapshot, `rows ${id}`, [id], follow)).rows
  }

  counties(snapshot: Snapshot): Promise<readonly CountyArea[]> {
    return this.memo.get(snapshot, 'counties', ['counties'], async () =>
      (await this.features(snapshot, 'counties')).map((county) => ({
        ...namedArea(county as AnyFeature),
        code: county.properties.code,
      })),
    )
  }

  /** Surfaces and wide rivers that are not walked across; those not written since are the same objects. */
  async water(snapshot: Snapshot): Promise<KnownWater> {
    type Water = MadeOf<WaterBody> & { readonly water: KnownWater }
    const follow = async (_revision: number, before: MadeAt<Water> | null): Promise<Water> => {
      const rows = await this.rows(snapshot, 'water')
      const bodies = madeOf(before?.value ?? null, rows, waterBody)
      return { ...bodies, water: new KnownWater(bodies.values) }
    }
    return (await this.memo.follow(snapshot, 'water', ['water'], follow)).water
  }

  /** Code of the county that a place lies in; null outside all of them. */
  async countyCodeAt(snapshot: Snapshot, [longitude, latitude]: LonLat): Promise<string | null> {
    const counties = await this.counties(snapshot)
    return areaAt(counties, longitude, latitude)?.code ?? null
  }

  stockpiles(snapshot: Snapshot): Promise<readonly StockpilePlace[]> {
    return this.memo.get(snapshot, 'stockpiles', ['stockpiles'], async () =>
      (await this.features(snapshot, 'stockpiles')).flatMap(stockpilePlaces),
    )
  }

  /** @throws ProblemError where the parameter `stockpile` of a query names none. */
  async expectStockpile(snapshot: Snapshot, id: string | undefined): Promise<void> {
    if (id === undefined) return
    const isThere = (await this.stockpiles(snapshot)).some((stockpile) => stockpile.id === id)
    if (!isThere) throw noSuchStockpile('invalid-parameter', 'stockpile', id)
  }
}
