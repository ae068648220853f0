/** The land on which settlements are laid out. */
import type { Course } from '../roads/courses.ts'
import type { LandGrid } from '../roads/land-grid.ts'
import type { Obstacles } from '../roads/obstacles.ts'
import type { BuiltUpArea } from './built-up-areas.ts'

export interface Ground {
  readonly grid: LandGrid
  readonly obstacles: Obstacles
  readonly areas: readonly BuiltUpArea[]
  readonly courses: readonly Course[]
}
