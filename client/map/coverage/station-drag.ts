/** Stations under the hand: found at a point of the map, dragged by mouse or finger, drawn there. */
import type { Map as MapLibreMap, MapMouseEvent, MapTouchEvent } from 'maplibre-gl'
import { useEffect } from 'react'
import { create } from 'zustand'
import type { LonLat } from '../../../data/geometry.ts'
import { queryClient } from '../../api/request.ts'
import { useMapTool } from '../../state/map-tool.ts'
import {
  type DraggedStation,
  dragStation,
  moveStation,
  useScenarioDraft,
} from '../../state/scenario-draft.ts'
import { boxRound, hitAt } from '../hit.ts'
import { listen } from '../listen.ts'
import { STATION_DOT } from '../style/coverage-layers.ts'

/** Dots are small: as much room round them as a finger needs. */
const REACH_PIXELS = 5

/** The id of the station at a point of the canvas; null where there is none. */
export const stationAt = (map: MapLibreMap, point: { x: number; y: number }): string | null => {
  const hit = hitAt(map, point)
  if (hit !== null) {
    return hit.kind === 'feature' && hit.collection === 'stations' ? hit.id : null
  }
  if (!map.getLayer(STATION_DOT)) return null
  const box = boxRound(point, REACH_PIXELS)
  const [dot] = map.queryRenderedFeatures(box, { layers: [STATION_DOT] })
  return typeof dot?.properties.id === 'string' ? dot.properties.id : null
}

/** The station under the hand, drawn where the hand is; the analysis follows as fast as it can. */
export const useHeldStation = create<{ readonly held: DraggedStation | null }>()(() => ({
  held: null,
}))

const setHeld = (held: DraggedStation | null): void => useHeldStation.setState({ held })

/** Below this movement it is a press, not a drag. */
const DRAG_PIXELS = 4

interface Hold {
  readonly id: string
  /** Place on the map of a point of the window. */
  readonly positionAt: (clientX: number, clientY: number) => LonLat
  /** Whether the answer about the last place is still on its way. */
  readonly isBusy: () => boolean
}

/** Drops the click that the browser sends at the end of a drag. The next press is a new one. */
const swallowClick = (): void => {
  const over = new AbortController()
  const options = { capture: true, signal: over.signal }
  const swallow = (event: Event): void => {
    event.stopPropagation()
    over.abort()
  }
  window.addEventListener('click', swallow, options)
  window.addEventListener('pointerdown', () => over.abort(), options)
}

/**
 * Follows the primary pointer until it is let go, and moves the station there; Escape, a second
 * finger or a lost pointer put it back. The station is drawn at every frame; a new place is sent to
 * the analysis only after the answer about the one before, since a request at every frame would
 * restart it each time and never be answered.
 */
export const holdStation = (
  { clientX, clientY }: { clientX: number; clientY: number },
  { id, positionAt, isBusy }: Hold,
): void => {
  let position: LonLat | null = null
  let sent: LonLat | null = null
  let frame = 0
  const over = new AbortController()

  const follow = (): void => {
    frame = requestAnimationFrame(follow)
    if (position === null) return
    if (useHeldStation.getState().held?.position !== position) setHeld({ id, position })
    if (sent === position || isBusy()) return
    sent = position
    dragStation({ id, position })
  }
  const onMove = (event: PointerEvent): void => {
    if (!event.isPrimary) return
    const distance = Math.hypot(event.clientX - clientX, event.clientY - clientY)
    if (position === null && distance < DRAG_PIXELS) return
    position = positionAt(event.clientX, event.clientY)
  }
  const end = (isKept: boolean): void => {
    cancelAnimationFrame(frame)
    over.abort()
    setHeld(null)
    if (position !== null) swallowClick()
    if (isKept && position !== null) moveStation(id, position)
    else if (sent !== null) dragStation(null)
  }
  const onDown = ({ isPrimary }: PointerEvent): void => {
    if (!isPrimary) end(false)
  }
  const onUp = ({ isPrimary }: PointerEvent): void => {
    if (isPrimary) end(true)
  }
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return
    event.stopPropagation()
    end(false)
  }
  const options = { capture: true, signal: over.signal }
  window.addEventListener('pointermove', onMove, options)
  window.addEventListener('pointerdown', onDown, options)
  window.addEventListener('pointerup', onUp, options)
  window.addEventListener('pointercancel', () => end(false), options)
  window.addEventListener('keydown', onKey, options)
  frame = requestAnimationFrame(follow)
}

/** Queries of `useCoverage` that follow the hand. */
const LIVE_QUERIES = { queryKey: ['coverage', 'live'] }

/** Takes a station of this map into the hand. */
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

const startOf = ({ originalEvent }: MapMouseEvent | MapTouchEvent) =>
  'touches' in originalEvent ? originalEvent.touches[0] : originalEvent

const isSinglePress = ({ originalEvent }: MapMouseEvent | MapTouchEvent): boolean =>
  'touches' in originalEvent ? originalEvent.touches.length === 1 : originalEvent.button === 0

/** Drags the stations of the map's own layers while a scenario is edited. */
export const useStationDrag = (map: MapLibreMap, isEditing: boolean): void => {
  useEffect(() => {
    if (!isEditing) return
    const onPress = (event: MapMouseEvent | MapTouchEvent): void => {
      if (useMapTool.getState().tool !== 'none' || !isSinglePress(event)) return
      const id = stationAt(map, event.point)
      const start = startOf(event)
      if (id === null || !start) return
      if (useScenarioDraft.getState().changes.remove.includes(id)) return
      // the map itself stays where it is
      event.preventDefault()
      takeStation(map, id, start)
    }
    return listen(map, { mousedown: onPress, touchstart: onPress })
  }, [map, isEditing])
}

/** Shows by the cursor that a station can be opened, or taken into the hand. */
export const useStationCursor = (map: MapLibreMap, isEditing: boolean): void => {
  useEffect(() => {
    const onMove = ({ point }: MapMouseEvent): void => {
      const isFree = !map.isMoving() && useMapTool.getState().tool === 'none'
      if (!isFree || stationAt(map, point) === null) return
      map.getCanvas().style.cursor = isEditing ? 'grab' : 'pointer'
    }
    return listen(map, { mousemove: onMove })
  }, [map, isEditing])
}
