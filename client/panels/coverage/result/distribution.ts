/** People by the minute in which they are reached, by class of place, and the chart of it. */

import type { EChartsCoreOption } from 'echarts/core'
import type { CoverageAnswer } from '../../../../data/coverage.ts'
import { AREA_CLASS_NAMES, type AreaClass } from '../../../../data/standards.ts'
import { axisTooltip, baseOption, type ChartLook } from './chart-options.ts'

export type MinuteOfArrival = CoverageAnswer['distribution'][number]

/** People who are reached later than the last minute of the distribution, or not at all. */
export const peopleBeyond = (
  distribution: CoverageAnswer['distribution'],
  people: number,
): { minutes: number; people: number } => {
  const last = distribution.at(-1)
  return { minutes: last?.minutes ?? 0, people: people - (last?.people ?? 0) }
}

const PERCENT = 100
const SECONDS_PER_MINUTE = 60
/** Ticks of the axis of minutes. */
const MINUTES_INTERVAL = 5
/** Room for a legend that wraps once, in heights of a letter. */
const LEGEND_LINES = 5
/** Width of a line in heights of a letter: it grows with the wall screen. */
const LINE_WIDTH = 0.2
/** The dot where a curve meets its limit, in heights of a letter. */
const DOT = 0.7
/** Limits differ by dash as well as by colour. */
const DASHES = { urban: 'dashed', rural: 'dotted' } as const

interface CurveOfClass {
  readonly areaClass: AreaClass
  /** Everybody of the class, reached or not. */
  readonly people: number
  readonly limitSeconds: number
  readonly name: string
  readonly limitName: string
}

interface DistributionChart {
  readonly minutes: readonly MinuteOfArrival[]
  readonly curves: readonly CurveOfClass[]
  readonly texts: {
    readonly minutes: string
    /** What is said about one minute under the pointer. */
    readonly tooltip: (minute: MinuteOfArrival) => string
  }
  readonly look: ChartLook
}

type Point = readonly [minutes: number, percent: number]

/** Percent of the people of a class who are reached by the end of each minute, from 0 at the call. */
export const curveOf = (
  minutes: readonly MinuteOfArrival[],
  { areaClass, people }: Pick<CurveOfClass, 'areaClass' | 'people'>,
): Point[] =>
  people <= 0
    ? []
    : [
        [0, 0],
        ...minutes.map(
          (each): Point => [each.minutes, (PERCENT * each.byClass[areaClass]) / people],
        ),
      ]

/** Where a curve stands at a time, on the line between the minutes beside it; null past its end. */
export const pointAt = (curve: readonly Point[], seconds: number): Point | null => {
  const at = seconds / SECONDS_PER_MINUTE
  const next = curve.findIndex(([minutes]) => minutes >= at)
  const [after, before] = [curve[next], curve[next - 1]]
  if (!after) return null
  if (!before) return after
  const along = (at - before[0]) / (after[0] - before[0])
  return [at, before[1] + along * (after[1] - before[1])]
}

/** The curve of a class, and its own limit: upright from the axis to the curve. */
const seriesOf = (
  { minutes, look }: DistributionChart,
  { areaClass, limitSeconds, name, limitName, ...of }: CurveOfClass,
) => {
  const color = look.marks[AREA_CLASS_NAMES.indexOf(areaClass)]
  const width = look.fontSizePixels * LINE_WIDTH
  const curve = curveOf(minutes, { areaClass, ...of })
  const met = pointAt(curve, limitSeconds)
  const shared = { type: 'line', itemStyle: { color } }
  return [
    { ...shared, name, data: curve, symbol: 'none', lineStyle: { color, width } },
    ...(met
      ? [
          {
            ...shared,
            name: limitName,
            data: [{ value: [met[0], 0], symbol: 'none' }, { value: met }],
            symbol: 'circle',
            symbolSize: look.fontSizePixels * DOT,
            silent: true,
            lineStyle: { color, width, type: DASHES[areaClass] },
          },
        ]
      : []),
  ]
}

/** The share of each class that is reached by a time, each curve with the limit of its own class. */
export const distributionOption = (chart: DistributionChart): EChartsCoreOption => {
  const { minutes, curves, texts, look } = chart
  const { fontSizePixels } = look
  const axisLabel = { color: look.text, fontSize: fontSizePixels }
  return {
    ...baseOption(look),
    legend: { top: 0, left: 0, itemHeight: fontSizePixels, textStyle: axisLabel },
    grid: {
      left: fontSizePixels / 2,
      right: fontSizePixels,
      top: fontSizePixels * LEGEND_LINES,
      bottom: fontSizePixels * 2,
      containLabel: true,
    },
    tooltip: {
      ...axisTooltip(look),
      axisPointer: { lineStyle: { color: look.text } },
      formatter: (points: { axisValue: number }[]): string => {
        const minute = minutes.find((each) => each.minutes >= (points[0]?.axisValue ?? 0))
        return minute === undefined ? '' : texts.tooltip(minute)
      },
    },
    xAxis: {
      type: 'value',
      min: 0,
      max: minutes.at(-1)?.minutes ?? 0,
      interval: MINUTES_INTERVAL,
      name: texts.minutes,
      nameLocation: 'middle',
      nameGap: fontSizePixels * 2,
      nameTextStyle: axisLabel,
      axisLabel,
      axisLine: { lineStyle: { color: look.text } },
      splitLine: { show: false },
    },
    yAxis: {
      type: 'value',
      max: PERCENT,
      axisLabel: { ...axisLabel, formatter: '{value}%' },
      splitLine: { lineStyle: { color: look.grid } },
    },
    series: curves.flatMap((curve) => seriesOf(chart, curve)),
  }
}
