/** Rows of an import as features of one source: those that are listed, and the one being placed. */
import type { Geometry, LonLat } from '../../data/geometry.ts'
import type { ImportMap } from '../../data/imports.ts'
import type { RowFilter } from '../state/intake.ts'
import { collection, feature } from './geojson.ts'

interface Shown {
  readonly filter: RowFilter
  readonly chosenRow: number | null
  /** Where a row would be put; null while none is. */
  readonly position: LonLat | null
}

const ofFilter = (filter: RowFilter, { status, isAlike }: Told): boolean =>
  filter === 'all' || (filter === 'look-alike' ? isAlike === true : status === filter)

type Told = ImportMap['features'][number]['properties']

export const intakeFeatures = (map: ImportMap | undefined, shown: Shown) => {
  const { filter, chosenRow, position } = shown
  const rows = (map?.features ?? [])
    .filter(({ properties }) => ofFilter(filter, properties) || properties.row === chosenRow)
    .map(({ geometry, properties: { row, status, name } }) =>
      feature(geometry as Geometry, { row, status, name, isChosen: row === chosenRow }),
    )
  if (!position) return collection(rows)
  const put = feature(
    { type: 'Point', coordinates: position },
    { row: null, status: 'unplaced' as const, name: null, isChosen: true },
  )
  return collection([...rows, put])
}
