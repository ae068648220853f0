import type { LonLat } from '../../data/geometry.ts'

/** Five decimals of a degree are about one metre. */
const DECIMALS = 5

/** Longitude, latitude in WGS-84 degrees, as every other program reads them when pasted. */
export const coordinateText = ([longitude, latitude]: LonLat): string =>
  `${longitude.toFixed(DECIMALS)}, ${latitude.toFixed(DECIMALS)}`
