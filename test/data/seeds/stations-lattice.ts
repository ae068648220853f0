/**
 * A country of straight lanes and even villages for tests of what is placed by roads and people:
 * a lane every 1.2 km, village roads except every tenth, which is an expressway; a village every
 * 2 km, and quarters round every town's seat.
 */

import type { Demand } from '../../../seeds/build/resources/demand.ts'
import type { Region } from '../../../seeds/build/resources/region.ts'
import type { NetworkDraft } from '../../../server/network/draft.ts'
import { street } from '../../fixtures/grid-network.ts'

const LANE_DEGREES = 0.011
const VILLAGE_DEGREES = 0.02
const WEST = 115.85
const SOUTH = 34.42
const COLUMNS = 162
const ROWS = 142
const EXPRESSWAY_EVERY = 10
/** Round a seat: enough for every town's quota of stations to find room. */
const QUARTERS = [-0.008, 0, 0.008]

/** Middles of woods in the hill counties. */
export const HILLS: [longitude: number, latitude: number][] = [
  [117.43, 35.508],
  [117.25, 35.35],
  [117.06, 35.76],
  [117.36, 35.77],
  [116.84, 35.12],
  [116.31, 35.36],
  [116.6, 35.9],
  [116.742, 35.582],
  [116.1, 35.77],
]

export const latticeDraft = (region: Region): NetworkDraft => {
  const nodes: number[] = []
  const indexes = new Map<string, number>()
  for (let column = 0; column < COLUMNS; column++) {
    for (let row = 0; row < ROWS; row++) {
      const place = [WEST + column * LANE_DEGREES, SOUTH + row * LANE_DEGREES] as const
      if (!region.countyAt(place) || region.isWater(place, 30)) continue
      indexes.set(`${column},${row}`, nodes.length / 2)
      nodes.push(...place)
    }
  }
  const segments: NetworkDraft['segments'] = []
  for (const [key, from] of indexes) {
    const [column = 0, row = 0] = key.split(',').map(Number)
    const neighbours = [
      { to: indexes.get(`${column + 1},${row}`), lane: row },
      { to: indexes.get(`${column},${row + 1}`), lane: column },
    ]
    for (const { to, lane } of neighbours) {
      if (to === undefined) continue
      const isExpressway = lane % EXPRESSWAY_EVERY === 0
      const lanes = { name: '', forwardKph: 30, backwardKph: isExpressway ? 0 : 30 }
      const [roadClass, ref] = isExpressway
        ? (['expressway', 'G3'] as const)
        : (['village', ''] as const)
      segments.push(street(from, to, { ...lanes, roadClass, ref }))
    }
  }
  return {
    provenance: 'generated',
    source: 'test',
    nodes: Float64Array.from(nodes),
    segments,
    turnBans: [],
  }
}

export const latticeDemands = (region: Region): Demand[] => {
  const demands: Demand[] = []
  for (let x = WEST; x < WEST + COLUMNS * LANE_DEGREES; x += VILLAGE_DEGREES) {
    for (let y = SOUTH; y < SOUTH + ROWS * LANE_DEGREES; y += VILLAGE_DEGREES) {
      const county = region.countyAt([x, y])
      if (!county || region.isWater([x, y], 100)) continue
      const town = region.nearestTown([x, y], county.code)
      const number = demands.length
      demands.push({
        place: [x, y],
        people: 900,
        townCode: town.code,
        nameZh: `试${number}村`,
        nameEn: `Village ${number}`,
        isVillage: true,
      })
    }
  }
  for (const town of region.towns) {
    for (const east of QUARTERS) {
      demands.push({
        place: [town.seat[0] + east, town.seat[1]],
        people: town.kind === 'subdistrict' ? 22_000 : 2_500,
        townCode: town.code,
        nameZh: '驻地片区',
        nameEn: 'Town centre',
        isVillage: false,
      })
    }
  }
  return demands
}
