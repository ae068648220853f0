import type { SourceSpecification } from '@maplibre/maplibre-gl-style-spec'
import type { Map as MapLibreMap, MapMouseEvent } from 'maplibre-gl'
import { useEffect, useMemo } from 'react'
import { WARNING_KINDS, WARNING_LEVELS } from '../../../data/warning.ts'
import { useClosures, useWarnings } from '../../api/hazards.ts'
import { hazardFeatures } from '../../layers/hazard-features.ts'
import { loadCharacters } from '../../shell/chinese-font.ts'
import { useAppState } from '../../state/app-state.ts'
import { setHazardArea, setHazardTool, useHazardDraft } from '../../state/map-tool.ts'
import { useAddedLayers } from '../coverage/use-added-layers.ts'
import { type DrawnArea, useDrawArea } from '../coverage/use-draw-area.ts'
import { setSourceData } from '../source-data.ts'
import { HAZARD_SOURCE, hazardLayers } from '../style/hazard-layers.ts'
import { scaleOf } from '../style/style-context.ts'

const SOURCE: SourceSpecification = {
  type: 'geojson',
  data: { type: 'FeatureCollection', features: [] },
}

/** Whatever a warning may be called on the map. */
const WORDS = [
  ...Object.values(WARNING_KINDS).map(({ zh }) => zh),
  ...Object.values(WARNING_LEVELS).map(({ label }) => label.zh),
].join('')

const keepArea = (area: DrawnArea): void => setHazardArea(area)
const leaveTool = (): void => setHazardTool('none')

/** Closures in force, whatever panel is open, and the drawing of new ones. */
export const HazardLayer = ({ map }: { map: MapLibreMap }) => {
  const theme = useAppState((state) => state.theme)
  const scale = scaleOf(useAppState((state) => state.display))
  const layers = useMemo(() => hazardLayers(theme, scale), [theme, scale])
  useAddedLayers(map, HAZARD_SOURCE, SOURCE, layers, undefined)
  const language = useAppState((state) => state.language)
  const { data } = useClosures()
  const { data: warnings } = useWarnings()
  const { tool, area } = useHazardDraft()
  useEffect(() => {
    let isCurrent = true
    const closures = data ?? []
    const show = (): void => {
      if (isCurrent && map.getSource(HAZARD_SOURCE)) {
        setSourceData(
          map,
          HAZARD_SOURCE,
          hazardFeatures(closures, warnings ?? [], language, area, Date.now()),
        )
      }
    }
    // boxes are better than no names at all
    loadCharacters(`${closures.map(({ name }) => name).join('')}${WORDS}`).then(show, show)
    return () => {
      isCurrent = false
    }
  }, [map, data, warnings, language, area])
  useDrawArea(map, tool === 'draw-area', keepArea, leaveTool)
  useMarkPoint(map, tool === 'mark-point')
  return null
}

/** The next click marks the road; Escape leaves it. */
const useMarkPoint = (map: MapLibreMap, isMarking: boolean): void => {
  useEffect(() => {
    if (!isMarking) return
    const { classList } = map.getContainer()
    const onClick = ({ lngLat: { lng, lat } }: MapMouseEvent): void =>
      setHazardArea({ type: 'Point', coordinates: [lng, lat] })
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') leaveTool()
    }
    classList.add('has-tool')
    map.on('click', onClick)
    window.addEventListener('keydown', onKey)
    return () => {
      classList.remove('has-tool')
      map.off('click', onClick)
      window.removeEventListener('keydown', onKey)
    }
  }, [map, isMarking])
}
