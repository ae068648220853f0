/** The picture of tiles that an installation may set under its map. */
import { describe, expect, test } from 'vitest'
import { readBaseMap } from '../../server/base-map.ts'
import { createTestApp } from '../fixtures/app.ts'

const TIANDITU =
  'https://t0.tianditu.gov.cn/img_w/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER=img&STYLE=default&TILEMATRIXSET=w&FORMAT=tiles&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}&tk={key}'

const read = (url: string, key = '', attribution = '底图：天地图') =>
  readBaseMap({ url, key, attribution })

const refusal = (...settings: Parameters<typeof read>): string => {
  const answer = read(...settings)
  return answer && 'refused' in answer ? answer.refused.en : `taken: ${JSON.stringify(answer)}`
}

describe('the setting', () => {
  test('is none where nothing is set', () => expect(read('')).toBeNull())

  test('is the address with its key, and the origin alone', () => {
    expect(read(TIANDITU, 'a b&c')).toEqual({
      baseMap: { tiles: TIANDITU.replace('{key}', 'a%20b%26c'), attribution: '底图：天地图' },
      origin: 'https://t0.tianditu.gov.cn',
    })
    expect(read('http://10.1.2.3:8080/{z}/{x}/{y}.png')).toMatchObject({
      origin: 'http://10.1.2.3:8080',
    })
  })

  test.each([
    ['https://webrd01.is.autonavi.com/appmaptile?x={x}&y={y}&z={z}', 'GCJ-02'],
    ['https://maponline0.bdimg.com/tile/?x={x}&y={y}&z={z}', 'GCJ-02'],
    ['https://rt0.map.gtimg.com/tile?z={z}&x={x}&y={y}', 'GCJ-02'],
    ['https://mt0.google.cn/vt?x={x}&y={y}&z={z}', 'GCJ-02'],
    ['https://t0.tianditu.gov.cn/vec_c/wmts?TILEMATRIX={z}&TILEROW={y}&TILECOL={x}', 'in degrees'],
    ['https://tiles.test/{z}/{x}.png', 'lacks {y}'],
    ['ftp://tiles.test/{z}/{x}/{y}.png', 'http or https'],
    ['tiles/{z}/{x}/{y}.png', 'http or https'],
  ])('%s is refused', (url, reason) => expect(refusal(url)).toContain(reason))

  test('wants key and place of the key together, and to say whose picture it is', () => {
    expect(refusal(TIANDITU)).toContain('go together')
    expect(refusal('https://tiles.test/{z}/{x}/{y}.png', 'k')).toContain('go together')
    expect(refusal('https://tiles.test/{z}/{x}/{y}.png', '', ' ')).toContain('whose picture')
  })

  test('does not take a name that only ends alike for one that is shifted', () => {
    expect(read('https://not-amap.com/{z}/{x}/{y}.png')).toHaveProperty('baseMap')
  })
})

describe('the page', () => {
  const policyOf = (headers: Headers, part: string): string | undefined =>
    new RegExp(`${part}[^;]*`).exec(headers.get('Content-Security-Policy') ?? '')?.[0]

  test('learns that there is none, and loads from nowhere else', async () => {
    const { get, json } = await createTestApp()
    expect(await json('/api/base-map')).toEqual({ baseMap: null })
    const { headers } = await get('/')
    expect(policyOf(headers, 'img-src')).toBe("img-src 'self' data: blob:")
    expect(policyOf(headers, 'connect-src')).toBe("connect-src 'self'")
  })

  test('learns the address and may load from exactly that origin; others may not read the key', async () => {
    const baseMap = read(TIANDITU, 'secret')
    if (!baseMap || 'refused' in baseMap) throw new Error('the setting was refused')
    const { get, json } = await createTestApp({}, { baseMap })
    expect(await json('/api/base-map')).toEqual({ baseMap: baseMap.baseMap })
    const { headers } = await get('/')
    expect(policyOf(headers, 'img-src')).toBe(
      "img-src 'self' data: blob: https://t0.tianditu.gov.cn",
    )
    expect(policyOf(headers, 'connect-src')).toBe("connect-src 'self' https://t0.tianditu.gov.cn")
    expect(policyOf(headers, 'script-src')).toBe("script-src 'self'")
    const answer = await get('/api/base-map', { Origin: 'https://elsewhere.test' })
    expect(answer.headers.get('Access-Control-Allow-Origin')).toBeNull()
    const health = await get('/api/health', { Origin: 'https://elsewhere.test' })
    expect(health.headers.get('Access-Control-Allow-Origin')).toBe('*')
  })
})
