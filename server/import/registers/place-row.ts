/** Where a row lies: by its coordinates, or by the shape that a geographic file gives it. */
import { containsLonLat, type Geometry, type LonLat, roundedPlace } from '../../../data/geometry.ts'
import type { ResourceDeclaration, UnionDeclaration, UnionPart } from '../../../data/resource.ts'
import { crossesItself } from '../gis/crossing-rings.ts'
import { cellText, columnName } from '../tables/table-file.ts'
import type { Table } from './find-table.ts'
import type { Issue, IssueCode } from './issues.ts'
import { placeInSystem, type RegisterSystem } from './judge-system.ts'
import { headingText, type Match } from './match-headings.ts'
import { placeByStakes } from './place-by-stakes.ts'
import { withMargin } from './read-place.ts'
import type { RowReport } from './report.ts'
import { placeColumn, type RowContext, type RowRead } from './row-context.ts'

export interface PlacedRow {
  /** Of a point, WGS-84. */
  readonly lonLat: readonly [number, number] | null
  readonly geometry: Geometry | null
  readonly issues: readonly Issue[]
}

type Constants = Readonly<Record<string, string>>

const isUnion = (resource: ResourceDeclaration): resource is UnionDeclaration => 'parts' in resource

/** What a union's part that has such shapes says of its features: a polygon of a forest is an area. */
const constantsOf = (resource: ResourceDeclaration, type: string): Constants => {
  if (!isUnion(resource)) return {}
  const parts = resource.parts.filter((part) =>
    part.resource.geometryTypes.some((each) => each === type),
  )
  return parts.length === 1 ? (parts[0]!.constants ?? {}) : {}
}

/** The type that most shapes of a layer have: what is said of rows without one. */
export const usualType = (rows: readonly RowRead[]): string => {
  const counts = new Map<string, number>()
  for (const { shape } of rows) {
    const type = shape?.geometry?.type
    if (type) counts.set(type, (counts.get(type) ?? 0) + 1)
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? ''
}

const sameConstants = (a: Constants, b: Constants): boolean =>
  JSON.stringify(a) === JSON.stringify(b)

/** Every position of a shape, converted. */
const shapeInSystem = (geometry: Geometry, system: RegisterSystem): Geometry => {
  if (system === 'wgs-84') return geometry
  const converted = (coordinates: unknown): unknown => {
    if (!Array.isArray(coordinates)) return coordinates
    const [x, y] = coordinates
    return typeof x === 'number' ? placeInSystem([x, y], system) : coordinates.map(converted)
  }
  return { ...geometry, coordinates: converted(geometry.coordinates) } as Geometry
}

/** Of a table that has shapes as text. */
const shapeColumn = (matches: readonly Match[]): number =>
  matches.find(({ target }) => target.path === 'geometry')!.heading.column

const ofShape = (
  { resource, sheet, known, matches }: RowContext,
  row: RowRead,
  usual: Constants,
  system: RegisterSystem,
): PlacedRow => {
  const { geometry: asTold, foreignType, problem } = row.shape!
  const geometry = asTold && shapeInSystem(asTold, system)
  const column = sheet.shapes?.column ?? columnName(sheet, shapeColumn(matches))
  const without = (code: IssueCode, severity: Issue['severity'], value?: string): PlacedRow => ({
    lonLat: null,
    geometry: null,
    issues: [{ code, severity, column, ...(value === undefined ? {} : { value }) }],
  })
  if (problem !== undefined) return without('geometry-invalid', 'error', problem)
  const type = geometry?.type ?? foreignType
  if (type === undefined) {
    const isPoint = resource.geometryTypes.every((each) => each === 'Point')
    return without(isPoint ? 'coordinates-missing' : 'geometry-missing', 'warning')
  }
  if (!geometry || !resource.geometryTypes.includes(geometry.type)) {
    return without('geometry-type-refused', 'error', type)
  }
  if (crossesItself(geometry)) return without('geometry-invalid', 'error')
  if (geometry.type === 'Point') {
    const lonLat = roundedPlace(geometry.coordinates)
    return containsLonLat(withMargin(known.region), ...lonLat)
      ? { lonLat, geometry, issues: [] }
      : without('coordinates-out-of-area', 'warning')
  }
  const [unusual] = Object.keys(usual).filter(
    (name) => !sameConstants(usual, constantsOf(resource, geometry.type)) && name in usual,
  )
  return {
    lonLat: null,
    geometry,
    // Among points an area is likelier a slip of the hand than another kind of thing.
    issues: unusual
      ? [{ code: 'choice-unknown', severity: 'warning', column: unusual, value: geometry.type }]
      : [],
  }
}

/**
 * Places a row; what a shape says of its kind becomes part of its properties.
 * @param usual type of the shapes of its layer.
 */
export const placeOfRow = (
  context: RowContext,
  row: RowRead,
  system: RegisterSystem,
  usual: string,
): PlacedRow => {
  if (row.shape === null) {
    const place: LonLat | null = row.place?.numbers
      ? placeInSystem(row.place.numbers, system)
      : null
    const lonLat = place ? roundedPlace(place) : null
    const geometry: Geometry | null = lonLat ? { type: 'Point', coordinates: lonLat } : null
    const section = lonLat ? null : placeByStakes(context.known, context.resource.id, row)
    if (section?.line) {
      const { fromMetres, toMetres } = row.stakes!.section!
      row.properties.startStakeMetres = Math.round(fromMetres)
      row.properties.endStakeMetres = Math.round(toMetres)
      const { column } = row.stakes!
      const issue = { code: 'placed-by-stakes', severity: 'warning', column } as const
      return { lonLat: null, geometry: section.line, issues: [issue] }
    }
    // Other stakes are a place that nothing here can find.
    const column = !lonLat && row.stakes?.section !== undefined ? row.stakes?.column : undefined
    if (column === undefined) return { lonLat, geometry, issues: [] }
    const because = section && { because: section.because }
    const issue: Issue = { code: 'geometry-missing', severity: 'warning', column, ...because }
    return { lonLat, geometry, issues: [issue] }
  }
  const { resource } = context
  const likely = constantsOf(resource, usual)
  const own = row.shape.geometry ? constantsOf(resource, row.shape.geometry.type) : likely
  for (const [name, value] of Object.entries(Object.keys(own).length > 0 ? own : likely)) {
    row.properties[name] ??= value
  }
  return ofShape(context, row, likely, system)
}

/**
 * The collection that a row of a register of several belongs to, by its shape and its kind.
 * @returns `undefined` where several may have it, or the register is of one alone; `null` where none may.
 */
export const partOf = (
  resource: ResourceDeclaration,
  { kind }: Readonly<Record<string, unknown>>,
  geometry: Geometry | null,
): string | null | undefined => {
  if (!isUnion(resource)) return undefined
  const isOfKind = ({ resource: { fields }, constants }: UnionPart): boolean =>
    constants?.kind === undefined
      ? fields.kind?.kind !== 'choice' || Object.hasOwn(fields.kind.options, String(kind))
      : constants.kind === kind
  const parts = resource.parts
    .filter((part) => kind === undefined || isOfKind(part))
    .filter((part) => !geometry || part.resource.geometryTypes.includes(geometry.type))
  return parts.length === 1 ? parts[0]!.resource.id : parts.length === 0 ? null : undefined
}

/** Said of a row whose kind has no such shapes. */
export const kindIssue = (context: RowContext, row: RowRead): Issue => ({
  code: 'geometry-type-refused',
  severity: 'error',
  column: placeColumn(context, row.placePart),
})

const ADDRESS = /地址|地点|位置|所在地|坐落|驻地|address|location/i

/** What the file says of a row without a place beside its fields: so that it can be placed, and nothing be lost. */
export const textsToPlaceBy = (
  table: Table,
  matches: readonly Match[],
  { data: { cells }, properties }: RowRead,
): Pick<RowReport, 'address' | 'others'> => {
  const taken = new Set(matches.map(({ heading }) => heading.column))
  const others = table.headings.flatMap((heading) => {
    const text = cellText(cells[heading.column]).trim()
    return taken.has(heading.column) || text === '' ? [] : [[headingText(heading), text] as const]
  })
  const address = properties.address ?? others.find(([heading]) => ADDRESS.test(heading))?.[1]
  return {
    ...(typeof address === 'string' ? { address } : {}),
    ...(others.length > 0 ? { others: Object.fromEntries(others) } : {}),
  }
}
