/** What the style of the map depends on, and how its texts are set. */
import type {
  ExpressionSpecification,
  SymbolLayerSpecification,
} from '@maplibre/maplibre-gl-style-spec'
import type { Language } from '../../../data/bilingual.ts'
import type { DisplayMode, ThemeMode } from '../../state/app-state.ts'
import { MAP_PALETTES, type MapPalette } from './palette.ts'

export interface StyleContext {
  readonly palette: MapPalette
  readonly language: Language
  /** Of type, symbols and lines: 1 on a desk, more on a wall. */
  readonly scale: number
  /** Resources step back while an answer is shown. */
  readonly isAnswering: boolean
}

const SCALES: Readonly<Record<DisplayMode, number>> = { desk: 1, wall: 1.75 }

export const scaleOf = (display: DisplayMode): number => SCALES[display]

export const styleContext = (
  theme: ThemeMode,
  language: Language,
  display: DisplayMode,
  isAnswering: boolean,
): StyleContext => ({
  palette: MAP_PALETTES[theme],
  language,
  scale: scaleOf(display),
  isAnswering,
})

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

/** A size that grows with the zoom between stops of [zoom, pixels at scale 1]. */
export const byZoom = (
  scale: number,
  ...stops: readonly (readonly [zoom: number, pixels: number])[]
): ExpressionSpecification => [
  'interpolate',
  ['linear'],
  ['zoom'],
  ...stops.flatMap(([zoom, pixels]) => [zoom, pixels * scale]),
]

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
