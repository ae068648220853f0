import { describe, expect, test } from 'vitest'
import {
  askedCrossings,
  askedKilometre,
  postText,
  signedRoad,
} from '../../../server/analysis/gazetteer/road-words.ts'

describe('two roads that cross', () => {
  test.each([
    '洸河路与建设路',
    '洸河路和建设路交叉口',
    '洸河路/建设路',
    '洸河路／建设路路口',
    '洸河路 & 建设路',
    '洸河路 建设路 路口',
    '洸河路 与 建设路 的 路口',
    '洸河路建设路路口',
    '洸河路跟建设路的十字路口',
    '洸河路、建设路红绿灯处',
    '洸河路与建設路交匯處',
    '洸河路建设路紅綠燈',
    '洸河路建设路十字',
    '洸河路建设路十字口',
    '洸河路建设路丁字口',
    '洸河路建设路T字路口',
    '洸河路建设路岔路口',
    '洸河路建设路大路口',
    '洸河路建设路路口红绿灯',
    '洸河路与建设路那个路口',
    '洸河路建设路立交桥',
    '洸河路与建设路互通立交',
    '洸河路与建设路枢纽',
    '洸河路X建设路',
    '洸河路交建设路',
    '洸河路到建设路',
    '洸河路以及建设路',
    '洸河路还有建设路',
    '洸河路接建设路',
    '洸河路转建设路',
    '洸河路靠近建设路',
    '洸河路（建设路口）',
    '洸河路上，靠近建设路',
    '洸河路临近建设路',
  ])('%s', (text) => {
    expect(askedCrossings(text)[0]?.names).toEqual(['洸河路', '建设路'])
  })

  test.each([
    ['crossing of East Road and West Street', ['East Road', 'West Street']],
    ['guanghelu/jianshelu', ['guanghelu', 'jianshelu']],
    ['guanghelu yu jianshelu', ['guanghelu', 'jianshelu']],
    ['Guanghe Road, Jianshe Road', ['Guanghe Road', 'Jianshe Road']],
    ['ghl jsl', ['ghl', 'jsl']],
    ['ghljsl', ['ghl', 'jsl']],
    // 与 belongs to nothing here but a name; the second way of parting is the right one
    ['和平路与和谐路', ['和平路', '和谐路']],
  ])('%s', (text, names) => {
    expect(askedCrossings(text).map((each) => each.names)).toContainEqual(names)
  })

  test.each(['任城区', '古槐 微型', '建设路', '交通路', '济宁交通局', '古槐街道办事处', 'si shui'])(
    '%s asks for none',
    (text) => {
      expect(askedCrossings(text)).toEqual([])
    },
  )
})

describe('so many kilometres along a road', () => {
  test.each([
    ['G327 K12+300', 'G327', 12.3, null, null],
    ['K430+500 京台高速 往南', '京台高速', 430.5, null, '南'],
    ['京台高速 430公里', '京台高速', 430, null, null],
    ['京台高速上行430公里200米处', '京台高速', 430.2, 'up', null],
    ['京台高速往济南方向430公里', '京台高速', 430, null, '济南'],
    ['京台高速济南方向K430', '京台高速', 430, null, '济南'],
    ['三二七国道十二公里', '327国道', 12, null, null],
    ['Ｇ３５ Ｋ１５０＋０５０ 下行线', 'G35', 150.05, 'down', null],
    ['日兰高速220.5km', '日兰高速', 220.5, null, null],
    ['京台高速430', '京台高速', 430, null, null],
    ['京台高速公路 430处', '京台高速公路', 430, null, null],
    ['G3 430+500', 'G3', 430.5, null, null],
    ['327国道12.5', '327国道', 12.5, null, null],
  ])('%s', (text, road, kilometre, direction, towards) => {
    expect(askedKilometre(text)).toEqual({ road, kilometre, direction, towards })
  })

  test.each([
    '12公里',
    'K12+300',
    '任城区',
    '古槐路12号',
    '古槐路12',
    '京台高速430号',
    'G327',
    'G104 105国道',
  ])('%s names no road or no kilometre', (text) => {
    expect(askedKilometre(text)).toBeNull()
  })

  test('is written as on posts', () => {
    expect([postText(12.3), postText(430), postText(9.0499)]).toEqual([
      'K12+300',
      'K430+000',
      'K9+050',
    ])
  })
})

test.each([
  ['Guanghe Road', 'Guanghelu'],
  ['Tai Bai Lou Rd.', 'TaiBaiLoulu'],
  ['Gulou Street', 'Guloujie'],
  ['Kongzi Avenue', 'Kongzidadao'],
  ['Broadway', null],
  ['Road', null],
])('the sign of a road: %s', (sign, name) => expect(signedRoad(sign)).toBe(name))
