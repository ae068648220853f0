/** Makes maps; the one of the page is kept for parts that look at it once rather than lie on it. */
import { Map as MapLibreMap, setWorkerUrl } from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'
import { useEffect, useRef, useState } from 'react'
import type { Bbox } from '../../data/geometry.ts'
import { useRegion } from '../api/region.ts'
import { INITIAL_STATE, useAppState } from '../state/app-state.ts'
import { mapStyle } from './style/map-style.ts'
import { styleContext } from './style/style-context.ts'

setWorkerUrl(workerUrl)

const MIN_ZOOM = 6
/** While it is not known where the region is. */
const MIN_ZOOM_OF_CHINA = 3
const MAX_ZOOM = 18.5
/** Above stands the sign that says what the data are. */
const FIT = { padding: { top: 52, right: 24, bottom: 24, left: 24 }, animate: false } as const
/** How far round the region one may move, in degrees. */
const MARGIN_DEGREES = 1.5

/** West, south, east, north, as MapLibre takes them. */
type Bounds = [number, number, number, number]

/** Where the map starts: what the address says, else the whole region. */
const startView = (region: Bbox | null) => {
  const { view } = useAppState.getState()
  return view === INITIAL_STATE.view && region
    ? { bounds: [...region] as Bounds, fitBoundsOptions: FIT }
    : { center: [view.longitude, view.latitude] as [number, number], zoom: view.zoom }
}

/** What one may see of the map. */
const limitsOf = (region: Bbox | null) => {
  if (!region) return { minZoom: MIN_ZOOM_OF_CHINA }
  const [west, south, east, north] = region
  const maxBounds: Bounds = [
    west - MARGIN_DEGREES,
    south - MARGIN_DEGREES,
    east + MARGIN_DEGREES,
    north + MARGIN_DEGREES,
  ]
  return { minZoom: MIN_ZOOM, maxBounds }
}

/** The region has become another while the map was open: others have removed counties, or loaded roads. */
const showRegion = (map: MapLibreMap, region: Bbox | null): void => {
  const { minZoom, maxBounds } = limitsOf(region)
  map.setMaxBounds(maxBounds ?? null)
  map.setMinZoom(minZoom)
  if (region) map.fitBounds([...region] as Bounds, FIT)
}

/** @throws where the browser gives no WebGL2 context. */
const createMap = (container: HTMLElement, region: Bbox | null): MapLibreMap => {
  const { theme, language, display, place } = useAppState.getState()
  const map = new MapLibreMap({
    container,
    style: mapStyle(styleContext(theme, language, display, place !== null), location.origin),
    ...startView(region),
    ...limitsOf(region),
    maxZoom: MAX_ZOOM,
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
 * @param onMade is called with the map at once; must be the same function each time
 */
export const useNewMap = (
  container: { readonly current: HTMLDivElement | null },
  onMade?: (map: MapLibreMap) => void,
): MapLibreMap | null => {
  const [map, setMap] = useState<MapLibreMap | null>(null)
  const { bbox, isKnown } = useRegion()
  /** Box of the region that the map was last made to show, as JSON; '' before the first. */
  const shown = useRef('')
  const told = JSON.stringify(bbox)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another region is shown by the map that is there
  useEffect(() => {
    if (container.current === null || !isKnown) return
    shown.current = told
    const created = createMap(container.current, bbox)
    onMade?.(created)
    created.once('style.load', () => setMap(created))
    return () => {
      setMap(null)
      created.remove()
    }
  }, [container, onMade, isKnown])
  useEffect(() => {
    if (!map || told === shown.current) return
    shown.current = told
    showRegion(map, JSON.parse(told))
  }, [map, told])
  return map
}

let current: MapLibreMap | null = null

/** @param map null once it has been removed */
export const setCurrentMap = (map: MapLibreMap | null): void => {
  current = map
}

/** The map of the page; null while there is none: not loaded yet, or the browser cannot draw one. */
export const currentMap = (): MapLibreMap | null => current
