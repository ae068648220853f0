import type { Map as MapLibreMap } from 'maplibre-gl'
import {
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  type TouchEvent,
  useEffect,
  useMemo,
} from 'react'
import { createPortal } from 'react-dom'
import { COLLECTIONS } from '../../../data/collections.ts'
import { representativePoint } from '../../../data/feature-place.ts'
import type { ScenarioChanges } from '../../../data/scenario.ts'
import { localisedName } from '../../../data/wording.ts'
import { type ApiFeature, useCollection } from '../../api/features.ts'
import {
  type DraftStation,
  draftShapes,
  draftStations,
  type PresentStation,
} from '../../layers/coverage-draft.ts'
import { coverageColours } from '../../layers/coverage-ramp.ts'
import { iconPath } from '../../layers/icon-paths.ts'
import { useAppState } from '../../state/app-state.ts'
import { moveStation, removeStation } from '../../state/scenario-draft.ts'
import { showStationCard } from '../../state/station-card.ts'
import { GeojsonLayers } from '../geojson-layers.tsx'
import { setHatch } from '../map-images.ts'
import { stepFrom } from '../step-by-key.ts'
import { CLOSURE_HATCH_IMAGE, draftLayers, NAMES_BEFORE } from '../style/coverage-layers.ts'
import { useMarker } from '../use-marker.ts'
import { useLayers } from '../use-style.ts'
import { draftStationText, EDIT_HINT } from './coverage-map-texts.ts'
import { takeStation } from './station-drag.ts'

interface DraftLayerProps {
  map: MapLibreMap
  changes: ScenarioChanges
  /** Whether stations can be moved and taken away here. */
  isEditing: boolean
}

/** What a scenario changes: stations as markers, closures and ways of moved ones as shapes. */
export const DraftLayer = ({ map, changes, isEditing }: DraftLayerProps) => {
  const theme = useAppState((state) => state.theme)
  const layers = useLayers(draftLayers)
  useEffect(() => setHatch(map, CLOSURE_HATCH_IMAGE, coverageColours(theme).closure), [map, theme])
  const stations = useDraftStations(changes)
  const shapes = useMemo(() => draftShapes(stations, changes.close), [stations, changes.close])
  return (
    <>
      <GeojsonLayers map={map} layers={layers} data={shapes} before={NAMES_BEFORE} />
      {stations.map((station) => (
        <DraftStationMarker key={station.id} map={map} station={station} isEditing={isEditing} />
      ))}
    </>
  )
}

const presentStation = ({ id, geometry, properties }: ApiFeature): PresentStation => ({
  id,
  name: String(properties.name),
  nameEn: typeof properties.nameEn === 'string' ? properties.nameEn : null,
  position: representativePoint(geometry),
})

/** Stations that the changes add, move or close, among those of the collection. */
export const useDraftStations = (changes: ScenarioChanges): readonly DraftStation[] => {
  const { data } = useCollection('stations')
  const present = useMemo(
    () => new Map(data?.features.map((feature) => [feature.id, presentStation(feature)])),
    [data],
  )
  return useMemo(() => draftStations(changes, present), [changes, present])
}

const ICON = iconPath(COLLECTIONS.stations.symbol.icon)

/** What happens to a station, shown by form: a plus, a cross, an arrow. */
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
const DraftStationMarker = ({ map, station, isEditing }: DraftStationMarkerProps) => {
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
    showStationCard(id)
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
