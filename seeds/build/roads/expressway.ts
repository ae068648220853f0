/** One expressway: its course, carriageways and bridges. */
import type { InterchangeFact } from '../facts.ts'
import { randomOf } from '../random.ts'
import type { Course } from './courses.ts'
import { Carriageway, type ElevatedNetwork } from './elevated-network.ts'
import { structureOf } from './main-roads.ts'
import { toPoint } from './plane.ts'
import { lengthOf, metresAlong } from './polyline.ts'
import { createRoad, type Road } from './road.ts'

/** Ramps leave a deck alone by this distance. */
const DECK_MARGIN_METRES = 40
const FASTEST_KPH = 110
const SLOWEST_KPH = 100

export interface Expressway {
  readonly course: Course
  readonly lengthMetres: number
  readonly forward: Carriageway
  readonly backward: Carriageway
  readonly decks: readonly { from: number; to: number; road: Road }[]
  readonly road: Road
  /** The nearest place along the course that is not on a bridge. */
  readonly offDeck: (alongMetres: number) => number
}

/** The carriageways of a course, cut at the ends of its bridges. */
export const createExpressway = (network: ElevatedNetwork, course: Course): Expressway => {
  const { id, nameZh, ref } = course.road
  const kph = randomOf(`expressway ${id}`)() < 0.5 ? FASTEST_KPH : SLOWEST_KPH
  const road = createRoad('expressway', nameZh, { ref, kph, isOneWay: true })
  let along = 0
  const decks = course.sections.flatMap(({ crossing, line }) => {
    const from = along
    along += lengthOf(line)
    if (!crossing) return []
    const deck = { ...road, name: crossing.nameZh, structure: structureOf(crossing) }
    return [{ from, to: along, road: deck }]
  })
  const forward = new Carriageway(network, course.line, true)
  const backward = new Carriageway(network, course.line, false)
  for (const carriageway of [forward, backward]) {
    for (const { from, to } of decks) {
      carriageway.nodeAt(from)
      carriageway.nodeAt(to)
    }
  }
  return {
    course,
    lengthMetres: along,
    forward,
    backward,
    decks,
    road,
    offDeck: (metres) => {
      const deck = decks.find(
        ({ from, to }) => metres > from - DECK_MARGIN_METRES && metres < to + DECK_MARGIN_METRES,
      )
      if (!deck) return metres
      return metres < (deck.from + deck.to) / 2
        ? deck.from - DECK_MARGIN_METRES
        : deck.to + DECK_MARGIN_METRES
    },
  }
}

/** Metres along an expressway's middle line at an interchange. */
export const alongAt = ({ course }: Expressway, { place }: InterchangeFact): number =>
  metresAlong(course.line, toPoint(place))
