/** Coordinates as other maps have them; the arithmetic comes when it is first wanted. */
import commonJs from 'gcoord'
import type { Language } from '../../data/bilingual.ts'
import { COORDINATE_SYSTEMS, type CoordinateSystem } from '../../data/coordinate-system.ts'
import { haversineMetres, type LonLat } from '../../data/geometry.ts'
import type { PastedSystem } from '../../data/search.ts'

/** The package is a CommonJS module whose types say that it is none. */
const gcoord = commonJs as unknown as typeof commonJs.default

const CRS = { wgs84: gcoord.WGS84, gcj02: gcoord.GCJ02, bd09: gcoord.BD09 } as const

/** Six decimals of a degree are ten centimetres, and what the links of other maps have. */
const DECIMALS = 6

/** A WGS-84 position in degrees of a system. */
export const inSystem = ([longitude, latitude]: LonLat, system: CoordinateSystem): LonLat =>
  gcoord.transform([longitude, latitude], gcoord.WGS84, CRS[system]) as [number, number]

/** The WGS-84 position of degrees of a system. */
export const inWgs84 = ([longitude, latitude]: LonLat, system: CoordinateSystem): LonLat =>
  gcoord.transform([longitude, latitude], CRS[system], gcoord.WGS84) as [number, number]

/** Degrees of BD-09 from the metres of Baidu's own Mercator. */
export const bd09OfMetres = ([x, y]: LonLat): LonLat =>
  gcoord.transform([x, y], gcoord.BD09MC, gcoord.BD09) as [number, number]

/** Longitude and latitude with a half-width comma and no space, as the boxes of other maps take them. */
export const pairText = ([longitude, latitude]: LonLat): string =>
  `${longitude.toFixed(DECIMALS)},${latitude.toFixed(DECIMALS)}`

/** Coordinates for paper: each with the name of its system. CGCS2000 and WGS-84 agree to decimetres. */
export const namedCoordinates = (position: LonLat, language: Language): string =>
  [
    `CGCS2000/WGS-84 ${pairText(position)}`,
    `${{ zh: '高德（GCJ-02）', en: 'Amap (GCJ-02) ' }[language]}${pairText(inSystem(position, 'gcj02'))}`,
  ].join(language === 'zh' ? '；' : '; ')

/** A link that opens 高德 at a WGS-84 position; its numbers are GCJ-02, as that map wants them. */
export const amapLink = (position: LonLat, name: string): string =>
  `https://uri.amap.com/marker?position=${pairText(inSystem(position, 'gcj02'))}&name=${encodeURIComponent(name)}`

const SYSTEMS = Object.keys(COORDINATE_SYSTEMS) as CoordinateSystem[]

/**
 * Where the numbers that lie at `position` (WGS-84) when they are taken in `system` lie in each of
 * the systems; `system` comes first.
 */
export const readingsAt = (
  position: LonLat,
  system: CoordinateSystem,
): PastedSystem['readings'] => {
  const numbers = inSystem(position, system)
  const [longitude, latitude] = position
  return [system, ...SYSTEMS.filter((each) => each !== system)].map((each) => {
    const there = each === system ? position : inWgs84(numbers, each)
    const metres = Math.round(haversineMetres(longitude, latitude, there[0], there[1]))
    return { system: each, position: [there[0], there[1]], metres }
  })
}
