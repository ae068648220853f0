/** Moves the map to what an import brings. */
import { bboxOf, type Geometry, type LonLat } from '../../../data/geometry.ts'
import { useImportMap } from '../../api/imports.ts'
import { flyTo } from '../../state/app-state.ts'
import { chooseRow } from '../../state/intake.ts'

/** Shows all points of an import; null while there are none. */
export const useShowAll = (id: number): (() => void) | null => {
  const { data } = useImportMap(id)
  const features = data?.features ?? []
  if (features.length === 0) return null
  return () => {
    const boxes = features.map(({ geometry }) => bboxOf(geometry as Geometry))
    const side = (index: 0 | 1 | 2 | 3): number[] => boxes.map((box) => box[index])
    flyTo([least(side(0)), least(side(1)), most(side(2)), most(side(3))])
  }
}

/** As arguments of one call they may be too many. */
const least = (values: readonly number[]): number => values.reduce((a, b) => Math.min(a, b))
const most = (values: readonly number[]): number => values.reduce((a, b) => Math.max(a, b))

/** Marks a row on the map and goes there, where it has a place. */
export const showRow = (row: number, lonLat: LonLat | undefined): void => {
  chooseRow(row)
  if (lonLat) flyTo([lonLat[0], lonLat[1], lonLat[0], lonLat[1]])
}
