/** Well-known text of geometries (OGC 06-103r4), as tables and databases write shapes into a cell. */
import type { Crs } from '../../features/crs.ts'
import type { RowShape } from '../tables/table-file.ts'
import { shapeInDegrees } from './projected.ts'
import { type ForeignGeometry, rowShape } from './row-shape.ts'

const TYPES: Readonly<Record<string, string>> = {
  point: 'Point',
  linestring: 'LineString',
  polygon: 'Polygon',
  multipoint: 'MultiPoint',
  multilinestring: 'MultiLineString',
  multipolygon: 'MultiPolygon',
}
const TAGGED = /^\s*(?:srid\s*=\s*\d+\s*;)?\s*([a-z]+)\s*(?:zm|z|m)?\s*(empty|\(.*\))\s*$/is
const NUMBER = '[+-]?\\d+(?:\\.\\d+)?(?:e[+-]?\\d+)?'
const POSITION = new RegExp(`${NUMBER}(?:\\s+${NUMBER}){1,3}`, 'gi')
/** What is left of nested lists once positions are lists too. */
const LISTS = /^[\s\d.,eE+\-[\]]*$/

/** `null` where the text is none. */
const foreignOf = (text: string): ForeignGeometry | null => {
  const [, tag = '', body = ''] = TAGGED.exec(text) ?? []
  const type = TYPES[tag.toLowerCase()]
  if (type === undefined) return null
  if (/^empty$/i.test(body)) return { type, coordinates: [] }
  const listed = body
    .replace(POSITION, (position) => `[${position.split(/\s+/).map(Number).join(',')}]`)
    .replaceAll('(', '[')
    .replaceAll(')', ']')
  if (!LISTS.test(listed)) return null
  try {
    const coordinates = JSON.parse(listed)
    return { type, coordinates: type === 'Point' ? coordinates[0] : coordinates }
  } catch {
    return null
  }
}

/** Whether a text begins as well-known text does. */
export const isWellKnownText = (text: string): boolean =>
  Object.hasOwn(TYPES, TAGGED.exec(text)?.[1]?.toLowerCase() ?? '')

/**
 * The shape of a cell; none of a blank one. @param crs of the positions, easting first; `null` for degrees.
 */
export const shapeOfText = (text: string, crs: Crs | null): RowShape => {
  if (text.trim() === '') return { geometry: null }
  const foreign = foreignOf(text)
  if (!foreign) return { geometry: null, problem: text.slice(0, 40) }
  return shapeInDegrees(rowShape(foreign), crs)
}
