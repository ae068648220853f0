import { beforeEach, describe, expect, it, test } from 'vitest'
import { rovingIndex } from '../../../../client/panels/list/list-rows.ts'
import {
  actionsOf,
  chooseResult,
  failureText,
  groupResults,
  isTakenAtOnce,
  moveActive,
  onOneLine,
} from '../../../../client/panels/search/search-options.ts'
import { INITIAL_STATE, useAppState } from '../../../../client/state/app-state.ts'
import { FOUND_BESIDE, type SearchFeature } from '../../../../data/search.ts'
import { panelTexts } from './panel-texts.ts'

const result = (id: string, collection: string): SearchFeature => ({
  type: 'Feature',
  id,
  geometry: { type: 'Point', coordinates: [116, 35] },
  properties: {
    collection,
    name: id,
    nameEn: null,
    kind: FOUND_BESIDE.coordinates,
    county: null,
    town: null,
    isPlace: collection !== 'towns' && collection !== 'roads',
    isNearestSpelling: false,
    context: '',
    contextEn: '',
    bbox: [116, 35, 116, 35],
  },
})

const STATION = result('station', 'stations')
const TOWN = result('town', 'towns')
const OTHER_STATION = result('other station', 'stations')

test('a text that holds no place is answered with what to do; only a service that fails has failed', () => {
  const sentence = { zh: '短链接里没有坐标。', en: 'A short link holds no coordinates.' }
  const told = (status: number) => failureText({ status, sentence }, 'zh', panelTexts('zh'))
  expect(told(400)).toBe('短链接里没有坐标。')
  expect(told(503)).toBe('搜索失败：短链接里没有坐标。')
})

it('groups results by collection, the best group first, rows counted through', () => {
  const groups = groupResults([STATION, TOWN, OTHER_STATION])
  expect(
    groups.map(({ collection, results }) => [
      collection,
      results.map(({ feature, row }) => `${row} ${feature.id}`),
    ]),
  ).toEqual([
    ['stations', ['0 station', '1 other station']],
    ['towns', ['2 town']],
  ])
})

describe('arrow keys in the results', () => {
  const rows = [STATION, OTHER_STATION]
  const NEAREST = { row: 1, action: 'nearest' } as const
  it.each([
    ['down', null, 'ArrowDown', { row: 0, action: 'go' }],
    ['round', { row: 1, action: 'nearest' }, 'ArrowDown', { row: 0, action: 'go' }],
    ['up', null, 'ArrowUp', { row: 1, action: 'go' }],
    ['right to “find nearest here”', { row: 1, action: 'go' }, 'ArrowRight', NEAREST],
    ['back', NEAREST, 'ArrowLeft', { row: 1, action: 'go' }],
  ] as const)('go %s', (_way, active, key, next) => {
    expect(moveActive(active, key, rows)).toEqual(next)
  })

  it('leave the caret alone while nothing is chosen', () => {
    expect(moveActive(null, 'ArrowRight', rows)).toBeNull()
    expect(moveActive(null, 'ArrowDown', [])).toBeNull()
  })

  it('ask about coordinates, which have nothing else to show', () => {
    expect(moveActive(null, 'ArrowDown', [result('116.587, 35.415', 'coordinates')])).toEqual({
      row: 0,
      action: 'nearest',
    })
  })
})

describe('what is chosen', () => {
  beforeEach(() => useAppState.setState(INITIAL_STATE))

  it('is asked about where it is a place, and opened where it has a card', () => {
    expect(actionsOf(STATION)).toEqual(['go', 'nearest'])
    expect(actionsOf(result('孔庙', 'landmarks'))).toEqual(['nearest'])
    chooseResult(result('孔庙', 'landmarks'), 'nearest', 'zh')
    expect(useAppState.getState().place).toMatchObject({ position: [116, 35], label: '孔庙' })
  })

  it('keeps what the search said of the words that were not counted in, but not of a spelling', () => {
    const remark = { zh: '“以北200米”没有计入位置', en: '“以北200米” is not counted in' }
    const crossing = result('路口', 'crossings')
    chooseResult(crossing, 'nearest', 'zh', remark)
    expect(useAppState.getState().place?.remark).toEqual(remark)
    const near = { ...crossing, properties: { ...crossing.properties, isNearestSpelling: true } }
    chooseResult(near, 'nearest', 'zh', remark)
    expect(useAppState.getState().place).not.toHaveProperty('remark')
    chooseResult(crossing, 'nearest', 'zh')
    expect(useAppState.getState().place).not.toHaveProperty('remark')
  })

  it('is looked at where it is an area, and a point is asked for until there is one', () => {
    expect(actionsOf(TOWN)).toEqual(['go'])
    for (const area of [TOWN, result('建设路', 'roads')]) {
      chooseResult(area, 'go', 'zh')
      const { place, areaAsked, flyTarget } = useAppState.getState()
      expect([place, areaAsked?.name, flyTarget?.bbox]).toEqual([null, area.id, [116, 35, 116, 35]])
    }
    expect(useAppState.getState().areaAsked?.kind).toBe('road')
    chooseResult(result('路口', 'crossings'), 'nearest', 'zh')
    expect(useAppState.getState().areaAsked).toBeNull()
  })

  it('is not taken unseen where it is only spelled alike', () => {
    const near = { ...STATION, properties: { ...STATION.properties, isNearestSpelling: true } }
    expect([isTakenAtOnce(STATION), isTakenAtOnce(near)]).toEqual([true, false])
  })
})

it.each([
  ['ArrowDown', 3, 4],
  ['ArrowDown', 19, 19],
  ['ArrowUp', 0, 0],
  ['PageDown', 15, 19],
  ['PageUp', 15, 5],
  ['Home', 7, 0],
  ['End', 7, 19],
  ['a', 7, null],
])('in a list of 20, %s moves from row %i to %s', (key, from, to) => {
  expect(rovingIndex(key, from, 20)).toBe(to)
})

describe('what is pasted', () => {
  it('keeps two numbers on two lines apart', () => {
    expect(onOneLine('116.587\r\n35.415\n')).toBe('116.587 35.415')
    expect(onOneLine('北纬35°24′54″\n\n东经116°35′13″')).toBe('北纬35°24′54″ 东经116°35′13″')
  })

  it('is left to the field where it is one line', () => {
    expect(onOneLine('116.587, 35.415\n')).toBeNull()
  })
})
