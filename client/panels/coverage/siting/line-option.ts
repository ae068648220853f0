/** A line over an axis of numbers as the chart library wants it. */
import type { EChartsCoreOption } from 'echarts/core'
import type { Language } from '../../../../data/bilingual.ts'
import type { ChartLook } from '../result/distribution.ts'

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

export const lineOption = (content: LineChartContent): EChartsCoreOption => {
  const { points, xName, yName, mark, isStepped = false, look, language } = content
  const compact = new Intl.NumberFormat(language === 'zh' ? 'zh-CN' : 'en', { notation: 'compact' })
  const axis = {
    type: 'value',
    nameTextStyle: { color: look.text },
    axisLabel: { color: look.text, formatter: (value: number) => compact.format(value) },
    splitLine: { lineStyle: { color: look.grid } },
  }
  return {
    animation: false,
    textStyle: { fontFamily: look.fontFamily, fontSize: look.fontSizePixels, color: look.text },
    grid: { left: 8, right: 24, top: 28, bottom: 24, containLabel: true },
    tooltip: { trigger: 'axis', backgroundColor: look.surface, textStyle: { color: look.text } },
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
