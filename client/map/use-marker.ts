/** Elements of the page that keep to a place on the map. */
import { type Map as MapLibreMap, Marker, type MarkerOptions } from 'maplibre-gl'
import { useEffect, useMemo } from 'react'
import type { LonLat } from '../../data/geometry.ts'

/** A marker whose element React fills through a portal. */
export const useMarker = (
  map: MapLibreMap,
  [longitude, latitude]: LonLat,
  className: string,
  options: Pick<MarkerOptions, 'anchor' | 'draggable'> = {},
): Marker => {
  const { anchor = 'center', draggable = false } = options
  const marker = useMemo(() => {
    const element = document.createElement('div')
    element.className = className
    return new Marker({ element, anchor, draggable })
  }, [className, anchor, draggable])
  useEffect(() => void marker.setLngLat([longitude, latitude]), [marker, longitude, latitude])
  useEffect(() => {
    // adding takes the element out of the page and in again: a focused pin would lose the focus
    marker.addTo(map)
    // the library calls every marker a "Map marker" and gives it a role; its content says more
    for (const name of ['aria-label', 'role', 'tabindex']) {
      marker.getElement().removeAttribute(name)
    }
    return () => void marker.remove()
  }, [map, marker])
  return marker
}
