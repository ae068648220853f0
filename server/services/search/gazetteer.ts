/** Every name that can be searched, kept in memory by what it was made from: collections and road network. */
import { COLLECTIONS, RESOURCE_IDS, type ResourceId } from '../../../data/collections.ts'
import type { NamedPlace } from '../../../data/named-place.ts'
import type { ResourceDeclaration } from '../../../data/resource.ts'
import type { Post } from '../../analysis/gazetteer/along-road.ts'
import { Alphabet } from '../../analysis/gazetteer/alphabet.ts'
import type { NamePart } from '../../analysis/gazetteer/find-names.ts'
import { folded } from '../../analysis/gazetteer/letters.ts'
import { NameIndex } from '../../analysis/gazetteer/name-index.ts'
import { type Road, roadsOf, spokenRefs } from '../../analysis/gazetteer/roads.ts'
import type { RoadGraph } from '../../network/graph.ts'
import type { Snapshot } from '../../store/store.ts'
import type { Registers } from '../registers.ts'
import type { MadeAt } from '../revision-memo.ts'

/** Names of one collection, or a block of them. */
export interface CollectionPart extends NamePart {
  readonly collection: ResourceId
  /** By entry. */
  readonly sequences: readonly number[]
  readonly countyCodes: readonly (string | null)[]
  readonly townCodes: readonly (string | null)[]
  /** Entries by the digits of a telephone that everybody reads whole. */
  readonly phones: ReadonlyMap<string, readonly number[]>
}

export interface RoadPart extends NamePart {
  readonly collection: 'roads'
  readonly roads: readonly Road[]
}

/** Places that came with an imported network. */
export interface PlacePart extends NamePart {
  readonly collection: 'named-places'
  readonly places: readonly NamedPlace[]
}

export type Part = CollectionPart | RoadPart | PlacePart

/** A county or town by the names that stand before others: 任城区建设路, 任城建设路. */
export interface NamedArea {
  readonly kind: 'county' | 'town'
  readonly code: string
  /** Folded; the full name first. */
  readonly names: readonly string[]
}

export interface PostOfRoad extends Post {
  /** Folded; '' where it has none. */
  readonly roadName: string
  readonly roadRef: string
  readonly direction: 'up' | 'down' | null
}

/** What is looked at before all else, among names that fit alike. */
const FIRST: readonly string[] = ['counties', 'towns', 'landmarks', 'stations']
const LAST: readonly string[] = ['settlements', 'roads', 'named-places']
const ORDER: readonly string[] = [
  ...FIRST,
  ...RESOURCE_IDS.filter((id) => !FIRST.includes(id) && !LAST.includes(id)),
  ...LAST,
]
const orderOf = (collection: string): number => ORDER.indexOf(collection)

const SEARCHED = RESOURCE_IDS.filter((id) => {
  const { searched }: ResourceDeclaration = COLLECTIONS[id]
  return searched !== false
})

/** Rows that are read before others get their turn. */
const SLICE_ROWS = 512
/** Names are kept in blocks of so many places in the order of arrival: one that is changed costs its block. */
const BLOCK_ROWS = 4096
const blockOf = (sequence: number): number => Math.floor(sequence / BLOCK_ROWS)

type Blocks = ReadonlyMap<number, CollectionPart>
const SLICE_PLACES = 2000
const AREA_SUFFIX = /(?:街道办事处|街道|区|县|市|镇|乡)$/
const LEAST_SHORT_NAME = 2

const othersTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** Runs work that pauses now and then; others have their turn meanwhile. */
const inSlices = async <T>(work: Generator<void, T>): Promise<T> => {
  for (;;) {
    const { done, value } = work.next()
    if (done) return value
    await othersTurn()
  }
}

/** Area code and number as digits, without the country: +86 537 is 0537. */
export const phoneDigits = (phone: string): string =>
  phone
    .normalize('NFKC')
    .replace(/\D/g, '')
    .replace(/^(?:00)?86(?=0?\d{10})/, '+')
    .replace(/^\+(?!0|1[3-9]\d{9}$)/, '0')
    .replace('+', '')

/** A number with its area code, and without: who calls from the same city leaves it out. */
const phoneKeys = (phone: string): string[] =>
  phone
    .split(/[、，,;；/\s]+/)
    .map((each) => /^0(?:10|2\d|[3-9]\d\d)-?(\d{7,8})$/.exec(each.normalize('NFKC')))
    .flatMap((match) => (match ? [phoneDigits(match[0]), match[1]!] : []))

const OTHER_NAMES = new Set(['nameEn', 'otherNames', 'code'])

export class Gazetteer {
  readonly alphabet = new Alphabet()
  readonly #registers: Registers
  readonly #network: () => RoadGraph | null
  readonly #ofGraph = new WeakMap<RoadGraph, Promise<(RoadPart | PlacePart)[]>>()

  constructor(registers: Registers, network: () => RoadGraph | null) {
    this.#registers = registers
    this.#network = network
  }

  get graph(): RoadGraph | null {
    return this.#network()
  }

  /** All names as they are in the snapshot; of what was written since they were asked for, the blocks are read anew. */
  async parts(snapshot: Snapshot): Promise<Part[]> {
    const parts: Part[] = []
    for (const id of SEARCHED) {
      const follow = (_revision: number, before: MadeAt<Blocks> | null): Promise<Blocks> =>
        this.#followBlocks(snapshot, id, before)
      const blocks = await this.#registers.memo.follow(snapshot, `names ${id}`, [id], follow)
      for (const [, block] of [...blocks].sort(([a], [b]) => a - b)) parts.push(block)
    }
    const { graph } = this
    return graph ? [...parts, ...(await this.#partsOf(graph))] : parts
  }

  async #followBlocks(
    snapshot: Snapshot,
    collection: ResourceId,
    before: MadeAt<Blocks> | null,
  ): Promise<Blocks> {
    const written = before && (await snapshot.features.written(collection, before.revision))
    const from = written ? blockOf(written.from) : 0
    const kept = [...(written ? before.value : [])].filter(([number]) => number < from)
    const blocks = new Map(kept)
    for (const number of new Set(written?.at.map(blockOf))) {
      if (number >= from) continue
      const block = await this.#readBlock(snapshot, collection, number)
      if (block.sequences.length > 0) blocks.set(number, block)
      else blocks.delete(number)
    }
    if (from === Number.POSITIVE_INFINITY) return blocks
    for (let after = from * BLOCK_ROWS - 1; ; ) {
      const [next] = await snapshot.features.names(collection, after, 1)
      if (!next) return blocks
      const number = blockOf(next.sequence)
      blocks.set(number, await this.#readBlock(snapshot, collection, number))
      after = (number + 1) * BLOCK_ROWS - 1
    }
  }

  async #readBlock(
    snapshot: Snapshot,
    collection: ResourceId,
    number: number,
  ): Promise<CollectionPart> {
    const index = new NameIndex(this.alphabet)
    const sequences: number[] = []
    const codes = { county: [] as (string | null)[], town: [] as (string | null)[] }
    // Each row has a text of its own for the same code.
    const known = new Map<string, string>()
    const shared = (code: string | null): string | null => {
      if (code === null) return null
      if (!known.has(code)) known.set(code, code)
      return known.get(code)!
    }
    const phones = new Map<string, number[]>()
    for (;;) {
      const after = sequences.at(-1) ?? number * BLOCK_ROWS - 1
      const read = await snapshot.features.names(collection, after, SLICE_ROWS)
      const rows = read.filter(({ sequence }) => blockOf(sequence) === number)
      for (const { sequence, name, texts, countyCode, townCode, ...row } of rows) {
        const entry = sequences.push(sequence) - 1
        codes.county.push(shared(countyCode))
        codes.town.push(shared(townCode))
        index.add(entry, name, 'name')
        // 南四湖下级湖（微山湖）, 太白湖（北湖）
        for (const [, inner = ''] of name.matchAll(/[（(]([^（()）]{2,})[)）]/gu)) {
          for (const each of inner.split('、')) index.add(entry, each, 'other-name')
        }
        for (const [field, text] of Object.entries(texts)) {
          if (!OTHER_NAMES.has(field)) index.add(entry, text, 'field')
          else for (const each of text.split('、')) index.add(entry, each, 'other-name')
        }
        for (const key of row.phones.flatMap(phoneKeys)) {
          phones.set(key, [...(phones.get(key) ?? []), entry])
        }
      }
      await othersTurn()
      if (rows.length < SLICE_ROWS) break
    }
    return {
      ...{ collection, order: orderOf(collection), index, sequences, phones },
      ...{ countyCodes: codes.county, townCodes: codes.town },
    }
  }

  #partsOf(graph: RoadGraph): Promise<(RoadPart | PlacePart)[]> {
    let parts = this.#ofGraph.get(graph)
    if (!parts) {
      parts = this.#readGraph(graph)
      this.#ofGraph.set(graph, parts)
    }
    return parts
  }

  async #readGraph(graph: RoadGraph): Promise<(RoadPart | PlacePart)[]> {
    const roads = await inSlices(roadsOf(graph))
    const roadIndex = new NameIndex(this.alphabet)
    for (const [entry, { name, ref }] of roads.entries()) {
      if (entry % SLICE_PLACES === SLICE_PLACES - 1) await othersTurn()
      roadIndex.add(entry, name, 'name')
      roadIndex.add(entry, ref, name === '' ? 'name' : 'other-name')
      for (const spoken of spokenRefs(ref)) roadIndex.add(entry, spoken, 'other-name')
    }
    const { places } = graph
    const placeIndex = new NameIndex(this.alphabet)
    for (const [entry, place] of places.entries()) {
      if (entry % SLICE_PLACES === SLICE_PLACES - 1) await othersTurn()
      placeIndex.add(entry, place.name, 'name')
      for (const other of [place.nameEn ?? '', ...place.otherNames]) {
        placeIndex.add(entry, other, 'other-name')
      }
      placeIndex.add(entry, place.address ?? '', 'other-name')
    }
    return [
      { collection: 'roads', order: orderOf('roads'), index: roadIndex, roads },
      { collection: 'named-places', order: orderOf('named-places'), index: placeIndex, places },
    ]
  }

  /** Counties first. */
  areas(snapshot: Snapshot): Promise<readonly NamedArea[]> {
    return this.#registers.memo.get(
      snapshot,
      'areas before names',
      ['counties', 'towns'],
      async () => {
        const area = (kind: NamedArea['kind'], code: string, name: string): NamedArea => {
          const whole = folded(name)
          const short = whole.replace(AREA_SUFFIX, '')
          const names =
            short.length >= LEAST_SHORT_NAME && short !== whole ? [whole, short] : [whole]
          return { kind, code, names }
        }
        const counties = await this.#registers.features(snapshot, 'counties')
        const towns = await this.#registers.features(snapshot, 'towns')
        return [
          ...counties.map(({ properties: { code, name } }) => area('county', code, name)),
          ...towns.map(({ properties: { code, name } }) => area('town', code, name)),
        ]
      },
    )
  }

  /** Kilometre posts, those of the table and those that came with the network. */
  posts(snapshot: Snapshot): Promise<readonly PostOfRoad[]> {
    const { graph } = this
    const make = async (): Promise<readonly PostOfRoad[]> => {
      const table = await this.#registers.features(snapshot, 'distance-posts')
      const fromTable = table.flatMap(({ geometry, properties }): PostOfRoad[] => {
        if (geometry.type !== 'Point') return []
        const { roadName, roadRef, kilometre, direction } = properties
        return [
          {
            ...{ roadName: folded(roadName ?? ''), roadRef: folded(roadRef) },
            ...{ kilometre, direction, position: geometry.coordinates },
          },
        ]
      })
      const fromNetwork = (graph?.distancePosts ?? []).map((post): PostOfRoad => {
        const { roadName, roadRef, kilometre, longitude, latitude } = post
        return {
          ...{ roadName: folded(roadName), roadRef: folded(roadRef), kilometre },
          ...{ direction: null, position: [longitude, latitude] },
        }
      })
      return [...fromTable, ...fromNetwork]
    }
    const stamp = graph?.id ?? ''
    return this.#registers.memo.get(snapshot, 'distance posts', ['distance-posts'], make, stamp)
  }
}
