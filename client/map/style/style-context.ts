/** What the style of the map depends on, and what its layers have in common. */
import type {
  ExpressionSpecification,
  LayerSpecification,
  SymbolLayerSpecification,
} from '@maplibre/maplibre-gl-style-spec'
import type { Language } from '../../../data/bilingual.ts'
import { DISPLAY_SCALES, type DisplayMode, type ThemeMode } from '../../state/app-state.ts'
import { MAP_PALETTES, type MapPalette } from './palette.ts'

export interface StyleContext {
  readonly theme: ThemeMode
  readonly palette: MapPalette
  readonly language: Language
  /** Of type, symbols and lines: 1 on a desk, more on a wall. */
  readonly scale: number
  /** Resources step back while an answer, or an import, is shown. */
  readonly isAnswering: boolean
}

export const styleContext = (
  theme: ThemeMode,
  language: Language,
  display: DisplayMode,
  isAnswering: boolean,
): StyleContext => ({
  theme,
  palette: MAP_PALETTES[theme],
  language,
  scale: DISPLAY_SCALES[display],
  isAnswering,
})

type LayerOf<Type> = Extract<LayerSpecification, { type: Type }>

const layerOf =
  <Type extends 'fill' | 'line' | 'circle' | 'symbol'>(type: Type) =>
  (id: string, source: string, look: Omit<LayerOf<Type>, 'id' | 'type' | 'source'>) =>
    ({ id, type, source, ...look }) as unknown as LayerOf<Type>

/** Makers of layers by their type. */
export const layer = {
  fill: layerOf('fill'),
  line: layerOf('line'),
  circle: layerOf('circle'),
  symbol: layerOf('symbol'),
} as const

/** Filter: features of one type of geometry. */
export const ofGeometry = (type: 'Point' | 'LineString' | 'Polygon'): ExpressionSpecification => [
  '==',
  ['geometry-type'],
  type,
]

/** Filter: features whose property has one of the values. */
export const isOneOf = (property: string, values: readonly string[]): ExpressionSpecification => [
  'in',
  ['get', property],
  ['literal', [...values]],
]

/**
 * Without `glyphs` in the style all text is drawn from these, as CSS font families. Their first
 * name decides the weight, whether or not there is such a font.
 */
const FAMILIES = [
  'PingFang SC',
  'Microsoft YaHei',
  'Noto Sans CJK SC',
  'Source Han Sans SC',
  'Noto Sans',
  'Noto Sans SC',
]
export const REGULAR_FONT: string[] = FAMILIES
export const BOLD_FONT: string[] = ['Noto Sans Bold', ...FAMILIES]

/** The name of a feature in the language of the map; Chinese where there is no English one. */
export const nameExpression = (language: Language): ExpressionSpecification =>
  language === 'zh' ? ['get', 'name'] : ['coalesce', ['get', 'nameEn'], ['get', 'name']]

type Stop<T> = readonly [input: number, value: T]

/** A value that grows evenly with an input between stops. */
export const between = (
  input: ExpressionSpecification,
  ...stops: readonly Stop<unknown>[]
): ExpressionSpecification =>
  ['interpolate', ['linear'], input, ...stops.flat()] as unknown as ExpressionSpecification

/** A value that grows with the zoom as the ground does (`base` 2), or more slowly. */
export const growing = (base: number, stops: readonly Stop<unknown>[]): ExpressionSpecification =>
  [
    'interpolate',
    ['exponential', base],
    ['zoom'],
    ...stops.flat(),
  ] as unknown as ExpressionSpecification

/** A size that grows with the zoom between stops of [zoom, pixels at scale 1]. */
export const byZoom = (scale: number, ...stops: readonly Stop<number>[]): ExpressionSpecification =>
  between(['zoom'], ...stops.map(([zoom, pixels]) => [zoom, pixels * scale] as const))

/** Lines whose corners and ends do not stand out. */
export const ROUND_LINE = { 'line-join': 'round', 'line-cap': 'round' } as const

/** Text that reads on any ground: in its colour, with the halo of the theme. */
export const labelPaint = (
  colour: string,
  halo: string,
  haloPixels: number,
): NonNullable<SymbolLayerSpecification['paint']> => ({
  'text-color': colour,
  'text-halo-color': halo,
  'text-halo-width': haloPixels,
})

/** Layout of a name below a point that is no place of the map itself; left out for lack of room. */
export const nameBelow = (
  scale: number,
  offsetEms: number,
): NonNullable<SymbolLayerSpecification['layout']> => ({
  'text-font': BOLD_FONT,
  'text-size': 12 * scale,
  'text-anchor': 'top',
  'text-offset': [0, offsetEms],
  'text-max-width': 12,
  'text-optional': true,
})

/**
 * Where the name of a place may stand, best first: at the place, else beside whatever lies there,
 * farther off each time. Anchor and offset in ems, as `text-variable-anchor-offset` takes them.
 */
export const LABEL_PLACES: (string | [number, number])[] = [
  ['center', 0, 0],
  ['top', 0, 0.9],
  ['bottom', 0, -0.9],
  ['left', 1, 0],
  ['right', -1, 0],
  ['top', 0, 2],
  ['bottom', 0, -2],
  ['left', 2.4, 0],
  ['right', -2.4, 0],
  ['top', 0, 3.2],
  ['bottom', 0, -3.2],
].flatMap(([anchor, x, y]) => [String(anchor), [Number(x), Number(y)]])
