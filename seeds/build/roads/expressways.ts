/** Expressways: two carriageways each, joined to the rest only at their interchanges. */
import type { InterchangeFact } from '../facts.ts'
import { createExpressway, type ElevatedNetwork, type Expressway } from './elevated-network.ts'
import { junctionRamps, layOutToll } from './interchanges.ts'
import type { Land } from './land.ts'
import { createRoad, type Road } from './road.ts'
import { joinToNearestRoad } from './town-roads.ts'

const buildToll = (
  land: Land,
  network: ElevatedNetwork,
  expressway: Expressway,
  toll: InterchangeFact,
): void => {
  const layout = layOutToll(land, expressway, toll)
  const vertex = land.network.vertexAt(layout.gate)
  const gate = network.addGroundNode(land.network.points[vertex]!, vertex)
  const road = createRoad('ramp', `${toll.nameZh}互通匝道`, { isOneWay: true })
  for (const { from, to, line } of layout.ramps) {
    network.addSegment(from ?? gate, to ?? gate, line, road)
  }
  const link = createRoad('county', `${toll.nameZh}收费站连接线`)
  if (!joinToNearestRoad(land, vertex, link, 'county')) {
    throw new Error(`no road within reach of the toll gate ${toll.nameZh}`)
  }
}

/** Where an expressway leaves the map traffic turns at the next junction beyond it. */
const turnAtBorder = (network: ElevatedNetwork, { forward, backward, road }: Expressway): void => {
  const turn = createRoad('ramp', `${road.name}市界外掉头匝道（示意）`, { isOneWay: true })
  const pairs = [
    [forward.ends[1], backward.ends[0]],
    [backward.ends[1], forward.ends[0]],
  ] as const
  for (const [from, to] of pairs) {
    network.addSegment(from, to, [network.points[from]!, network.points[to]!], turn)
  }
}

/** All expressways with their toll gates and junctions. County roads must be there already. */
export const buildExpressways = (land: Land, network: ElevatedNetwork): void => {
  const expressways = new Map(
    land.courses
      .filter(({ road }) => road.roadClass === 'expressway')
      .map((course) => [course.road.id, createExpressway(network, course)]),
  )
  const built = new Set<string>()
  for (const interchange of land.facts.interchanges) {
    const expressway = expressways.get(interchange.expresswayId)
    if (!expressway) throw new RangeError(`no expressway ${interchange.expresswayId}`)
    if (interchange.kind === 'toll') {
      buildToll(land, network, expressway, interchange)
      continue
    }
    const other = expressways.get(interchange.otherExpresswayId)
    if (!other) throw new RangeError(`no expressway ${interchange.otherExpresswayId}`)
    // A junction is listed once for each of its expressways.
    if (built.has(interchange.nameZh)) continue
    built.add(interchange.nameZh)
    junctionRamps(network, expressway, other, interchange)
  }
  for (const expressway of expressways.values()) {
    turnAtBorder(network, expressway)
    const roadAt = (along: number): Road =>
      expressway.decks.find(({ from, to }) => along > from && along < to)?.road ?? expressway.road
    expressway.forward.build(roadAt)
    expressway.backward.build(roadAt)
  }
}
