/** Puts data and layers on the map and takes them off again; what differs is set, nothing else. */
import type {
  GeoJSONSourceSpecification,
  LayerSpecification,
} from '@maplibre/maplibre-gl-style-spec'
import type { AddLayerObject, GeoJSONSource, Map as MapLibreMap } from 'maplibre-gl'
import { useEffect, useRef } from 'react'

type SourceData = Parameters<GeoJSONSource['setData']>[0]
type Values = Readonly<Record<string, unknown>>

const EMPTY: SourceData = { type: 'FeatureCollection', features: [] }

const setSourceData = (map: MapLibreMap, id: string, data: unknown): void => {
  const source = map.getSource<GeoJSONSource>(id)
  if (source === undefined) throw new Error(`the style has no source ${id}`)
  source.setData((data as SourceData | null) ?? EMPTY)
}

/**
 * Keeps the features of a source of the style. @param data a GeoJSON object; null empties the
 * source, undefined leaves it as it is while the data is on its way
 */
export const useSourceData = (map: MapLibreMap, id: string, data: unknown): void =>
  useEffect(() => {
    if (data !== undefined) setSourceData(map, id, data)
  }, [map, id, data])

/** The properties of a layer in one of its parts; none where there is no layer. */
export const valuesOf = (layer: LayerSpecification | undefined, part: 'paint' | 'layout'): Values =>
  ((layer as unknown as Values | undefined)?.[part] as Values | undefined) ?? {}

/**
 * Sets the paint and layout properties in which layers of the map differ from what they were.
 * Visibility is left alone: parts of the page hide layers of others.
 */
export const setDiffering = (
  map: MapLibreMap,
  before: readonly LayerSpecification[],
  after: readonly LayerSpecification[],
): void => {
  const old = new Map(before.map((layer) => [layer.id, layer]))
  for (const layer of after) {
    for (const part of ['paint', 'layout'] as const) {
      const [was, is] = [valuesOf(old.get(layer.id), part), valuesOf(layer, part)]
      for (const name of new Set([...Object.keys(was), ...Object.keys(is)])) {
        const value = is[name] as never
        if (name === 'visibility' || JSON.stringify(was[name]) === JSON.stringify(value)) continue
        if (part === 'paint') map.setPaintProperty(layer.id, name as never, value)
        else map.setLayoutProperty(layer.id, name as never, value)
      }
    }
  }
}

const remove = (map: MapLibreMap, layers: readonly LayerSpecification[], source: string): void => {
  // a map that has been removed has no style any more, and nothing to clear away
  if (!map.style) return
  for (const { id } of layers) if (map.getLayer(id)) map.removeLayer(id)
  if (map.getSource(source)) map.removeSource(source)
}

const sourceOf = ([layer]: readonly LayerSpecification[]): string =>
  layer && 'source' in layer ? String(layer.source) : ''

interface GeojsonLayersProps {
  map: MapLibreMap
  /** All of one source, and with the same ids always; their properties may change. */
  layers: readonly LayerSpecification[]
  /** As `useSourceData` takes it. */
  data: unknown
  /** The layer of the style that they are drawn under; without it they lie over all. */
  before?: string
  /** Of the source, such as its zooms; as they are at first. */
  options?: Omit<GeoJSONSourceSpecification, 'type' | 'data'>
}

/** A source with its layers, on the map while the component is, outside the map's own style. */
export const GeojsonLayers = ({ map, layers, data, before, options }: GeojsonLayersProps) => {
  const source = sourceOf(layers)
  const shown = useRef<readonly LayerSpecification[]>([])
  // biome-ignore lint/correctness/useExhaustiveDependencies: what changes later is set below
  useEffect(() => {
    map.addSource(source, { ...options, type: 'geojson', data: EMPTY })
    for (const layer of layers) map.addLayer(layer as AddLayerObject, before)
    shown.current = layers
    return () => remove(map, shown.current, source)
  }, [map, source, before])
  useEffect(() => {
    setDiffering(map, shown.current, layers)
    shown.current = layers
  }, [map, layers])
  useSourceData(map, source, data)
  return null
}
