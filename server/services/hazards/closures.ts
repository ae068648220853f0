/** Closures of roads and flooded areas, each with the length of road that it closes; what they cut off. */
import { setImmediate } from 'node:timers/promises'
import { LRUCache } from 'lru-cache'
import { toLocalIso } from '../../../data/local-time.ts'
import {
  CLOSURE_LIMITS,
  type ClosureEffects,
  isClosureActive,
  isClosureOver,
  type RoadClosure,
  type RoadClosureInput,
} from '../../../data/road-closure.ts'
import { closedKilometres } from '../../analysis/closed-roads.ts'
import { accessPositions, middleOf } from '../../analysis/place.ts'
import type { NamedDocument } from '../../store/named-documents.ts'
import { NamedDocuments } from '../documents/named-documents.ts'
import type { ServiceContext } from '../service-context.ts'

const DECIMALS = 2

type ClosureContent = Omit<RoadClosureInput, 'name'>
type ClosureDocument = NamedDocument<ClosureContent>

export class Closures extends NamedDocuments<RoadClosureInput, ClosureContent, RoadClosure> {
  /** Kilometres by closure, version and network. */
  readonly #lengths = new LRUCache<string, number>({ max: CLOSURE_LIMITS.mostClosures })

  constructor(context: ServiceContext) {
    const answerOf = (document: ClosureDocument) => this.#answer(document)
    super(context, {
      words: {
        one: { zh: '道路封闭', en: 'closure' },
        several: { zh: '道路封闭', en: 'closures' },
      },
      reader: ({ closures }) => closures,
      writer: ({ closures }) => closures,
      contentOf: ({ name: _, ...content }) => content,
      answerOf,
      entryOf: answerOf,
    })
  }

  /** Opens the roads now; a closure that is over already stays as it is. @throws ProblemError */
  end(id: string): Promise<RoadClosure> {
    const now = this.context.now()
    return this.change(async (documents) => {
      const closure = await documents.get(id)
      if (!closure) throw this.noSuchDocument()
      const { name, version, content } = closure
      // What has not begun yet never will: it ends a moment after its beginning at the earliest.
      const end = new Date(Math.max(now.getTime(), Date.parse(content.from) + 1))
      if (isClosureOver(content, end)) return closure
      const ended = { ...content, until: end.toISOString() }
      return documents.update(id, version, { name, content: ended, at: now.toISOString() })
    })
  }

  async #answer(document: ClosureDocument): Promise<RoadClosure> {
    const { content, baseRevision: _, ...kept } = document
    return {
      ...kept,
      ...content,
      isActive: isClosureActive(content, this.context.now()),
      closedKilometres: await this.#closedKilometres(document),
    }
  }

  async #closedKilometres({ id, version, content }: ClosureDocument): Promise<number | null> {
    const { network, now } = this.context
    const roads = network()
    if (!roads || isClosureOver(content, now())) return null
    const key = `${id} ${version} ${roads.graph.id}`
    const known = this.#lengths.get(key)
    if (known !== undefined) return known
    // Others are answered between one large area and the next.
    await setImmediate()
    const kilometres = Number(closedKilometres(roads, content.area).toFixed(DECIMALS))
    this.#lengths.set(key, kilometres)
    return kilometres
  }
}

/**
 * Stockpiles and flood works that the closures in force cut off for lorries.
 * @param signal aborted when no one waits any more. @throws ProblemError
 */
export const closureEffects = async (
  { store, analyses, registers, inForce, now }: ServiceContext,
  at: Date,
  signal: AbortSignal,
): Promise<ClosureEffects> => {
  const { conditions, obeyed, stockpiles, works, context, revision } = await store.read(
    async (snapshot) => {
      const roads = await inForce.roads(snapshot, { from: at, isObeying: true })
      const features = await registers.features(snapshot, 'flood-works')
      return {
        ...roads,
        stockpiles: await registers.stockpiles(snapshot),
        works: features.map(({ id, geometry, properties: { name, nameEn } }) => ({
          id,
          name,
          nameEn,
          positions: accessPositions(geometry),
        })),
        context: roads.obeyed.length > 0 ? await analyses.context(snapshot) : null,
        revision: await snapshot.revision(),
      }
    },
  )
  const input = {
    stockpiles: stockpiles.map(({ position }) => position),
    works: works.map(({ positions }) => positions),
    conditions,
  }
  const cutOff = context
    ? await analyses.run('dispatch', context, 'cut-off', input, signal)
    : { stockpiles: [], works: [] }
  return {
    at: toLocalIso(at),
    closures: obeyed,
    stockpiles: stockpiles
      .filter((_, index) => cutOff.stockpiles[index])
      .map(({ id, name, nameEn, position: [lon, lat] }) => ({ id, name, nameEn, lon, lat })),
    works: works
      .filter((_, index) => cutOff.works[index])
      .map(({ id, name, nameEn, positions }) => {
        const [lon, lat] = middleOf(positions)
        return { id, name, nameEn, lon, lat }
      }),
    revision,
    timeStamp: now().toISOString(),
  }
}
