/** Marks the feature whose drawer is open. */
import type { Map as MapLibreMap } from 'maplibre-gl'
import { useEffect } from 'react'
import { useCollection } from '../api.ts'
import { representativePoint } from '../form/feature-place.ts'
import { useAppState } from '../state/app-state.ts'
import { setSourceData } from './source-data.ts'
import { SELECTION_SOURCE } from './style/answer-layers.ts'

const feature = (geometry: unknown) => ({ type: 'Feature', geometry, properties: {} })

export const useSelection = (map: MapLibreMap): void => {
  const selection = useAppState((state) => state.selection)
  const { data } = useCollection(selection?.collection ?? 'stations')
  const geometry = selection && data?.features.find(({ id }) => id === selection.id)?.geometry
  useEffect(() => {
    const features = geometry
      ? [
          feature({ type: 'Point', coordinates: representativePoint(geometry) }),
          ...(geometry.type === 'Point' ? [] : [feature(geometry)]),
        ]
      : []
    setSourceData(map, SELECTION_SOURCE, { type: 'FeatureCollection', features })
  }, [map, geometry])
}
