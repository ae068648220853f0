/** Columns that say where a row lies, in the system that a file is asked for in. */
import type { Bilingual } from '../../../data/bilingual.ts'
import type { Geometry, LonLat } from '../../../data/geometry.ts'
import { type Crs, geometryInCrs, isInMetres, OWN_CRS } from '../../features/crs.ts'
import { type Column, column } from './columns.ts'

/** What a heading says of the system; nothing of degrees of WGS-84 and CGCS2000. */
export const systemName = (crs: Crs): string => {
  if (Object.hasOwn(OWN_CRS, crs)) return crs.replace(/^.*\//, '').toUpperCase()
  return isInMetres(crs) ? `EPSG:${/\d+$/.exec(crs)?.[0]}` : ''
}

/**
 * Longitude and latitude, or easting and northing in metres.
 * @param pointOf where a row lies, WGS-84.
 * @param of what the point is of it, where it is not the whole.
 */
export const coordinateColumns = <Row>(
  crs: Crs,
  pointOf: (row: Row) => LonLat,
  of: Bilingual = { zh: '', en: '' },
): Column<Row>[] => {
  const coordinate =
    (axis: 0 | 1): Column<Row>['value'] =>
    (row) => {
      const [lon, lat] = pointOf(row)
      const point: Geometry = { type: 'Point', coordinates: [lon, lat] }
      const told = geometryInCrs(point, crs, 'east-first')
      return told.type === 'Point' ? told.coordinates[axis] : null
    }
  const system = systemName(crs)
  const [inZh, inEn] = system ? [`（${system}）`, ` (${system})`] : ['', '']
  return isInMetres(crs)
    ? [
        column(
          'easting',
          `${of.zh}东坐标（米，${system}）`,
          `Easting${of.en} (m, ${system})`,
          coordinate(0),
        ),
        column(
          'northing',
          `${of.zh}北坐标（米，${system}）`,
          `Northing${of.en} (m, ${system})`,
          coordinate(1),
        ),
      ]
    : [
        column(
          'longitude',
          `${of.zh}经度${inZh}`,
          `Longitude${of.en}${inEn}`,
          coordinate(0),
          'degrees',
        ),
        column(
          'latitude',
          `${of.zh}纬度${inZh}`,
          `Latitude${of.en}${inEn}`,
          coordinate(1),
          'degrees',
        ),
      ]
}
