import { describe, expect, test } from 'vitest'
import { haversineMetres, type LonLat } from '../../../data/geometry.ts'
import { readPasted } from '../../../server/services/search/pasted-places.ts'
import { REGION_BBOX } from '../../fixtures/demonstration-region.ts'

/** 116°35′13.2″ is 116 + 35.22/60 = 116.587; 35°24′54″ is 35 + 24.9/60 = 35.415. */
const PLACE: LonLat = [116.587, 35.415]

const expectPlace = (text: string): void => {
  const pasted = readPasted(text, REGION_BBOX)
  expect(pasted, text).toHaveProperty('places')
  const places = pasted && 'places' in pasted ? pasted.places : []
  expect(places).toHaveLength(1)
  expect(haversineMetres(...places[0]!.position, ...PLACE)).toBeLessThan(1)
}

describe('ISO 6709', () => {
  test.each([
    '+35.415+116.587/',
    '+35.415+116.587+045.2/',
    '+35.415+116.587CRSWGS_84/',
    '+3524.9+11635.22/',
    '+352454+1163513.2/',
    '+352454.0+1163513.2+33CRSWGS_84/',
    '+35.415 +116.587',
  ])('%s', expectPlace)

  test.each(['+86-010-1234567', '+8610-12345', '+86-0537-2345678'])('%s is a telephone', (text) =>
    expect(readPasted(text, REGION_BBOX)).toBeNull(),
  )
})

describe('commas for points', () => {
  test.each([
    '35,4150; 116,5870',
    '35,415 116,587',
    '35,415, 116,587',
    '35,415°N 116,587°E',
    'N 35,415 E 116,587',
    '经度116,587 纬度35,415',
    `35°24'54,0" N 116°35'13,2" E`,
  ])('%s', expectPlace)

  test.each(['疏散 35,415 人，转移 116,587 元', '35,415 116,587 200,000', '12,30 14,45'])(
    '%s has none',
    (text) => expect(readPasted(text, REGION_BBOX)).toBeNull(),
  )
})

describe('in words', () => {
  test.each([
    '北纬三十五度二十四分五十四秒 东经一百一十六度三十五分十三点二秒',
    '北纬三五点四一五，东经一一六点五八七',
    '東經一百一十六點五八七度、北緯三十五點四一五度',
    '东经116点587 北纬35点415',
    '3点15分北纬35.415东经116.587',
    '35度24分54秒北纬 116度35分13.2秒东经',
    '116.587 东经 35.415 北纬',
  ])('%s', expectPlace)
})

describe('signs and labels of many desks', () => {
  test.each([
    'N352454E1163513.2',
    '35d24m54s N 116d35m13.2s E',
    '35-24.9N 116-35.22E',
    '35。24′54″ 116。35′13.2″',
    '北纬N35°24′54″ 东经E116°35′13.2″',
    '北纬(N)35°24′54″ 东经(E)116°35′13.2″',
    '纬度(°)：35.415 经度(°)：116.587',
    '经度=116.587°E 纬度=35.415°N',
    '116.587_35.415',
    '116.587-35.415',
    '116.587和35.415',
    '"35.415","116.587"',
    '<trkpt lat="35.415" lon="116.587"><ele>38</ele></trkpt>',
    'https://www.example.com/ul?ll=35.415%2C116.587&navigate=yes',
    // of a surveyor: northing 3920713.164, easting 462489.220 (GDAL 3.6.2)
    'X=3,920,713.164 Y=462,489.220',
    'Easting 462489.220 Northing 3920713.164',
    'X轴3920713.164 Y轴39462489.220',
  ])('%s', expectPlace)
})

test.each([
  '微信转账 116.587, 35.415 元',
  '￥116.587,35.415',
  '共计116.587,35.415吨',
  '116.587-117.012米',
  '35.415-36.015',
])('%s is no place', (text) => {
  const pasted = readPasted(text, REGION_BBOX)
  expect(pasted && 'places' in pasted).not.toBe(true)
})

test('a place with a name that begins like a unit behind it is read', () =>
  expectPlace('现场在116.587,35.415米集镇'))

test.each([
  ['高德定位：116.592291,35.414552'],
  ['坐标（高德）：116.592291,35.414552'],
  ['国测局坐标 116.592291,35.414552'],
  ['高德拾取坐标：116.592291,35.414552'],
])('%s names its system', expectPlace)
