/** How a place that was found is shown. */
import type { Bilingual } from '../../../data/bilingual.ts'
import { COLLECTIONS, type ResourceId } from '../../../data/collections.ts'
import { crossingName } from '../../../data/crossing-words.ts'
import type { Bbox, Geometry, LonLat } from '../../../data/geometry.ts'
import { NAMED_PLACE_KINDS } from '../../../data/named-place.ts'
import { compareNames } from '../../../data/natural-order.ts'
import type { ResourceDeclaration } from '../../../data/resource.ts'
import { FOUND_BESIDE, type SearchFeature } from '../../../data/search.ts'
import type { FoundName } from '../../analysis/gazetteer/find-names.ts'
import type { Road } from '../../analysis/gazetteer/roads.ts'
import type { NamedFeature } from '../../store/named-features.ts'
import type { Snapshot } from '../../store/store.ts'
import type { Registers } from '../registers.ts'
import { type KilometrePlace, type RoadAnswer, roadName } from './asked-roads.ts'
import type { CollectionPart, Part } from './gazetteer.ts'
import type { StakePlace } from './stakes-asked.ts'

type Named = NonNullable<SearchFeature['properties']['county']>

export interface FoundPlaces {
  readonly features: readonly SearchFeature[]
  readonly remark: Bilingual | null
  readonly suggestions: readonly string[]
}

export type Found = FoundName<Part>

const COORDINATE_DECIMALS = 6
/** A town is the point of its seat, and yet no place that somebody calls from. */
const TOWNS: ResourceId = 'towns'

interface Place extends Named {
  readonly id: string
  readonly collection: string
  readonly geometry: Geometry
  readonly bbox: Bbox
  readonly kind: Bilingual
  readonly county: Named | null
  readonly town: Named | null
  readonly isPlace: boolean
  readonly isNearestSpelling: boolean
  /** What else distinguishes it: an address, a number. */
  readonly more: Bilingual | null
}

const pointOf = ([longitude, latitude]: LonLat): { geometry: Geometry; bbox: Bbox } => ({
  geometry: { type: 'Point', coordinates: [longitude, latitude] },
  bbox: [longitude, latitude, longitude, latitude],
})

const placeFeature = (place: Place): SearchFeature => {
  const { id, geometry, bbox, more, kind, county, town, ...told } = place
  const areas = [county, town].filter((area) => area !== null)
  const parts = (language: 'zh' | 'en'): string =>
    [
      kind[language],
      ...areas.map(({ name, nameEn }) => (language === 'zh' ? name : (nameEn ?? name))),
      ...(more ? [more[language]] : []),
    ].join(' · ')
  return {
    ...{ type: 'Feature', id, geometry },
    properties: {
      ...told,
      ...{ kind, county, town, context: parts('zh'), contextEn: parts('en'), bbox: [...bbox] },
    },
  }
}

/** What was found, described from one moment of the data. */
export class PlaceFeatures {
  readonly #snapshot: Snapshot
  readonly #registers: Registers

  constructor(snapshot: Snapshot, registers: Registers) {
    this.#snapshot = snapshot
    this.#registers = registers
  }

  /** Best first; what fits alike in natural order. */
  async features(found: readonly Found[], limit: number): Promise<SearchFeature[]> {
    const byPart = Map.groupBy(found, ({ part }) => part)
    const made: { found: Found; feature: SearchFeature }[] = []
    for (const [part, ofPart] of byPart) {
      if (!('sequences' in part)) {
        for (const each of ofPart) {
          made.push({ found: each, feature: await this.#besideFeature(part, each) })
        }
        continue
      }
      const wanted = new Map(ofPart.map((each) => [part.sequences[each.entry]!, each] as const))
      const rows = await this.#snapshot.features.named(part.collection, [...wanted.keys()])
      for (const row of rows) {
        const each = wanted.get(row.sequence)!
        made.push({ found: each, feature: await this.#collectionFeature(part, row, each) })
      }
    }
    return made
      .sort(
        (a, b) =>
          a.found.rank - b.found.rank ||
          compareNames(a.feature.properties.name, b.feature.properties.name),
      )
      .slice(0, limit)
      .map(({ feature }) => feature)
  }

  async #collectionFeature(
    { collection }: CollectionPart,
    row: NamedFeature,
    { fit }: Found,
  ): Promise<SearchFeature> {
    const { fields, title }: ResourceDeclaration = COLLECTIONS[collection]
    const { kind } = fields
    const option = kind?.kind === 'choice' ? kind.options[row.kind ?? ''] : undefined
    const [county, town] = [
      await this.#named('counties', row.countyCode),
      await this.#named('towns', row.townCode),
    ]
    return placeFeature({
      ...{ id: row.id, collection, name: row.name, nameEn: row.nameEn },
      ...{ geometry: row.geometry, bbox: row.bbox, county, town },
      kind: option?.label ?? title,
      isPlace: row.geometry.type === 'Point' && collection !== TOWNS,
      isNearestSpelling: fit === 'one-error',
      more: row.address ? { zh: row.address, en: row.address } : null,
    })
  }

  async #besideFeature(
    part: Exclude<Part, CollectionPart>,
    { entry, fit }: Found,
  ): Promise<SearchFeature> {
    const isNearestSpelling = fit === 'one-error'
    if (part.collection === 'roads') {
      return this.road(part.roads[entry]!, entry, isNearestSpelling)
    }
    const place = part.places[entry]!
    const position: LonLat = [place.longitude, place.latitude]
    return placeFeature({
      ...{ id: `named-places:${entry}`, collection: 'named-places' },
      ...{ name: place.name, nameEn: place.nameEn },
      ...pointOf(position),
      ...{ county: await this.#countyAt(position), town: null },
      ...{ kind: NAMED_PLACE_KINDS[place.kind], isPlace: true, isNearestSpelling },
      more: place.address ? { zh: place.address, en: place.address } : null,
    })
  }

  async road(road: Road, entry: number, isNearestSpelling = false): Promise<SearchFeature> {
    const { ref, bbox, middle } = road
    const more = ref && ref !== roadName(road) ? { zh: ref, en: ref } : null
    return placeFeature({
      ...{ id: `roads:${entry}`, collection: 'roads', name: roadName(road), nameEn: null },
      ...{ ...pointOf(middle), bbox },
      ...{ county: await this.#countyAt(middle), town: null },
      ...{ kind: FOUND_BESIDE.roads, isPlace: false, isNearestSpelling, more },
    })
  }

  /** Crossings, or the place at a kilometre, or the roads that were meant. */
  async ofRoads(answer: RoadAnswer, all: readonly Road[], limit: number): Promise<FoundPlaces> {
    const { crossings, kilometre, roads, remark, suggestions, isNearestSpelling } = answer
    const features: SearchFeature[] = []
    for (const { position, roads: both, isOnTwoLevels } of crossings.slice(0, limit)) {
      const [a, b] = both
      const called = crossingName(roadName(a), roadName(b), isOnTwoLevels === true)
      const collection = isOnTwoLevels ? 'interchanges' : 'crossings'
      features.push(
        placeFeature({
          ...{ id: `${collection}:${position.map((each) => each.toFixed(COORDINATE_DECIMALS))}` },
          ...{ collection, name: called.zh, nameEn: called.en },
          ...pointOf(position),
          ...{ county: await this.#countyAt(position), town: null },
          ...{ kind: FOUND_BESIDE[collection], isPlace: true, isNearestSpelling, more: null },
        }),
      )
    }
    if (kilometre) features.push(await this.#kilometreFeature(kilometre))
    for (const road of roads) features.push(await this.road(road, all.indexOf(road)))
    return { features: features.slice(0, limit), remark, suggestions }
  }

  /** A point of a levee. */
  async stake({ levee, stake, position, isCounted }: StakePlace): Promise<SearchFeature> {
    const { name, nameEn, countyCode, townCode } = levee.properties
    const feature = placeFeature({
      ...{ id: `stakes:${levee.id}:${stake}`, collection: 'stakes' },
      ...{ name: `${name} ${stake}`, nameEn: `${nameEn ?? name} ${stake}` },
      ...pointOf(position),
      county: await this.#named('counties', countyCode),
      town: await this.#named('towns', townCode),
      ...{ kind: FOUND_BESIDE.stakes, isPlace: true, isNearestSpelling: false },
      more: isCounted ? { zh: '自堤线起点计', en: 'counted from the beginning of its line' } : null,
    })
    const onWork = { workId: levee.id, name, stake }
    return { ...feature, properties: { ...feature.properties, onWork } }
  }

  async #kilometreFeature(place: KilometrePlace): Promise<SearchFeature> {
    const { name, position, errorMetres, detail } = place
    const feature = placeFeature({
      ...{ id: `road-kilometres:${name}`, collection: 'road-kilometres', name, nameEn: name },
      ...pointOf(position),
      ...{ county: await this.#countyAt(position), town: null },
      ...{ kind: FOUND_BESIDE['road-kilometres'], isPlace: true, isNearestSpelling: false },
      more: detail,
    })
    return { ...feature, properties: { ...feature.properties, errorMetres } }
  }

  async #named(collection: 'counties' | 'towns', code: string | null): Promise<Named | null> {
    if (code === null) return null
    const names = await this.#registers.memo.get(
      this.#snapshot,
      `names by code ${collection}`,
      [collection],
      async () =>
        new Map(
          (await this.#registers.features(this.#snapshot, collection)).map(({ properties }) => [
            properties.code,
            { name: properties.name, nameEn: properties.nameEn },
          ]),
        ),
    )
    return names.get(code) ?? null
  }

  async #countyAt(position: LonLat): Promise<Named | null> {
    const code = await this.#registers.countyCodeAt(this.#snapshot, position)
    return this.#named('counties', code)
  }
}
