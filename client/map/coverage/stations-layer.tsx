import type { SourceSpecification } from '@maplibre/maplibre-gl-style-spec'
import type { Map as MapLibreMap } from 'maplibre-gl'
import { useEffect, useMemo } from 'react'
import { useCollection } from '../../api/features.ts'
import { instantOf } from '../../form/shanghai-time.ts'
import { stationDots } from '../../layers/coverage-stations.ts'
import { useMoment } from '../../layers/use-moment.ts'
import { useAppState } from '../../state/app-state.ts'
import { setSourceData } from '../source-data.ts'
import {
  STATION_DOT_SOURCE,
  STATION_DOTS_BEFORE,
  stationDotLayers,
} from '../style/coverage-station-layers.ts'
import { MAP_PALETTES } from '../style/palette.ts'
import { scaleOf } from '../style/style-context.ts'
import { useAddedLayers } from './use-added-layers.ts'
import { useQuietResources } from './use-quiet-resources.ts'

const SOURCE: SourceSpecification = {
  type: 'geojson',
  data: { type: 'FeatureCollection', features: [] },
}

/** Every station where it stands, in place of discs with counts that would hide the picture. */
export const StationsLayer = ({ map }: { map: MapLibreMap }) => {
  const theme = useAppState((state) => state.theme)
  const scale = scaleOf(useAppState((state) => state.display))
  const layers = useMemo(
    () => stationDotLayers({ palette: MAP_PALETTES[theme], scale }),
    [theme, scale],
  )
  useAddedLayers(map, STATION_DOT_SOURCE, SOURCE, layers, STATION_DOTS_BEFORE)
  useQuietResources(map)
  const { data } = useCollection('stations')
  const isVisible = useAppState((state) => state.visibleLayers.includes('stations'))
  const filter = useAppState((state) => state.filters.stations)
  const at = useAppState((state) => state.coverage.at)
  const now = useMoment()
  const moment = (at === null ? null : instantOf(at)) ?? now
  useEffect(() => {
    const dots = isVisible && data ? stationDots(data.features, filter, moment) : null
    setSourceData(map, STATION_DOT_SOURCE, dots)
  }, [map, isVisible, data, filter, moment])
  return null
}
