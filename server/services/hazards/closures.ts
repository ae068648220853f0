/** Closures of roads and flooded areas, each with the length of road that it closes; what they cut off. */
import { toLocalIso } from '../../../data/local-time.ts'
import {
  CLOSURE_LIMITS,
  type ClosedRoadsTold,
  type ClosureContent,
  type ClosureEffects,
  isClosureActive,
  isClosureOver,
  type RoadClosure,
  type RoadClosureInput,
} from '../../../data/road-closure.ts'
import { type Closure, cornersOf } from '../../../data/scenario.ts'
import { accessPositions, middleOf } from '../../analysis/place.ts'
import { aboutParameter } from '../../http/problem-error.ts'
import type { ChangedBy } from '../../store/feature-changes.ts'
import { NamedDocuments } from '../documents/named-documents.ts'
import type { ServiceContext } from '../service-context.ts'
import type { ClosureDocument } from './closed-roads.ts'

const DECIMALS = 2

export class Closures extends NamedDocuments<RoadClosureInput, ClosureContent, RoadClosure> {
  constructor(context: ServiceContext) {
    const answerOf = (document: ClosureDocument) => this.#answer(document)
    super(context, {
      words: {
        one: { zh: '道路封闭', en: 'closure' },
        several: { zh: '道路封闭', en: 'closures' },
      },
      reader: ({ closures }) => closures,
      writer: ({ closures }) => closures,
      refuse: (input, others) => this.#refuseTooManyCorners(input, others),
      contentOf: ({ name: _, ...content }, earlier) => ({
        ...content,
        // Given another end it was not lifted, or is closed again.
        ended: earlier?.until === content.until ? (earlier.ended ?? null) : null,
      }),
      answerOf,
      entryOf: answerOf,
      notedAs: 'closures',
    })
  }

  /** Opens the roads now; a closure that is over already stays as it is. @throws ProblemError */
  end(id: string, by: ChangedBy): Promise<RoadClosure> {
    return this.change(async (documents, transaction) => {
      const closure = await documents.get(id)
      if (!closure) throw this.noSuchDocument()
      const { name, version, content } = closure
      const { at, who, reason = null } = by
      // What has not begun yet never will: it ends a moment after its beginning at the earliest.
      const end = new Date(Math.max(Date.parse(at), Date.parse(content.from) + 1))
      if (isClosureOver(content, end)) return closure
      const ended = { at, who, reason, message: null }
      const lifted = { ...content, until: end.toISOString(), ended }
      const changed = await documents.update(id, version, { name, content: lifted, at })
      return this.noted(transaction, 'end', changed, by)
    })
  }

  #refuseTooManyCorners({ area }: RoadClosureInput, others: readonly ClosureDocument[]): void {
    const now = this.context.now()
    const inForce = others.filter(({ content }) => !isClosureOver(content, now))
    const corners = inForce.reduce(
      (sum, { content }) => sum + cornersOf(content.area),
      cornersOf(area),
    )
    const most = CLOSURE_LIMITS.mostCornersInForce
    if (corners <= most) return
    throw aboutParameter('conflict', 'area', {
      en: `with this area all closures together would have ${corners} corners; at most ${most} are possible. End closures that are over, or draw areas more simply`,
      zh: `加上此范围，各封闭范围的顶点合计 ${corners} 个，最多 ${most} 个。请解除已结束的封闭，或简化范围`,
    })
  }

  async #answer(document: ClosureDocument): Promise<RoadClosure> {
    const { content, baseRevision: _, ...kept } = document
    return {
      ...kept,
      ...content,
      ended: content.ended ?? null,
      isActive: isClosureActive(content, this.context.now()),
      ...(await this.#closed(document)),
    }
  }

  async #closed(
    document: ClosureDocument,
  ): Promise<Pick<RoadClosure, 'closedKilometres' | 'roads' | 'lines'>> {
    const { network: networkNow, now, closedRoads } = this.context
    const network = networkNow()
    if (!network || isClosureOver(document.content, now()))
      return { closedKilometres: null, roads: null, lines: [] }
    const closed = await closedRoads.of(network, document)
    const { roads, lines } = closedRoads.namesOf(network, closed)
    return { closedKilometres: Number(closed.kilometres.toFixed(DECIMALS)), roads, lines }
  }

  /** What an area or a point would close, before it is kept. @throws ProblemError */
  async wouldClose(area: Closure): Promise<ClosedRoadsTold> {
    const { analyses, closedRoads } = this.context
    const { kilometres, roads } = await closedRoads.wouldClose(analyses.network(), area)
    return { closedKilometres: Number(kilometres.toFixed(DECIMALS)), roads }
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
