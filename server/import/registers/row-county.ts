/** In which county and town a row is: by what its columns say, and by where its place lies. */
import { containsLonLat, type Geometry, type LonLat, positionsOf } from '../../../data/geometry.ts'
import { areaAt, middleOf } from '../../analysis/place.ts'
import type { DataRow } from './find-table.ts'
import { sectionName } from './group-columns.ts'
import type { Issue } from './issues.ts'
import type { Known } from './known.ts'
import type { KnownPlace } from './known-places.ts'
import {
  matchOf,
  nameOf,
  placeColumn,
  type RowContext,
  type RowRead,
  textAt,
} from './row-context.ts'

interface Administrative {
  readonly county: KnownPlace | null
  readonly town: KnownPlace | null
  readonly issues: readonly Issue[]
}

/** A path may go on to the town: 某市甲县乙镇. What does not name a county whole may be a town: 甲街道 of 甲县. */
const townBelow = (path: string, county: KnownPlace | null): string => {
  const at = county ? path.indexOf(county.name) : -1
  return at < 0 ? path : path.slice(at + (county?.name.length ?? 0))
}

/** County and town by what their columns say; a functional zone is no county, its towns are of one. */
export const readAdministrative = (context: RowContext, data: DataRow): Administrative => {
  const { counties, towns } = context.known
  const [countyMatch, townMatch] = [matchOf(context, 'countyCode'), matchOf(context, 'townCode')]
  const section = sectionName(data)
  const countyText = countyMatch ? textAt(data, countyMatch) : ''
  const townText = townMatch ? textAt(data, townMatch) : ''
  const said = counties.find(countyMatch ? countyText : section)
  const townIn = townMatch ? townText : townBelow(countyMatch ? countyText : section, said)
  const town = towns.find(townIn, said?.code ?? null)
  const county = said ?? (town?.countyCode === undefined ? null : counties.byCode(town.countyCode))
  const issues: Issue[] = []
  if (countyText !== '' && !said) {
    issues.push({
      code: county ? 'county-from-town' : 'county-unknown',
      severity: county ? 'warning' : 'error',
      column: nameOf(context, countyMatch!),
      value: countyText,
    })
  }
  if (townText !== '' && !town) {
    issues.push({
      code: 'town-unknown',
      severity: townMatch!.target.field?.required ? 'error' : 'warning',
      column: nameOf(context, townMatch!),
      value: townText,
    })
  }
  return { county, town, issues }
}

/** This near its border a place may well be listed under the county next to it. */
const BORDER_DEGREES = 0.01

const EIGHT_WAYS: readonly LonLat[] = [
  [1, 0],
  [0.7, 0.7],
  [0, 1],
  [-0.7, 0.7],
  [-1, 0],
  [-0.7, -0.7],
  [0, -1],
  [0.7, -0.7],
]

const liesBy = ({ countyAreas }: Known, [longitude, latitude]: LonLat, code: string): boolean => {
  const said = countyAreas.filter((area) => area.code === code)
  return EIGHT_WAYS.some(
    ([x, y]) =>
      areaAt(said, longitude + x * BORDER_DEGREES, latitude + y * BORDER_DEGREES) !== null,
  )
}

/** What the place says of the county: which it is, where no column does, or that it is another. */
export const countyIssues = (
  context: RowContext,
  row: RowRead,
  lonLat: LonLat | null,
  geometry: Geometry | null,
): Issue[] => {
  const { known, resource } = context
  const place = lonLat ?? (geometry ? middleOf(positionsOf(geometry)) : null)
  if (!place) return []
  if (!resource.fields.countyCode || !containsLonLat(known.region, ...place)) return []
  const here = areaAt(known.countyAreas, ...place)
  const code = here?.code
  const column = placeColumn(context, row.placePart)
  const said = row.properties.countyCode
  if (said === undefined) {
    if (code === undefined) return []
    row.properties.countyCode = code
    return [{ code: 'county-from-point', severity: 'warning', column }]
  }
  // What has an extent may lie in several counties.
  if (!lonLat || !here || code === said || liesBy(known, place, String(said))) return []
  return [
    {
      code: 'county-conflict',
      severity: 'error',
      column,
      said: known.counties.byCode(String(said))?.name ?? String(said),
      lies: here.name,
    },
  ]
}
