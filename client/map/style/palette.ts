/** Colours of the map, by theme. The style is a pure function of one of these. */
import type { RoadClass } from '../../../data/road-class.ts'
import type { ThemeMode } from '../../state/app-state.ts'

export interface RoadColours {
  readonly fill: string
  readonly casing: string
}

export interface MapPalette {
  /** What is not Jining. */
  readonly outside: string
  /** Muted, neighbours different; a county takes the tint of its index modulo their number. */
  readonly countyTints: readonly string[]
  readonly boundary: string
  readonly boundaryGlow: string
  readonly water: string
  readonly waterEdge: string
  readonly waterLabel: string
  readonly roads: Readonly<Record<RoadClass, RoadColours>>
  readonly bridgeCasing: string
  readonly roadLabel: string
  readonly label: string
  readonly countyLabel: string
  readonly halo: string
  readonly symbolPaper: string
  readonly route: string
  readonly otherRoute: string
  readonly routeCasing: string
  readonly selection: string
}

const LIGHT: MapPalette = {
  outside: '#e3e7ea',
  countyTints: ['#f7f3ea', '#eff4ec', '#f6efec', '#eef2f5', '#f5f3e6', '#f2eef3'],
  boundary: '#9a8fa6',
  boundaryGlow: '#cfc3dc',
  water: '#b3d4ea',
  waterEdge: '#86b5d6',
  waterLabel: '#2a638c',
  roads: {
    expressway: { fill: '#f2a65a', casing: '#b8702a' },
    ramp: { fill: '#f5bf85', casing: '#c08a52' },
    national: { fill: '#f7d774', casing: '#b79233' },
    provincial: { fill: '#fbeba6', casing: '#bfa85a' },
    arterial: { fill: '#ffffff', casing: '#b0b4ba' },
    county: { fill: '#ffffff', casing: '#b8bcc2' },
    town: { fill: '#ffffff', casing: '#c6cad0' },
    street: { fill: '#ffffff', casing: '#ccd0d5' },
    village: { fill: '#fdfdfc', casing: '#cfd2d6' },
    service: { fill: '#fafafa', casing: '#d5d8dc' },
    track: { fill: '#e6dccb', casing: '#cbbfa9' },
    ferry: { fill: '#4f8fbf', casing: '#4f8fbf' },
  },
  bridgeCasing: '#5d6670',
  roadLabel: '#4d4a45',
  label: '#2b333b',
  countyLabel: '#55496a',
  halo: '#ffffff',
  symbolPaper: '#ffffff',
  route: '#1558d6',
  otherRoute: '#6f9be8',
  routeCasing: '#ffffff',
  selection: '#ff5a1f',
}

const DARK: MapPalette = {
  outside: '#0e1318',
  countyTints: ['#1e252b', '#1c2729', '#232429', '#1b242d', '#222621', '#22222b'],
  boundary: '#6f6685',
  boundaryGlow: '#3a3350',
  water: '#17364d',
  waterEdge: '#2a5674',
  waterLabel: '#86b9dd',
  roads: {
    expressway: { fill: '#b5763a', casing: '#5d3a18' },
    ramp: { fill: '#8f6239', casing: '#4a3220' },
    national: { fill: '#94793a', casing: '#4a3c18' },
    provincial: { fill: '#776b42', casing: '#3d3720' },
    arterial: { fill: '#56616c', casing: '#2b333b' },
    county: { fill: '#4c5761', casing: '#2a323a' },
    town: { fill: '#434d57', casing: '#252d34' },
    street: { fill: '#3d4750', casing: '#232a31' },
    village: { fill: '#38424b', casing: '#21282e' },
    service: { fill: '#333c45', casing: '#1f262c' },
    track: { fill: '#3b372f', casing: '#24221e' },
    ferry: { fill: '#5f9fcf', casing: '#5f9fcf' },
  },
  bridgeCasing: '#9aa6b2',
  roadLabel: '#c3c9cf',
  label: '#e4e9ee',
  countyLabel: '#b9aed6',
  halo: '#12181e',
  symbolPaper: '#151b21',
  route: '#5aa2ff',
  otherRoute: '#3d6ba8',
  routeCasing: '#0b1016',
  selection: '#ff8a4c',
}

export const MAP_PALETTES: Readonly<Record<ThemeMode, MapPalette>> = { light: LIGHT, dark: DARK }
