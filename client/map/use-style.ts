/** Repaints the map when theme, language, display or the presence of an answer change. */
import type { LayerSpecification } from '@maplibre/maplibre-gl-style-spec'
import type { GeoJSONSource, Map as MapLibreMap } from 'maplibre-gl'
import { useEffect } from 'react'
import { layerSymbols } from '../layers/layer-symbols.ts'
import { drawSymbol } from '../layers/symbol-image.ts'
import { useAppState } from '../state/app-state.ts'
import { addShields } from './shields.ts'
import { mapLayers } from './style/map-style.ts'
import {
  CLUSTER_MAX_ZOOM,
  CLUSTER_RADIUS_PIXELS,
  pointSource,
  RESOURCE_LAYERS,
} from './style/resource-layers.ts'
import { type StyleContext, styleContext } from './style/style-context.ts'

const shownAs = new WeakMap<MapLibreMap, LayerSpecification[]>()

type Values = Readonly<Record<string, unknown>>

const valuesOf = (layer: LayerSpecification | undefined, part: 'paint' | 'layout'): Values =>
  (layer && part in layer ? (layer[part as keyof LayerSpecification] as unknown as Values) : {}) ??
  {}

const forEachChange = (
  before: Values,
  after: Values,
  change: (name: string, value: unknown) => void,
): void => {
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (JSON.stringify(before[name]) !== JSON.stringify(after[name])) change(name, after[name])
  }
}

/**
 * Sets what differs, property by property. `setStyle` would also compare sources, and empty those
 * whose data came later.
 */
const repaint = (map: MapLibreMap, context: StyleContext): void => {
  const before = new Map((shownAs.get(map) ?? map.getStyle().layers).map((l) => [l.id, l]))
  const layers = mapLayers(context)
  for (const layer of layers) {
    const old = before.get(layer.id)
    forEachChange(valuesOf(old, 'paint'), valuesOf(layer, 'paint'), (name, value) =>
      map.setPaintProperty(layer.id, name as never, value as never),
    )
    forEachChange(valuesOf(old, 'layout'), valuesOf(layer, 'layout'), (name, value) => {
      if (name !== 'visibility') map.setLayoutProperty(layer.id, name as never, value as never)
    })
  }
  shownAs.set(map, layers)
}

const setImage = (map: MapLibreMap, id: string, image: ImageData): void => {
  // a symbol of another size cannot take the place of one in use
  if (map.hasImage(id)) map.removeImage(id)
  map.addImage(id, image, { pixelRatio: window.devicePixelRatio })
}

const addSymbols = (map: MapLibreMap, paper: string, scale: number): void => {
  for (const [id, look] of layerSymbols(paper)) {
    setImage(map, id, drawSymbol(look, scale, window.devicePixelRatio))
  }
}

/** Larger discs need more room between them. */
const spaceClusters = (map: MapLibreMap, scale: number): void => {
  for (const id of RESOURCE_LAYERS) {
    // all three: what is left out is unset
    map.getSource<GeoJSONSource>(pointSource(id))?.setClusterOptions({
      cluster: true,
      clusterMaxZoom: CLUSTER_MAX_ZOOM,
      clusterRadius: CLUSTER_RADIUS_PIXELS * scale,
    })
  }
}

export const useStyle = (map: MapLibreMap): void => {
  const theme = useAppState((state) => state.theme)
  const language = useAppState((state) => state.language)
  const display = useAppState((state) => state.display)
  const isAnswering = useAppState((state) => state.place !== null)
  useEffect(() => {
    const { palette, scale } = styleContext(theme, 'zh', display, false)
    addSymbols(map, palette.symbolPaper, scale)
    addShields(map, scale)
    spaceClusters(map, scale)
  }, [map, theme, display])
  useEffect(() => {
    repaint(map, styleContext(theme, language, display, isAnswering))
  }, [map, theme, language, display, isAnswering])
}
