/** Draws the map of the page once more, off the screen, as sharp as a printed report needs it. */
import type { StyleSpecification } from '@maplibre/maplibre-gl-style-spec'
import { Map as MapLibreMap } from 'maplibre-gl'
import { type Bbox, type LonLat, REGION_BBOX } from '../../../data/geometry.ts'
import { coverageColours } from '../../layers/coverage-ramp.ts'
import { layerSymbols } from '../../layers/layer-symbols.ts'
import { drawSymbol } from '../../layers/symbol-image.ts'
import { currentMap } from '../current-map.ts'
import { setHatch } from '../map-images.ts'
import {
  CELL_POINT_SOURCE,
  CELL_SOURCE,
  CLOSURE_HATCH_IMAGE,
  HATCH_IMAGE,
} from '../style/coverage-layers.ts'
import { MAP_PALETTES } from '../style/palette.ts'
import { PAPER_SCALE, reportStyle } from './report-style.ts'

export interface MapPicture {
  /** A PNG as a data address. */
  readonly url: string
  /** What it shows, to its edges. */
  readonly bbox: Bbox
}

export interface MapPictureSize {
  /** In CSS pixels, whole numbers. */
  readonly width: number
  readonly height: number
  /** Dots of the picture per CSS pixel. */
  readonly pixelRatio: number
}

/** Places at which something will be drawn over the picture: names keep clear of them. */
export interface KeptFree {
  readonly places: readonly LonLat[]
  /** Side of the square round each of them in CSS pixels. */
  readonly sidePixels: number
}

/** What the picture shows: what is in sight on the page, or the whole city. */
export type MapExtent = 'view' | 'city'

export interface MapPictureWish {
  readonly size: MapPictureSize
  readonly extent: MapExtent
  readonly free: KeptFree
}

/** There is no map to draw again: it has not been loaded, or the browser cannot draw any. */
export class NoMapError extends Error {}

const PADDING_PIXELS = 6
const RGBA = 4
/** Drawn in software a sheet takes some seconds; after this long something is wrong. */
const PATIENCE_MILLISECONDS = 90_000

const createContainer = ({ width, height }: MapPictureSize): HTMLElement => {
  const container = document.createElement('div')
  container.inert = true
  container.ariaHidden = 'true'
  container.style.cssText = `position: fixed; inset: 0 auto auto -${2 * width}px; inline-size: ${width}px; block-size: ${height}px; visibility: hidden`
  document.body.append(container)
  return container
}

const liveBbox = (live: MapLibreMap): Bbox => {
  const bounds = live.getBounds()
  return [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()]
}

/** Images as they are, then those anew that depend on theme or sharpness. */
const addImages = (map: MapLibreMap, live: MapLibreMap, pixelRatio: number): void => {
  for (const id of live.listImages()) {
    const { data, ...how } = live.getImage(id)
    map.addImage(id, data, how)
  }
  for (const [id, look] of layerSymbols(MAP_PALETTES.light.symbolPaper)) {
    if (map.hasImage(id)) map.removeImage(id)
    map.addImage(id, drawSymbol(look, PAPER_SCALE, pixelRatio), { pixelRatio })
  }
  const { unreachableHatch, closure } = coverageColours('light')
  setHatch(map, HATCH_IMAGE, unreachableHatch)
  setHatch(map, CLOSURE_HATCH_IMAGE, closure)
}

const featureIds = (style: StyleSpecification, sourceId: string): number[] => {
  const source = style.sources[sourceId]
  if (source?.type !== 'geojson' || typeof source.data !== 'object') return []
  return source.data.type === 'FeatureCollection'
    ? source.data.features.flatMap(({ id }) => (typeof id === 'number' ? [id] : []))
    : []
}

/** The times of the cells are states of the map, and no part of its style. */
const copyStates = (map: MapLibreMap, live: MapLibreMap, style: StyleSpecification): void => {
  for (const source of [CELL_SOURCE, CELL_POINT_SOURCE]) {
    if (!map.getSource(source)) continue
    for (const id of featureIds(style, source)) {
      const state = live.getFeatureState({ source, id })
      if (state) map.setFeatureState({ source, id }, state)
    }
  }
}

const KEPT_FREE = 'kept-free'

/** Invisible symbols over all others: they are placed first, and names find room beside them. */
const keepFree = (map: MapLibreMap, { places, sidePixels }: KeptFree): void => {
  const side = Math.ceil(sidePixels)
  map.addImage(KEPT_FREE, { width: side, height: side, data: new Uint8Array(side * side * RGBA) })
  map.addSource(KEPT_FREE, {
    type: 'geojson',
    data: { type: 'MultiPoint', coordinates: places.map(([x, y]) => [x, y]) },
  })
  map.addLayer({
    id: KEPT_FREE,
    type: 'symbol',
    source: KEPT_FREE,
    layout: { 'icon-image': KEPT_FREE, 'icon-allow-overlap': true },
  })
}

const isAllDrawn = (map: MapLibreMap, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    signal.throwIfAborted()
    map.once('idle', () => resolve())
    signal.addEventListener('abort', () => reject(signal.reason))
  })

const createPictureMap = (
  container: HTMLElement,
  live: MapLibreMap,
  { extent, size: { pixelRatio }, free }: MapPictureWish,
): MapLibreMap => {
  const [west, south, east, north] = extent === 'city' ? REGION_BBOX : liveBbox(live)
  const style = live.getStyle() as StyleSpecification
  const map = new MapLibreMap({
    container,
    style: reportStyle(style),
    bounds: [west, south, east, north],
    fitBoundsOptions: { padding: extent === 'city' ? PADDING_PIXELS : 0 },
    interactive: false,
    attributionControl: false,
    fadeDuration: 0,
    pixelRatio,
    canvasContextAttributes: { preserveDrawingBuffer: true },
  })
  map.once('style.load', () => {
    addImages(map, live, pixelRatio)
    copyStates(map, live, style)
    keepFree(map, free)
  })
  return map
}

/** Ends with the signal, or after the patience. AbortSignal.any came with Chromium 116. */
const endsInTime = (signal: AbortSignal): AbortSignal => {
  const either = new AbortController()
  setTimeout(() => either.abort(new Error('the map took too long')), PATIENCE_MILLISECONDS)
  if (signal.aborted) either.abort(signal.reason)
  signal.addEventListener('abort', () => either.abort(signal.reason))
  return either.signal
}

/**
 * A picture of what the map of the page shows, in the colours of the light theme.
 * @throws NoMapError without a map, the reason of the signal when it is given up, Error when it
 *   takes too long or the browser gives no further WebGL context
 */
export const drawReportMap = async (
  wish: MapPictureWish,
  signal: AbortSignal,
): Promise<MapPicture> => {
  const live = currentMap()
  if (live === null) throw new NoMapError('there is no map on the page')
  const inTime = endsInTime(signal)
  if (!live.loaded()) await isAllDrawn(live, inTime)
  const container = createContainer(wish.size)
  try {
    const map = createPictureMap(container, live, wish)
    try {
      await isAllDrawn(map, inTime)
      return { url: map.getCanvas().toDataURL('image/png'), bbox: liveBbox(map) }
    } finally {
      map.remove()
    }
  } finally {
    container.remove()
  }
}
