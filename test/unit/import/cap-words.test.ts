/** The level and the kind of a warning, read from the words of a CAP message. */
import { expect, test } from 'vitest'
import { kindOf, levelOf } from '../../../server/import/cap/cap-warnings.ts'
import type { CapInfo } from '../../../server/import/cap/read-cap.ts'

const info = (changes: Partial<CapInfo>): CapInfo => ({
  ...{ language: 'zh-CN', event: '', severity: 'Unknown', headline: '', description: '' },
  ...{ from: null, until: null, parameters: [], areaText: '', rings: [] },
  ...changes,
})

test.each([
  ['大风蓝色预警，阵风可达十一级', 'blue'],
  ['大风蓝色预警，阵风 11级至12级', 'blue'],
  ['由红色预警降级为橙色预警', 'orange'],
  ['暴雨橙色预警（由黄色预警升级）', 'orange'],
  ['发布暴雨黄色预警信号，原橙色预警信号同时解除', 'yellow'],
  ['黄色预警：二级公路封闭', 'yellow'],
  ['橙色预警，请远离红色区域', 'orange'],
  ['大风红色预警解除', 'red'],
  ['启动防汛四级响应', 'blue'],
  ['森林火险二级预警', 'orange'],
  ['暴雨Ⅲ级', 'yellow'],
  ['高温红色等级', 'red'],
  ['红色转为黄色', 'yellow'],
  ['Red warning for Orange County', 'red'],
  ['Heavy rain: Yellow', 'yellow'],
])('%s is %s', (headline, level) => {
  expect(levelOf(info({ headline }))).toEqual({ level, from: headline })
})

test.each([
  ['severity', '十一级大风，二级公路封闭'],
  ['severity', 'Bluegrass festival hired'],
])('no colour and no level: the %s tells, of “%s”', (_, headline) => {
  expect(levelOf(info({ headline, severity: 'Moderate' }))).toEqual({
    level: 'yellow',
    from: 'severity Moderate',
  })
})

test('the colour of a warning counts before a colour that stands in the event', () => {
  const words = { event: '红色旅游区大风', headline: '大风蓝色预警' }
  expect(levelOf(info(words)).level).toBe('blue')
})

test('a parameter tells the level where the texts do not', () => {
  const parameters = [{ name: '预警级别', value: '二级' }]
  expect(levelOf(info({ headline: '暴雨', parameters })).level).toBe('orange')
})

test.each([
  ['Heat notice', 'heat'],
  ['Police training', 'other'],
  ['Icy roads', 'snow-ice'],
  ['Ice on roads', 'snow-ice'],
  ['Ice jam on the Yellow River', 'yellow-river-ice'],
  ['Heavy rainfall', 'rainstorm'],
  ['Flash floods', 'flood'],
  ['Windows update', 'other'],
  ['Scolding', 'other'],
  ['Thunderstorms', 'thunderstorm'],
  ['道路结冰', 'snow-ice'],
  ['雷雨大风', 'thunderstorm'],
])('%s is of the kind %s', (event, kind) => {
  expect(kindOf(info({ event }))).toBe(kind)
})
