/** Drainage pump stations of the low land round the lake, where rivers meet the levees. */
import type { LonLat } from '../../../data/geometry.ts'
import { randomOf } from '../random.ts'
import { shortNameEn, shortNameZh } from '../resources/labels.ts'
import { lineMetres, placeAlong } from '../resources/plane.ts'
import type { Region } from '../resources/region.ts'
import { pumpScaleOf, type Work } from './work.ts'

const PUMP_STATION_COUNT = 21
/** Only this near to the lake is the land too low to drain by itself. */
const LOW_LAND_METRES = 18_000
const STEP_METRES = 500
const LEAST_DISTANCE_SHARE = 0.9
/** Invented flows, in m³/s; most stations are small. */
const FLOW = { least: 2, spread: 38, skew: 2.2 }

interface Spot {
  place: LonLat
  countyCode: string
  river: string | null
}

/** Places along the levees of the low land, in the order of the levees. */
const lowSpots = (region: Region, levees: readonly Work[]): Spot[] =>
  levees.flatMap(({ shape, countyCode, river }) => {
    if (!('line' in shape)) return []
    const spots: Spot[] = []
    for (let metres = STEP_METRES; metres < lineMetres(shape.line); metres += STEP_METRES) {
      const place = placeAlong(shape.line, metres)
      if (region.countyAt(place)?.code !== countyCode) continue
      if (region.lakeMetres(place, LOW_LAND_METRES) < LOW_LAND_METRES) {
        spots.push({ place, countyCode, river })
      }
    }
    return spots
  })

/** Pump stations at about equal distances along the levees of the low land. */
export const generatedPumpStations = (region: Region, levees: readonly Work[]): Work[] => {
  const random = randomOf('pump stations')
  const spots = lowSpots(region, levees)
  const stride = spots.length / PUMP_STATION_COUNT
  return Array.from({ length: PUMP_STATION_COUNT }, (_, i) => {
    const within = (i + random() * LEAST_DISTANCE_SHARE) * stride
    const spot = spots[Math.min(spots.length - 1, Math.floor(within))]!
    const town = region.nearestTown(spot.place, spot.countyCode)
    // A station on the lake's levee is called after its town alone.
    const river = region.rivers.find(({ nameZh }) => nameZh === spot.river)
    const flow = Math.round((FLOW.least + FLOW.spread * random() ** FLOW.skew) * 10) / 10
    const irrigates = random() < 0.3
    return {
      kind: 'pump-station',
      nameZh: shortNameZh(town.nameZh) + (river?.nameZh ?? '') + (irrigates ? '排灌站' : '排涝站'),
      nameEn: `${shortNameEn(town.nameEn)} ${river ? `${river.nameEn} ` : ''}Pump Station`,
      river: spot.river,
      countyCode: spot.countyCode,
      shape: { point: spot.place },
      designFlowCubicMetresPerSecond: flow,
      scale: pumpScaleOf(flow),
    }
  })
}
