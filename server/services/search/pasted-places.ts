/** Places in pasted texts, reckoned by the systems that the service's collections are served in. */
import type { CoordinateSystem } from '../../../data/coordinate-system.ts'
import type { Bbox } from '../../../data/geometry.ts'
import {
  type Arithmetic,
  type Pasted,
  readPasted as readBy,
} from '../../../data/pasted/read-pasted.ts'
import { BD09, bd09OfMetres, CRS84, type Crs, GCJ02, placeInCrs84 } from '../../features/crs.ts'
import { metresIn } from '../../import/coordinates/metres.ts'

const CRS_OF: Readonly<Record<CoordinateSystem, Crs>> = { wgs84: CRS84, gcj02: GCJ02, bd09: BD09 }

const ARITHMETIC: Arithmetic = {
  // numbers that were read as angles are places on Earth, which all three systems know
  inWgs84: (numbers, system) => placeInCrs84(numbers, CRS_OF[system])!,
  bd09OfMetres,
  metresIn,
}

/** What a text says of places; `null` where it speaks of something else. */
export const readPasted = (text: string, region: Bbox | null): Pasted | null =>
  readBy(text, region, ARITHMETIC)
