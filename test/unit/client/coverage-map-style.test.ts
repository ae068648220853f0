import {
  createPropertyExpression,
  featureFilter,
  type LayerSpecification,
  latest,
  type StylePropertySpecification,
  validateStyleMin,
} from '@maplibre/maplibre-gl-style-spec'
import { describe, expect, it } from 'vitest'
import { coverageColours, coverageRamp } from '../../../client/layers/coverage-ramp.ts'
import {
  CELL_POINT_SOURCE,
  CELL_SOURCE,
  CELLS_BEFORE,
  CONTOUR_SOURCE,
  type CoverageLook,
  contourLayers,
  coverageCellLayers,
  coverageDiscLayers,
  DRAFT_SOURCE,
  draftLayers,
  NAMES_BEFORE,
  STATION_DOT_SOURCE,
  stationDotLayers,
} from '../../../client/map/style/coverage-layers.ts'
import {
  CHOSEN_SOURCE,
  chosenLayers,
  GAP_SOURCE,
  gapLayers,
  TOWN_SOURCE,
  TOWNS_BEFORE,
  townLayers,
} from '../../../client/map/style/coverage-town-layers.ts'
import { mapStyle } from '../../../client/map/style/map-style.ts'
import { styleContext } from '../../../client/map/style/style-context.ts'
import { COVERAGE_PAINTS } from '../../../client/state/app-state.ts'

const LOOKS = (['light', 'dark'] as const).flatMap((theme) =>
  COVERAGE_PAINTS.flatMap((paint) =>
    [null, 1, 29].map(
      (minutes): CoverageLook => ({ theme, paint, minutes, isByTown: minutes === 29 }),
    ),
  ),
)
const base = mapStyle(styleContext('light', 'zh', 'desk', false), 'http://127.0.0.1:8787')
const EMPTY = { type: 'geojson', data: { type: 'FeatureCollection', features: [] } }
const SOURCES = [
  CELL_SOURCE,
  CELL_POINT_SOURCE,
  CONTOUR_SOURCE,
  DRAFT_SOURCE,
  STATION_DOT_SOURCE,
  TOWN_SOURCE,
  GAP_SOURCE,
  CHOSEN_SOURCE,
]

const layersOf = (look: CoverageLook, language: 'zh' | 'en') => [
  ...coverageCellLayers(look),
  ...coverageDiscLayers(look),
  ...[
    contourLayers,
    draftLayers,
    stationDotLayers(look.isByTown),
    townLayers(look.paint === 'change' ? 'change' : 'late'),
    gapLayers,
    chosenLayers,
  ].flatMap((layers) => layers(styleContext(look.theme, language, 'wall', false))),
]

/** A paint value of the hexagons for a cell in that state, as the map would compute it. */
const painted = (
  look: CoverageLook,
  property: 'fill-color' | 'fill-opacity',
  state: Readonly<Record<string, unknown>>,
): { r: number; g: number; b: number } & number => {
  const [fill] = coverageCellLayers(look)
  if (fill?.type !== 'fill') throw new Error('the hexagons are no fill')
  const value = fill.paint?.[property]
  const declaration = latest.paint_fill[property] as StylePropertySpecification
  const compiled = createPropertyExpression(value, property, declaration)
  if (compiled.result !== 'success') throw new Error(JSON.stringify(compiled.value))
  return compiled.value.evaluate({ zoom: 12 }, { type: 'Polygon', properties: {} }, state)
}

const hexOf = ({ r, g, b }: { r: number; g: number; b: number }): string =>
  `#${Buffer.from([r, g, b].map((share) => Math.round(share * 255))).toString('hex')}`

describe('the layers of the coverage picture', () => {
  it('are valid by the style specification in every look, together with the map', () => {
    for (const look of LOOKS) {
      for (const language of ['zh', 'en'] as const) {
        const style = {
          ...base,
          sources: { ...base.sources, ...Object.fromEntries(SOURCES.map((id) => [id, EMPTY])) },
          layers: [...base.layers, ...layersOf(look, language)],
        }
        expect(validateStyleMin(style as never)).toEqual([])
      }
    }
  })

  it('are the same layers in every look, so that a change needs only properties', () => {
    const shapes = LOOKS.map((look) => layersOf(look, 'zh').map(({ id, type }) => `${id}:${type}`))
    expect(new Set(shapes.map(String)).size).toBe(1)
  })

  it('have the same properties in every look: one that is left out would not be unset', () => {
    const namesOf = ({ paint, layout }: LayerSpecification) =>
      Object.keys({ ...paint, ...(layout as object | undefined) }).join()
    const properties = LOOKS.map((look) => layersOf(look, 'zh').map(namesOf).join('|'))
    expect(new Set(properties).size).toBe(1)
  })

  it('lie under the roads, contours over them, all under the names', () => {
    const ids = base.layers.map(({ id }) => id)
    expect(ids.indexOf(CELLS_BEFORE)).toBeGreaterThan(ids.indexOf('water-area'))
    expect(ids.indexOf(CELLS_BEFORE)).toBeLessThan(ids.indexOf('road-minor-casing'))
    expect(ids.indexOf(TOWNS_BEFORE)).toBeLessThan(ids.indexOf('water-area'))
    expect(ids.indexOf(NAMES_BEFORE)).toBeGreaterThan(ids.indexOf('road-fast'))
    expect(ids.indexOf(NAMES_BEFORE)).toBeLessThan(ids.indexOf('town-label'))
  })

  it('take hexagons and discs at no zoom together', () => {
    const [fill] = coverageCellLayers(LOOKS[0]!)
    const [disc] = coverageDiscLayers(LOOKS[0]!)
    expect(fill!.minzoom).toBe(disc!.maxzoom)
  })

  it('keep small rings of isochrones for near zooms', () => {
    const [line] = contourLayers(styleContext('light', 'zh', 'desk', false))
    if (line?.type !== 'line' || line.filter === undefined) throw new Error('no line, no filter')
    const { filter } = featureFilter(line.filter, 'filter')
    const isShown = (zoom: number, areaSquareKilometres: number): boolean =>
      filter({ zoom }, { type: 'LineString', properties: { areaSquareKilometres } })
    expect([isShown(8, 0.1), isShown(8, 100), isShown(13, 0.1)]).toEqual([false, true, true])
  })
})

describe('the colour of a cell', () => {
  const look = { theme: 'light', paint: 'time', minutes: null, isByTown: false } as const
  const ramp = coverageRamp('light')
  const colour = (
    state: Readonly<Record<string, unknown>>,
    paint: CoverageLook['paint'] = 'time',
  ) => hexOf(painted({ ...look, paint }, 'fill-color', state))

  it('is that of the step of its first arrival; 3:00 is still in the first step', () => {
    const arrivals = [0, 1800, 1801, 6000, 18_001]
    expect(arrivals.map((first) => colour({ first }))).toEqual(
      [0, 0, 1, 3, 7].map((step) => ramp[step]!.colour),
    )
  })

  it('is grey where nobody comes, and none before anything is known', () => {
    expect(colour({ first: -1 })).toBe(coverageColours('light').unreachable)
    expect(painted(look, 'fill-opacity', {})).toBe(0)
  })

  it('follows the second arrival or the standard where they are asked for', () => {
    expect(colour({ first: 100, second: 12_500 }, 'second')).toBe(ramp[6]!.colour)
    expect(colour({ first: 100, served: true }, 'served')).toBe(coverageColours('light').inTime)
    expect(colour({ first: 100, served: false }, 'served')).toBe(coverageColours('light').notInTime)
  })

  it('fades beyond the minutes of the slider, and nowhere without them', () => {
    const opacity = (minutes: number | null, first: number): number =>
      painted({ ...look, minutes }, 'fill-opacity', { first })
    expect(opacity(5, 3000)).toBe(opacity(null, 3000))
    expect(opacity(5, 3001)).toBeLessThan(opacity(5, 3000) / 3)
    expect(opacity(null, 90_000)).toBe(opacity(null, 3000))
    expect(opacity(5, -1)).toBe(opacity(null, -1))
  })
})
