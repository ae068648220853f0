import { expect, it } from 'vitest'
import {
  calledOut,
  type DispatchOrder,
  dispatchText,
} from '../../../../client/panels/nearest/dispatch-text.ts'
import { ANSWER } from './answer-fixture.ts'
import { panelTexts } from './panel-texts.ts'

const [FIRST, SECOND] = ANSWER.features as [
  (typeof ANSWER.features)[0],
  (typeof ANSWER.features)[0],
]
/** 15:02 in Shanghai: two minutes after the answer was computed. */
const ISSUED = Date.parse('2026-03-01T15:02:00+08:00')

const order = (changes: Partial<DispatchOrder> = {}): DispatchOrder => ({
  answer: ANSWER,
  chosen: FIRST,
  phones: new Map(),
  placeLabel: '太白湖广场',
  issuedAt: ISSUED,
  departsAt: ISSUED,
  ...changes,
})

it('says in Chinese who comes where, when, by which way, with what, and who stands by', () => {
  expect(dispatchText(order(), 'zh', panelTexts('zh'))).toBe(
    [
      '【应急调度】',
      '地点：太白湖广场（WGS-84 116.58700, 35.41500）',
      '最近道路：太白湖路，距 35 米',
      '出动：许庄街道1号站（电话 0537-0001001），预计 15:08 到达（6 分 20 秒）',
      '路线：崇文大道（G105） → 太白湖路，道路里程 4.2 公里',
      '装备：排水泵 2 台、冲锋舟/橡皮艇 1 艘',
      '备用：许庄街道2号站（电话 0537-0001002），预计 15:12 到达（10 分）',
      '签发：2026-03-01 15:02（北京时间）',
      '※ 演示数据，不得用于实际调度。',
    ].join('\n'),
  )
})

it('says the same in English', () => {
  expect(dispatchText(order(), 'en', panelTexts('en'))).toBe(
    [
      '[EMERGENCY DISPATCH]',
      'Place: 太白湖广场 (WGS-84 116.58700, 35.41500)',
      'Nearest road: 太白湖路, 35 m away',
      'Go: Xuzhuang station 1 (phone 0537-0001001), expected at 15:08 (in 6 min 20 s)',
      'Route: 崇文大道 (G105) → 太白湖路, 4.2 km by road',
      'Gear: Drainage pump: 2 units, Rescue boat: 1 boat',
      'Backup: Xuzhuang station 2 (phone 0537-0001002), expected at 15:12 (in 10 min)',
      'Issued: 2026-03-01 15:02 (Beijing time)',
      '* Demonstration data: not for real dispatch.',
    ].join('\n'),
  )
})

it('counts from the time asked about where that is another one than now', () => {
  const departsAt = Date.parse('2026-03-02T03:00:00+08:00')
  const text = dispatchText(order({ departsAt }), 'zh', panelTexts('zh'))
  expect(text).toContain('预计 次日 03:06 到达')
})

it('names the first in rank as backup of the last one', () => {
  const text = dispatchText(order({ chosen: SECOND }), 'zh', panelTexts('zh'))
  expect(text).toContain('出动：许庄街道2号站')
  expect(text).toContain('备用：许庄街道1号站')
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
  expect(dispatchText(order({ answer, chosen, placeLabel: null }), 'zh', panelTexts('zh'))).toBe(
    [
      '【应急调度】',
      '地点：WGS-84 116.58700, 35.41500',
      '出动：许庄街道1号站，预计 15:08 到达（6 分 20 秒）',
      '备用：无',
      '签发：2026-03-01 15:02（北京时间）',
    ].join('\n'),
  )
})

it('names the gear that was asked for, not all that the station has', () => {
  const query = { ...ANSWER.query, equipment: { boat: 1 } }
  const text = dispatchText(order({ answer: { ...ANSWER, query } }), 'zh', panelTexts('zh'))
  expect(text).toContain('装备：冲锋舟/橡皮艇 1 艘\n')
})

it('orders the goods that were asked for, not all that is in stock', () => {
  const query = {
    ...ANSWER.query,
    collection: 'stockpiles' as const,
    item: 'sandbag',
    quantity: 8000,
  }
  const text = dispatchText(order({ answer: { ...ANSWER, query } }), 'zh', panelTexts('zh'))
  expect(text).toContain('调运：编织袋 8,000 条')
  expect(text).not.toContain('装备')
})

it('names whole numbers where the answer has masks, and the mask where there is no other', () => {
  const withPhone = (feature: typeof FIRST, phone: string) => ({
    ...feature,
    properties: { ...feature.properties, phone },
  })
  const chosen = withPhone(FIRST, '138****1234')
  const answer = { ...ANSWER, features: [chosen, withPhone(SECOND, '139****1234')] }
  expect(calledOut({ answer, chosen }).map(({ id }) => id)).toEqual([FIRST.id, SECOND.id])
  const phones = new Map([[FIRST.id, '13800001234']])
  const text = dispatchText(order({ answer, chosen, phones }), 'zh', panelTexts('zh'))
  expect(text).toContain('（电话 13800001234）')
  expect(text).toContain('（电话 139****1234）')
})
