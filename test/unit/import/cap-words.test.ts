/** The level and the kind of a warning, read from the words of a CAP message. */
import { describe, expect, test } from 'vitest'
import { isEnding, kindOf, levelOf } from '../../../server/import/cap/cap-words.ts'
import type { CapInfo } from '../../../server/import/cap/read-cap.ts'

const info = (changes: Partial<CapInfo>): CapInfo => ({
  ...{ language: 'zh-CN', event: '', severity: 'Unknown', headline: '', description: '' },
  ...{ eventCodes: [], instruction: '' },
  ...{ from: null, until: null, parameters: [], areas: [], senderName: '' },
  ...{ responseTypes: [], urgency: 'Immediate' },
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
  ['启动防汛Ⅱ级应急响应', 'orange'],
  ['启动防汛IV级应急响应', 'blue'],
  ['启动二级防汛应急响应', 'orange'],
  ['启动城市内涝3级应急响应', 'yellow'],
  ['应急响应由四级提升至三级', 'yellow'],
  ['将防汛应急响应由二级调整为四级', 'blue'],
  ['启动三级应急响应，原四级响应终止', 'yellow'],
  ['将防汛四级应急响应提升至三级', 'yellow'],
  ['防汛三级应急响应调整为四级', 'blue'],
  ['防汛应急响应级别上调至二级', 'orange'],
  ['大风Ⅱ级预警', 'orange'],
  ['暴雨Ⅰ级（红色）预警', 'red'],
  ['Level II emergency response to floods', 'orange'],
  ['高温红色等级', 'red'],
  ['红色转为黄色', 'yellow'],
  ['Red warning for Orange County', 'red'],
  ['Heavy rain: Yellow', 'yellow'],
  ['启动防汛应急响应（三级）', 'yellow'],
  ['启动 二级 应急响应', 'orange'],
  ['启动防汛II 级应急响应', 'orange'],
  ['启动ii级应急响应', 'orange'],
  ['启动二级应急响应，终止三级应急响应', 'orange'],
  ['终止三级应急响应', 'yellow'],
])('%s is %s', (headline, level) => {
  expect(levelOf(info({ headline }))).toEqual({ level, from: headline })
})

test.each([
  ['severity', '十一级大风，二级公路封闭'],
  ['severity', '3-4级大风，2级公路封闭'],
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
  ['Icy roads', 'icy-roads'],
  ['Ice on roads', 'icy-roads'],
  ['Ice jam on the Yellow River', 'yellow-river-ice'],
  ['Heavy rainfall', 'rainstorm'],
  ['Flash floods', 'flood'],
  ['Windows update', 'other'],
  ['Scolding', 'other'],
  ['Thunderstorms', 'thunderstorm'],
  ['道路结冰', 'icy-roads'],
  ['雷雨大风', 'thunderstorm'],
  ['台风', 'typhoon'],
  ['暴雨', 'rainstorm'],
  ['暴雪', 'snow-ice'],
  ['寒潮', 'cold'],
  ['大风', 'gale'],
  ['沙尘暴', 'sandstorm'],
  ['高温', 'heat'],
  ['干旱', 'drought'],
  ['雷电', 'thunderstorm'],
  ['冰雹', 'hail'],
  ['霜冻', 'frost'],
  ['大雾', 'fog'],
  ['霾', 'haze'],
  ['Ground frost', 'frost'],
  ['Dense fog', 'fog'],
  ['重污染天气', 'haze'],
  ['低温雨雪冰冻', 'snow-ice'],
  ['防汛应急响应', 'flood'],
  ['抗旱应急响应', 'drought'],
  ['枯水', 'drought'],
  ['强季风', 'gale'],
  ['飑线', 'thunderstorm'],
  ['臭氧', 'haze'],
  ['热带气旋', 'typhoon'],
  ['崩岸', 'geological'],
  ['水库险情', 'flood'],
  ['High temperature', 'heat'],
  ['Tropical cyclone', 'typhoon'],
  ['Squall', 'thunderstorm'],
  ['Mountain torrents', 'flood'],
  ['Geological hazard', 'geological'],
])('%s is of the kind %s', (event, kind) => {
  expect(kindOf(info({ event }))).toBe(kind)
})

test('the event tells the kind before the headline, which names what else comes', () => {
  expect(kindOf(info({ event: '大风', headline: '受台风外围影响，大风蓝色预警' }))).toBe('gale')
  expect(kindOf(info({ event: '应急响应', headline: '启动抗旱四级应急响应' }))).toBe('drought')
})

describe('that a warning is over', () => {
  test.each([
    '示例气象台解除暴雨橙色预警',
    '示例气象台2026年7月1日8时发布解除大雾黄色预警信号',
    '发布暴雨橙色预警解除信号',
    '暴雨橙色预警【解除】',
    '大风蓝色预警已于8时解除',
    '关于终止防汛四级应急响应的通知',
    '结束防汛Ⅳ级应急响应',
    'Rainstorm orange warning has been lifted',
    'The bureau cancels the gale warning',
    'All clear',
    '暴雨橙色预警已失效',
    '暴雨橙色预警解除：降雨已结束',
    '解除：暴雨橙色预警',
    '停止防汛四级应急响应',
    'Fog warning: now lifted',
    'Flood alert expired',
  ])('is read of “%s”', (headline) => {
    expect(isEnding(info({ headline }), false)).toBe(true)
  })

  test.each([
    '发布暴雨黄色预警信号，原橙色预警信号同时解除',
    '解除暴雨橙色预警，继续发布大风蓝色预警',
    '暴雨红色预警：取消一切户外活动',
    '因暴雨红色预警取消航班',
    '暴雨红色预警尚未解除',
    '暴雨红色预警解除前请勿外出',
    '将四级应急响应提升为三级',
    'Gale warning: sports events cancelled',
    'Gale warning: cancelled ferries, closed roads',
    '暴雨红色预警：停止一切户外作业',
    'Warning issued; earlier alert lifted',
  ])('is not read of “%s”', (headline) => {
    expect(isEnding(info({ headline }), false)).toBe(false)
  })

  test('is said below a headline like that of the warning, only of what follows a message', () => {
    const told = (description: string, headline = '霜冻蓝色预警') =>
      isEnding(info({ headline, description }), true)
    const over = '示例气象台8时解除霜冻蓝色预警信号。请继续做好防范。'
    expect(told(over)).toBe(true)
    expect(isEnding(info({ headline: '霜冻蓝色预警', description: over }), false)).toBe(false)
    expect(told(over, '发布霜冻蓝色预警')).toBe(false)
    expect(told('预计今夜降温。届时解除霜冻蓝色预警信号。')).toBe(false)
    expect(told('解除黄色预警，发布霜冻蓝色预警。')).toBe(false)
  })

  test('is said by a response type, and by urgency only of what follows a message', () => {
    expect(isEnding(info({ responseTypes: ['Monitor', 'AllClear'] }), false)).toBe(true)
    expect(isEnding(info({ urgency: 'Past' }), true)).toBe(true)
    expect(isEnding(info({ urgency: 'Past' }), false)).toBe(false)
    expect(isEnding(info({ urgency: 'Past', event: '地震' }), true)).toBe(false)
  })
})
