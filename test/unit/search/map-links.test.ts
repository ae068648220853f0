import { describe, expect, test } from 'vitest'
import { haversineMetres } from '../../../data/geometry.ts'
import { readPasted } from '../../../server/services/search/pasted-places.ts'
import { REGION_BBOX } from '../../fixtures/demonstration-region.ts'

const read = (text: string) => {
  const pasted = readPasted(text, REGION_BBOX)
  if (!pasted || 'problem' in pasted) throw new Error(pasted?.problem.en ?? 'nothing')
  return pasted.places
}
const sentence = (text: string) => {
  const pasted = readPasted(text, REGION_BBOX)
  return pasted && 'problem' in pasted ? pasted.problem : null
}

/** One place: in WGS-84 and GCJ-02 of the tests of eviltransform. */
const WGS84 = [116.377817, 39.911954] as const
const [X, Y] = ['116.38404722455657', '39.91334545536069']
const NAME = encodeURIComponent('一处')

const metresOff = (text: string): number => {
  const [place, ...others] = read(text)
  expect(others).toEqual([])
  return haversineMetres(...place!.position, ...WGS84)
}

describe('links with the place in GCJ-02', () => {
  test.each([
    `https://uri.amap.com/marker?position=${X},${Y}&name=${NAME}`,
    `https://uri.amap.com/marker?markers=${X},${Y},${NAME}|1,2,x&src=y`,
    `https://uri.amap.com/navigation?from=116.1,35.1,a&to=${X},${Y},${NAME}&mode=car`,
    `https://wb.amap.com/?p=B0FFFAB6J2%2C${Y}%2C${X}%2C${NAME}%2C${NAME}&src=app`,
    `https://wb.amap.com/?q=${Y}%2C${X}%2C${NAME}`,
    `https://ditu.amap.com/regeo?lng=${X}&lat=${Y}&src=uriapi`,
    `https://www.amap.com/dir?from%5Blnglat%5D=116.1,35.1&to%5Blnglat%5D=${X},${Y}`,
    `iosamap://viewMap?sourceApplication=a&poiname=b&lat=${Y}&lon=${X}&dev=0`,
    `androidamap://navi?sourceApplication=a&lat=${Y}&lon=${X}&dev=0`,
    `uri.amap.com/marker?position=${X},${Y}`,
    `【高德地图】一处 https://uri.amap.com/marker?position=${X},${Y}，速来`,
    `https://apis.map.qq.com/uri/v1/marker?marker=coord:${Y},${X};title:${NAME};addr:b&referer=c`,
    `https://apis.map.qq.com/uri/v1/geocoder?coord=${Y},${X}&referer=c`,
    `https://map.qq.com/?type=marker&isopeninfowin=1&pointx=${X}&pointy=${Y}&name=${NAME}`,
    `https://map.wap.qq.com/h5-poi-detail/?n=${NAME}&coord=${X},${Y}`,
    `http://api.map.baidu.com/marker?location=${Y},${X}&title=a&coord_type=gcj02&output=html`,
    `https://www.google.com/maps/place/${NAME}/@35.1,116.1,17z/data=!3m1!4b1!8m2!3d${Y}!4d${X}`,
    `https://www.google.com/maps/search/?api=1&query=${Y}%2C${X}`,
    `https://www.google.com.hk/maps/@${Y},${X},17z`,
    `https://maps.google.com/?q=loc:${Y},${X}`,
    `https://maps.apple.com/?ll=${Y},${X}&q=${NAME}`,
    `https://maps.apple.cn/?ll=${Y},${X}`,
    `https://mapapi.qq.com/uri/v1/marker?coord=${Y},${X}`,
    `https://maps.apple.com/place?coordinate=${Y},${X}&name=${NAME}`,
    `maps://?q=${Y},${X}`,
    `https://m.amap.com/navi/?dest=${X},${Y}&destName=a`,
    `https://wb.amap.com/?r=35.1,116.1,a,${Y},${X},b&src=c`,
    `https://restapi.amap.com/v3/staticmap?zoom=10&markers=mid,,A:${X},${Y}`,
    `https://m.amap.com/share/index/__q=${Y},${X},a&src=b`,
    `https://www.amap.com/#!poi!!center=${X},${Y}`,
    `https://uri.amap.com/marker?position=${X}，${Y}`,
    `https%3A%2F%2Furi.amap.com%2Fmarker%3Fposition%3D${X}%2C${Y}`,
    `https://uri.amap.com/marker?position=${X}%252C${Y}`,
    `https://ditu.amap.com/regeo?name=a&amp;lng=${X}&amp;lat=${Y}`,
    `https://map.qq.com/?l=1&c=${Y},${X}`,
    `https://apis.map.qq.com/ws/geocoder/v1/?location=${Y},${X}`,
    `https://apis.map.qq.com/uri/v1/search?keyword=a&boundary=nearby(${Y},${X},1000)`,
    `https://apis.map.qq.com/tools/routeplan/eword=a&epointx=${X}&epointy=${Y}?referer=b`,
    `https://www.google.com/maps?cbll=${Y},${X}&layer=c`,
    `https://www.google.com/maps/dir/35.1,116.1/${Y},${X}/@35.2,116.3,10z`,
    `https://www.google.com/maps/dir/35.1,116.1/a/data=!4m9!4m8!1m0!1m5!1m1!1s0x!2m2!1d${X}!2d${Y}!3e0`,
    `google.navigation:q=${Y},${X}`,
    `comgooglemaps://?q=a&center=${Y},${X}&zoom=14`,
    `https://cn.bing.com/maps?cp=${Y}~${X}`,
  ])('%s', (text) => expect(metresOff(text)).toBeLessThan(0.1))
})

describe('links with the place in WGS-84', () => {
  const [x, y] = WGS84
  test.each([
    `https://www.openstreetmap.org/?mlat=${y}&mlon=${x}#map=17/35.1/116.1`,
    `https://www.openstreetmap.org/#map=17/${y}/${x}`,
    `https://www.openstreetmap.org/directions?to=${y},${x}`,
    `https://www.openstreetmap.org/directions?engine=a&route=35.1,116.1;${y},${x}`,
    `https://www.openstreetmap.org/search?query=${y}%2C${x}`,
    `https://map.tianditu.gov.cn/#/?ll=${x},${y}`,
    `geo:${y},${x}`,
    `geo:${y},${x};u=35?z=17`,
    `geo:0,0?q=${y},${x}(${NAME})`,
    `https://map.tianditu.gov.cn/?lon=${x}&lat=${y}`,
    `https://uri.amap.com/marker?position=${x},${y}&coordinate=wgs84`,
    `iosamap://viewMap?lat=${y}&lon=${x}&dev=1`,
    `https://apis.map.qq.com/uri/v1/marker?marker=coord:${y},${x};title:a&coord_type=1`,
    `https://api.map.baidu.com/marker?location=${y},${x}&coord_type=wgs84`,
    `https://www.google.com/maps/@${y},${x},400m/data=!3m1!1e3`,
    `https://earth.google.com/web/@${y},${x},37a,12000d`,
    `https://www.tianditu.gov.cn/#/16/${x}/${y}`,
    `om://map?v=1&ll=${y},${x}&n=a`,
    `https://omaps.app/map?v=1&ll=${y},${x}`,
    `https://www.bing.com/maps?cp=${y}~${x}&lvl=16`,
    `https://bing.com/maps/default.aspx?rtp=pos.35.1_116.1~pos.${y}_${x}`,
    `https://api.map.baidu.com/marker?location=${y},${x}&coord_type=wgs84ll`,
  ])('%s', (text) => expect(metresOff(text)).toBeLessThan(0.001))
})

test('Google writes degrees, minutes and seconds for a name, and the middle of the map behind them', () => {
  const [place] = read(
    `https://www.google.com/maps/place/39%C2%B054'48.0%22N+116%C2%B023'02.6%22E/@35.1,116.1,17z/data=!3m1`,
  )
  // A tenth of a second is three metres.
  expect(haversineMetres(...place!.position, ...WGS84)).toBeLessThan(2)
  expect(place!.reading.en).toContain('latitude first')
})

describe('short links of OpenStreetMap hold the place in their letters', () => {
  /** Of its wiki's page on short links and of the tests of osm-shortlink: latitude, longitude. */
  test.each([
    ['https://osm.org/go/0EEQjEEb', 51.511, 0.055, 0.7],
    ['https://osm.org/go/0EEQjE--?m=', 51.511, 0.055, 90],
    ['http://osm.org/go/0EEQjE==', 51.511, 0.055, 90],
    ['https://www.openstreetmap.org/go/0OP4tXGMB', 51.87695, 19.57922, 1],
    ['osm.org/go/ecetE--', 64.13, -31.113, 800],
  ])('%s', (text, latitude, longitude, mostMetres) => {
    const [place] = read(text)
    const metres = haversineMetres(...place!.position, longitude, latitude)
    const said = Number(/at most (\d+) m off/.exec(place!.reading.en)?.[1])
    expect(metres).toBeLessThan(mostMetres)
    // The published place is rounded, too.
    expect(metres).toBeLessThanOrEqual(said + 1)
    expect(said).toBeLessThan(2 * mostMetres)
    expect(place!.system).toMatchObject({ system: 'wgs84', certainty: 'told' })
  })

  test('the older letters are the same places', () => {
    const [now, before] = ['as3I3GpG~-', 'as3I3GpG@='].map(
      (code) => read(`https://osm.org/go/${code}`)[0],
    )
    expect(before).toEqual(now)
  })

  test('an object of the map is no place', () => {
    expect(sentence('https://www.openstreetmap.org/node/1')?.en).toContain('holds no coordinates')
  })
})

/** Of the tests of Organic Maps' ge0 parser: y is 110010, so the latitude has 101 and then ones: 3/4 of 180°. */
test.each([
  ['ge0://8wAAAAAAAA', 0, 0],
  ['https://omaps.app/Byqqqqqqqq/Aa', 45, 0],
  ['http://ge0.me/Byqqqqqqqq', 45, 0],
])('%s holds the place in its letters', (text, latitude, longitude) => {
  const [place] = read(text)
  expect(haversineMetres(...place!.position, longitude, latitude)).toBeLessThan(1)
  expect(place!.reading.en).toContain('Organic Maps')
})

describe('links of Baidu', () => {
  /** Of the README of coordtransform: 116.404, 39.915 of GCJ-02 in BD-09. */
  const [byAmap] = read('https://uri.amap.com/marker?position=116.404,39.915')
  test.each([
    'https://api.map.baidu.com/marker?location=39.92133699351021,116.41036949371029&title=a',
    'https://api.map.baidu.com/direction?origin=1,2&destination=latlng:39.92133699351021,116.41036949371029|name:a',
    'baidumap://map/marker?location=39.92133699351021,116.41036949371029',
    'baidumap://map/direction?origin=name:a|latlng:1,2&destination=name:b|latlng:39.92133699351021,116.41036949371029',
    'http://api.map.baidu.com/staticimage?markers=116.41036949371029,39.92133699351021',
  ])('%s', (text) => {
    const [place] = read(text)
    expect(haversineMetres(...place!.position, ...byAmap!.position)).toBeLessThan(0.2)
    expect(place!.system).toMatchObject({ system: 'bd09', certainty: 'told' })
  })

  /** Of the tests of GeoShare, by BD09Convertor: the same place in Baidu's metres and in GCJ-02. */
  test.each([
    ['12613508.26,2629182.88', '113.30138024838311,23.110319308993134'],
    ['12613424.449999997,2633524.681382545', '113.30063234845544,23.146380831856163'],
  ])('metres %s', (metres, gcj02) => {
    const [amap] = read(`https://uri.amap.com/marker?position=${gcj02}`)
    for (const text of [
      `https://map.baidu.com/poi/${NAME}/@${metres},19z?uid=1`,
      `https://map.baidu.com/@${metres},19z`,
      `https://api.map.baidu.com/marker?location=${metres.split(',').reverse()}&coord_type=bd09mc`,
      `https://map.baidu.com/mobile/webapp/place/detail/qt=inf/act=read&sharegeo=${metres.replace(',', '%2c')}`,
    ]) {
      const [place] = read(text)
      expect(haversineMetres(...place!.position, ...amap!.position)).toBeLessThan(2)
    }
  })
})

test('says whose link it is, what was moved, and what is assumed of it', () => {
  const amap = read(`https://uri.amap.com/marker?position=${X},${Y}`)[0]!
  expect(amap.reading.zh).toContain('按经度在前解读（高德链接）')
  expect(amap.reading.zh).toContain('高德/腾讯（GCJ-02）坐标，已换算为 WGS-84（移动 553 米）')
  expect(amap.reading.en).toContain('Amap/Tencent (GCJ-02) coordinates, moved 553 m into WGS-84')
  expect(amap.system.readings).toHaveLength(1)
  const google = read(`https://www.google.com/maps/@${Y},${X},17z`)[0]!
  expect(google.system.certainty).toBe('assumed')
  expect(google.system.readings.map(({ system, metres }) => [system, metres])).toEqual([
    ['gcj02', 0],
    ['wgs84', 553],
  ])
  expect(google.reading.en).toContain('Amap/Tencent (GCJ-02) assumed; were it WGS-84/CGCS2000')
})

test('outside China nothing is shifted, and nothing is said of systems that make no difference', () => {
  const [paris] = read('https://www.google.com/maps/@48.86,2.35,17z')
  expect(paris!.position).toEqual([2.35, 48.86])
  expect(paris!.reading.en).toBe('Read latitude first (link of Google); outside the region')
})

describe('links without a place', () => {
  test.each([
    ['https://surl.amap.com/1aBcD', '高德短链接', 'short link of Amap'],
    ['【一处】https://j.map.baidu.com/a7/XXXX 快看', '百度短链接', 'short link of Baidu'],
    ['https://maps.app.goo.gl/AbCdEf', '谷歌短链接', 'short link of Google'],
    ['https://goo.gl/maps/AbCdEf', '谷歌短链接', 'short link of Google'],
    ['https://maps.apple/p/7E', '苹果短链接', 'short link of Apple'],
    ['https://maps.apple.com/p/7E', '苹果短链接', 'short link of Apple'],
    ['https://map.baidu.com/s/aBc', '百度短链接', 'short link of Baidu'],
    ['https://map.qq.com/s/abc', '腾讯短链接', 'short link of Tencent'],
    ['https://binged.it/3xYz', '必应短链接', 'short link of Bing'],
  ])('%s', (text, zh, en) => {
    expect(sentence(text)?.zh).toContain(zh)
    expect(sentence(text)?.zh).toContain('可粘贴')
    expect(sentence(text)?.en).toContain(en)
  })

  test('long ones', () => {
    expect(sentence('https://www.openstreetmap.org/node/1')?.en).toContain('holds no coordinates')
    expect(sentence('https://www.amap.com/place/B0FFFAB6J2')?.zh).toContain('高德链接里没有能读出')
    expect(sentence('https://uri.amap.com/marker?position=200,300')?.zh).toContain('没有能读出')
  })

  test('the coordinates beside a short one are taken', () => {
    const [place] = read('116.587,35.415 https://surl.amap.com/1aBcD')
    expect(place!.position).toEqual([116.587, 35.415])
  })

  test('another address is none of a map', () => {
    expect(sentence('https://www.example.com/maps/')).toBeNull()
    expect(readPasted('https://notamap.com/?q=1,2', REGION_BBOX)).toBeNull()
  })
})
