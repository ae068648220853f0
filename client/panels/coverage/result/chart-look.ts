/** Colours and sizes of the chart in both themes and on the wall screen. */
import type { DisplayMode, ThemeMode } from '../../../state/app-state.ts'
import { DISPLAY_SCALES, FONT_FAMILY } from '../../../theme.ts'
import type { ChartLook } from './distribution.ts'

const FONT_SIZE_PX = 12

/** Blue, orange and purple after Okabe & Ito (2008): apart for colour-blind readers as well. */
const COLOURS: Readonly<Record<ThemeMode, Omit<ChartLook, 'fontSizePixels' | 'fontFamily'>>> = {
  light: {
    text: '#1b2733',
    grid: '#d5dce2',
    bar: '#7fb2dd',
    line: '#0b5cad',
    marks: ['#b54700', '#8a3b74'],
    surface: '#ffffff',
  },
  dark: {
    text: '#e6ebf0',
    grid: '#3a444d',
    bar: '#35658c',
    line: '#6db3f8',
    marks: ['#f0a05a', '#d98cc4'],
    surface: '#1a2026',
  },
}

export const chartLook = (theme: ThemeMode, display: DisplayMode): ChartLook => ({
  ...COLOURS[theme],
  fontSizePixels: Math.round(FONT_SIZE_PX * DISPLAY_SCALES[display]),
  fontFamily: FONT_FAMILY,
})
