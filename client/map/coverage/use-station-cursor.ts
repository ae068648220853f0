/** Shows by the cursor that a station can be opened, or taken into the hand. */
import type { Map as MapLibreMap, MapMouseEvent } from 'maplibre-gl'
import { useEffect } from 'react'
import { useMapTool } from '../../state/map-tool.ts'
import { stationAt } from './station-at.ts'

export const useStationCursor = (map: MapLibreMap, isEditing: boolean): void => {
  useEffect(() => {
    const onMove = ({ point }: MapMouseEvent): void => {
      const isFree = !map.isMoving() && useMapTool.getState().tool === 'none'
      if (!isFree || stationAt(map, point) === null) return
      map.getCanvas().style.cursor = isEditing ? 'grab' : 'pointer'
    }
    map.on('mousemove', onMove)
    return () => void map.off('mousemove', onMove)
  }, [map, isEditing])
}
