/** What a road is besides a stretch of road. */
import { STRUCTURE } from '../../network/draft.ts'
import { isRoundabout } from './direction.ts'
import type { Tags } from './elements.ts'
import { isFerry } from './ferry.ts'

const isTagged = (value: string | undefined): boolean => value !== undefined && value !== 'no'

const isOnDam = (tags: Tags): boolean =>
  tags.dam === 'yes' || tags.waterway === 'dam' || tags.man_made === 'dam'

/** Bits of STRUCTURE. */
export const readStructure = (tags: Tags): number =>
  (isTagged(tags.bridge) ? STRUCTURE.bridge : 0) |
  (isOnDam(tags) ? STRUCTURE.dam : 0) |
  (isTagged(tags.tunnel) ? STRUCTURE.tunnel : 0) |
  (isFerry(tags) ? STRUCTURE.ferry : 0) |
  (isRoundabout(tags) ? STRUCTURE.roundabout : 0)
