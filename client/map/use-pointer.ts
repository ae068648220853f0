/**
 * Clicks open a resource or a cluster; on open ground they set a place where the open tab is about
 * one. Long presses and the right button set it whatever tab is open and whatever lies there.
 */
import type { GeoJSONSource, Map as MapLibreMap, MapMouseEvent, MapTouchEvent } from 'maplibre-gl'
import { useEffect } from 'react'
import type { LonLat } from '../../data/geometry.ts'
import { changeState, useAppState } from '../state/app-state.ts'
import { useDeskTool } from '../state/desk-tool.ts'
import { useEditing } from '../state/edit-draft.ts'
import { useIntake } from '../state/intake.ts'
import { useHazardDraft, useMapTool } from '../state/map-tool.ts'
import { clickPlaceOnMap, setPlaceOnMap } from '../state/place-on-map.ts'
import { type Hit, hitAt } from './hit.ts'
import { listen } from './listen.ts'
import { POINT_SOURCE } from './style/resource-layers.ts'

const LONG_PRESS_MILLISECONDS = 500
/** A finger that has moved farther than this drags the map. */
const PRESS_TOLERANCE_PIXELS = 8
/** So long after a long press is let go, the browser may still send a click or a right click of it. */
const SWALLOW_MILLISECONDS = 300
/** The tap that finishes a drawing puts its tool away before it arrives here as a click. */
const FINISH_MILLISECONDS = 300

/** Opening a cluster must show that something happened. */
const LEAST_ZOOM_STEP = 1.2

const openCluster = async (
  map: MapLibreMap,
  { clusterId, position }: Extract<Hit, { kind: 'cluster' }>,
): Promise<void> => {
  const source = map.getSource<GeoJSONSource>(POINT_SOURCE)
  const zoom = await source?.getClusterExpansionZoom(clusterId)
  if (zoom === undefined) return
  map.easeTo({ center: position, zoom: Math.max(zoom, map.getZoom() + LEAST_ZOOM_STEP) })
}

const positionOf = ({ lngLat: { lng, lat } }: Pick<MapMouseEvent, 'lngLat'>): LonLat => [lng, lat]

const TOOLS = [useMapTool, useHazardDraft, useDeskTool, useIntake] as const

/** While a form is open the map is for its place alone: a click beside it must not lose what is entered. */
const isToolInUse = (): boolean =>
  useEditing.getState().draft !== null || TOOLS.some((each) => each.getState().tool !== 'none')

/** @returns what ends the listening. */
const onToolEnd = (listener: () => void): (() => void) => {
  const note = ({ tool }: { tool: string }, before: { tool: string }): void => {
    if (tool === 'none' && before.tool !== 'none') listener()
  }
  const leave = TOOLS.map((each) => each.subscribe(note))
  return () => {
    for (const end of leave) end()
  }
}

export const usePointer = (map: MapLibreMap): void => {
  useEffect(() => {
    let pressTimer: number | undefined
    let isHeld = false
    /** By the time of the finger itself, not of the event: a busy page delivers it late. */
    let letGoAt = Number.NEGATIVE_INFINITY
    let toolEndedAt = Number.NEGATIVE_INFINITY
    const cancelPress = (): void => window.clearTimeout(pressTimer)
    const onLetGo = ({ originalEvent }: MapTouchEvent): void => {
      cancelPress()
      if (isHeld) letGoAt = originalEvent.timeStamp
      isHeld = false
    }
    const isOfPress = ({ originalEvent }: MapMouseEvent): boolean =>
      isHeld || originalEvent.timeStamp - letGoAt < SWALLOW_MILLISECONDS
    const leaveTools = onToolEnd(() => {
      toolEndedAt = performance.now()
    })
    // by the time of the tap itself: a busy page delivers clicks late
    const isFinishing = ({ originalEvent }: MapMouseEvent): boolean =>
      originalEvent.timeStamp - toolEndedAt < FINISH_MILLISECONDS

    const onClick = (event: MapMouseEvent): void => {
      if (isOfPress(event) || isToolInUse() || isFinishing(event)) return
      const hit = hitAt(map, event.point)
      if (hit === null) clickPlaceOnMap(positionOf(event))
      else if (hit.kind === 'cluster') void openCluster(map, hit)
      // the planner's picture has a card of its own for stations
      else if (hit.collection !== 'stations' || useAppState.getState().panel !== 'coverage') {
        changeState({ selection: { collection: hit.collection, id: hit.id } })
      }
    }
    const onContextMenu = (event: MapMouseEvent): void => {
      event.preventDefault()
      if (isToolInUse() || isOfPress(event)) return
      setPlaceOnMap(positionOf(event))
    }
    const onTouchStart = (event: MapTouchEvent): void => {
      cancelPress()
      isHeld = false
      if (event.points.length !== 1 || isToolInUse()) return
      pressTimer = window.setTimeout(() => {
        isHeld = true
        setPlaceOnMap(positionOf(event))
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
    /** Two taps that finish a drawing must not zoom. */
    const onDoubleClick = (event: MapMouseEvent): void => {
      if (isFinishing(event)) event.preventDefault()
    }
    const end = listen(map, {
      click: onClick,
      dblclick: onDoubleClick,
      contextmenu: onContextMenu,
      touchstart: onTouchStart,
      touchend: onLetGo,
      touchcancel: onLetGo,
    })
    return () => {
      cancelPress()
      leaveTools()
      end()
    }
  }, [map])
}
