/** The tool in use on this map: its cursor, its clicks, and how it is left. */
import type { Map as MapLibreMap, MapMouseEvent } from 'maplibre-gl'
import { useEffect } from 'react'
import { type MapToolId, setTool, useMapTool } from '../../state/map-tool.ts'
import { editAt } from './edit-at.ts'

/** @param isEditing tools are put away where nothing can be edited */
export const useTool = (map: MapLibreMap, isEditing: boolean): MapToolId => {
  const tool = useMapTool((state) => state.tool)
  useEffect(() => {
    if (!isEditing) setTool('none')
    return () => setTool('none')
  }, [isEditing])
  useEffect(() => {
    if (tool === 'none') return
    const { classList } = map.getContainer()
    const onClick = ({ lngLat: { lng, lat } }: MapMouseEvent): void => editAt(tool, [lng, lat])
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !event.defaultPrevented) setTool('none')
    }
    classList.add('has-tool')
    map.on('click', onClick)
    window.addEventListener('keydown', onKey)
    return () => {
      classList.remove('has-tool')
      map.off('click', onClick)
      window.removeEventListener('keydown', onKey)
    }
  }, [map, tool])
  return isEditing ? tool : 'none'
}
