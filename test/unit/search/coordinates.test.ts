import { describe, expect, test } from 'vitest'
import { REGION_BBOX } from '../../../data/geometry.ts'
import {
  impossibleCoordinates,
  parseCoordinates,
} from '../../../server/services/search/coordinates.ts'

/** 35°24′54″ = 35 + 24/60 + 54/3600, 116°35′13″ = 116 + 35/60 + 13/3600. */
const LATITUDE = 35.415
const LONGITUDE = 116 + 35 / 60 + 13 / 3600

const read = (text: string) => parseCoordinates(text, REGION_BBOX)

describe('coordinates as people paste them', () => {
  test.each([
    '116.58694,35.415',
    '35.415 116.58694',
    '35.415，116.58694',
    '１１６．５８６９４，３５．４１５',
    '35°24′54″N 116°35′13″E',
    `35°24'54"N, 116°35'13"E`,
    'N35°24′54″ E116°35′13″',
    'E116.58694 N35.415',
    '北纬35°24′54″ 东经116°35′13″',
    '东经116度35分13秒，北纬35度24分54秒',
    '(116.58694, 35.415)',
    '35°24′54″N116°35′13″E',
    '[116.58694,35.415]',
    '116.58694°E 35.415°N',
    '经度:116.58694 纬度:35.415',
  ])('%s', (text) => {
    const [longitude, latitude] = read(text)!.position
    expect(longitude).toBeCloseTo(LONGITUDE, 4)
    expect(latitude).toBeCloseTo(LATITUDE, 4)
  })

  test('says by what it told the order', () => {
    expect(read('35.415 116.587')?.reading).toEqual({
      zh: '按纬度在前解读（另一种顺序不成立）',
      en: 'Read latitude first (the other order is impossible)',
    })
    expect(read('35.4N 116.5E')?.reading.en).toBe('Read latitude first (by the letters)')
    expect(read('10, 50')?.reading.en).toBe(
      'Read longitude first (the order cannot be told), outside the region',
    )
  })

  test('where both orders are possible the one inside the region wins', () => {
    const europe = parseCoordinates('47.1 9.5', [9.4, 47, 9.7, 47.3])
    expect(europe?.position).toEqual([9.5, 47.1])
    expect(europe?.reading.en).toBe('Read latitude first (this way it lies in the region)')
  })

  test('southern and western halves are negative', () => {
    expect(read('33.5S 70.25W')?.position).toEqual([-70.25, -33.5])
    expect(read('-70.25,-33.5')?.position).toEqual([-70.25, -33.5])
  })

  test.each([
    '任城',
    '116.58',
    '116.58,35.41,12',
    '200,300',
    '35°70′N 116°E',
    '35N 36N',
    '12号楼 3 单元',
    '0537-0000001',
    '53-12',
    '',
  ])('%s is no pair of coordinates', (text) => expect(read(text)).toBeNull())
})

describe('coordinates of no place on Earth', () => {
  test.each([
    ['200,100', '200, 100'],
    ['1165.87 35.415', '1165.87, 35.415'],
    ['95°N 116°E', '95, 116'],
    ['116.5，95.5', '116.5, 95.5'],
  ])('%s', (text, numbers) => {
    const problem = impossibleCoordinates(text)
    expect(problem?.en).toMatch(`${numbers} is no place on Earth`)
    expect(problem?.zh).toMatch(`${numbers} 超出范围`)
  })

  test('two latitudes are no place either', () => {
    expect(impossibleCoordinates('35N 36N')?.en).toContain('same axis')
  })

  test.each(['116.587,35.415', '任城', '370811 001', '0537-0000001', '3.5'])(
    '%s is nothing to complain about',
    (text) => expect(impossibleCoordinates(text)).toBeNull(),
  )
})
