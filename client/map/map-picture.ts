/** Draws the map of the page once more, off the screen, as sharp as paper needs it. */
import type {
  LayerSpecification,
  SourceSpecification,
  StyleSpecification,
} from '@maplibre/maplibre-gl-style-spec'
import { Map as MapLibreMap } from 'maplibre-gl'
import type { Bbox, LonLat } from '../../data/geometry.ts'
import { coverageColours, fadeMinutes } from '../layers/coverage-ramp.ts'
import { collection, pointAt } from '../layers/geojson.ts'
import { CSS_PIXELS_PER_MM, DOTS_PER_MM } from '../print/paper.ts'
import { useAppState } from '../state/app-state.ts'
import { shownPaint } from '../state/coverage-answer.ts'
import { currentMap } from './create-map.ts'
import { valuesOf } from './geojson-layers.tsx'
import { drawWhenAsked, isDrawnWhenAsked, setHatch } from './map-images.ts'
import {
  answerLayers,
  FREE_SOURCE,
  freeImage,
  ROUTE_SOURCE,
  SELECTION_SOURCE,
} from './style/answer-layers.ts'
import {
  CELL_POINT_SOURCE,
  CELL_SOURCE,
  CLOSURE_HATCH_IMAGE,
  contourLayers,
  coverageCellLayers,
  coverageDiscLayers,
  draftLayers,
  HATCH_IMAGE,
  stationDotLayers,
} from './style/coverage-layers.ts'
import { gapLayers, TOWN_FILL, TOWN_SOURCE, townLayers } from './style/coverage-town-layers.ts'
import { mapLayers } from './style/map-style.ts'
import { MAP_PALETTES } from './style/palette.ts'
import { POINT_SOURCE, RESOURCE_LAYERS, shapeSource } from './style/resource-layers.ts'
import { styleContext } from './style/style-context.ts'
import { bboxInSight } from './use-camera.ts'

export interface MapPicture {
  /** A PNG as a data address. */
  readonly url: string
  /** What it shows, to its edges. */
  readonly bbox: Bbox
}

/** Places at which something will be drawn over the picture: names keep clear of them. */
export interface KeptFree {
  readonly places: readonly LonLat[]
  /** Side of the square round each of them. */
  readonly sideMm: number
}

export interface MapPictureWish {
  /** Its size on paper: whole numbers of CSS pixels and of dots. */
  readonly box: { readonly widthMm: number; readonly heightMm: number }
  /** What is in sight on the page, or a box. */
  readonly extent: 'view' | Bbox
  /** What is drawn over ground and roads. */
  readonly shows: 'resources' | 'ways'
  readonly free: KeptFree
}

/** There is no map to draw again: it has not been loaded, or the browser cannot draw any. */
export class NoMapError extends Error {}

const PADDING_PIXELS = 6
/** Drawn in software a sheet takes some seconds; after this long something is wrong. */
const PATIENCE_MILLISECONDS = 90_000

/** Dots of the picture per CSS pixel. */
const PIXEL_RATIO = DOTS_PER_MM / CSS_PIXELS_PER_MM

const createContainer = ({ widthMm, heightMm }: MapPictureWish['box']): HTMLElement => {
  const width = Math.round(widthMm * CSS_PIXELS_PER_MM)
  const height = Math.round(heightMm * CSS_PIXELS_PER_MM)
  const container = document.createElement('div')
  container.inert = true
  container.ariaHidden = 'true'
  container.style.cssText = `position: fixed; inset: 0 auto auto -${2 * width}px; inline-size: ${width}px; block-size: ${height}px; visibility: hidden`
  document.body.append(container)
  return container
}

/** Paper is read from nearer than a screen: names and dots need less room on it. */
const PAPER_SCALE = 0.8

/** Layers as they look on white paper at reading distance, by their names. */
const paperLayers = (
  live: readonly LayerSpecification[],
): ReadonlyMap<string, LayerSpecification> => {
  const { language, coverage } = useAppState.getState()
  const context = { ...styleContext('light', language, 'desk', false), scale: PAPER_SCALE }
  const look = {
    theme: 'light',
    paint: shownPaint(coverage),
    minutes: fadeMinutes(coverage.minutes),
    isByTown: live.some(({ id }) => id === TOWN_FILL),
  } as const
  const isOfPeople = look.paint === 'served' || look.paint === 'change'
  const layers = [
    ...mapLayers(context),
    ...coverageCellLayers(look),
    ...coverageDiscLayers(look),
    ...contourLayers(context),
    ...stationDotLayers(isOfPeople)(context),
    ...townLayers(look.paint === 'change' ? 'change' : 'late')(context),
    ...gapLayers(context),
    ...draftLayers(context),
    ...answerLayers(context),
  ]
  return new Map(layers.map((layer) => [layer.id, layer]))
}

/** Whether and at which zooms a layer shows is as it is now; how it looks is not. */
const onPaper = (live: LayerSpecification, paper: LayerSpecification): LayerSpecification =>
  ({
    ...live,
    paint: valuesOf(paper, 'paint'),
    layout: {
      ...valuesOf(paper, 'layout'),
      visibility: valuesOf(live, 'layout').visibility ?? 'visible',
    },
  }) as LayerSpecification

const RESOURCE_SOURCES = [POINT_SOURCE, ...RESOURCE_LAYERS.map(shapeSource)]

/** @param live style of the map of the page, with the data of its sources */
const printedStyle = (
  live: StyleSpecification,
  shows: MapPictureWish['shows'],
): StyleSpecification => {
  // A selection means nothing on paper; ways have their own numbers, not the symbols of all.
  const others = shows === 'ways' ? RESOURCE_SOURCES : [ROUTE_SOURCE]
  const notPrinted: readonly string[] = [SELECTION_SOURCE, ...others]
  const paper = paperLayers(live.layers)
  const layers = live.layers.flatMap((layer) => {
    const look = paper.get(layer.id)
    const isPrinted = !('source' in layer && notPrinted.includes(String(layer.source)))
    return look && isPrinted ? [onPaper(layer, look)] : []
  })
  const used = new Set(layers.flatMap((layer) => ('source' in layer ? [layer.source] : [])))
  const sources = Object.entries(live.sources).filter(([id]) => used.has(id))
  return { version: live.version, sources: Object.fromEntries(sources), layers }
}

/** Images as they are, then those anew that depend on theme or sharpness. */
const addImages = (map: MapLibreMap, live: MapLibreMap): void => {
  // as sharp as the paper
  const paper = MAP_PALETTES.light.symbolPaper
  drawWhenAsked(map, { paper, scale: PAPER_SCALE, pixelRatio: PIXEL_RATIO })
  for (const id of live.listImages().filter((each) => !isDrawnWhenAsked(each))) {
    const { data, ...how } = live.getImage(id)
    map.addImage(id, data, how)
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
  for (const source of [CELL_SOURCE, CELL_POINT_SOURCE, TOWN_SOURCE]) {
    if (!map.getSource(source)) continue
    for (const id of featureIds(style, source)) {
      const state = live.getFeatureState({ source, id })
      if (state) map.setFeatureState({ source, id }, state)
    }
  }
}

/** What lies over the map of the page does not lie over its picture; the places of the wish do. */
const keepFree = (style: StyleSpecification, { places, sideMm }: KeptFree): StyleSpecification => {
  const side = Math.ceil(sideMm * CSS_PIXELS_PER_MM)
  const features = places.map((place) => pointAt(place, { image: freeImage(side, side) }))
  const free = { type: 'geojson', data: collection(features) } as unknown as SourceSpecification
  return { ...style, sources: { ...style.sources, [FREE_SOURCE]: free } }
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
  { extent, shows, free }: MapPictureWish,
): MapLibreMap => {
  const [west, south, east, north] = extent === 'view' ? bboxInSight(live) : extent
  const style = live.getStyle() as StyleSpecification
  const map = new MapLibreMap({
    container,
    style: keepFree(printedStyle(style, shows), free),
    bounds: [west, south, east, north],
    fitBoundsOptions: { padding: extent === 'view' ? 0 : PADDING_PIXELS },
    interactive: false,
    attributionControl: false,
    fadeDuration: 0,
    pixelRatio: PIXEL_RATIO,
    canvasContextAttributes: { preserveDrawingBuffer: true },
  })
  map.once('style.load', () => {
    addImages(map, live)
    copyStates(map, live, style)
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
export const drawMapPicture = async (
  wish: MapPictureWish,
  signal: AbortSignal,
): Promise<MapPicture> => {
  const live = currentMap()
  if (live === null) throw new NoMapError('there is no map on the page')
  const inTime = endsInTime(signal)
  if (!live.loaded()) await isAllDrawn(live, inTime)
  const container = createContainer(wish.box)
  try {
    const map = createPictureMap(container, live, wish)
    try {
      await isAllDrawn(map, inTime)
      return { url: map.getCanvas().toDataURL('image/png'), bbox: bboxInSight(map) }
    } finally {
      map.remove()
    }
  } finally {
    container.remove()
  }
}
