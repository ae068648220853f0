import type { Map as MapLibreMap } from 'maplibre-gl'
import { type KeyboardEvent, useEffect } from 'react'
import { createPortal } from 'react-dom'
import { coordinateText } from '../form/wording.ts'
import { askAbout, type Place, useAppState } from '../state/app-state.ts'
import { MAP_TEXTS } from './map-texts.ts'
import { stepFrom } from './step-by-key.ts'
import { useMarker } from './use-marker.ts'

/** The place asked about: dragged by pointer, moved by arrow keys (with Shift in larger steps). */
export const PlacePin = ({ map, place }: { map: MapLibreMap; place: Place }) => {
  const language = useAppState((state) => state.language)
  const marker = useMarker(map, place.position, 'place-pin', { anchor: 'bottom', draggable: true })
  useEffect(() => {
    const ask = (): void => {
      const { lng, lat } = marker.getLngLat()
      askAbout([lng, lat])
    }
    marker.on('dragend', ask)
    return () => void marker.off('dragend', ask)
  }, [marker])
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = stepFrom(map, place.position, event)
    if (next === null) return
    event.preventDefault()
    event.stopPropagation()
    askAbout(next)
  }
  const label = `${MAP_TEXTS.pin[language]}: ${place.label ?? coordinateText(place.position)}`
  return createPortal(
    <button type="button" className="pin-button" aria-label={label} onKeyDown={onKeyDown}>
      <svg viewBox="0 0 32 42" aria-hidden="true">
        <path
          className="pin-body"
          d="M16 1.5C8 1.5 2 7.5 2 15c0 9.5 11 20 14 25.5C19 35 30 24.5 30 15 30 7.5 24 1.5 16 1.5Z"
        />
        <path className="pin-mark" d="M14 8h4v9h-4Zm0 11.5h4v4h-4Z" />
      </svg>
    </button>,
    marker.getElement(),
  )
}
