/** Clicks, long presses and the context menu: open a resource, a cluster, or ask about a place. */
import type { GeoJSONSource, Map as MapLibreMap, MapMouseEvent, MapTouchEvent } from 'maplibre-gl'
import { useEffect } from 'react'
import { askAbout, changeState, useAppState } from '../state/app-state.ts'
import { useHazardDraft } from '../state/hazard-draft.ts'
import { useMapTool } from '../state/map-tool.ts'
import { type Hit, hitAt } from './hit.ts'
import { pointSource } from './style/resource-layers.ts'

const LONG_PRESS_MILLISECONDS = 500
/** A finger that has moved farther than this drags the map. */
const PRESS_TOLERANCE_PIXELS = 8
/** After a long press the browser may still send a click. */
const SWALLOW_MILLISECONDS = 800

/** Opening a cluster must show that something happened. */
const LEAST_ZOOM_STEP = 1.2

const openCluster = async (
  map: MapLibreMap,
  { collection, clusterId, position }: Extract<Hit, { kind: 'cluster' }>,
): Promise<void> => {
  const source = map.getSource<GeoJSONSource>(pointSource(collection))
  const zoom = await source?.getClusterExpansionZoom(clusterId)
  if (zoom === undefined) return
  map.easeTo({ center: position, zoom: Math.max(zoom, map.getZoom() + LEAST_ZOOM_STEP) })
}

/**
 * A click on open ground must take nobody to another panel: planners and whoever closes roads look
 * at places, dispatchers choose one for their goods.
 */
const ask = ({ lngLat: { lng, lat } }: Pick<MapMouseEvent, 'lngLat'>): void => {
  const { panel } = useAppState.getState()
  if (panel === 'dispatch') changeState({ place: { position: [lng, lat], label: null } })
  else if (panel !== 'coverage' && panel !== 'hazards') askAbout([lng, lat])
}

const isToolInUse = (): boolean =>
  useMapTool.getState().tool !== 'none' || useHazardDraft.getState().tool !== 'none'

export const usePointer = (map: MapLibreMap): void => {
  useEffect(() => {
    let pressTimer: number | undefined
    let pressedAt = Number.NEGATIVE_INFINITY
    const cancelPress = (): void => window.clearTimeout(pressTimer)

    const onClick = (event: MapMouseEvent): void => {
      if (performance.now() - pressedAt < SWALLOW_MILLISECONDS) return
      if (isToolInUse()) return
      const hit = hitAt(map, event.point)
      if (hit === null) ask(event)
      else if (hit.kind === 'cluster') void openCluster(map, hit)
      else changeState({ selection: { collection: hit.collection, id: hit.id } })
    }
    const onContextMenu = (event: MapMouseEvent): void => {
      event.preventDefault()
      if (performance.now() - pressedAt < SWALLOW_MILLISECONDS) return
      ask(event)
    }
    const onTouchStart = (event: MapTouchEvent): void => {
      cancelPress()
      if (event.points.length !== 1) return
      pressTimer = window.setTimeout(() => {
        pressedAt = performance.now()
        ask(event)
      }, LONG_PRESS_MILLISECONDS)
      const start = event.point
      const onMove = (move: MapTouchEvent): void => {
        if (move.point.dist(start) <= PRESS_TOLERANCE_PIXELS) return
        cancelPress()
        map.off('touchmove', onMove)
      }
      map.on('touchmove', onMove)
      map.once('touchend', () => map.off('touchmove', onMove))
    }
    map.on('click', onClick)
    map.on('contextmenu', onContextMenu)
    map.on('touchstart', onTouchStart)
    map.on('touchend', cancelPress)
    map.on('touchcancel', cancelPress)
    return () => {
      cancelPress()
      map.off('click', onClick)
      map.off('contextmenu', onContextMenu)
      map.off('touchstart', onTouchStart)
      map.off('touchend', cancelPress)
      map.off('touchcancel', cancelPress)
    }
  }, [map])
}
