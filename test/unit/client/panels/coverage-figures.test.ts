import { describe, expect, it } from 'vitest'
import { axisFigure, chartLook } from '../../../../client/panels/coverage/result/chart-options.ts'
import {
  distributionOption,
  peopleBeyond,
} from '../../../../client/panels/coverage/result/distribution.ts'
import {
  arrivalText,
  changeText,
  peopleChangeByCode,
  shareText,
  signedText,
} from '../../../../client/panels/coverage/result/figure-text.ts'
import { areaBbox } from '../../../../client/panels/coverage/result/tables/show-place.ts'
import {
  matchingRows,
  nextOrder,
  sortRows,
} from '../../../../client/panels/coverage/result/tables/table-rows.ts'
import { places, point, polygon } from '../../../fixtures/shapes.ts'
import { coverageTexts } from './panel-texts.ts'

describe('a share', () => {
  it('is told in tenths of a percent', () => {
    expect(shareText(1, 2)).toBe('50.0%')
    expect(shareText(29, 100)).toBe('29.0%')
    expect(shareText(2, 3)).toBe('66.6%')
  })

  it('is never flattered: not all is not 100 %, somebody is not 0 %', () => {
    expect(shareText(99_999, 100_000)).toBe('99.9%')
    expect(shareText(1, 100_000)).toBe('<0.1%')
    expect(shareText(100_000, 100_000)).toBe('100.0%')
    expect(shareText(0, 100_000)).toBe('0.0%')
  })

  it('of nobody is none', () => {
    expect(shareText(0, 0)).toBe('–')
  })
})

describe('a difference', () => {
  it('carries its sign', () => {
    expect(signedText(12_340, 'zh')).toBe('+12,340')
    expect(signedText(-2, 'en')).toBe('−2')
    expect(signedText(0, 'zh')).toBe('±0')
  })

  it('to today is told in both languages', () => {
    const changes = { people: 12_340, gapCount: -2 }
    expect(changeText(changes, 8_239_100, 'zh', coverageTexts('zh'))).toBe('+12,340 人（+0.1%）')
    expect(changeText({ people: -100 }, 400, 'en', coverageTexts('en'))).toBe(
      '−100 people (−25.0%)',
    )
  })

  it('that is none is said so', () => {
    const none = { people: 0, gapCount: 0 }
    expect(changeText(none, 400, 'zh', coverageTexts('zh'))).toBe('达标的人没有增减')
  })

  it('of a county is the sum of its towns', () => {
    const town = (code: string, countyCode: string, people: number) => ({
      code,
      countyCode,
      people,
      name: '',
      nameEn: null,
    })
    const byCode = peopleChangeByCode({
      byTown: [town('101', '1', 300), town('102', '1', -100), town('201', '2', 5)],
    })
    expect(Object.fromEntries(byCode)).toEqual({ 101: 300, 102: -100, 201: 5, 1: 200, 2: 5 })
  })
})

it('tells that nobody arrives in words', () => {
  expect(arrivalText(null, 'zh', '无法到达')).toBe('无法到达')
  expect(arrivalText(380, 'zh', '无法到达')).toBe('6 分 20 秒')
})

describe('rows', () => {
  const rows = [
    { name: '邹城市', worst: 700 },
    { name: '曲阜市', worst: null },
    { name: '任城区', worst: 300 },
  ]
  const names = (sorted: typeof rows) => sorted.map(({ name }) => name).join(' ')

  it('are sorted by figure, where nobody comes being later than any time', () => {
    expect(names(sortRows(rows, ({ worst }) => worst, false, 'zh'))).toBe('任城区 邹城市 曲阜市')
    expect(names(sortRows(rows, ({ worst }) => worst, true, 'zh'))).toBe('曲阜市 邹城市 任城区')
  })

  it('are sorted by name as the language does: Chinese by pinyin, numbers by size', () => {
    expect(names(sortRows(rows, ({ name }) => name, false, 'zh'))).toBe('曲阜市 任城区 邹城市')
    const stations = ['Station 10', 'Station 2']
    expect(sortRows(stations, (name) => name, false, 'en')).toEqual(['Station 2', 'Station 10'])
  })

  it('that are equal keep their order, and the list given is left alone', () => {
    const equal = [1, 2, 3]
    expect(sortRows(equal, () => 0, true, 'zh')).toEqual([1, 2, 3])
    const given = [3, 1]
    sortRows(given, (value) => value, false, 'zh')
    expect(given).toEqual([3, 1])
  })

  it('turn round at the second click on a column', () => {
    const byShare = nextOrder({ column: 'name', descending: false }, 'share', true)
    expect(byShare).toEqual({ column: 'share', descending: true })
    expect(nextOrder(byShare, 'share', true)).toEqual({ column: 'share', descending: false })
  })

  it('are found by any of their texts, whatever the case and the blanks', () => {
    const texts = (row: readonly (string | null)[]) => row
    const towns = [
      ['唐口街道', 'Tangkou Subdistrict', '任城区'],
      ['古槐街道', null, '任城区'],
    ]
    expect(matchingRows(towns, texts, 'tang KOU')).toEqual([towns[0]])
    expect(matchingRows(towns, texts, '任城')).toEqual(towns)
    expect(matchingRows(towns, texts, ' ')).toEqual(towns)
    expect(matchingRows(towns, texts, '邹城')).toEqual([])
  })
})

const atMinute = (minutes: number, urban: number, rural: number) => ({
  minutes,
  people: urban + rural,
  byClass: { urban, rural },
})

it('the distribution leaves nobody out: who comes later or never is counted as well', () => {
  expect(peopleBeyond([atMinute(1, 100, 0), atMinute(2, 300, 200)], 800)).toEqual({
    minutes: 2,
    people: 300,
  })
  expect(peopleBeyond([], 800)).toEqual({ minutes: 0, people: 800 })
})

describe('the chart', () => {
  const minutes = [atMinute(1, 100, 30), atMinute(2, 300, 90), atMinute(3, 380, 150)]
  const optionFor = (ruralLimitSeconds: number) => {
    const option = distributionOption({
      minutes,
      curves: [
        {
          ...{ areaClass: 'urban', people: 400, limitSeconds: 90 },
          ...{ name: 'urban', limitName: 'urban limit' },
        },
        {
          ...{ areaClass: 'rural', people: 300, limitSeconds: ruralLimitSeconds },
          ...{ name: 'rural', limitName: 'rural limit' },
        },
      ],
      texts: { minutes: 'min', tooltip: ({ people }) => String(people) },
      look: chartLook('light', 'desk'),
    })
    return option as {
      series: { name: string; data: unknown[]; itemStyle: { color: string } }[]
      tooltip: { formatter: (points: { axisValue: number }[]) => string }
    }
  }
  const seriesOf = (ruralLimitSeconds: number, name: string) =>
    optionFor(ruralLimitSeconds).series.find((each) => each.name === name)

  it('draws for each class the share of its own people, from nothing at the call', () => {
    // 100, 300 and 380 of 400; 30, 90 and 150 of 300
    expect(seriesOf(180, 'urban')?.data.join(' ')).toBe('0,0 1,25 2,75 3,95')
    expect(seriesOf(180, 'rural')?.data.join(' ')).toBe('0,0 1,10 2,30 3,50')
  })

  it('stands the limit of each class under its own curve, in its colour', () => {
    const { series } = optionFor(180)
    const valuesOf = (name: string) =>
      series
        .find((each) => each.name === name)
        ?.data.map((each) => (each as { value: unknown }).value)
    // half way between 25 % at one minute and 75 % at two
    expect(valuesOf('urban limit')).toEqual([
      [1.5, 0],
      [1.5, 50],
    ])
    expect(valuesOf('rural limit')).toEqual([
      [3, 0],
      [3, 50],
    ])
    const colours = series.map(({ itemStyle }) => itemStyle.color)
    expect(colours[0]).toBe(colours[1])
    expect(colours[2]).toBe(colours[3])
    expect(colours[0]).not.toBe(colours[2])
  })

  it('marks no limit past the end of the axis', () => {
    expect(optionFor(600).series.map(({ name }) => name)).toEqual(['urban', 'urban limit', 'rural'])
  })

  it('tells of the minute under the pointer, wherever in it the pointer is', () => {
    const { formatter } = optionFor(180).tooltip
    expect(formatter([{ axisValue: 0.5 }])).toBe('130')
    expect(formatter([{ axisValue: 1.5 }])).toBe('390')
    expect(formatter([{ axisValue: 2 }])).toBe('390')
    expect(formatter([{ axisValue: 9 }])).toBe('')
  })
})

it('writes large figures on an axis as the language does', () => {
  expect(axisFigure('zh')(2_000_000)).toBe('200万')
  expect(axisFigure('en')(2_000_000)).toBe('2M')
})

it('shows a county by its outline and a town round its seat', () => {
  const feature = (code: string, geometry: object) => ({
    type: 'Feature' as const,
    id: code,
    geometry: geometry as never,
    properties: { code },
  })
  const outline = places([116, 35], [117, 35], [117, 36], [116, 35])
  const features = [feature('1', polygon(outline)), feature('101', point(116.5, 35.5))]
  expect(areaBbox(features, '1')).toEqual([116, 35, 117, 36])
  const [west, south, east, north] = areaBbox(features, '101') ?? [0, 0, 0, 0]
  expect([(west + east) / 2, (south + north) / 2]).toEqual([116.5, 35.5])
  expect(west).toBeLessThan(116.5)
  expect(areaBbox(features, '2')).toBeNull()
})
