import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { haversineMetres, type LonLat } from '../../../data/geometry.ts'
import type { PastedPlace } from '../../../data/pasted/read-pasted.ts'
import { readPasted } from '../../../server/services/search/pasted-places.ts'
import { REGION_BBOX } from '../../fixtures/demonstration-region.ts'
import { forAll } from '../../fixtures/runs.ts'

/** 35°24′54″ = 35 + 24/60 + 54/3600, 116°35′13″ = 116 + 35/60 + 13/3600. */
const LATITUDE = 35.415
const LONGITUDE = 116 + 35 / 60 + 13 / 3600

const places = (text: string, region = REGION_BBOX): readonly PastedPlace[] => {
  const pasted = readPasted(text, region)
  return pasted && 'places' in pasted ? pasted.places : []
}
const read = (text: string): PastedPlace => {
  const [place, ...others] = places(text)
  expect(others).toEqual([])
  expect(place, text).toBeDefined()
  return place!
}
const problem = (text: string) => {
  const pasted = readPasted(text, REGION_BBOX)
  return pasted && 'problem' in pasted ? pasted : null
}
const metresFrom = ({ position }: PastedPlace, longitude: number, latitude: number): number =>
  haversineMetres(...position, longitude, latitude)

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
    '北緯35度24分54秒 東經116度35分13秒',
    '(116.58694, 35.415)',
    '35°24′54″N116°35′13″E',
    '[116.58694,35.415]',
    '116.58694°E 35.415°N',
    '116.58694 E 35.415 N',
    '经度:116.58694 纬度:35.415',
    '經度：116.58694\n緯度：35.415',
    '东经：116.58694，北纬：35.415',
    '经 116.58694 纬 35.415',
    'E:116.58694,N:35.415',
    'lng:116.58694,lat:35.415',
    'lat=35.415&lng=116.58694',
    '{"lng":116.58694,"lat":35.415}',
    'Latitude: 35.415 Longitude: 116.58694',
    '坐标：116.58694,35.415',
    `35 deg 24' 54.00" N, 116 deg 35' 13.00" E`,
    '35°24.9′N 116°35.2167′E',
    '北纬35度24.9分 东经116度35.2167分',
    '35°24′54 116°35′13',
    'Ｎ３５°２４′５４″ Ｅ１１６°３５′１３″',
    '116。58694，35。415',
    '116.58694\n35.415',
    '\u202a35.415, 116.58694\u202c',
    '我在湖边，纬度：35.415，经度：116.58694，精度：15米，快来',
    '有人落水！位置116.58694,35.415。请速派人',
  ])('%s', (text) => {
    expect(metresFrom(read(text), LONGITUDE, LATITUDE)).toBeLessThan(1)
  })

  const each = (points: string): string[] =>
    points.split(' ').map((point) => String.fromCodePoint(Number.parseInt(point, 16)))

  test.each(each('B0 BA 2DA 30A 366 1D52 2070 2103 2218 25CB 25E6 26AC 2E30 309A 309C FF9F'))(
    '%s for the degree',
    (mark) => {
      expect(read(`116.587${mark},35.415${mark}`).position).toEqual([116.587, 35.415])
      expect(read(`N35${mark}24'54" E116${mark}35'13"`).position[0]).toBeCloseTo(LONGITUDE, 9)
    },
  )

  test.each(
    each(
      '27 60 B4 2B9 2BB 2BC 2BD 2BE 2BF 2C8 2CA 2CB 2F4 300 301 374 384 55A 55D 5F3 7F4 7F5 1FBD 1FBF 1FEF 1FFD 1FFE 2018 2019 201B 2032 2035 275B 275C A78B A78C FF07 FF40',
    ),
  )('%s for the minute, and twice for the second', (mark) => {
    const seconds = mark + mark
    const text = `35°24${mark}54${seconds}N, 116°35${mark}13${seconds}E`
    expect(read(text).position[0]).toBeCloseTo(LONGITUDE, 9)
    expect(read(text).position[1]).toBeCloseTo(LATITUDE, 9)
  })

  test.each(
    each(
      '22 2BA 2DD 2EE 2F6 30B 5F4 201C 201D 201E 201F 2033 2036 275D 275E 3003 301D 301E 301F FF02',
    ),
  )('%s for the second', (mark) => {
    const text = `35°24'54${mark}N, 116°35'13${mark}E`
    expect(read(text).position[0]).toBeCloseTo(LONGITUDE, 9)
    expect(read(text).position[1]).toBeCloseTo(LATITUDE, 9)
  })

  test('says by what it told the order', () => {
    const reading = (text: string, region = REGION_BBOX) => places(text, region)[0]!.reading
    expect(reading('35.415 116.587').zh).toMatch(/^按纬度在前解读（另一种顺序不成立）/)
    expect(reading('35.415 116.587').en).toMatch(/^Read latitude first \(the other order is imp/)
    expect(reading('35.4N 116.5E').en).toMatch(/^Read latitude first \(by the letters\)/)
    expect(reading('10, 50').en).toMatch(
      /^Read longitude first \(the order cannot be told\); outside the region/,
    )
    expect(reading('10, 50').zh).toContain('位于辖区之外')
  })

  test('where both orders are possible the one inside the region wins', () => {
    const [europe] = places('47.1 9.5', [9.4, 47, 9.7, 47.3])
    expect(europe?.position).toEqual([9.5, 47.1])
    expect(europe?.reading.en).toBe('Read latitude first (this way it lies in the region)')
  })

  test('southern and western halves are negative', () => {
    expect(read('33.5S 70.25W').position).toEqual([-70.25, -33.5])
    expect(read('-70.25,-33.5').position).toEqual([-70.25, -33.5])
    expect(read('−70.25, −33.5').position).toEqual([-70.25, -33.5])
  })

  test('all the places of a text, in their order', () => {
    const found = places('甲处 116.587,35.415，乙处 N35.5° E116.6°')
    expect(found.map(({ position }) => position)).toEqual([
      [116.587, 35.415],
      [116.6, 35.5],
    ])
  })

  test.each([
    '任城',
    '116.58,35.41,12',
    '12号楼 3 单元',
    '370811 001',
    '0537-0000001',
    '370811 3912345',
    '53-12',
    '3.5',
    '气温35度，湿度60度',
    'S-1',
    'G327 K12+300',
    '建设路 116.5 米 35.4 米',
    '',
  ])('%s speaks of something else', (text) => expect(readPasted(text, REGION_BBOX)).toBeNull())

  test('a coordinate written in any form is read back within the rounding of the form', () => {
    const dms = (degrees: number): string => {
      const tenths = Math.round(degrees * 36_000)
      return `${Math.floor(tenths / 36_000)}°${Math.floor(tenths / 600) % 60}′${(tenths % 600) / 10}″`
    }
    const minutes = (degrees: number): string => {
      const thousandths = Math.round(degrees * 60_000)
      return `${Math.floor(thousandths / 60_000)}°${(thousandths % 60_000) / 1000}′`
    }
    const wide = (text: string): string =>
      text.replace(/[!-~]/g, (sign) => String.fromCodePoint(sign.charCodeAt(0) + 0xfee0))
    /** Each with half a unit of its last place, in degrees. */
    const forms: readonly (readonly [(place: LonLat) => string, number])[] = [
      [([x, y]) => `${x.toFixed(6)}, ${y.toFixed(6)}`, 5e-7],
      [([x, y]) => `${y.toFixed(5)} ${x.toFixed(5)}`, 5e-6],
      [([x, y]) => wide(`${x.toFixed(6)},${y.toFixed(6)}`), 5e-7],
      [([x, y]) => `E${x.toFixed(4)} N${y.toFixed(4)}`, 5e-5],
      [([x, y]) => `接警：lat:${y.toFixed(6)}\nlng:${x.toFixed(6)}，速来`, 5e-7],
      [([x, y]) => `东经${dms(x)} 北纬${dms(y)}`, 0.05 / 3600],
      [([x, y]) => `${dms(y)}N,${dms(x)}E`, 0.05 / 3600],
      [([x, y]) => `緯${minutes(y)}，經${minutes(x)}`, 0.0005 / 60],
      [([x, y]) => `geo:${y.toFixed(6)},${x.toFixed(6)}`, 5e-7],
      [([x, y]) => `https://osm.org/#map=17/${y.toFixed(5)}/${x.toFixed(5)}`, 5e-6],
    ]
    const [west, south, east, north] = REGION_BBOX
    const drawn = fc.tuple(
      fc.double({ min: west, max: east, noNaN: true }),
      fc.double({ min: south, max: north, noNaN: true }),
    )
    forAll(200, drawn, (place) => {
      for (const [written, rounding] of forms) {
        const { position } = read(written(place))
        expect(Math.abs(position[0] - place[0]), written(place)).toBeLessThan(rounding + 1e-9)
        expect(Math.abs(position[1] - place[1]), written(place)).toBeLessThan(rounding + 1e-9)
      }
    })
  })
})

describe('what is no place gets a sentence with what can be pasted', () => {
  test.each([
    ['200,100', '200, 100'],
    ['200,300', '200, 300'],
    ['1165.87 35.415', '1165.87, 35.415'],
    ['95°N 116°E', '95, 116'],
    ['116.5，95.5', '116.5, 95.5'],
  ])('%s is nowhere on Earth', (text, numbers) => {
    expect(problem(text)).toMatchObject({ mayBeName: false })
    expect(problem(text)?.problem.en).toMatch(`${numbers} is no place on Earth`)
    const [west, , east] = REGION_BBOX
    expect(problem(text)?.problem.en).toContain(`${Number(((west + east) / 2).toFixed(3))}, 35.`)
    expect(problem(text)?.problem.zh).toMatch(`${numbers} 超出范围`)
    expect(problem(text)?.problem.zh).toContain('可粘贴')
  })

  test('sixty minutes or more', () => {
    expect(problem('35°70′N 116°E')?.problem.en).toContain('minutes and seconds must be below 60')
    expect(problem('35°10′60″N 116°E')?.problem.zh).toContain('分和秒应小于 60')
  })

  test('two latitudes', () => {
    expect(problem('35N 36N')?.problem.en).toContain('same axis')
  })

  test.each(['116.587', '东经116.587', '北纬35°24′54″', 'lng:116', 'E116.5'])(
    'half a pair: %s',
    (text) => {
      expect(problem(text)).toMatchObject({ mayBeName: true })
      expect(problem(text)?.problem.en).toContain('one longitude and one latitude are needed')
      expect(problem(text)?.problem.zh).toContain('经度和纬度各一个')
    },
  )
})

test.each(['116.587 处 35.415 处', '东经116.587 电话5370000'])(
  '%s: two numbers are never called one',
  (text) => {
    expect(problem(text)?.problem.en).toContain('more than one number')
    expect(problem(text)?.problem.zh).toContain('没有读出一对经纬度')
  },
)

describe('forms without the usual marks', () => {
  /** 116°35′13″ and 35°24′54″ by hand: 116 + (35 + 13/60)/60 = 116.5869444, 35 + 24.9/60 = 35.415. */
  test.each([
    'E1163513 N352454',
    '东经1163513 北纬352454',
    '352454N 1163513E',
    'N 35 24.900 E 116 35.21667',
    '35 24.900N 116 35.21667E',
    '116-35-13 35-24-54',
    '116 35 13, 35 24 54',
    '116:35:13E 35:24:54N',
    'E116.35.13 N35.24.54',
    `116〇35'13" 35〇24'54"`,
    `116o35'13" 35o24'54"`,
    `116*35'13" 35*24'54"`,
    `116d35'13" 35d24'54"`,
    '116°35″13‴ 35°24″54‴',
    '116°35՚13" 35°24՚54"',
    '116°35՛13" 35°24՛54"',
  ])('%s', (text) => {
    const [x, y] = read(text).position
    expect(x).toBeCloseTo(116.5869444, 6)
    expect(y).toBeCloseTo(35.415, 6)
  })

  test.each([
    'X:116.587 Y:35.415',
    'X=35.415 Y=116.587',
    'B:35.415 L:116.587',
    '116.587东 35.415北',
    '北35.415，东116.587',
  ])('%s', (text) => expect(read(text).position).toEqual([116.587, 35.415]))

  test('two decimals are enough behind a word for coordinates', () => {
    expect(read('现场坐标：116.60,35.42，速来').position).toEqual([116.6, 35.42])
    expect(read('百度坐标:116.60,35.42').system.system).toBe('bd09')
    expect(readPasted('价格116.60,35.42元', REGION_BBOX)).toBeNull()
  })

  test.each(['2026-11-29 10:20:30', '24-11-29 10-20-30', '0537-2345678'])('%s is none', (text) =>
    expect(readPasted(text, REGION_BBOX)).toBeNull(),
  )
})

describe('systems', () => {
  /** Of the tests of eviltransform: WGS-84 and GCJ-02; of the README of coordtransform: GCJ-02 and BD-09. */
  const GCJ02 = '116.38404722455657,39.91334545536069'
  const WGS84 = [116.377817, 39.911954] as const

  test('a text that names one is read in it', () => {
    for (const text of [
      `高德坐标 ${GCJ02}`,
      `腾讯地图：${GCJ02}`,
      `${GCJ02}（GCJ-02）`,
      `gcj02 ${GCJ02}`,
      `高德 ${GCJ02}`,
      `${GCJ02} 高德`,
      `${GCJ02}（腾讯）`,
      `Amap: ${GCJ02}`,
    ]) {
      const place = read(text)
      expect(metresFrom(place, ...WGS84)).toBeLessThan(0.1)
      expect(place.system).toMatchObject({ system: 'gcj02', certainty: 'told' })
    }
    const baidu = read('百度坐标：116.41036949371029,39.92133699351021')
    expect(metresFrom(baidu, ...read('GCJ-02 116.404,39.915').position)).toBeLessThan(0.2)
    expect(read(`WGS-84 ${WGS84}`)).toMatchObject({
      position: WGS84,
      system: { certainty: 'told' },
    })
    expect(read('CGCS2000 116.587,35.415').reading.zh).toContain('WGS-84/CGCS2000坐标')
  })

  test('where none is known, how far the place would move is told', () => {
    const { system, reading } = read(GCJ02)
    expect(system.system).toBe('wgs84')
    expect(system.certainty).toBe('unknown')
    const [own, gcj02, bd09] = system.readings
    expect(own).toEqual({ system: 'wgs84', position: GCJ02.split(',').map(Number), metres: 0 })
    // by hand: 0.00623022° × cos 39.9127° and 0.00139146°, each × 111,195 m, make 531.4 and 154.7
    expect(gcj02?.metres).toBe(553)
    expect(haversineMetres(...gcj02!.position, ...WGS84)).toBeLessThan(0.1)
    expect(bd09?.system).toBe('bd09')
    expect(reading.zh).toContain(
      '坐标系未知，按 WGS-84/CGCS2000；若为高德/腾讯（GCJ-02），位置相差 553 米',
    )
    expect(reading.en).toContain(
      'were it Amap/Tencent (GCJ-02), the place would be 553 m off; were it Baidu (BD-09)',
    )
  })

  test('a name of a map beside other words is no system', () => {
    expect(read('百度大厦 116.587,35.415').system.certainty).toBe('unknown')
    expect(read('高德地图和百度地图 116.587,35.415').system.certainty).toBe('unknown')
  })
})

describe('Xian 80 and Beijing 54', () => {
  test.each([
    '西安80 116.587,35.415',
    'Xian80坐标 116.587,35.415',
    '北京54：116.587,35.415',
    '1954年北京坐标系 116.587,35.415',
    '西安80 X=3920713.164 Y=39462489.220',
  ])('%s: read, and said to be off', (text) => {
    const { position, reading } = read(text)
    expect(position[0]).toBeCloseTo(116.587, 6)
    expect(position[1]).toBeCloseTo(35.415, 6)
    expect(reading.zh).toContain('不能准确换算')
    expect(reading.en).toContain('cannot be converted exactly')
    expect(reading.zh).not.toContain('WGS-84')
  })
})

describe('UTM metres', () => {
  /** 116.587, 35.415 by `gdaltransform -t_srs EPSG:32650` (GDAL 3.6.2). */
  test.each([
    'UTM 50N 462504.2239E 3919144.8786N',
    'UTM zone 50 462504.2239 3919144.8786',
    'UTM 462504.2239 3919144.8786',
    '50S 462504.2239 3919144.8786',
    'UTM 3919144.8786 462504.2239',
  ])('%s', (text) => {
    const place = read(text)
    expect(metresFrom(place, 116.587, 35.415)).toBeLessThan(0.01)
    expect(place.reading.zh).toContain('UTM 第 50 带')
  })

  test('of another zone gets a sentence', () => {
    expect(problem('UTM 51N 462504E 3919145N')?.problem.zh).toContain('UTM第 51 带')
    expect(problem('UTM 51N 462504E 3919145N')?.problem.en).toContain('of zone 51')
  })
})

describe('Gauss-Krüger metres', () => {
  /** 116.587, 35.415 by `gdaltransform -s_srs EPSG:4490` (GDAL 3.6.2): easting 462489.2196, northing 3920713.1639. */
  test.each([
    ['X=3920713.164 Y=39462489.220', '3°带第39带'],
    ['x：3920713.164，y：39462489.220', '3°带第39带'],
    ['Y=39462489.220\nX=3920713.164', '3°带第39带'],
    ['3920713.164,20462489.220', '6°带第20带'],
    ['X=3920713.164，Y=462489.220', '中央经线117°'],
    ['纵坐标3920713.164 横坐标462489.220', '中央经线117°'],
    ['接警 ３９２０７１３．１６４ ４６２４８９．２２０ 处', '中央经线117°'],
  ])('%s', (text, zone) => {
    const place = read(text)
    expect(metresFrom(place, 116.587, 35.415)).toBeLessThan(0.01)
    expect(place.reading.zh).toContain(zone)
    expect(place.system).toMatchObject({ certainty: 'told', readings: [{ metres: 0 }] })
  })

  test('without decimals and labels only in the region', () => {
    expect(metresFrom(read('3920713 462489'), 116.587, 35.415)).toBeLessThan(1)
    expect(readPasted('3120713 462489', REGION_BBOX)).toBeNull()
    expect(readPasted('3920713 38462489', REGION_BBOX)).toBeNull()
  })

  test('another zone gets a sentence', () => {
    expect(problem('X=3920713.16 Y=38462489.22')?.problem.zh).toContain('带号 38')
    expect(problem('X=3920713.16 Y=38462489.22')?.problem.en).toContain('begins with zone 38')
    expect(problem('X=8920713.16 Y=39462489.22')?.problem.en).toContain('lies outside Gauss-Krüger')
  })
})
