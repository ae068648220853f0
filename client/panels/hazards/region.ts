import { bboxOf, boxesMeet, REGION_BBOX } from '../../../data/geometry.ts'
import type { Warning } from '../../../data/warning.ts'

/** Nothing of ours can lie inside: the area does not even touch the city's rectangle. */
export const isOutside = ({ area }: Pick<Warning, 'area'>): boolean =>
  !boxesMeet(bboxOf(area), REGION_BBOX)
