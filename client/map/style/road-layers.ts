import type { ExpressionSpecification, LayerSpecification } from '@maplibre/maplibre-gl-style-spec'
import { ROAD_CLASS_NAMES, ROAD_CLASSES, type RoadClass } from '../../../data/road-class.ts'
import type { RoadColours } from './palette.ts'
import {
  byZoom,
  growing,
  isOneOf,
  labelPaint,
  layer,
  nameExpression,
  REGULAR_FONT,
  ROUND_LINE,
  type StyleContext,
} from './style-context.ts'

export const ROAD_SOURCE = 'roads'
const SOURCE_LAYER = 'roads'

/** Zooms at which widths are stated; between them they grow evenly. */
const WIDTH_ZOOMS = [7, 10, 13, 17] as const

/** Pixels of the fill at WIDTH_ZOOMS. */
const FILL_PIXELS: Readonly<Record<RoadClass, readonly [number, number, number, number]>> = {
  expressway: [1.4, 2.6, 5, 16],
  ramp: [0.4, 1.2, 3, 9],
  national: [1.1, 2.2, 4.6, 15],
  provincial: [0.8, 1.8, 4, 14],
  arterial: [0.4, 1.4, 3.6, 13],
  county: [0.4, 1.1, 3, 11],
  town: [0.3, 0.8, 2.3, 9],
  street: [0.2, 0.6, 1.9, 8],
  village: [0.2, 0.5, 1.5, 6],
  service: [0.1, 0.3, 1, 4],
  track: [0.1, 0.3, 0.9, 3],
  ferry: [0.8, 1.2, 2, 3],
}
/** How much wider than the fill a casing is in all, at WIDTH_ZOOMS. */
const CASING_PIXELS = [0.6, 1.2, 1.8, 3] as const
const BRIDGE_EXTRA_PIXELS = 1.4

interface RoadGroup {
  readonly id: string
  readonly classes: readonly RoadClass[]
  readonly minzoom: number
}

/** Drawn in this order, each group's casings below its fills. */
const ROAD_GROUPS: readonly RoadGroup[] = [
  { id: 'minor', classes: ['track', 'service', 'village', 'street'], minzoom: 11 },
  { id: 'local', classes: ['town'], minzoom: 10 },
  { id: 'middle', classes: ['county', 'arterial', 'ramp'], minzoom: 8.5 },
  { id: 'main', classes: ['provincial', 'national'], minzoom: 6 },
  { id: 'fast', classes: ['expressway'], minzoom: 5 },
]

/** Bits of the tiles' `structure`. */
const BRIDGE_BIT = 1
const DAM_BIT = 2
const TUNNEL_BIT = 4

const CLASS: ExpressionSpecification = ['get', 'class']

const hasBit = (bit: number): ExpressionSpecification => [
  '==',
  ['%', ['floor', ['/', ['to-number', ['get', 'structure'], 0], bit]], 2],
  1,
]
const IS_CROSSING: ExpressionSpecification = ['any', hasBit(BRIDGE_BIT), hasBit(DAM_BIT)]

const ofClass = (classes: readonly RoadClass[]): ExpressionSpecification =>
  isOneOf('class', classes)

const byClass = (
  classes: readonly RoadClass[],
  value: (roadClass: RoadClass) => string | number,
): ExpressionSpecification | string | number => {
  const [first, ...others] = classes
  if (first === undefined) throw new Error('a road group without classes')
  if (others.length === 0) return value(first)
  return [
    'match',
    CLASS,
    ...others.flatMap((roadClass) => [roadClass, value(roadClass)]),
    value(first),
  ] as unknown as ExpressionSpecification
}

const width = (
  classes: readonly RoadClass[],
  scale: number,
  extraPixels: (stop: number) => number,
): ExpressionSpecification => {
  const pixelsAt = (stop: number) =>
    byClass(classes, (each) => ((FILL_PIXELS[each][stop] ?? 1) + extraPixels(stop)) * scale)
  return growing(
    1.5,
    WIDTH_ZOOMS.map((zoom, stop) => [zoom, pixelsAt(stop)]),
  )
}

const colour = (
  classes: readonly RoadClass[],
  colours: Readonly<Record<RoadClass, RoadColours>>,
  part: keyof RoadColours,
) => byClass(classes, (roadClass) => colours[roadClass][part]) as string

/** The more important road lies on top where two of a group meet. */
const SORT_KEY = byClass(ROAD_CLASS_NAMES, (roadClass) => -ROAD_CLASSES[roadClass].rank) as number

const groupLayers = (
  { id, classes, minzoom }: RoadGroup,
  { palette, scale }: StyleContext,
): LayerSpecification[] => {
  const common = { 'source-layer': SOURCE_LAYER, filter: ofClass(classes), minzoom }
  const layout = { ...ROUND_LINE, 'line-sort-key': SORT_KEY }
  const casingPixels = (stop: number): number => CASING_PIXELS[stop] ?? 0
  return [
    layer.line(`road-${id}-casing`, ROAD_SOURCE, {
      ...common,
      layout,
      paint: {
        'line-color': colour(classes, palette.roads, 'casing'),
        'line-width': width(classes, scale, casingPixels),
        'line-opacity': ['case', hasBit(TUNNEL_BIT), 0.4, 1],
      },
    }),
    layer.line(`road-${id}-bridge`, ROAD_SOURCE, {
      ...common,
      filter: ['all', ofClass(classes), IS_CROSSING],
      minzoom: Math.max(minzoom, 10),
      layout: { 'line-join': 'round', 'line-cap': 'butt' },
      paint: {
        'line-color': palette.bridgeCasing,
        'line-width': width(classes, scale, (stop) => casingPixels(stop) + BRIDGE_EXTRA_PIXELS),
      },
    }),
    layer.line(`road-${id}`, ROAD_SOURCE, {
      ...common,
      layout,
      paint: {
        'line-color': colour(classes, palette.roads, 'fill'),
        'line-width': width(classes, scale, () => 0),
        'line-opacity': ['case', hasBit(TUNNEL_BIT), 0.5, 1],
      },
    }),
  ]
}

/** Cased roads by class and zoom, bridges and dams with a dark edge, ferries dashed. */
export const roadLayers = (context: StyleContext): LayerSpecification[] => [
  layer.line('road-ferry', ROAD_SOURCE, {
    'source-layer': SOURCE_LAYER,
    minzoom: 9,
    filter: ['==', CLASS, 'ferry'],
    paint: {
      'line-color': context.palette.roads.ferry.fill,
      'line-width': width(['ferry'], context.scale, () => 0),
      'line-dasharray': [3, 2],
    },
  }),
  ...ROAD_GROUPS.flatMap((group) => groupLayers(group, context)),
]

/** Classes whose number stands on a plate, and the image of the plate. */
export const SHIELD_CLASSES = ['expressway', 'national', 'provincial'] as const
export const shieldImage = (roadClass: (typeof SHIELD_CLASSES)[number]): string =>
  `shield|${roadClass}`

/** Names along the roads and numbers on plates. */
export const roadLabelLayers = ({
  palette,
  scale,
  language,
}: StyleContext): LayerSpecification[] => [
  layer.symbol('road-name', ROAD_SOURCE, {
    'source-layer': SOURCE_LAYER,
    minzoom: 11,
    filter: [
      'all',
      ['!=', ['coalesce', ['get', 'name'], ''], ''],
      ['any', ['>=', ['zoom'], 13], ofClass([...SHIELD_CLASSES, 'arterial'])],
    ],
    layout: {
      'symbol-placement': 'line',
      'symbol-spacing': 320 * scale,
      'symbol-sort-key': ['-', 0, SORT_KEY],
      'text-field': nameExpression(language),
      'text-font': REGULAR_FONT,
      'text-size': byZoom(scale, [11, 10.5], [15, 13]),
      'text-padding': 8,
    },
    paint: labelPaint(palette.roadLabel, palette.halo, 1.3 * scale),
  }),
  ...SHIELD_CLASSES.map((roadClass) =>
    layer.symbol(`road-shield-${roadClass}`, ROAD_SOURCE, {
      'source-layer': SOURCE_LAYER,
      minzoom: roadClass === 'provincial' ? 10 : 8,
      filter: ['all', ['==', CLASS, roadClass], ['!=', ['coalesce', ['get', 'ref'], ''], '']],
      layout: {
        'symbol-placement': 'line',
        'symbol-spacing': 260 * scale,
        'text-field': ['get', 'ref'],
        'text-font': REGULAR_FONT,
        'text-size': 10.5 * scale,
        'text-rotation-alignment': 'viewport',
        'icon-image': shieldImage(roadClass),
        'icon-text-fit': 'both',
        'icon-text-fit-padding': [1 * scale, 4 * scale, 1 * scale, 4 * scale],
        'icon-rotation-alignment': 'viewport',
        'text-padding': 6,
        // a number stands level: how the road bends under it does not matter
        'text-max-angle': 180,
      },
      paint: { 'text-color': '#ffffff' },
    }),
  ),
]
