import { afterEach, beforeEach, describe, expect, it, test, vi } from 'vitest'
import {
  EMPTY_INCIDENT,
  giveNumber,
  nextNumber,
  useDesk,
} from '../../../../client/panels/nearest/message/message-draft.ts'
import type { MessageOrder } from '../../../../client/panels/nearest/message/message-order.ts'
import { calledOut, longText } from '../../../../client/panels/nearest/message/message-text.ts'
import {
  messageSize,
  shortPlace,
  shortStation,
  shortText,
} from '../../../../client/panels/nearest/message/short-text.ts'
import { bearingBetween, windOf } from '../../../../data/compass.ts'
import { stubStorage } from '../stub-storage.ts'
import { ANSWER as FIXTURE } from './answer-fixture.ts'
import { messageTexts } from './panel-texts.ts'

/** The road lies 35 m south of the place. */
const ANSWER = { ...FIXTURE, snap: { ...FIXTURE.snap!, latitude: 35.41469 } }
const [FIRST, SECOND] = ANSWER.features as [
  (typeof ANSWER.features)[0],
  (typeof ANSWER.features)[0],
]
/** 15:02 in Shanghai: two minutes after the answer was computed. */
const ISSUED = Date.parse('2026-03-01T15:02:00+08:00')
const CLOSURE = { id: 'c1', name: '洸河路西段', kind: 'road' } as const

const order = (changes: Partial<MessageOrder> = {}): MessageOrder => ({
  answer: ANSWER,
  chosen: FIRST,
  before: null,
  sent: new Set(),
  phones: new Map(),
  placeLabel: '太白湖广场',
  county: { zh: '任城区', en: 'Rencheng District' },
  number: '20260301-003',
  issuedAt: ISSUED,
  departsAt: ISSUED,
  isWhatIf: false,
  incident: {
    what: '两车相撞',
    trapped: '2',
    injured: '',
    reportTo: '现场指挥',
    sitePhone: '0537-0000110',
    equipment: { pump: 2 },
  },
  desk: { callback: '0537-0000100', unit: '某市应急指挥中心值班室', officer: '' },
  ...changes,
})

const long = (changes: Partial<MessageOrder> = {}, language: 'zh' | 'en' = 'zh'): string =>
  longText(order(changes), language, messageTexts(language))
const short = (changes: Partial<MessageOrder> = {}, language: 'zh' | 'en' = 'zh'): string =>
  shortText(order(changes), language, messageTexts(language))

// 116.587, 35.415 in GCJ-02 by the published formulas, worked out apart: 116.592291, 35.414552.
const LINK =
  'https://uri.amap.com/marker?position=116.592291,35.414552&name=%E5%A4%AA%E7%99%BD%E6%B9%96%E5%B9%BF%E5%9C%BA'

it('says in Chinese what happened where, who comes when, with what, by which way, and who signs', () => {
  expect(long({ answer: { ...ANSWER, obeyed: [CLOSURE] } })).toBe(
    [
      '【演示】关于太白湖广场两车相撞的调度通知',
      '编号：20260301-003',
      '许庄街道1号站（电话 0537-0001001）：',
      '　　3月1日15时02分，任城区太白湖广场（太白湖路北侧35米）两车相撞，2人被困。请你站立即出动，15时09分前到达现场（用时 6 分 20 秒），随车携带排水泵2台。',
      '　　行车路线：崇文大道（G105） → 太白湖路，4.2 公里。',
      '　　已避开封闭：洸河路西段（道路封闭），请勿驶入。',
      '　　位置坐标：116.587000,35.415000（WGS-84）；116.592291,35.414552（高德 GCJ-02）。',
      `　　导航链接：${LINK}`,
      '　　到场后请向现场指挥（电话 0537-0000110）报告。请将出动和到场时间回告（0537-0000100）。',
      '　　如不能立即出动，请马上回告；后备：许庄街道2号站（电话 0537-0001002），15时12分前可到。',
      '某市应急指挥中心值班室',
      '2026年3月1日15时02分',
      '※ 演示数据，不得用于实际调度。',
    ].join('\n'),
  )
})

it('says the same in English', () => {
  const incident = { ...order().incident, what: 'two cars collided', reportTo: 'site commander' }
  const desk = { callback: '0537-0000100', unit: 'Duty room', officer: '' }
  expect(long({ answer: { ...ANSWER, obeyed: [CLOSURE] }, incident, desk }, 'en')).toBe(
    [
      '[DEMONSTRATION] Call-out: two cars collided at 太白湖广场',
      'No. 20260301-003',
      'To: Xuzhuang station 1 (phone 0537-0001001)',
      '15:02 on 1 Mar: two cars collided at 太白湖广场 (35 m north of 太白湖路), Rencheng District, 2 trapped. Go at once and be there before 15:09 (in 6 min 20 s). Bring: Drainage pump (2 units).',
      'Route: 崇文大道 (G105) → 太白湖路, 4.2 km by road.',
      'Closed, keep out: 洸河路西段 (road closed).',
      'Coordinates: 116.587000,35.415000 (WGS-84); 116.592291,35.414552 (Amap, GCJ-02).',
      `Map: ${LINK}`,
      'On arrival report to site commander (phone 0537-0000110). Tell us when you leave and when you arrive: 0537-0000100.',
      'If you cannot go, say so at once. Next: Xuzhuang station 2 (phone 0537-0001002), there before 15:12.',
      'Duty room',
      '2026-03-01 15:02 (Beijing time)',
      '* Demonstration data: not for real dispatch.',
    ].join('\n'),
  )
})

it('tells the place from the nearest crossing where one is near', () => {
  const crossing = {
    ...{ roads: ['太白湖路', '洸河路'] as [string, string], longitude: 116.586, latitude: 35.414 },
    ...{ distanceMetres: 144, bearingDegrees: 39 },
  }
  const answer = { ...ANSWER, crossing }
  expect(long({ answer })).toContain('任城区太白湖广场（太白湖路与洸河路口东北约144米）两车相撞')
  expect(long({ answer, placeLabel: null }, 'en')).toContain(
    'at about 144 m northeast of the crossing of 太白湖路 and 洸河路, Rencheng District',
  )
  expect(short({ answer, placeLabel: null })).toContain('太白湖路洸河路口东北约144米')
  const at = { ...ANSWER, crossing: { ...crossing, distanceMetres: 12 } }
  expect(long({ answer: at, placeLabel: null })).toContain('任城区太白湖路与洸河路口两车相撞')
  // whoever searched for the crossing has said it
  const label = '太白湖路与洸河路交叉口'
  expect(long({ answer: at, placeLabel: label })).toContain(`任城区${label}两车相撞`)
  const english = long({ answer: at, placeLabel: 'Crossing of 太白湖路 and 洸河路' }, 'en')
  expect(english).toContain(' at the crossing of 太白湖路 and 洸河路, Rencheng District')
  expect(english).not.toContain('at Crossing')
  // a point on the map is called in the navigation by what it lies at
  const link = /https:\S+/.exec(long({ answer: at, placeLabel: null }))?.[0] ?? ''
  expect(new URL(link).searchParams.get('name')).toBe('任城区太白湖路与洸河路口')
})

it('says once that a closed road is closed', () => {
  const answer = (name: string) => ({ ...ANSWER, obeyed: [{ ...CLOSURE, name }] })
  const named = answer('洸河路（红星路—建设路）封闭')
  expect(long({ answer: named })).toContain('已避开封闭：洸河路（红星路—建设路）封闭，请勿驶入')
  const brief = { answer: answer('洸河路封闭') }
  expect(short(brief)).toContain('。洸河路封闭')
  expect(short(brief)).not.toContain('封闭封闭')
  const english = answer('洸河路 closed')
  expect(long({ answer: english }, 'en')).toContain('Closed, keep out: 洸河路 closed.')
  expect(short({ answer: english, incident: EMPTY_INCIDENT }, 'en')).not.toContain('路 closed')
  expect(long({ answer: answer('施工') })).toContain('施工（道路封闭）')
})

it('counts from the time asked about where that is another one than now, and says what it is', () => {
  const departsAt = Date.parse('2026-03-02T03:00:00+08:00')
  const text = long({ departsAt, isWhatIf: true })
  expect(text).toContain('假设3月2日3时00分，任城区太白湖广场（太白湖路北侧35米）两车相撞')
  expect(text).toContain('届时出动，3月2日3时07分前可到现场')
  expect(text).not.toMatch(/立即|回告|报告|20260301-003/)
  expect(text).toMatch(/^【演示】【推演】/)
  expect(text).toContain('※ 推演，不是出动命令。')
  const brief = short({ departsAt, isWhatIf: true })
  expect(brief).toMatch(/^【演示】【推演】/)
  expect(brief).toContain('假设3:00出动')
  expect(brief).not.toContain('请')
  expect(long()).not.toContain('推演')
})

it('names the first in rank as backup of the last one', () => {
  const text = long({ chosen: SECOND })
  expect(text).toContain('\n许庄街道2号站（电话 0537-0001002）：\n')
  expect(text).toContain('后备：许庄街道1号站')
})

it('names as backup the best besides, before or after the chosen one, and none that is out', () => {
  const third = {
    ...SECOND,
    id: 'third',
    properties: { ...SECOND.properties, rank: 3, name: '许庄街道3号站' },
  }
  const answer = { ...ANSWER, features: [FIRST, SECOND, third] }
  const chosen = SECOND
  expect(long({ answer, chosen })).toContain('后备：许庄街道1号站')
  expect(long({ answer, chosen, sent: new Set([FIRST.id]) })).toContain('后备：许庄街道3号站')
  expect(long({ answer, chosen, sent: new Set([FIRST.id, 'third']) })).toContain('没有后备')
})

test('who is out already is told the way they left by, unless other roads are closed by now', () => {
  const answer = { ...ANSWER, features: [SECOND], routes: { ...ANSWER.routes, features: [] } }
  const way = '行车路线：崇文大道（G105） → 太白湖路，4.2 公里。'
  expect(long({ answer, before: ANSWER })).toContain(way)
  expect(long({ answer })).not.toContain('行车路线')
  for (const closed of [{ obeyed: [CLOSURE] }, { closuresInForce: 1 }])
    expect(long({ answer: { ...answer, ...closed }, before: ANSWER })).not.toContain('行车路线')
})

it('leaves out what is not known instead of making it up', () => {
  const { phone: _phone, equipment: _equipment, ...properties } = FIRST.properties
  const chosen = { ...FIRST, properties } as typeof FIRST
  const answer = {
    ...ANSWER,
    features: [chosen],
    routes: { ...ANSWER.routes, features: [] },
    snap: null,
    notice: null,
  }
  const nothing = {
    answer,
    chosen,
    placeLabel: null,
    county: null,
    incident: EMPTY_INCIDENT,
    desk: { callback: '', unit: '', officer: '' },
  }
  expect(long(nothing)).toBe(
    [
      '关于地图标注点的调度通知',
      '编号：20260301-003',
      '许庄街道1号站：',
      '　　3月1日15时02分，地图标注点需要支援。请你站立即出动，15时09分前到达现场（用时 6 分 20 秒）。',
      '　　位置坐标：116.587000,35.415000（WGS-84）；116.592291,35.414552（高德 GCJ-02）。',
      '　　导航链接：https://uri.amap.com/marker?position=116.592291,35.414552&name=%E5%9C%B0%E5%9B%BE%E6%A0%87%E6%B3%A8%E7%82%B9',
      '　　如不能立即出动，请马上回告；没有后备。',
      '2026年3月1日15时02分',
    ].join('\n'),
  )
})

it('names the gear that was asked for, not all that the station has', () => {
  const incident = { ...EMPTY_INCIDENT, equipment: { boat: 1 } }
  expect(long({ incident })).toContain('随车携带冲锋舟/橡皮艇1艘。\n')
  expect(long({ incident: EMPTY_INCIDENT })).not.toContain('携带')
})

it('orders the goods that were asked for, not all that is in stock', () => {
  const query = {
    ...ANSWER.query,
    collection: 'stockpiles' as const,
    item: 'sandbag',
    quantity: 8000,
  }
  const text = long({ answer: { ...ANSWER, query }, incident: EMPTY_INCIDENT })
  expect(text).toContain('请你单位立即调运编织袋8,000条，15时09分前送达现场')
  expect(text).not.toContain('携带')
})

it('names whole numbers where the answer has masks, and the mask where there is no other', () => {
  const withPhone = (feature: typeof FIRST, phone: string) => ({
    ...feature,
    properties: { ...feature.properties, phone },
  })
  const chosen = withPhone(FIRST, '138****1234')
  const answer = { ...ANSWER, features: [chosen, withPhone(SECOND, '139****1234')] }
  expect(calledOut({ answer, chosen, sent: new Set() }).map(({ id }) => id)).toEqual([
    FIRST.id,
    SECOND.id,
  ])
  const phones = new Map([[FIRST.id, '13800001234']])
  const text = long({ answer, chosen, phones })
  expect(text).toContain('（电话 13800001234）')
  expect(text).toContain('（电话 139****1234）')
})

it('names the warnings that hold at the place', () => {
  const warnings = [
    { id: 'w', name: '济宁市气象台发布暴雨预警', kind: 'rainstorm', level: 'orange' } as const,
  ]
  const answer = { ...ANSWER, warnings }
  expect(long({ answer })).toContain('该处有预警：橙色（二级）暴雨：济宁市气象台发布暴雨预警。\n')
  expect(long({ answer }, 'en')).toContain(
    'Warnings in force there: Orange (II), Rainstorm: 济宁市气象台发布暴雨预警.\n',
  )
  expect(long()).not.toContain('预警')
})

it('takes words for a number of people, and one that was pasted by its road', () => {
  const incident = { ...EMPTY_INCIDENT, trapped: '不详', injured: '1' }
  const text = long({ incident, placeLabel: '116.58700, 35.41500' })
  expect(text).toContain('任城区太白湖路北侧35米需要支援，被困人员：不详，1人受伤。')
})

describe('as one text message', () => {
  const station = {
    ...FIRST,
    properties: { ...FIRST.properties, name: '仙营街道第三微型应急救援站' },
  }
  const crossing = { chosen: station, placeLabel: '洸河路与建设路路口' }

  it('says where, what, who, until when, with what, what is closed and whom to call, in 70 characters', () => {
    const answer = { ...ANSWER, obeyed: [CLOSURE] }
    expect(short({ ...crossing, answer })).toBe(
      '【演示】洸河路与建设路路口两车相撞，2人被困。请仙营三站出动，15:09前到，带排水泵2。洸河路西段封闭。回电0537-0000100',
    )
  })

  it('leaves out names of closures, then gear, then people, never place, station or hour', () => {
    const what = '两车相撞起火'
    const long13 = {
      ...order().incident,
      what,
      injured: '3',
      equipment: { pump: 2, boat: 1, stretcher: 2, aed: 1 },
    }
    const obeyed = ['洸河路（共青团路至建设路段）', '红星路'].map((name, n) => ({
      ...CLOSURE,
      id: `c${n}`,
      name,
    }))
    const text = short({ ...crossing, incident: long13, answer: { ...ANSWER, obeyed } })
    expect(text.length).toBeLessThanOrEqual(70)
    expect(text).toContain('洸河路建设路口两车相撞起火')
    expect(text).toContain('请仙营三站出动，15:09前到')
    expect(text).not.toContain('共青团路')
    const endless = short({ ...crossing, incident: { ...long13, what: '相'.repeat(80) } })
    expect(endless).toContain('请仙营三站出动，15:09前到')
    expect(endless).not.toContain('回电')
    expect(endless.length).toBeGreaterThan(70)
  })

  it('names a crossing by its two roads in English, too, where it must be short', () => {
    const text = short(
      { placeLabel: 'Crossing of 洸河路 and 建设路', incident: EMPTY_INCIDENT },
      'en',
    )
    expect(text).toContain('洸河路 / 建设路. Xuzhuang station 1 go, be there by 15:09')
  })

  it('tells a place by its numbers in English where names of roads leave too little room', () => {
    const placeLabel =
      'about 206 m west of the crossing of 嘉祥纬17路 and 嘉祥街道第15村—仲山镇第29村路'
    const incident = { ...EMPTY_INCIDENT, what: 'two cars collided' }
    const text = short({ placeLabel, incident }, 'en')
    expect(text).toBe(
      '[DEMONSTRATION] Amap 116.592291,35.414552: two cars collided. Xuzhuang station 1 go, be there by 15:09. Call back 0537-0000100',
    )
    expect(messageSize(text).count).toBeLessThanOrEqual(messageSize(text).limit)
    expect(short({ placeLabel, incident: { ...incident, what: '两车相撞' } }, 'en')).toContain(
      '嘉祥纬17路',
    )
  })

  it('has 160 characters where all are of its own alphabet', () => {
    expect(messageSize('Go to [A1]: call 0537-0000100')).toEqual({ count: 31, limit: 160 })
    expect(messageSize('Go to 太白湖')).toEqual({ count: 9, limit: 70 })
    expect(
      short({ placeLabel: 'Railway bridge', incident: { ...EMPTY_INCIDENT, what: 'fire' } }, 'en'),
    ).toBe(
      '[DEMONSTRATION] Railway bridge: fire. Xuzhuang station 1 go, be there by 15:09. Call back 0537-0000100',
    )
  })

  test.each([
    ['仙营街道第三微型应急救援站', '仙营三站'],
    ['石桥镇第十二微型应急救援站', '石桥十二站'],
    ['圣城热电厂微型应急救援站', '圣城热电厂救援站'],
    ['Guhuai Subdistrict Station 1', 'Guhuai Station 1'],
  ])('%s is called %s', (name, said) => expect(shortStation(name)).toBe(said))

  test.each([
    ['洸河路与建设路路口', '洸河路建设路口'],
    ['济宁站', '济宁站'],
  ])('%s is called %s', (name, said) => expect(shortPlace(name)).toBe(said))
})

test.each([
  [0, 1, '北'],
  [1, 1, '东北'],
  [1, 0, '东'],
  [1, -1, '东南'],
  [0, -1, '南'],
  [-1, -1, '西南'],
  [-1, 0, '西'],
  [-1, 1, '西北'],
])('%d east and %d north is %s', (east, north, wind) => {
  // degrees of longitude are shorter than those of latitude here, by the cosine of 35.4°
  const shrink = Math.cos((35.4 * Math.PI) / 180)
  const there = [116.6 + (east * 0.001) / shrink, 35.4 + north * 0.001] as const
  expect(windOf(bearingBetween([116.6, 35.4], there)).zh).toBe(wind)
})

describe('the number of a message', () => {
  beforeEach(() => useDesk.setState({ mark: 'KD', day: '', count: 0 }))
  afterEach(() => vi.unstubAllGlobals())

  it('runs through the day of this desk, and begins anew on the next one', () => {
    const storage = stubStorage('localStorage', {})
    expect(nextNumber(ISSUED)).toBe('20260301-KD001')
    expect(nextNumber(ISSUED)).toBe('20260301-KD001')
    giveNumber(ISSUED)
    giveNumber(ISSUED)
    expect(nextNumber(ISSUED)).toBe('20260301-KD003')
    expect(JSON.parse(storage['message-desk'] ?? '')).toMatchObject({ day: '2026-03-01', count: 2 })
    // 00:30 on the next day in Shanghai, still the day before in UTC
    expect(nextNumber(Date.parse('2026-03-01T16:30:00Z'))).toBe('20260302-KD001')
  })

  it('has letters of the desk, drawn once and kept', () => {
    const storage = stubStorage('localStorage', {})
    useDesk.setState({ mark: '' })
    const number = nextNumber(ISSUED)
    expect(number).toMatch(/^20260301-[A-HJ-NP-Z]{2}001$/)
    expect(nextNumber(ISSUED)).toBe(number)
    expect(JSON.parse(storage['message-desk'] ?? '').mark).toBe(number.slice(9, 11))
  })

  it('goes on from what the desk kept, unless that is something else', async () => {
    const kept = {
      callback: '1',
      unit: '',
      officer: '',
      marksAsSent: true,
      mark: 'KD',
      day: '2026-03-01',
      count: 7,
    }
    stubStorage('localStorage', { 'message-desk': JSON.stringify(kept) })
    await useDesk.persist.rehydrate()
    expect(nextNumber(ISSUED)).toBe('20260301-KD008')
    stubStorage('localStorage', { 'message-desk': '{"callback":7}' })
    await useDesk.persist.rehydrate()
    expect(useDesk.getState().callback).toBe('1')
  })
})
