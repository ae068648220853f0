/** Shapes of files that say in which system they are, by its EPSG number. */
import type { Geometry } from '../../../data/geometry.ts'
import { type Crs, crsOfUri, EPSG, placeInCrs84 } from '../../features/crs.ts'
import { FileRefused } from '../tables/file-refused.ts'
import type { RowShape } from '../tables/table-file.ts'

/** Degrees of WGS-84 and of CGCS2000, which are within centimetres of each other. */
const DEGREES = new Set([4326, 4490])

const unknownSystem = (format: string, epsg: number): FileRefused =>
  new FileRefused('not-a-table', {
    zh: `${format} 的坐标系 EPSG:${epsg} 无法换算。请在 GIS 软件中转换为 CGCS2000 或 WGS-84 经纬度后再导出。`,
    en: `The system of the ${format}, EPSG:${epsg}, cannot be converted. Export it in degrees of CGCS2000 or WGS-84.`,
  })

/** The system whose positions are to be converted; `null` for degrees. @throws FileRefused for an unknown one. */
export const projectedCrs = (format: string, epsg: number | null): Crs | null => {
  if (epsg === null || DEGREES.has(epsg)) return null
  const crs = crsOfUri(`${EPSG}${epsg}`)
  if (crs === undefined) throw unknownSystem(format, epsg)
  return crs
}

/** The shape in degrees; what lies outside its system is reported. @param crs easting first; `null` for degrees. */
export const shapeInDegrees = (shape: RowShape, crs: Crs | null): RowShape => {
  if (crs === null || !shape.geometry) return shape
  const { geometry } = shape
  let outside: string | null = null
  const converted = (coordinates: unknown): unknown => {
    if (!Array.isArray(coordinates)) return coordinates
    const [x, y] = coordinates
    if (typeof x !== 'number') return coordinates.map(converted)
    const place = placeInCrs84([x, y], crs)
    if (!place) outside = `${x}, ${y}`
    return place
  }
  const coordinates = converted(geometry.coordinates)
  return outside === null
    ? { ...shape, geometry: { ...geometry, coordinates } as Geometry }
    : { geometry: null, problem: outside }
}
