import type { Map as MapLibreMap } from 'maplibre-gl'
import { useMemo } from 'react'
import type { LonLat } from '../../data/geometry.ts'
import { WARNING_KINDS, WARNING_LEVELS } from '../../data/warning-kind.ts'
import { useClosures, useWarnings } from '../api/hazards.ts'
import { hazardFeatures } from '../layers/hazard-features.ts'
import { useAppState } from '../state/app-state.ts'
import { setHazardArea, setHazardTool, useHazardDraft } from '../state/map-tool.ts'
import { useNearestAnswer } from '../state/nearest-answer.ts'
import { GeojsonLayers } from './geojson-layers.tsx'
import { hazardLayers } from './style/hazard-layers.ts'
import { useDrawArea } from './use-draw-area.ts'
import { useDrawable } from './use-drawable.ts'
import { useLayers } from './use-style.ts'
import { useToolClicks } from './use-tool-clicks.ts'

/** Whatever a warning may be called on the map. */
const WORDS = [
  ...Object.values(WARNING_KINDS).map(({ zh }) => zh),
  ...Object.values(WARNING_LEVELS).map(({ label }) => label.zh),
].join('')

const markPoint = (position: LonLat): void =>
  setHazardArea({ type: 'Point', coordinates: [...position] })
const leaveTool = (): void => setHazardTool('none')

const namesOf = ({ features }: ReturnType<typeof hazardFeatures>): string =>
  features.map(({ properties: { label } }) => label).join('') + WORDS

/** Ids of the closures that the answer on the map keeps clear of. */
const useObeyed = (): ReadonlySet<string> => {
  const isAsked = useAppState(({ panel, place }) => panel === 'nearest' && place !== null)
  const answer = useNearestAnswer()
  return useMemo(
    () => new Set(isAsked ? answer?.obeyed.map(({ id }) => id) : []),
    [isAsked, answer],
  )
}

/** Closures in force, whatever panel is open, and the drawing of new ones. */
export const HazardLayer = ({ map }: { map: MapLibreMap }) => {
  const layers = useLayers(hazardLayers)
  const language = useAppState((state) => state.language)
  const { data: closures } = useClosures()
  const { data: warnings } = useWarnings()
  const { tool, area } = useHazardDraft()
  const obeyed = useObeyed()
  const features = useMemo(
    () => hazardFeatures(closures ?? [], warnings ?? [], language, area, Date.now(), obeyed),
    [closures, warnings, language, area, obeyed],
  )
  useDrawArea(map, tool === 'draw-area', setHazardArea, leaveTool)
  useToolClicks(map, tool === 'mark-point', markPoint, leaveTool)
  const data = useDrawable(features, namesOf)
  return <GeojsonLayers map={map} layers={layers} data={data} />
}
