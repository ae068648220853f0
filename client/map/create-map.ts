/** Makes maps; the one of the page is kept for parts that look at it once rather than lie on it. */
import { Map as MapLibreMap, setWorkerUrl } from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'
import { useEffect, useState } from 'react'
import { REGION_BBOX } from '../../data/geometry.ts'
import { INITIAL_STATE, useAppState } from '../state/app-state.ts'
import { mapStyle } from './style/map-style.ts'
import { styleContext } from './style/style-context.ts'

setWorkerUrl(workerUrl)

const MIN_ZOOM = 6
const MAX_ZOOM = 18.5
const REGION_PADDING_PIXELS = 24
/** How far round the city one may move, in degrees. */
const MARGIN_DEGREES = 1.5

/** Where the map starts: what the address says, else the whole city. */
const startView = () => {
  const { view } = useAppState.getState()
  const [west, south, east, north] = REGION_BBOX
  return view === INITIAL_STATE.view
    ? {
        bounds: [west, south, east, north] as [number, number, number, number],
        fitBoundsOptions: { padding: REGION_PADDING_PIXELS },
      }
    : { center: [view.longitude, view.latitude] as [number, number], zoom: view.zoom }
}

/** @throws where the browser gives no WebGL2 context. */
const createMap = (container: HTMLElement): MapLibreMap => {
  const { theme, language, display, place } = useAppState.getState()
  const [west, south, east, north] = REGION_BBOX
  const map = new MapLibreMap({
    container,
    style: mapStyle(styleContext(theme, language, display, place !== null), location.origin),
    ...startView(),
    minZoom: MIN_ZOOM,
    maxZoom: MAX_ZOOM,
    maxBounds: [
      west - MARGIN_DEGREES,
      south - MARGIN_DEGREES,
      east + MARGIN_DEGREES,
      north + MARGIN_DEGREES,
    ],
    // north stays up: people compare this map with others, and a box of coordinates describes it
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    attributionControl: false,
    // faded, the numbers of clusters that are no more would stand beside the new ones
    fadeDuration: 0,
  })
  map.touchZoomRotate.disableRotation()
  map.keyboard.disableRotation()
  return map
}

/**
 * A map of its own in a container; null before its style is there.
 * @param onMade is told of the map at once; must be the same function each time
 */
export const useNewMap = (
  container: { readonly current: HTMLDivElement | null },
  onMade?: (map: MapLibreMap) => void,
): MapLibreMap | null => {
  const [map, setMap] = useState<MapLibreMap | null>(null)
  useEffect(() => {
    if (container.current === null) return
    const created = createMap(container.current)
    onMade?.(created)
    created.once('style.load', () => setMap(created))
    return () => {
      setMap(null)
      created.remove()
    }
  }, [container, onMade])
  return map
}

let current: MapLibreMap | null = null

/** @param map null once it has been removed */
export const setCurrentMap = (map: MapLibreMap | null): void => {
  current = map
}

/** The map of the page; null while there is none: not loaded yet, or the browser cannot draw one. */
export const currentMap = (): MapLibreMap | null => current
