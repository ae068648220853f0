import type { Map as MapLibreMap } from 'maplibre-gl'
import { useMemo } from 'react'
import { dispatchFeatures } from '../layers/dispatch-features.ts'
import { type PicturePart, useDispatchPicture } from '../state/dispatch-picture.ts'
import { GeojsonLayers } from './geojson-layers.tsx'
import { dispatchLayers } from './style/dispatch-layers.ts'
import { useDrawable } from './use-drawable.ts'
import { useLayers } from './use-style.ts'

const labelsOf = (parts: readonly PicturePart[]): string =>
  parts.map((part) => ('label' in part ? part.label : '')).join('')

/** Stock, loads and lorries of the open tab, over everything else on the map. */
export const DispatchPicture = ({ map }: { map: MapLibreMap }) => {
  const layers = useLayers(dispatchLayers)
  const parts = useDrawable(
    useDispatchPicture((state) => state.parts),
    labelsOf,
  )
  const data = useMemo(() => parts && dispatchFeatures(parts), [parts])
  return <GeojsonLayers map={map} layers={layers} data={data} />
}
