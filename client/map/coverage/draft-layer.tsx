import type { SourceSpecification } from '@maplibre/maplibre-gl-style-spec'
import type { Map as MapLibreMap } from 'maplibre-gl'
import { useEffect, useMemo } from 'react'
import type { ScenarioChanges } from '../../../data/scenario.ts'
import { draftShapes } from '../../layers/coverage-draft.ts'
import { coverageColours } from '../../layers/coverage-ramp.ts'
import { useAppState } from '../../state/app-state.ts'
import { setSourceData } from '../source-data.ts'
import { CONTOURS_BEFORE } from '../style/coverage-contour-layers.ts'
import { CLOSURE_HATCH_IMAGE, DRAFT_SOURCE, draftLayers } from '../style/coverage-draft-layers.ts'
import { scaleOf } from '../style/style-context.ts'
import { DraftStationMarker } from './draft-station-marker.tsx'
import { setHatch } from './hatch-image.ts'
import { useAddedLayers } from './use-added-layers.ts'
import { useDraftStations } from './use-draft-stations.ts'

const SOURCE: SourceSpecification = {
  type: 'geojson',
  data: { type: 'FeatureCollection', features: [] },
}

interface DraftLayerProps {
  map: MapLibreMap
  changes: ScenarioChanges
  /** Whether stations can be moved and taken away here. */
  isEditing: boolean
}

/** What a scenario changes: stations as markers, closures and ways of moved ones as shapes. */
export const DraftLayer = ({ map, changes, isEditing }: DraftLayerProps) => {
  const theme = useAppState((state) => state.theme)
  const scale = scaleOf(useAppState((state) => state.display))
  const layers = useMemo(() => draftLayers(theme, scale), [theme, scale])
  useEffect(() => setHatch(map, CLOSURE_HATCH_IMAGE, coverageColours(theme).closure), [map, theme])
  useAddedLayers(map, DRAFT_SOURCE, SOURCE, layers, CONTOURS_BEFORE)
  const stations = useDraftStations(changes)
  useEffect(
    () => setSourceData(map, DRAFT_SOURCE, draftShapes(stations, changes.close)),
    [map, stations, changes.close],
  )
  return (
    <>
      {stations.map((station) => (
        <DraftStationMarker key={station.id} map={map} station={station} isEditing={isEditing} />
      ))}
    </>
  )
}
