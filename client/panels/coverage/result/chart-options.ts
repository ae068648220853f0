/** What all charts have in common: colours of both themes, sizes, axes; and the plain line chart. */
import type { EChartsCoreOption } from 'echarts/core'
import type { Language } from '../../../../data/bilingual.ts'
import { DISPLAY_SCALES, type DisplayMode, type ThemeMode } from '../../../state/app-state.ts'
import { FONT_FAMILY } from '../../../theme.ts'

export interface ChartLook {
  readonly text: string
  readonly grid: string
  readonly bar: string
  readonly line: string
  readonly marks: readonly string[]
  readonly surface: string
  readonly fontSizePixels: number
  readonly fontFamily: string
}

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

/** Short figures for an axis: "200万", "2M". */
export const axisFigure = (language: Language): ((value: number) => string) => {
  const format = new Intl.NumberFormat(language === 'zh' ? 'zh-CN' : 'en', {
    notation: 'compact',
    maximumFractionDigits: 1,
  })
  return (value) => format.format(value)
}

/** Still and in the page's own font: what moves by itself distracts. */
export const baseOption = (look: ChartLook) => ({
  animation: false,
  textStyle: { fontFamily: look.fontFamily, fontSize: look.fontSizePixels, color: look.text },
})

export const axisTooltip = (look: ChartLook) => ({
  trigger: 'axis',
  confine: true,
  backgroundColor: look.surface,
  borderColor: look.grid,
  textStyle: { color: look.text, fontSize: look.fontSizePixels },
})

interface LineChartContent {
  readonly points: readonly (readonly [x: number, y: number])[]
  readonly xName: string
  readonly yName: string
  /** A point to be marked. */
  readonly mark?: readonly [x: number, y: number] | undefined
  readonly isStepped?: boolean
  readonly look: ChartLook
  readonly language: Language
}

const MARK_PIXELS = 10

/** A line over an axis of numbers. */
export const lineOption = (content: LineChartContent): EChartsCoreOption => {
  const { points, xName, yName, mark, isStepped = false, look, language } = content
  const axis = {
    type: 'value',
    nameTextStyle: { color: look.text },
    axisLabel: { color: look.text, formatter: axisFigure(language) },
    splitLine: { lineStyle: { color: look.grid } },
  }
  return {
    ...baseOption(look),
    grid: { left: 8, right: 24, top: 28, bottom: 24, containLabel: true },
    tooltip: axisTooltip(look),
    xAxis: { ...axis, name: xName, nameLocation: 'middle', nameGap: 24, min: 'dataMin' },
    yAxis: { ...axis, name: yName, min: 0 },
    series: [
      {
        type: 'line',
        name: yName,
        data: points,
        step: isStepped ? 'end' : false,
        showSymbol: false,
        lineStyle: { color: look.line, width: 2 },
        itemStyle: { color: look.line },
      },
      ...(mark
        ? [
            {
              type: 'line',
              data: [mark],
              symbol: 'circle',
              symbolSize: MARK_PIXELS,
              itemStyle: { color: look.marks[0] },
              tooltip: { show: false },
            },
          ]
        : []),
    ],
  }
}
