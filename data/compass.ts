/** Directions between places, in words. */
import type { Bilingual } from './bilingual.ts'
import { haversineMetres, type LonLat } from './geometry.ts'

export const FULL_TURN_DEGREES = 360
export const DEGREES_PER_RADIAN = 180 / Math.PI

const WINDS: readonly Bilingual[] = [
  { zh: '北', en: 'north' },
  { zh: '东北', en: 'northeast' },
  { zh: '东', en: 'east' },
  { zh: '东南', en: 'southeast' },
  { zh: '南', en: 'south' },
  { zh: '西南', en: 'southwest' },
  { zh: '西', en: 'west' },
  { zh: '西北', en: 'northwest' },
]

/** The nearest of eight winds. @param bearingDegrees clockwise from north, 0 … 360. */
export const windOf = (bearingDegrees: number): Bilingual =>
  WINDS[Math.round((bearingDegrees / FULL_TURN_DEGREES) * WINDS.length) % WINDS.length]!

/** From one place to another over some kilometres, degrees clockwise from north. */
export const bearingBetween = ([fromLon, fromLat]: LonLat, [lon, lat]: LonLat): number => {
  const east = haversineMetres(fromLon, lat, lon, lat) * Math.sign(lon - fromLon)
  const north = haversineMetres(lon, fromLat, lon, lat) * Math.sign(lat - fromLat)
  return (Math.atan2(east, north) * DEGREES_PER_RADIAN + FULL_TURN_DEGREES) % FULL_TURN_DEGREES
}
