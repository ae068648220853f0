/** The share in time by hour: with every station on duty at home, and as simulated with its interval. */
import type { EChartsCoreOption } from 'echarts/core'
import type { BusyAnswer } from '../../../../../data/busy.ts'
import { axisTooltip, baseOption, type ChartLook } from '../chart-options.ts'

type Hour = BusyAnswer['byHour'][number]

export interface BusyChart {
  readonly hours: readonly Hour[]
  readonly texts: {
    readonly ifFree: string
    readonly simulated: string
    readonly interval: string
    /** Everything of one hour, in lines. */
    readonly tooltip: (hour: Hour) => string
  }
  readonly look: ChartLook
}

const PERCENT = 100
/** Of the drawn width of a line to the size of its type. */
const LINE_WIDTH = 0.17
const BAND_OPACITY = 0.35
const HOURS_INTERVAL = 2

const percent = (share: number | undefined | null): number | null =>
  share === undefined || share === null ? null : share * PERCENT

export const busyOption = ({ hours, texts, look }: BusyChart): EChartsCoreOption => {
  const { fontSizePixels } = look
  const label = { color: look.text, fontSize: fontSizePixels }
  const width = fontSizePixels * LINE_WIDTH
  const unseen = { lineStyle: { opacity: 0 }, symbol: 'none', stack: 'interval', silent: true }
  return {
    ...baseOption(look),
    legend: {
      top: 0,
      left: 0,
      itemHeight: fontSizePixels,
      textStyle: label,
      data: [texts.ifFree, texts.simulated, texts.interval],
    },
    grid: {
      left: fontSizePixels / 2,
      right: fontSizePixels,
      top: fontSizePixels * 3,
      bottom: fontSizePixels / 2,
      containLabel: true,
    },
    tooltip: {
      ...axisTooltip(look),
      formatter: (points: { dataIndex: number }[]): string => {
        const hour = hours[points[0]?.dataIndex ?? -1]
        return hour === undefined ? '' : texts.tooltip(hour)
      },
    },
    xAxis: {
      type: 'category',
      data: hours.map(({ hour }) => String(hour)),
      axisLabel: { ...label, interval: HOURS_INTERVAL },
      axisLine: { lineStyle: { color: look.text } },
    },
    yAxis: {
      type: 'value',
      scale: true,
      axisLabel: { ...label, formatter: '{value}%' },
      splitLine: { lineStyle: { color: look.grid } },
    },
    series: [
      {
        ...unseen,
        name: 'low',
        type: 'line',
        data: hours.map(({ inTime }) => percent(inTime?.low)),
      },
      {
        ...unseen,
        name: texts.interval,
        type: 'line',
        data: hours.map(({ inTime }) => inTime && percent(inTime.high - inTime.low)),
        areaStyle: { color: look.bar, opacity: BAND_OPACITY },
        itemStyle: { color: look.bar },
      },
      {
        name: texts.ifFree,
        type: 'line',
        data: hours.map(({ ifFree }) => percent(ifFree)),
        symbol: 'none',
        lineStyle: { color: look.marks[0], width, type: 'dashed' },
        itemStyle: { color: look.marks[0] },
      },
      {
        name: texts.simulated,
        type: 'line',
        data: hours.map(({ inTime }) => percent(inTime?.share)),
        symbol: 'circle',
        symbolSize: fontSizePixels / 3,
        lineStyle: { color: look.line, width },
        itemStyle: { color: look.line },
      },
    ],
  }
}
