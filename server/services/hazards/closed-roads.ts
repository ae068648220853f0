/** What each closure closes: found off the thread that answers, kept with the closure. */
import { LRUCache } from 'lru-cache'
import { bboxOf } from '../../../data/geometry.ts'
import { CLOSURE_LIMITS, type ClosureContent } from '../../../data/road-closure.ts'
import type { Closure } from '../../../data/scenario.ts'
import { type ClosedRoadNames, closedRoadNames } from '../../analysis/closed-road-names.ts'
import { NO_PLANNING_DATA } from '../../analysis/coverage/planning-data.ts'
import { KnownWater } from '../../analysis/known-water.ts'
import type { Dependencies } from '../../dependencies.ts'
import { type ClosureMask, closeSegments } from '../../network/closures.ts'
import type { RoadNetwork } from '../../network/road-network.ts'
import type { NamedDocument } from '../../store/named-documents.ts'
import type { Analyses } from '../analyses.ts'

export type ClosureDocument = NamedDocument<ClosureContent>

interface Closed {
  readonly kilometres: number
  readonly segments: Uint32Array
}

const keyOfAll = (documents: readonly ClosureDocument[]): string =>
  documents.map(({ id, version }) => `${id}:${version}`).join()

const keyOf = (network: string, id: string, version: number): string =>
  `${network} ${id} ${version}`

export class ClosedRoads {
  readonly #dependencies: Pick<Dependencies, 'store' | 'logger'>
  readonly #analyses: Analyses
  /** Of closures as they are, and of those that are changed meanwhile. */
  readonly #known = new LRUCache<string, Promise<Closed>>({ max: 2 * CLOSURE_LIMITS.mostClosures })
  /** Worked out once, for as long as the closure stays as it is. */
  readonly #names = new WeakMap<Closed, ClosedRoadNames>()
  /** The network for which what is kept has been read. */
  #read: { readonly network: string; readonly reading: Promise<void> } | null = null
  #floods: { readonly key: string; readonly floods: KnownWater } | null = null
  #mask: { readonly key: string; readonly mask: Promise<ClosureMask> } | null = null

  constructor(dependencies: Pick<Dependencies, 'store' | 'logger'>, analyses: Analyses) {
    this.#dependencies = dependencies
    this.#analyses = analyses
  }

  /** Of one closure. Outside any unit of the store. */
  async of(network: RoadNetwork, { id, version, content }: ClosureDocument): Promise<Closed> {
    await this.#readKept(network.graph.id)
    const key = keyOf(network.graph.id, id, version)
    const known = this.#known.get(key)
    if (known) return known
    const finding = this.#find(network, [content.area])
    this.#remember(key, finding)
    const closed = await finding
    await this.#keep(network.graph.id, id, version, closed)
    return closed
  }

  /** What an area or a point would close. @throws ProblemError where too much is asked already. */
  async wouldClose(network: RoadNetwork, area: Closure): Promise<Closed & ClosedRoadNames> {
    const closed = await this.#find(network, [area])
    return { ...closed, ...this.namesOf(network, closed) }
  }

  /** Of what was found in this network. */
  namesOf(network: RoadNetwork, closed: Closed): ClosedRoadNames {
    const known = this.#names.get(closed) ?? closedRoadNames(network, [...closed.segments])
    this.#names.set(closed, known)
    return known
  }

  /** Areas of several that are under water, by their names; kept until closures change. */
  floodsOf(documents: readonly ClosureDocument[]): KnownWater {
    const key = keyOfAll(documents)
    if (this.#floods?.key === key) return this.#floods.floods
    const areas = documents.filter(({ content: { area } }) => area.type !== 'Point')
    const floods = new KnownWater(
      areas.map(({ name, content: { area } }) => ({
        ...{ name, nameEn: null, geometry: area, bbox: bboxOf(area) },
        widthMetres: null,
      })),
    )
    this.#floods = { key, floods }
    return floods
  }

  /** Of several together, for searches; kept until network or closures change. */
  async maskOf(
    network: RoadNetwork,
    documents: readonly ClosureDocument[],
  ): Promise<ClosureMask | null> {
    if (documents.length === 0) return null
    const key = `${network.graph.id} ${keyOfAll(documents)}`
    if (this.#mask?.key === key) return this.#mask.mask
    const mask = this.#joined(network, documents)
    this.#mask = { key, mask }
    mask.catch(() => {
      if (this.#mask?.mask === mask) this.#mask = null
    })
    return mask
  }

  async #joined(network: RoadNetwork, documents: readonly ClosureDocument[]): Promise<ClosureMask> {
    await this.#readKept(network.graph.id)
    const known: Promise<Closed>[] = []
    const unknown: ClosureDocument[] = []
    for (const document of documents) {
      const closed = this.#known.get(keyOf(network.graph.id, document.id, document.version))
      if (closed) known.push(closed)
      else unknown.push(document)
    }
    // Together they are found sooner than one by one; the latter is done afterwards, when no answer waits for it.
    if (unknown.length > 0)
      known.push(
        this.#find(
          network,
          unknown.map(({ content }) => content.area),
        ),
      )
    const all = await Promise.all(known)
    for (const document of unknown) this.of(network, document).catch(() => undefined)
    const mask = closeSegments(network.graph, [])
    for (const { segments } of all) for (const segment of segments) mask[segment] = 1
    return mask
  }

  #find(network: RoadNetwork, closures: readonly Closure[]): Promise<Closed> {
    const context = { network, data: NO_PLANNING_DATA }
    // Whoever asks next waits for the same: it is not given up with one of them.
    const { signal } = new AbortController()
    return this.#analyses.run('closures', context, 'closed-roads', { closures }, signal)
  }

  #remember(key: string, closed: Promise<Closed>): void {
    this.#known.set(key, closed)
    closed.catch(() => {
      if (this.#known.peek(key) === closed) this.#known.delete(key)
    })
  }

  #readKept(network: string): Promise<void> {
    if (this.#read?.network === network) return this.#read.reading
    const reading = this.#dependencies.store
      .read((snapshot) => snapshot.closedRoads.list(network))
      .then((kept) => {
        for (const { closureId, version, ...closed } of kept)
          this.#known.set(keyOf(network, closureId, version), Promise.resolve(closed))
      })
    this.#read = { network, reading }
    reading.catch(() => {
      if (this.#read?.reading === reading) this.#read = null
    })
    return reading
  }

  /** What cannot be kept, as on a full disk, is found again. */
  async #keep(network: string, closureId: string, version: number, closed: Closed): Promise<void> {
    const { store, logger } = this.#dependencies
    try {
      await store.write((transaction) =>
        transaction.closedRoads.put({ closureId, version, network, ...closed }),
      )
    } catch (error) {
      logger.warn({ err: error, closureId }, 'the roads of a closure could not be kept')
    }
  }
}
