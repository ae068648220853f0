/** Shapes of geographic files as rows of tables have them. */
import type { Geometry, GeometryType } from '../../../data/geometry.ts'
import type { Cell, RowShape, Sheet } from '../tables/table-file.ts'

/** A geometry as readers give it: of any type, with heights or without. */
export interface ForeignGeometry {
  readonly type: string
  readonly coordinates?: unknown
  /** Of a collection. */
  readonly geometries?: readonly ForeignGeometry[]
}

const SINGLE: Readonly<Record<string, GeometryType>> = {
  MultiPoint: 'Point',
  MultiLineString: 'LineString',
  MultiPolygon: 'Polygon',
}
const KEPT: ReadonlySet<string> = new Set(['Point', 'LineString', 'Polygon', 'MultiPolygon'])

/** Positions without heights and measures. */
const flat = (coordinates: unknown): unknown => {
  if (!Array.isArray(coordinates)) return coordinates
  return typeof coordinates[0] === 'number' ? coordinates.slice(0, 2) : coordinates.map(flat)
}

const hasHeights = (coordinates: unknown): boolean => {
  if (!Array.isArray(coordinates) || coordinates.length === 0) return false
  return typeof coordinates[0] === 'number' ? coordinates.length > 2 : hasHeights(coordinates[0])
}

/** KML knows an area of several parts as a collection of areas alone. */
const inOne = (geometry: ForeignGeometry | null | undefined): typeof geometry => {
  const { geometries = [] } = geometry ?? {}
  if (geometries.length === 1) return geometries[0]
  return geometries.length > 0 && geometries.every(({ type }) => type === 'Polygon')
    ? { type: 'MultiPolygon', coordinates: geometries.map(({ coordinates }) => coordinates) }
    : geometry
}

/** Heights are dropped, and collections of one thing are that thing. */
export const rowShape = (told: ForeignGeometry | null | undefined): RowShape => {
  const geometry = inOne(told)
  if (!geometry || !Array.isArray(geometry.coordinates)) {
    return geometry ? { geometry: null, foreignType: geometry.type } : { geometry: null }
  }
  const { type, coordinates } = geometry
  if (coordinates.length === 0) return { geometry: null }
  const single = SINGLE[type]
  if (single && coordinates.length === 1) {
    return rowShape({ type: single, coordinates: coordinates[0] })
  }
  if (!KEPT.has(type)) return { geometry: null, foreignType: type }
  return {
    geometry: { type, coordinates: flat(coordinates) } as Geometry,
    ...(hasHeights(coordinates) ? { hadHeights: true } : {}),
  }
}

export interface ShapedRow {
  readonly shape: RowShape
  readonly values: Readonly<Record<string, unknown>>
}

const cellOf = (value: unknown): Cell | null => {
  if (typeof value === 'number') return Number.isNaN(value) ? null : { value, kind: 'plain' }
  if (value instanceof Date) {
    return Number.isNaN(value.getTime())
      ? null
      : { value: value.toISOString().slice(0, 10), kind: 'plain' }
  }
  if (typeof value === 'boolean') return { value, kind: 'plain' }
  return typeof value === 'string' && value !== '' ? { value, kind: 'plain' } : null
}

/** A layer as a sheet: a column for each property that any feature has, in the order they come. */
export const shapedSheet = (
  name: string,
  geometryColumn: string,
  rows: readonly ShapedRow[],
): Sheet => {
  const columns = [...new Set(rows.flatMap(({ values }) => Object.keys(values)))]
  return {
    name,
    visibility: 'shown',
    rows: rows.map(({ values }) => columns.map((column) => cellOf(values[column]))),
    merges: [],
    hiddenRows: [],
    hiddenColumns: [],
    lines: null,
    columns,
    shapes: { column: geometryColumn, rows: rows.map(({ shape }) => shape) },
  }
}
