/** Two maps that show the same place. */
import type { Map as MapLibreMap } from 'maplibre-gl'
import { useEffect } from 'react'

/** Moves each map with the other; the second one starts where the first one is. */
export const useInStep = (first: MapLibreMap, second: MapLibreMap): void => {
  useEffect(() => {
    let isFollowing = false
    const follow = (leader: MapLibreMap, follower: MapLibreMap) => (): void => {
      // the follower's own move must not lead the leader back
      if (isFollowing) return
      isFollowing = true
      follower.jumpTo({ center: leader.getCenter(), zoom: leader.getZoom() })
      isFollowing = false
    }
    const lead = follow(first, second)
    const leadBack = follow(second, first)
    lead()
    first.on('move', lead)
    second.on('move', leadBack)
    return () => {
      first.off('move', lead)
      second.off('move', leadBack)
    }
  }, [first, second])
}
