/** The map of the page, for parts that need to look at it once rather than lie on it. */
import type { Map as MapLibreMap } from 'maplibre-gl'

let current: MapLibreMap | null = null

/** @param map null once it has been removed */
export const setCurrentMap = (map: MapLibreMap | null): void => {
  current = map
}

/** Null while there is none: not loaded yet, or the browser cannot draw one. */
export const currentMap = (): MapLibreMap | null => current
