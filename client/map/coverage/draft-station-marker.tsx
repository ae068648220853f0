import type { Map as MapLibreMap } from 'maplibre-gl'
import type { KeyboardEvent, MouseEvent, PointerEvent, TouchEvent } from 'react'
import { createPortal } from 'react-dom'
import { localisedName } from '../../form/localised-name.ts'
import type { DraftStation } from '../../layers/coverage-draft.ts'
import { iconPath } from '../../layers/icon-paths.ts'
import { changeState, useAppState } from '../../state/app-state.ts'
import { moveStation, removeStation } from '../../state/scenario-draft.ts'
import { useMarker } from '../use-marker.ts'
import { draftStationText, EDIT_HINT } from './coverage-map-texts.ts'
import { takeStation } from './station-hold.ts'
import { stepFrom } from './step-by-key.ts'

const ICON = iconPath('maki:fire-station')

/** What happens to a station, told by form: a plus, a cross, an arrow. */
const BADGES = {
  added: 'M3 7h8M7 3v8',
  moved: 'M3 7h8M8 4l3 3-3 3',
  removed: 'M3.5 3.5l7 7M10.5 3.5l-7 7',
} as const satisfies Record<DraftStation['kind'], string>

interface DraftStationMarkerProps {
  map: MapLibreMap
  station: DraftStation
  isEditing: boolean
}

const keepFromMap = (event: MouseEvent | TouchEvent): void => event.stopPropagation()

/** A station of the scenario: dragged by pointer, moved by arrow keys, taken away by Delete. */
export const DraftStationMarker = ({ map, station, isEditing }: DraftStationMarkerProps) => {
  const language = useAppState((state) => state.language)
  const { kind, id, position } = station
  const marker = useMarker(map, position, 'draft-marker')
  const isMovable = isEditing && kind !== 'removed'
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!isMovable) return
    const next = stepFrom(map, position, event)
    if (next === null && event.key !== 'Delete') return
    event.preventDefault()
    event.stopPropagation()
    if (next === null) removeStation(id)
    else moveStation(id, next)
  }
  const onPointerDown = (event: PointerEvent): void => {
    if (isMovable && event.button === 0) takeStation(map, id, event)
  }
  const onClick = (event: MouseEvent): void => {
    event.stopPropagation()
    if (kind !== 'added') changeState({ selection: { collection: 'stations', id } })
  }
  const label = draftStationText(kind, localisedName(station, language))[language]
  return createPortal(
    <button
      type="button"
      className="draft-station"
      data-kind={kind}
      data-movable={isMovable}
      aria-label={isMovable ? `${label} (${EDIT_HINT[language]})` : label}
      title={label}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      onMouseDown={keepFromMap}
      onTouchStart={keepFromMap}
      onClick={onClick}
    >
      <svg viewBox={`0 0 ${ICON.side} ${ICON.side}`} aria-hidden="true">
        {ICON.paths.map((d) => (
          <path key={d} d={d} />
        ))}
      </svg>
      <svg className="draft-badge" viewBox="0 0 14 14" aria-hidden="true">
        <circle cx="7" cy="7" r="7" />
        <path d={BADGES[kind]} />
      </svg>
    </button>,
    marker.getElement(),
  )
}
