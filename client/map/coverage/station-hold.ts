/** Takes a station of this map into the hand. */
import type { Map as MapLibreMap } from 'maplibre-gl'
import { queryClient } from '../../api/request.ts'
import { holdStation } from './held-station.ts'

/** What `useCoverage` asks with what follows the hand. */
const LIVE_QUERIES = { queryKey: ['coverage', 'live'] }

export const takeStation = (
  map: MapLibreMap,
  id: string,
  start: { clientX: number; clientY: number },
): void =>
  holdStation(start, {
    id,
    positionAt: (clientX, clientY) => {
      const { left, top } = map.getCanvas().getBoundingClientRect()
      const { lng, lat } = map.unproject([clientX - left, clientY - top])
      return [lng, lat]
    },
    isBusy: () => queryClient.isFetching(LIVE_QUERIES) > 0,
  })
