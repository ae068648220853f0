import { describe, expect, it } from 'vitest'
import {
  conditionsOf,
  querySummary,
  switchCollection,
} from '../../../../client/form/nearest-query.ts'
import {
  breakdownText,
  distancesText,
  gearSummary,
  mainRoads,
  roadOfSnap,
} from '../../../../client/panels/nearest/arrival-texts.ts'
import { byStraightLine, meetsConditions } from '../../../../client/panels/nearest/straight-line.ts'
import { INITIAL_STATE } from '../../../../client/state/app-state.ts'
import { EARTH_RADIUS_METRES } from '../../../../data/geometry.ts'
import { withEquipment } from '../../../../data/wording.ts'
import { ANSWER } from './answer-fixture.ts'
import { panelTexts } from './panel-texts.ts'

const stretch = (name: string, ref: string, lengthMetres: number, roadClass = 'county') => ({
  name,
  ref,
  roadClass,
  lengthMetres,
})

describe('main roads of a route', () => {
  it('are the longest ones in order of driving, each once', () => {
    const roads = [
      stretch('站前路', '', 200),
      stretch('崇文大道', '', 900),
      stretch('', 'G105', 2000),
      stretch('崇文大道', '', 800),
      stretch('湖滨路', '', 300),
    ]
    expect(mainRoads(roads, 'zh', 3)).toEqual(['崇文大道', 'G105', '湖滨路'])
  })

  it('are told by class where none has a name', () => {
    const roads = [stretch('', '', 100, 'town'), stretch('', '', 900, 'village')]
    expect(mainRoads(roads, 'zh')).toEqual(['村道'])
    expect(mainRoads(roads, 'en')).toEqual(['Village road'])
    expect(mainRoads([], 'zh')).toEqual([])
  })
})

it('a place beside its road names it, else numbers it, else classes it', () => {
  const snap = {
    longitude: 0,
    latitude: 0,
    distanceMetres: 1,
    roadName: '',
    roadRef: '',
    roadClass: 'county',
  }
  expect(roadOfSnap({ ...snap, roadName: '任兴路', roadRef: 'S244' }, 'zh')).toBe('任兴路（S244）')
  expect(roadOfSnap({ ...snap, roadRef: 'S244' }, 'en')).toBe('S244')
  expect(roadOfSnap(snap, 'zh')).toBe('县道')
})

it('how far is driven and how far walked are told apart', () => {
  const told = (distanceMetres: number, walkMetres: number, language: 'zh' | 'en') =>
    distancesText(
      { ...ANSWER.features[0]!.properties, distanceMetres, walkMetres },
      language,
      panelTexts(language),
    )
  expect(told(929, 310, 'zh')).toBe('行车 929 米，步行 310 米')
  expect(told(929, 310, 'en')).toBe('929 m by road, 310 m on foot')
  expect(told(4200, 9.9, 'zh')).toBe('行车 4.2 公里')
})

it('what an arrival time is made of is told part by part', () => {
  const times = { turnoutSeconds: 60, travelSeconds: 300, accessSeconds: 20 }
  const properties = { ...ANSWER.features[0]!.properties, ...times }
  expect(breakdownText(properties, 'zh', panelTexts('zh'))).toBe(
    '出动 1 分 + 行车 5 分 + 接驳 20 秒',
  )
  // 65.7 s in all, which is shown as 1 min 6 s
  const fractions = { turnoutSeconds: 55, travelSeconds: 0.4, accessSeconds: 10.3 }
  expect(breakdownText({ ...properties, ...fractions }, 'en', panelTexts('en'))).toBe(
    'turnout 55 s + road 1 s + access 10 s',
  )
  expect(breakdownText({ ...properties, turnoutSeconds: 0 }, 'en', panelTexts('en'))).toBe(
    'road 5 min + access 20 s',
  )
})

describe('gear on a card', () => {
  const equipment = { pump: 1, extinguisher: 12, hose: 6, stretcher: 2, aed: 1, boat: 1 }
  const properties = { ...ANSWER.features[0]!.properties, equipment }
  it('puts what was asked for first, so that it is never cut off', () => {
    expect(gearSummary(properties, { equipment: { aed: 1 }, item: null }, 'zh')).toBe(
      '自动体外除颤器 1 台、排水泵 1 台、灭火器 12 具、消防水带 6 盘 等 6 类',
    )
  })

  it('is the stock of a stockpile', () => {
    const stockpile = { ...properties, equipment: undefined, stock: { tent: 30, sandbag: 8000 } }
    expect(gearSummary(stockpile, { equipment: {}, item: 'tent' }, 'zh')).toBe(
      '帐篷 30 顶、编织袋 8,000 条',
    )
  })
})

describe('changes of the query', () => {
  it('leave no condition on that the new collection does not know', () => {
    expect(switchCollection('stockpiles')).toEqual({
      collection: 'stockpiles',
      profile: 'supply-lorry',
      onDuty: false,
      equipment: {},
      item: null,
      quantity: null,
    })
    expect(switchCollection('stations')).toMatchObject({ profile: 'rescue-van', onDuty: true })
    expect(conditionsOf('flood-works')).toEqual({ duty: false, equipment: false, stock: false })
  })

  it('set and remove least numbers of gear', () => {
    expect(withEquipment({ pump: 1 }, 'boat', 2)).toEqual({ pump: 1, boat: 2 })
    expect(withEquipment({ pump: 1, boat: 2 }, 'boat', null)).toEqual({ pump: 1 })
    expect(withEquipment({ pump: 1 }, 'pump', 0)).toEqual({})
  })
})

it('prints the query as understood', () => {
  const query = { ...ANSWER.query, equipment: { pump: 2 } }
  expect(querySummary(query, 'zh', panelTexts('zh'))).toEqual([
    ['查找对象', '微型应急救援站'],
    ['数量', '5'],
    ['车辆', '救援车'],
    ['时间', '2026-03-01 15:00'],
    ['最长到达时间', '2 小时'],
    ['只看在岗', '是'],
    ['所需装备', '排水泵 2 台'],
  ])
})

it('orders by straight line where there are no roads', () => {
  const point = (id: string, longitude: number, latitude: number) => ({
    id,
    geometry: { type: 'Point' as const, coordinates: [longitude, latitude] as [number, number] },
  })
  // on a meridian a degree is the same everywhere, on the 35th parallel it is cos 35° of that
  const features = [point('far', 116, 35.02), point('near', 116.02, 35), point('out', 117, 35)]
  const rows = byStraightLine(features, [116, 35], 2)
  expect(rows.map(({ feature }) => feature.id)).toEqual(['near', 'far'])
  const degree = (Math.PI / 180) * EARTH_RADIUS_METRES
  expect(rows[1]?.straightMetres).toBeCloseTo(0.02 * degree, 3)
  expect(rows[0]?.straightMetres).toBeCloseTo(0.02 * degree * Math.cos((35 * Math.PI) / 180), 1)
})

describe('conditions that hold without roads', () => {
  const noon = Date.parse('2026-03-01T12:00:00+08:00')
  const night = Date.parse('2026-03-01T03:00:00+08:00')
  const station = {
    buildStatus: 'operating',
    dutyPattern: 'day-shift',
    dutyFrom: '08:00',
    dutyUntil: '18:00',
    crewOnDuty: 4,
    equipment: { pump: 2 },
  }
  const options = INITIAL_STATE.nearest

  it('ask for duty at the moment, unless switched off', () => {
    expect(meetsConditions(station, options, noon)).toBe(true)
    expect(meetsConditions(station, options, night)).toBe(false)
    expect(meetsConditions(station, { ...options, onDuty: false }, night)).toBe(true)
  })

  it('ask for enough of every piece of gear', () => {
    expect(meetsConditions(station, { ...options, equipment: { pump: 2 } }, noon)).toBe(true)
    expect(meetsConditions(station, { ...options, equipment: { pump: 3 } }, noon)).toBe(false)
    expect(meetsConditions(station, { ...options, equipment: { boat: 1 } }, noon)).toBe(false)
  })

  it('ask a stockpile for the goods, in the quantity if there is one', () => {
    const goods = { ...options, collection: 'stockpiles', item: 'sandbag' } as const
    const stockpile = { stock: { sandbag: 500, tent: 0 } }
    expect(meetsConditions(stockpile, goods, noon)).toBe(true)
    expect(meetsConditions(stockpile, { ...goods, quantity: 501 }, noon)).toBe(false)
    expect(meetsConditions(stockpile, { ...goods, item: 'tent' }, noon)).toBe(false)
  })
})
