/** Keeps view and state the same: moves go to the state, requests and Back come from it. */
import type { LngLatBoundsLike, Map as MapLibreMap } from 'maplibre-gl'
import { useEffect } from 'react'
import type { Bbox } from '../../data/geometry.ts'
import { rounded, roundedDegrees } from '../state/address-codec.ts'
import { changeState, INITIAL_STATE, type MapView, useAppState } from '../state/app-state.ts'
import { listen } from './listen.ts'

const ZOOM_DECIMALS = 2
/** Close enough to see a single place among its streets. */
const FLY_MAX_ZOOM = 14.5
const FIT_MAX_ZOOM = 15
const PADDING_SHARE = 0.09
/** Room for the buttons at the right, and for the words beside a marker. */
const LEAST_PADDING = { top: 50, bottom: 50, left: 50, right: 90 } as const

const viewOf = (map: MapLibreMap): MapView => {
  const { lng, lat } = map.getCenter()
  const zoom = rounded(map.getZoom(), ZOOM_DECIMALS)
  return { longitude: roundedDegrees(lng), latitude: roundedDegrees(lat), zoom }
}

const isSameView = (a: MapView, b: MapView): boolean =>
  a.longitude === b.longitude && a.latitude === b.latitude && a.zoom === b.zoom

export const bboxInSight = (map: MapLibreMap): Bbox => {
  const bounds = map.getBounds()
  return [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()]
}

const reportView = (map: MapLibreMap): void => {
  const viewBbox = bboxInSight(map)
  const view = viewOf(map)
  const isMoved = !isSameView(view, useAppState.getState().view)
  changeState(isMoved ? { view, viewBbox } : { viewBbox })
}

/** Shows a box with room round it, more at the right while the drawer lies there. */
export const fitBox = (map: MapLibreMap, bbox: Bbox, maxZoom = FIT_MAX_ZOOM): void => {
  const { clientWidth, clientHeight } = map.getContainer()
  const share = Math.min(clientWidth, clientHeight) * PADDING_SHARE
  const drawer = document.querySelector('.feature-drawer')?.clientWidth ?? 0
  const isRoomy = clientWidth - drawer > clientWidth / 2
  map.fitBounds(bbox as unknown as LngLatBoundsLike, {
    padding: {
      top: Math.max(share, LEAST_PADDING.top),
      bottom: Math.max(share, LEAST_PADDING.bottom),
      left: Math.max(share, LEAST_PADDING.left),
      right: Math.max(share, LEAST_PADDING.right) + (isRoomy ? drawer : 0),
    },
    maxZoom,
  })
}

/** Whether somebody has chosen the view: by the address, by hand, or by what of the planner's is to be seen. */
let isViewChosen = false

/**
 * Shows the whole region, unless somebody has chosen another view.
 * @param besidePixels what lies over the map at the left; the region stands clear of it where there is room
 */
export const showWhole = (map: MapLibreMap, region: Bbox, besidePixels: number): void => {
  if (isViewChosen) return
  const bounds = region as unknown as LngLatBoundsLike
  map.resize()
  const camera = map.cameraForBounds(bounds, { padding: WHOLE_PADDING })
  if (camera?.zoom === undefined) return
  const [west, , east] = region
  const broad = ((east - west) / FULL_CIRCLE) * TILE_PIXELS * 2 ** camera.zoom
  const free = map.getContainer().clientWidth - broad - WHOLE_PADDING.left - WHOLE_PADDING.right
  const left = WHOLE_PADDING.left + Math.min(besidePixels, Math.max(0, free))
  map.fitBounds(bounds, { padding: { ...WHOLE_PADDING, left }, animate: false })
}

/** Round the whole region: the buttons stand at the right, sources and scale at the bottom. */
const WHOLE_PADDING = { top: 20, bottom: 28, left: 16, right: 56 } as const
const FULL_CIRCLE = 360
const TILE_PIXELS = 512

export const useCamera = (map: MapLibreMap): void => {
  useEffect(() => {
    isViewChosen ||= useAppState.getState().view !== INITIAL_STATE.view
    const report = (): void => reportView(map)
    const note = ({ originalEvent }: { originalEvent?: unknown }): void => {
      // what moves by itself, to an answer for example, has no event behind it
      isViewChosen ||= originalEvent !== undefined
    }
    report()
    return listen(map, { moveend: report, movestart: note })
  }, [map])
  useEffect(
    () =>
      useAppState.subscribe(({ view }, before) => {
        if (view === before.view || isSameView(view, viewOf(map))) return
        isViewChosen = true
        map.jumpTo({ center: [view.longitude, view.latitude], zoom: view.zoom })
      }),
    [map],
  )
  const flyTarget = useAppState((state) => state.flyTarget)
  useEffect(() => {
    if (!flyTarget) return
    isViewChosen ||= useAppState.getState().panel === 'coverage'
    fitBox(map, flyTarget.bbox, FLY_MAX_ZOOM)
  }, [map, flyTarget])
}
