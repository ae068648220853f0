import { validateStyleMin } from '@maplibre/maplibre-gl-style-spec'
import { describe, expect, it } from 'vitest'
import { mapLayers, mapStyle } from '../../../client/map/style/map-style.ts'
import { MAP_PALETTES } from '../../../client/map/style/palette.ts'
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
    expect(ids.indexOf('stations-symbol')).toBe(ids.length - 1)
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
    expect(contrast(palette.route, palette.otherRoute)).toBeGreaterThan(1.5)
  })
})
