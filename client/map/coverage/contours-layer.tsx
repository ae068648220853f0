import type { SourceSpecification } from '@maplibre/maplibre-gl-style-spec'
import type { Map as MapLibreMap } from 'maplibre-gl'
import { useEffect, useMemo } from 'react'
import type { CoverageRequest } from '../../../data/coverage.ts'
import { useContours } from '../../api/coverage.ts'
import { askedContours, contourLines } from '../../layers/coverage-contours.ts'
import { useAppState } from '../../state/app-state.ts'
import { setSourceData } from '../source-data.ts'
import { CONTOUR_SOURCE, CONTOURS_BEFORE, contourLayers } from '../style/coverage-contour-layers.ts'
import { scaleOf } from '../style/style-context.ts'
import { useAddedLayers } from './use-added-layers.ts'

const SOURCE: SourceSpecification = {
  type: 'geojson',
  data: { type: 'FeatureCollection', features: [] },
}

/** Isochrones of a question on one map, while they are switched on. */
export const ContoursLayer = ({ map, request }: { map: MapLibreMap; request: CoverageRequest }) => {
  const theme = useAppState((state) => state.theme)
  const language = useAppState((state) => state.language)
  const scale = scaleOf(useAppState((state) => state.display))
  const isOn = useAppState((state) => state.coverage.contours)
  const layers = useMemo(() => contourLayers({ theme, language, scale }), [theme, language, scale])
  useAddedLayers(map, CONTOUR_SOURCE, SOURCE, layers, CONTOURS_BEFORE)
  const { data } = useContours(request, askedContours(isOn))
  useEffect(
    () => setSourceData(map, CONTOUR_SOURCE, isOn && data ? contourLines(data) : null),
    [map, isOn, data],
  )
  return null
}
