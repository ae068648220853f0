/** A tool in use on a map: the cursor says so, a click is a place for it, Escape leaves it. */
import type { Map as MapLibreMap, MapMouseEvent } from 'maplibre-gl'
import { useEffect } from 'react'
import type { LonLat } from '../../data/geometry.ts'
import { listen } from './listen.ts'

/** A second click that ends a tool is still a double click to the map. */
const DOUBLE_CLICK_MILLISECONDS = 500

/** @param onPlace and `onLeave` must be the same functions each time */
export const useToolClicks = (
  map: MapLibreMap,
  isInUse: boolean,
  onPlace: (position: LonLat) => void,
  onLeave: () => void,
): void => {
  useEffect(() => {
    if (!isInUse) return
    const { classList } = map.getContainer()
    const onClick = ({ lngLat: { lng, lat } }: MapMouseEvent): void => onPlace([lng, lat])
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !event.defaultPrevented) onLeave()
    }
    classList.add('has-tool')
    map.doubleClickZoom.disable()
    const end = listen(map, { click: onClick })
    window.addEventListener('keydown', onKey)
    return () => {
      classList.remove('has-tool')
      setTimeout(() => map.doubleClickZoom.enable(), DOUBLE_CLICK_MILLISECONDS)
      end()
      window.removeEventListener('keydown', onKey)
    }
  }, [map, isInUse, onPlace, onLeave])
}
