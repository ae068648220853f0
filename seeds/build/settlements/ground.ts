/** The land on which settlements are laid out. */
import type { Course } from '../roads/courses.ts'
import type { LandGrid } from '../roads/land-grid.ts'
import type { Obstacles } from '../roads/obstacles.ts'
import type { Point } from '../roads/plane.ts'
import type { BuiltUpArea } from './built-up-areas.ts'

export interface Ground {
  readonly grid: LandGrid
  readonly obstacles: Obstacles
  readonly areas: readonly BuiltUpArea[]
  readonly courses: readonly Course[]
  /** Index of the county at a place by the polygons, -1 outside the city. */
  readonly countyAt: (place: Point) => number
}
