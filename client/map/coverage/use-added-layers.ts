/** Sources and layers that come and go with a part of the page, outside the map's own style. */
import type { LayerSpecification, SourceSpecification } from '@maplibre/maplibre-gl-style-spec'
import type { AddLayerObject, Map as MapLibreMap } from 'maplibre-gl'
import { useEffect, useRef } from 'react'

type Values = Readonly<Record<string, unknown>>

const valuesOf = (layer: LayerSpecification | undefined, part: 'paint' | 'layout'): Values =>
  ((layer as unknown as Values | undefined)?.[part] as Values | undefined) ?? {}

const setDiffering = (
  map: MapLibreMap,
  before: LayerSpecification | undefined,
  after: LayerSpecification,
): void => {
  for (const part of ['paint', 'layout'] as const) {
    const old = valuesOf(before, part)
    for (const [name, value] of Object.entries(valuesOf(after, part))) {
      if (JSON.stringify(old[name]) === JSON.stringify(value)) continue
      if (part === 'paint') map.setPaintProperty(after.id, name as never, value as never)
      else map.setLayoutProperty(after.id, name as never, value as never)
    }
  }
}

const remove = (map: MapLibreMap, layers: readonly LayerSpecification[], source: string): void => {
  // a map that has been removed has no style any more, and nothing to clear away
  if (!map.style) return
  for (const { id } of layers) if (map.getLayer(id)) map.removeLayer(id)
  if (map.getSource(source)) map.removeSource(source)
}

/**
 * Keeps a source with its layers on the map while the component is; what changes in the layers
 * later is set property by property. All layers must use that source, and be the same ones always.
 * @param before the layer of the style that they are drawn under; undefined draws them over all
 */
export const useAddedLayers = (
  map: MapLibreMap,
  sourceId: string,
  source: SourceSpecification,
  layers: readonly LayerSpecification[],
  before: string | undefined,
): void => {
  const shown = useRef<readonly LayerSpecification[]>([])
  // biome-ignore lint/correctness/useExhaustiveDependencies: what changes later is set below
  useEffect(() => {
    map.addSource(sourceId, source)
    for (const layer of layers) map.addLayer(layer as AddLayerObject, before)
    shown.current = layers
    return () => remove(map, shown.current, sourceId)
  }, [map, sourceId, before])
  useEffect(() => {
    const old = new Map(shown.current.map((layer) => [layer.id, layer]))
    for (const layer of layers) setDiffering(map, old.get(layer.id), layer)
    shown.current = layers
  }, [map, layers])
}
