import { expect, test } from 'vitest'
import { readHere } from '../../../client/panels/search/places-read-here.ts'
import { haversineMetres } from '../../../data/geometry.ts'
import { placeFeatures } from '../../../data/pasted/read-pasted.ts'
import { readPasted } from '../../../server/services/search/pasted-places.ts'
import { REGION_BBOX } from '../../fixtures/demonstration-region.ts'

/** What comes in degrees, by link or in letters; in each of the systems and in both orders. */
const TEXTS = [
  '116.587,35.415',
  '35.415 116.587',
  '东经116°35′13″ 北纬35°24′54″',
  '高德 116.592291,35.414552',
  '百度坐标 116.598807,35.420448',
  'https://uri.amap.com/marker?position=116.592291,35.414552',
  'https://map.baidu.com/@12979680.5,4198642.3,17z',
  '出事地点 geo:35.415,116.587 请速来',
  'https://osm.org/go/5hX7lq?m=',
]

test.each(TEXTS)('%s is read by the page as by the service, to two decimetres', (text) => {
  const pasted = readPasted(text, REGION_BBOX)
  const told = placeFeatures(pasted && 'places' in pasted ? pasted.places : [])
  const { features, problem } = readHere(text, REGION_BBOX, 'zh')
  expect(problem).toBeNull()
  expect(features.length).toBe(1)
  for (const [index, { geometry, properties }] of features.entries()) {
    const { geometry: point, properties: same } = told[index]!
    expect(properties.context).toBe(same.context)
    if (geometry.type !== 'Point' || point.type !== 'Point') throw new Error('no point')
    const [longitude, latitude] = geometry.coordinates
    const [sameLongitude, sameLatitude] = point.coordinates
    // the inverse of BD-09 alone, which the service takes more steps for, is 12 cm off
    expect(haversineMetres(longitude, latitude, sameLongitude, sameLatitude)).toBeLessThan(0.2)
  }
})

test('metres wait for the service, an address of no place says why, and a name is none', () => {
  expect(readHere('X=3920713.5 Y=39462489.1', REGION_BBOX, 'zh').problem).toMatch(/恢复后才能换算/)
  expect(readHere('https://surl.amap.com/abc123', REGION_BBOX, 'en').problem).toMatch(/short link/)
  for (const name of ['任城区', '洸河路/建设路', 'G327 K12+300', '05370001234', '第12村'])
    expect(readHere(name, REGION_BBOX, 'zh')).toEqual({ features: [], problem: null })
})

test('without a region, numbers that say nothing of it are taken to lie in China', () =>
  expect(readHere('35.415, 116.587', null, 'zh').features[0]?.geometry).toEqual({
    type: 'Point',
    coordinates: [116.587, 35.415],
  }))
