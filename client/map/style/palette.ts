/** Colours of the map by theme; the style is a pure function of one of these. */
import type { RoadClass } from '../../../data/road-class.ts'
import type { ThemeMode } from '../../state/app-state.ts'

/** A colour of the light and of the dark theme. */
type Pair = readonly [light: string, dark: string]

const COLOURS = {
  /** What lies outside the counties. */
  outside: ['#e3e7ea', '#0e1318'],
  boundary: ['#9a8fa6', '#6f6685'],
  boundaryGlow: ['#cfc3dc', '#3a3350'],
  water: ['#b3d4ea', '#17364d'],
  waterEdge: ['#86b5d6', '#2a5674'],
  waterLabel: ['#2a638c', '#86b9dd'],
  levee: ['#7fa9cc', '#41667f'],
  bridgeCasing: ['#5d6670', '#9aa6b2'],
  roadLabel: ['#4d4a45', '#c3c9cf'],
  label: ['#2b333b', '#e4e9ee'],
  countyLabel: ['#55496a', '#b9aed6'],
  halo: ['#ffffff', '#12181e'],
  symbolPaper: ['#ffffff', '#151b21'],
  route: ['#1558d6', '#5aa2ff'],
  otherRoute: ['#4f7fd6', '#3d6ba8'],
  routeCasing: ['#ffffff', '#0b1016'],
  /** What is drawn by hand: measured, noted. */
  mark: ['#8a1f6b', '#f0a3d8'],
  /** Stations where something else is looked at. */
  quietStation: ['#44515d', '#b9c4ce'],
  selection: ['#ff5a1f', '#ff8a4c'],
} as const satisfies Record<string, Pair>

/** Muted, neighbours different; a county takes the tint of its index modulo their number. */
const COUNTY_TINTS: readonly Pair[] = [
  ['#f7f3ea', '#1e252b'],
  ['#eff4ec', '#1c2729'],
  ['#f6efec', '#232429'],
  ['#eef2f5', '#1b242d'],
  ['#f5f3e6', '#222621'],
  ['#f2eef3', '#22222b'],
]

const ROADS: Readonly<Record<RoadClass, { readonly fill: Pair; readonly casing: Pair }>> = {
  expressway: { fill: ['#f2a65a', '#b5763a'], casing: ['#b8702a', '#5d3a18'] },
  ramp: { fill: ['#f5bf85', '#8f6239'], casing: ['#c08a52', '#4a3220'] },
  national: { fill: ['#f7d774', '#94793a'], casing: ['#b79233', '#4a3c18'] },
  provincial: { fill: ['#fbeba6', '#776b42'], casing: ['#bfa85a', '#3d3720'] },
  arterial: { fill: ['#ffffff', '#56616c'], casing: ['#b0b4ba', '#2b333b'] },
  county: { fill: ['#ffffff', '#4c5761'], casing: ['#b8bcc2', '#2a323a'] },
  town: { fill: ['#ffffff', '#434d57'], casing: ['#c6cad0', '#252d34'] },
  street: { fill: ['#ffffff', '#3d4750'], casing: ['#ccd0d5', '#232a31'] },
  village: { fill: ['#fdfdfc', '#38424b'], casing: ['#cfd2d6', '#21282e'] },
  service: { fill: ['#fafafa', '#333c45'], casing: ['#d5d8dc', '#1f262c'] },
  track: { fill: ['#e6dccb', '#3b372f'], casing: ['#cbbfa9', '#24221e'] },
  ferry: { fill: ['#4f8fbf', '#5f9fcf'], casing: ['#4f8fbf', '#5f9fcf'] },
}

export type RoadColours = Readonly<Record<'fill' | 'casing', string>>

const palette = (theme: ThemeMode) => {
  const ofTheme = ([light, dark]: Pair): string => (theme === 'light' ? light : dark)
  const named = Object.entries(COLOURS).map(([name, pair]) => [name, ofTheme(pair)])
  const roads = Object.entries(ROADS).map(([roadClass, { fill, casing }]) => [
    roadClass,
    { fill: ofTheme(fill), casing: ofTheme(casing) },
  ])
  return {
    ...(Object.fromEntries(named) as Readonly<Record<keyof typeof COLOURS, string>>),
    countyTints: COUNTY_TINTS.map(ofTheme),
    roads: Object.fromEntries(roads) as Readonly<Record<RoadClass, RoadColours>>,
  }
}

export type MapPalette = ReturnType<typeof palette>

export const MAP_PALETTES: Readonly<Record<ThemeMode, MapPalette>> = {
  light: palette('light'),
  dark: palette('dark'),
}
