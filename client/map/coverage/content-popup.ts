/** A popup of the map whose contents the page draws. */
import { type Map as MapLibreMap, Popup } from 'maplibre-gl'
import { useEffect, useMemo } from 'react'
import type { LonLat } from '../../../data/geometry.ts'
import { QUIET_POPUP } from '../use-tooltip.ts'

/** Kept free for the notice at the top of the map. */
const NOTICE_PIXELS = 48

/**
 * @param position null: there is none
 * @param onClose called by Escape; must be the same function each time
 * @returns what to draw into
 */
export const useContentPopup = (
  map: MapLibreMap,
  position: LonLat | null,
  onClose: () => void,
): HTMLElement => {
  const element = useMemo(() => document.createElement('div'), [])
  const [longitude, latitude] = position ?? []
  useEffect(() => {
    if (longitude === undefined || latitude === undefined) return
    const popup = new Popup({
      ...QUIET_POPUP,
      className: 'cell-popup',
      maxWidth: '22em',
      padding: { top: NOTICE_PIXELS, bottom: 0, left: 0, right: 0 },
    })
      .setLngLat([longitude, latitude])
      .setDOMContent(element)
      .addTo(map)
    // it turns to where there is room for what the page has drawn into it
    const place = new ResizeObserver(() => popup.setLngLat([longitude, latitude]))
    place.observe(element)
    return () => {
      place.disconnect()
      popup.remove()
    }
  }, [map, element, longitude, latitude])
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !event.defaultPrevented) onClose()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [onClose])
  return element
}
