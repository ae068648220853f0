/** Known places of the demonstration. */
import type { SeedOf } from '../seed-state.ts'

export const seed: SeedOf<'landmarks'> = () => []
