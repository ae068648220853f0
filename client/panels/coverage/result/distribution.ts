/** People by the minute in which they are reached, and the chart of it: figures, words and colours. */

import type { EChartsCoreOption } from 'echarts/core'
import type { Language } from '../../../../data/bilingual.ts'
import type { CoverageAnswer } from '../../../../data/coverage.ts'
import { axisFigure, axisTooltip, baseOption, type ChartLook } from './chart-options.ts'

export interface MinuteOfArrival {
  /** The minute's end: 1 stands for the first minute after the call. */
  readonly minutes: number
  /** People reached in this very minute. */
  readonly people: number
  /** People reached up to its end. */
  readonly cumulative: number
}

/** The cumulative distribution of an answer, minute by minute. */
export const minutesOfArrival = (
  distribution: CoverageAnswer['distribution'],
): MinuteOfArrival[] => {
  const ordered = [...distribution].sort((a, b) => a.minutes - b.minutes)
  return ordered.map(({ minutes, people }, index) => ({
    minutes,
    people: people - (ordered[index - 1]?.people ?? 0),
    cumulative: people,
  }))
}

/** People who are reached later than the last minute of the distribution, or not at all. */
export const peopleBeyond = (
  distribution: CoverageAnswer['distribution'],
  people: number,
): { minutes: number; people: number } => {
  const last = minutesOfArrival(distribution).at(-1)
  return { minutes: last?.minutes ?? 0, people: people - (last?.cumulative ?? 0) }
}

const SECONDS_PER_MINUTE = 60
/** Ticks of the axis of minutes. */
const MINUTES_INTERVAL = 5
/** Bars of a value axis stand on their middle: half a minute before the minute's end. */
const HALF_MINUTE = 0.5
/** Room for a legend that wraps once, in heights of a letter. */
const LEGEND_LINES = 5
/** Width of a line in heights of a letter: it grows with the wall screen. */
const LINE_WIDTH = 0.2
/** Standards differ by dash as well as by colour. */
const DASHES = ['dashed', 'dotted'] as const

export interface StandardMark {
  readonly seconds: number
  readonly label: string
}

export interface DistributionTexts {
  readonly perMinute: string
  readonly cumulative: string
  readonly minutes: string
  /** What is said about one minute under the pointer. */
  readonly tooltip: (minute: MinuteOfArrival) => string
}

interface DistributionChart {
  readonly minutes: readonly MinuteOfArrival[]
  readonly standards: readonly StandardMark[]
  readonly texts: DistributionTexts
  readonly look: ChartLook
  readonly language: Language
}

/** One upright line per standard, named in the legend; past the end of the axis it has no place. */
const standardSeries = ({ minutes, standards, look }: DistributionChart) => {
  const last = minutes.at(-1)
  return standards.flatMap(({ seconds, label }, index) => {
    const at = seconds / SECONDS_PER_MINUTE
    if (last === undefined || at > last.minutes) return []
    const color = look.marks[index % look.marks.length]
    return [
      {
        name: label,
        type: 'line',
        data: [
          [at, 0],
          [at, last.cumulative],
        ],
        symbol: 'none',
        silent: true,
        itemStyle: { color },
        lineStyle: {
          color,
          width: look.fontSizePixels * LINE_WIDTH,
          type: DASHES[index % DASHES.length],
        },
      },
    ]
  })
}

const tooltipOf = ({ minutes, texts, look }: DistributionChart) => ({
  ...axisTooltip(look),
  axisPointer: { lineStyle: { color: look.text } },
  formatter: (points: { axisValue: number }[]): string => {
    const minute = minutes.find((each) => each.minutes >= (points[0]?.axisValue ?? 0))
    return minute === undefined ? '' : texts.tooltip(minute)
  },
})

const axesOf = ({ minutes, texts, look, language }: DistributionChart) => {
  const axisLabel = { color: look.text, fontSize: look.fontSizePixels }
  return {
    xAxis: {
      type: 'value',
      min: 0,
      max: minutes.at(-1)?.minutes ?? 0,
      interval: MINUTES_INTERVAL,
      name: texts.minutes,
      nameLocation: 'middle',
      nameGap: look.fontSizePixels * 2,
      nameTextStyle: axisLabel,
      axisLabel,
      axisLine: { lineStyle: { color: look.text } },
      splitLine: { show: false },
    },
    yAxis: {
      type: 'value',
      axisLabel: { ...axisLabel, formatter: axisFigure(language) },
      splitLine: { lineStyle: { color: look.grid } },
    },
  }
}

/** Bars by the minute, the sum as a line, the standards as upright lines, on one axis of people. */
export const distributionOption = (chart: DistributionChart): EChartsCoreOption => {
  const { minutes, texts, look } = chart
  const { fontSizePixels } = look
  return {
    ...baseOption(look),
    legend: {
      top: 0,
      left: 0,
      itemHeight: fontSizePixels,
      textStyle: { color: look.text, fontSize: fontSizePixels },
    },
    grid: {
      left: fontSizePixels / 2,
      right: fontSizePixels,
      top: fontSizePixels * LEGEND_LINES,
      bottom: fontSizePixels * 2,
      containLabel: true,
    },
    tooltip: tooltipOf(chart),
    ...axesOf(chart),
    series: [
      {
        name: texts.perMinute,
        type: 'bar',
        data: minutes.map((each) => [each.minutes - HALF_MINUTE, each.people]),
        itemStyle: { color: look.bar },
        barCategoryGap: '12%',
      },
      {
        name: texts.cumulative,
        type: 'line',
        data: [[0, 0], ...minutes.map((each) => [each.minutes, each.cumulative])],
        symbol: 'none',
        lineStyle: { color: look.line, width: look.fontSizePixels * LINE_WIDTH },
        itemStyle: { color: look.line },
      },
      ...standardSeries(chart),
    ],
  }
}
