import { describe, expect, test } from 'vitest'
import {
  asCalled,
  withoutAside,
  withoutHouse,
  withoutLeading,
  withoutSides,
  withoutWater,
} from '../../../server/analysis/gazetteer/aside.ts'

describe('words beside a name', () => {
  test.each([
    ['洸河路与建设路路口东南角', '洸河路与建设路路口', '东南角'],
    ['古槐街道附近', '古槐街道', '附近'],
    ['曲阜东站对面', '曲阜东站', '对面'],
    ['二级坝往北200米', '二级坝', '往北200米'],
    ['洸河路 往东大约三百多米处', '洸河路', '往东大约三百多米处'],
    ['人民医院门口', '人民医院', '门口'],
    ['孔庙西侧约１００米', '孔庙', '西侧约100米'],
    ['洸河路与建设路以东100米', '洸河路与建设路', '以东100米'],
    ['洸河路与建设路立交桥下', '洸河路与建设路立交桥', '下'],
    ['曲阜站對面', '曲阜站', '对面'],
    ['微山湖旁边，', '微山湖', '旁边,'],
    ['洸河路建设路东', '洸河路建设路', '东'],
    ['洸河路与建设路交叉口往北200米路东', '洸河路与建设路交叉口', '往北200米路东'],
  ])('%s', (text, words, aside) => {
    expect(withoutAside(text)).toEqual({ words, aside })
  })

  test.each(['附近', '曲阜东', '二级坝', '洸河路200号', '陈庄前村', '东门大街', 'north side'])(
    '%s has none',
    (text) => expect(withoutAside(text)).toEqual({ words: text, aside: '' }),
  )
})

test.each([
  ['在孔庙', '孔庙'],
  ['请到洸河路', '洸河路'],
  ['人在二级坝', '二级坝'],
  ['来鹤楼', '来鹤楼'],
])('words before a name: %s', (text, words) => expect(withoutLeading(text)).toBe(words))

test('words within the names of roads are left out one by one, then together', () => {
  expect(withoutSides('洸河西路与建设北路')).toEqual([
    '洸河路与建设北路',
    '洸河西路与建设路',
    '洸河路与建设路',
  ])
  expect(withoutSides('洸河东路段')).toContain('洸河路')
  expect(withoutSides('洸河路东段')).toEqual(['洸河路'])
  expect(withoutSides('南路')).toEqual([])
  expect(withoutSides('东门大街')).toEqual([])
})

test.each([
  ['古槐1号站', '古槐第1站'],
  ['古槐街道一号微型站', '古槐街道第一微型站'],
  ['古槐路1号', '古槐路1号'],
  ['京台高速公路430公里', '京台高速430公里'],
  ['G327国道', 'G327'],
  ['国道g327', 'g327'],
  ['泗河左岸堤防', '泗河左堤'],
  ['曲阜高速口', '曲阜收费站'],
  ['曲阜高速路口', '曲阜收费站'],
  ['曲阜高速公路出口', '曲阜收费站'],
  ['济宁北高速收费站', '济宁北收费站'],
  ['京台高速曲阜出口', '曲阜收费站'],
  ['京台高速公路曲阜北出入口', '曲阜北收费站'],
  ['G3曲阜北收费站', '曲阜北收费站'],
  ['曲阜收费站', '曲阜收费站'],
  ['地铁站B出口', '地铁站B出口'],
  ['古槐街道消防栓', '古槐街道消火栓'],
])('what is called otherwise: %s', (text, words) => expect(asCalled(text)).toBe(words))

test.each([
  ['微山湖二级坝', ['二级坝', '微山湖二级']],
  ['尼山水库大坝', ['尼山水库']],
  ['南四湖湖西大堤', ['湖西大堤', '南四湖湖西']],
  ['二级坝', ['二级']],
  ['泗河', []],
])('a water or a work beside a name: %s', (text, words) =>
  expect(withoutWater(text).map((each) => each.words)).toEqual(words),
)

test.each([
  ['古槐路15号', '古槐路', '15号'],
  ['建设路 21-3号院2号楼附近', '建设路', '21-3号院2号楼附近'],
  ['任城大道一百二十号', '任城大道', '一百二十号'],
  ['古槐路1号站', null, null],
  ['古槐街道1号', null, null],
  ['路15号', null, null],
])('a house on a road: %s', (text, words, aside) =>
  expect(withoutHouse(text)).toEqual(words === null ? null : { words, aside }),
)
