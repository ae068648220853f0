import {
  createPropertyExpression,
  type LayerSpecification,
  latest,
  type StylePropertySpecification,
  validateStyleMin,
} from '@maplibre/maplibre-gl-style-spec'
import { describe, expect, it } from 'vitest'
import { FREE_SOURCE } from '../../../client/map/style/answer-layers.ts'
import { deskLayers } from '../../../client/map/style/desk-layers.ts'
import { dispatchLayers } from '../../../client/map/style/dispatch-layers.ts'
import { hazardLayers } from '../../../client/map/style/hazard-layers.ts'
import { mapLayers, mapStyle } from '../../../client/map/style/map-style.ts'
import { MAP_PALETTES } from '../../../client/map/style/palette.ts'
import {
  CLUSTER_LAYER,
  clusterLook,
  POINT_SOURCE,
} from '../../../client/map/style/resource-layers.ts'
import { styleContext } from '../../../client/map/style/style-context.ts'
import { LAYER_GROUPS, LAYER_IDS, partsOf } from '../../../data/collections.ts'
import { ROAD_CLASS_NAMES } from '../../../data/road-class.ts'
import { linearLight } from './linear-light.ts'

const ORIGIN = 'http://127.0.0.1:8787'
const THEMES = ['light', 'dark'] as const
const LANGUAGES = ['zh', 'en'] as const
const DISPLAYS = ['desk', 'wall'] as const

const contexts = THEMES.flatMap((theme) =>
  LANGUAGES.flatMap((language) =>
    DISPLAYS.flatMap((display) =>
      [true, false].map((isAnswering) => styleContext(theme, language, display, isAnswering)),
    ),
  ),
)

const DESK = styleContext('light', 'zh', 'desk', false)

/** A value of a layer for a feature, as the map would compute it. */
const evaluated = (
  layer: LayerSpecification | undefined,
  part: 'paint' | 'layout',
  property: string,
  zoom: number,
  properties: Readonly<Record<string, unknown>>,
): unknown => {
  if (!layer) throw new Error('there is no such layer')
  const values = { ...(layer as unknown as Record<string, object>)[part] } as Record<string, never>
  const declarations = latest[`${part}_${layer.type}` as 'paint_line'] as object
  const declaration = { ...declarations }[property as never] as StylePropertySpecification
  const compiled = createPropertyExpression(values[property], property, declaration)
  if (compiled.result !== 'success') throw new Error(JSON.stringify(compiled.value))
  return compiled.value.evaluate({ zoom }, { type: 'Point', properties }, {})
}

/** Relative luminance and contrast after WCAG 2.2. */
const luminance = (hex: string): number => {
  const [r, g, b] = linearLight(hex)
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
const contrast = (a: string, b: string): number => {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (light + 0.05) / (dark + 0.05)
}

describe('the style of the map', () => {
  it('is valid by the style specification in every theme, language, display and state', () => {
    for (const context of contexts) {
      expect(validateStyleMin(mapStyle(context, ORIGIN) as never)).toEqual([])
    }
  })

  it('is valid together with closures, dispatch and what is drawn by hand', () => {
    for (const context of contexts) {
      const layers = [...hazardLayers(context), ...dispatchLayers(context), ...deskLayers(context)]
      const source = { type: 'geojson', data: { type: 'FeatureCollection', features: [] } }
      const sources = Object.fromEntries(
        layers.map((each) => ['source' in each ? String(each.source) : '', source]),
      )
      expect(validateStyleMin({ version: 8, sources, layers } as never)).toEqual([])
    }
  })

  it('asks nothing of other machines: no glyphs, no sprite, tiles from the page itself', () => {
    const style = mapStyle(DESK, ORIGIN)
    expect(style).not.toHaveProperty('glyphs')
    expect(style).not.toHaveProperty('sprite')
    for (const url of JSON.stringify(style).match(/https?:\/\/[^"{]+/g) ?? []) {
      expect(url.startsWith(ORIGIN)).toBe(true)
    }
  })

  it('names each layer once and refers only to sources that it declares', () => {
    const { layers, sources } = mapStyle(DESK, ORIGIN)
    const ids = layers.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const layer of layers) {
      if ('source' in layer) expect(Object.keys(sources)).toContain(layer.source)
    }
  })

  it('has the same layers whatever the context, so that a change needs only properties', () => {
    const shapes = contexts.map((context) =>
      mapLayers(context)
        .map(({ id, type }) => `${id}:${type}`)
        .join(),
    )
    expect(new Set(shapes).size).toBe(1)
  })

  it('draws symbols of every layer that a duty officer can switch', () => {
    const ids = mapLayers(DESK).map(({ id }) => id)
    expect(LAYER_GROUPS).toEqual(
      expect.arrayContaining(['stations', 'stockpiles', 'flood-works', 'forests']),
    )
    // the layers that a union gathers are drawn, and counted, together
    expect(LAYER_GROUPS.flatMap(partsOf)).toEqual(LAYER_IDS)
    for (const id of LAYER_GROUPS) expect(ids).toContain(`${id}-symbol`)
  })

  it('paints every class of road', () => {
    const painted = JSON.stringify(mapLayers(DESK))
    for (const roadClass of ROAD_CLASS_NAMES) expect(painted).toContain(`"${roadClass}"`)
  })

  it('puts routes over all roads and under the names of places', () => {
    const ids = mapLayers(DESK).map(({ id }) => id)
    expect(ids.indexOf('route')).toBeGreaterThan(ids.indexOf('road-fast'))
    expect(ids.indexOf('route')).toBeGreaterThan(ids.indexOf('route-other'))
    expect(ids.indexOf('route')).toBeLessThan(ids.indexOf('town-label'))
    // over all symbols lies only what cannot be seen
    expect(ids.slice(-2)).toEqual(['stations-symbol', FREE_SOURCE])
  })

  it('draws levees thinner than any main road, and below all roads', () => {
    const layers = mapLayers(DESK)
    const ids = layers.map(({ id }) => id)
    expect(ids.indexOf('flood-works-line')).toBeLessThan(ids.indexOf('road-minor-casing'))
    const widthAt = (id: string, zoom: number): number =>
      evaluated(
        layers.find((layer) => layer.id === id),
        'paint',
        'line-width',
        zoom,
        {
          class: 'national',
        },
      ) as number
    for (const zoom of [9, 11, 14, 17]) {
      expect(widthAt('flood-works-line', zoom)).toBeLessThan(widthAt('road-main', zoom))
    }
  })
})

describe('resources that lie together', () => {
  /** A cluster as the source counts it; groups that are left out are not there. */
  const lookOf = (counts: Record<string, number>, context = DESK) => {
    const none = Object.fromEntries(LAYER_GROUPS.map((id) => [id, 0]))
    const point_count = Object.values(counts).reduce((sum, count) => sum + count, 0)
    const cluster = mapLayers(context).find(({ id }) => id === CLUSTER_LAYER)
    const image = evaluated(cluster, 'layout', 'icon-image', 9, { ...none, ...counts, point_count })
    return clusterLook(String(image))
  }

  it('are one ring with a part for each kind that is there, however few', () => {
    const shares = (counts: Record<string, number>) =>
      Object.fromEntries(
        LAYER_GROUPS.map((id, index) => [id, lookOf(counts)?.shares[index]] as const).filter(
          ([, share]) => share !== 0,
        ),
      )
    expect(shares({ stations: 3 })).toEqual({ stations: 16 })
    expect(shares({ stations: 1, stockpiles: 3 })).toEqual({ stations: 4, stockpiles: 12 })
    // 1 of 200 is less than a sixteenth, and is seen
    expect(shares({ 'flood-works': 199, forests: 1 })).toEqual({ 'flood-works': 16, forests: 1 })
  })

  it('are drawn on the paper and at the scale of the page', () => {
    const look = lookOf({ stations: 2 }, styleContext('dark', 'zh', 'wall', false))
    expect(look).toMatchObject({ paper: MAP_PALETTES.dark.symbolPaper, scale: 1.75 })
    expect(clusterLook('stations|first|ready')).toBeNull()
  })

  it('are counted by their group, each feature once', () => {
    const { sources } = mapStyle(DESK, ORIGIN)
    expect(sources[POINT_SOURCE]).toMatchObject({ cluster: true })
    const counted = {
      ...(sources[POINT_SOURCE] as { clusterProperties: object }).clusterProperties,
    }
    expect(Object.keys(counted).sort()).toEqual([...LAYER_GROUPS].sort())
  })
})

describe('the colours of the map', () => {
  it.each(THEMES)('keep names legible on their halo and on the land (%s)', (theme) => {
    const palette = MAP_PALETTES[theme]
    for (const colour of [palette.label, palette.countyLabel, palette.waterLabel]) {
      expect(contrast(colour, palette.halo)).toBeGreaterThanOrEqual(4.5)
    }
    for (const tint of palette.countyTints) {
      expect(contrast(palette.label, tint)).toBeGreaterThanOrEqual(4.5)
    }
  })

  it.each(THEMES)('set the chosen route off from the land and from the others (%s)', (theme) => {
    const palette = MAP_PALETTES[theme]
    for (const tint of palette.countyTints) {
      expect(contrast(palette.route, tint)).toBeGreaterThanOrEqual(3)
    }
    for (const tint of palette.countyTints) {
      expect(contrast(palette.otherRoute, tint)).toBeGreaterThanOrEqual(2.5)
    }
    expect(contrast(palette.route, palette.otherRoute)).toBeGreaterThan(1.5)
  })
})
