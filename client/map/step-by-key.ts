/** Places beside a place, by arrow keys, in steps of the screen. */
import type { Map as MapLibreMap } from 'maplibre-gl'
import type { LonLat } from '../../data/geometry.ts'

const STEP_PIXELS = 8
const BIG_STEP_PIXELS = 48

const DIRECTIONS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

/** The place a step away (with Shift a larger one); null where the key is no arrow. */
export const stepFrom = (
  map: Pick<MapLibreMap, 'project' | 'unproject'>,
  [longitude, latitude]: LonLat,
  { key, shiftKey }: { key: string; shiftKey: boolean },
): LonLat | null => {
  const direction = DIRECTIONS[key]
  if (direction === undefined) return null
  const step = shiftKey ? BIG_STEP_PIXELS : STEP_PIXELS
  const { x, y } = map.project([longitude, latitude])
  const { lng, lat } = map.unproject([x + direction[0] * step, y + direction[1] * step])
  return [lng, lat]
}
