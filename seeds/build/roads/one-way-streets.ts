/** Makes some streets of the cities one-way, as far as everything stays reachable. */
import type { NetworkDraft } from '../../../server/network/draft.ts'
import { randomOf } from '../random.ts'
import type { Land } from './land.ts'
import { strongPartOf } from './measure-distances.ts'
import { toPoint } from './plane.ts'

const ONE_WAY_SHARE = 0.12

/** Whether a street is one-way, and whether it then leads north or east. */
const ruleOf = (name: string): { isOneWay: boolean; isPositive: boolean } => {
  const random = randomOf(`one-way ${name}`)
  return { isOneWay: random() < ONE_WAY_SHARE, isPositive: random() < 0.5 }
}

/** @throws Error when the network is not in one piece even with every street open both ways. */
export const openOneWayStreets = (draft: NetworkDraft, land: Land): void => {
  const urban = land.areas.filter(({ isUrban }) => isUrban)
  const changed: number[] = []
  draft.segments.forEach((segment, index) => {
    if (segment.roadClass !== 'street') return
    const { isOneWay, isPositive } = ruleOf(segment.name)
    if (!isOneWay) return
    const [a, b] = [segment.from, segment.to].map((node) =>
      toPoint([draft.nodes[node * 2]!, draft.nodes[node * 2 + 1]!]),
    )
    if (!a || !b || !urban.some((area) => area.depthMetres(a) > 0)) return
    // Streets run nearly north–south or east–west, so the larger difference shows which.
    const [dx, dy] = [b.x - a.x, b.y - a.y]
    const leadsPositive = Math.abs(dx) > Math.abs(dy) ? dx > 0 : dy > 0
    draft.segments[index] = {
      ...segment,
      ...(leadsPositive === isPositive ? { backwardKph: 0 } : { forwardKph: 0 }),
    }
    changed.push(index)
  })
  const root = draft.segments.findIndex(({ roadClass }) => roadClass === 'national')
  for (;;) {
    const isStrong = strongPartOf(draft, draft.segments[root]!.from)
    const outside = changed.filter((index) => {
      const { from, to, forwardKph, backwardKph } = draft.segments[index]!
      const isOneWay = forwardKph === 0 || backwardKph === 0
      return isOneWay && (isStrong[from] === 0 || isStrong[to] === 0)
    })
    if (outside.length === 0) {
      const lost = isStrong.filter((value) => value === 0).length
      if (lost > 0) throw new Error(`${lost} nodes cannot be reached, or not be left`)
      return
    }
    for (const index of outside) {
      const segment = draft.segments[index]!
      const kph = Math.max(segment.forwardKph, segment.backwardKph)
      draft.segments[index] = { ...segment, forwardKph: kph, backwardKph: kph }
    }
  }
}
