/** Stations of the map's own layer, dragged by mouse or finger while a scenario is edited. */
import type { Map as MapLibreMap, MapMouseEvent, MapTouchEvent } from 'maplibre-gl'
import { useEffect } from 'react'
import { useMapTool } from '../../state/map-tool.ts'
import { useScenarioDraft } from '../../state/scenario-draft.ts'
import { stationAt } from './station-at.ts'
import { takeStation } from './station-hold.ts'

const startOf = ({ originalEvent }: MapMouseEvent | MapTouchEvent) =>
  'touches' in originalEvent ? originalEvent.touches[0] : originalEvent

const isSinglePress = ({ originalEvent }: MapMouseEvent | MapTouchEvent): boolean =>
  'touches' in originalEvent ? originalEvent.touches.length === 1 : originalEvent.button === 0

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
    map.on('mousedown', onPress)
    map.on('touchstart', onPress)
    return () => {
      map.off('mousedown', onPress)
      map.off('touchstart', onPress)
    }
  }, [map, isEditing])
}
