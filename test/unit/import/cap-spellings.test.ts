/** What CAP messages mean whose times, words, codes and shapes are not written as the standard has them. */
import { describe, expect, test } from 'vitest'
import { type KnownPlaces, placesMeant } from '../../../server/import/cap/area-places.ts'
import { readMessage } from '../../../server/import/cap/cap-warnings.ts'
import { area, capInfo, capMessage, codedArea, drawnArea } from '../../fixtures/cap-message.ts'

const place = (code: string, name: string, countyCode: string | null = null) => ({
  ...{ code, name, nameEn: null, countyCode },
})
const KNOWN: KnownPlaces = {
  region: ['测试市'],
  counties: [place('370811', '任城区'), place('370831', '泗水县')],
  towns: [
    place('370811102', '喻屯镇', '370811'),
    place('370811103', '石桥镇', '370811'),
    place('370811010', '金城街道', '370811'),
  ],
}

const part = (...given: Parameters<typeof capMessage>) =>
  readMessage(capMessage(...given)).parts[0]!
const placesIn = (xml: string): string[] =>
  placesMeant(KNOWN, part(capInfo({ area: xml })).areas[0]!).places.map(({ name }) => name)

describe('a time', () => {
  const until = (text: string) => part(capInfo({ times: `<expires>${text}</expires>` })).until

  test.each([
    '2026-11-24T20:00:00',
    '2026-11-24T20:00',
    '2026-11-24 20:00:00',
    '2026-11-24 20:00:00+08:00',
    '2026-11-24T20:00+08:00',
    '2026-11-24T20:00:00+0800',
    '2026-11-24T20:00:00+08',
    '2026-11-24T12:00:00.000Z',
    '2026-11-24t12:00:00z',
    '20261124200000',
    '20261124T200000+0800',
    '2026/11/24 20:00',
    '2026年11月24日20时',
    '2026年11月24日20时00分',
    '２０２６-１１-２４ ２０：００',
  ])('%s is 20:00 in China', (text) => {
    expect(until(text)).toBe('2026-11-24T12:00:00.000Z')
  })

  test('of 24:00 is the end of its day', () => {
    expect(until('2026-11-24 24:00')).toBe('2026-11-24T16:00:00.000Z')
  })

  test.each(['2026-11-24', '2027-02-30T08:00', '2026-11-24T25:00', '2026-11-24T24:01', 'tomorrow'])(
    '%s is refused',
    (text) => {
      expect(() => until(text)).toThrow('expires is no time')
    },
  )
})

describe('a word in the place of a value of the standard', () => {
  test.each([
    ['特别严重', 'red'],
    ['红色', 'red'],
    ['Ⅰ级', 'red'],
    ['一级', 'red'],
    ['1', 'red'],
    ['严重', 'orange'],
    ['嚴重', 'orange'],
    ['II级', 'orange'],
    ['较重', 'yellow'],
    ['Ⅲ级（黄色）', 'yellow'],
    ['一般', 'blue'],
    ['Ⅳ级', 'blue'],
    ['4级', 'blue'],
    ['YELLOW', 'yellow'],
  ])('is the severity %s: %s', (severity, level) => {
    expect(part(capInfo({ severity, headline: '暴雨警报' })).level).toBe(level)
  })

  test.each(['Purple', '11级', '很大'])('is refused as a severity: %s', (severity) => {
    expect(() => part(capInfo({ severity }))).toThrow('severity must be one of')
  })

  test.each([
    ['首次', '实际', 'Alert', 'Actual'],
    ['更新', '演练', 'Update', 'Exercise'],
    ['预警解除', '测试', 'Cancel', 'Test'],
    ['ALERT', 'ACTUAL', 'Alert', 'Actual'],
  ])('is the type %s and the status %s', (type, status, meant, as) => {
    const read = readMessage(capMessage(capInfo(), { type, status, refers: 'jia,B' }))
    expect(read).toMatchObject({ type: meant, key: { status: as } })
  })

  test.each([{ response: 'All Clear' }, { response: '解除' }, { urgency: '已过去' }])(
    'tells an ending: %o',
    (given) => {
      const headline = '暴雨橙色预警'
      expect(part(capInfo({ ...given, headline }), { type: 'Update' }).isEnding).toBe(true)
    },
  )

  test('tells an ending in one language of two', () => {
    const english = capInfo({ language: 'en', headline: 'Rain', response: 'AllClear' })
    expect(part(english + capInfo({ headline: '暴雨橙色预警' })).isEnding).toBe(true)
  })

  test('tells an ending at the beginning of the instruction', () => {
    const more = '<instruction>解除暴雨橙色预警。</instruction>'
    const over = capInfo({ headline: '暴雨橙色预警', more })
    expect(part(over, { type: 'Update' }).isEnding).toBe(true)
    expect(part(over).isEnding).toBe(false)
  })
})

test.each([
  ['甲臺發布暴雨橙色預警', 'rainstorm', 'orange', false],
  ['甲臺解除暴雨橙色預警', 'rainstorm', 'orange', true],
  ['啟動防汛二級應急響應', 'flood', 'orange', false],
  ['颱風黃色預警', 'typhoon', 'yellow', false],
])('traditional characters are read: %s', (headline, kind, level, isEnding) => {
  const event = '<event>預警</event>'
  expect(part(capInfo({ event, headline }))).toMatchObject({
    kind,
    level,
    isEnding,
    name: headline,
  })
})

test.each([
  ['<eventType>11B03</eventType>', 'rainstorm'],
  ['<event>11B09</event>', 'heat'],
  ['<event>气象灾害</event><eventCode><value>11B17</value></eventCode>', 'fog'],
  ['<event>11A01</event>', 'flood'],
  ['<event>11G01</event>', 'forest-fire'],
  ['<event>99Z01</event>', 'other'],
])('%s is of the kind %s', (event, kind) => {
  expect(part(capInfo({ event, headline: '橙色预警' })).kind).toBe(kind)
})

test('an event that is a code only has the name of its kind', () => {
  expect(part(capInfo({ event: '<event>11B03</event>', headline: '' })).name).toMatch(/^暴雨 /)
})

test('a level stands in the text where neither headline nor severity tells', () => {
  const description = '甲台8时发布暴雨橙色预警信号。请远离红色区域。'
  const untold = { headline: '暴雨预警', description }
  expect(part(capInfo({ ...untold, severity: 'Unknown' })).level).toBe('orange')
  expect(part(capInfo({ ...untold, severity: 'Minor' })).level).toBe('blue')
})

test.each(['urn:oasis:names:tc:emergency:cap:1.1', ''])(
  'the namespace “%s” is one of CAP',
  (ns) => {
    expect(part(capInfo(), { ns }).level).toBe('orange')
  },
)

test('elements may have a prefix', () => {
  const prefixed = capMessage(capInfo())
    .replace('xmlns=', 'xmlns:cap=')
    .replace(/<(\/?)(?=[a-z])/gi, '<$1cap:')
  expect(readMessage(prefixed).parts[0]!.level).toBe('orange')
})

test("a message of China's own profile is read", () => {
  const national = capMessage(
    capInfo({
      event: '<eventType>11B03</eventType>',
      severity: 'ORANGE',
      area: area('任城区', '<polygon/><circle/><geocode>370811000000</geocode>'),
    }),
    { ns: '', sent: '2026-11-23 08:00:00+08:00', status: 'ACTUAL', type: 'ALERT' },
  ).replaceAll('sent>', 'sendTime>')
  const { sent, parts } = readMessage(national)
  expect(sent).toBe('2026-11-23T00:00:00.000Z')
  expect(placesMeant(KNOWN, parts[0]!.areas[0]!).places.map(({ name }) => name)).toEqual(['任城区'])
})

test.each([
  ['jia,A,2026-11-23T08:00:00+08:00 yi,B,2026-11-23T08:00:00+08:00', ['jia A', 'yi B']],
  ['jia,A', ['jia A']],
  ['jia, A, 2026-11-23 08:00:00', ['jia A']],
  ['jia,A,2026-11-23T08:00:00+08:00;yi，B', ['jia A', 'yi B']],
  ['A', ['jia A']],
])('references “%s” are %s', (refers, expected) => {
  const { references } = readMessage(capMessage('', { type: 'Cancel', refers }))
  expect(references.map(({ sender, identifier }) => `${sender} ${identifier}`)).toEqual(expected)
})

describe('an area', () => {
  test.each([
    [codedArea('x', '行政区划', '370811'), ['任城区']],
    [codedArea('x', 'areaCode', '370811102'), ['喻屯镇']],
    [codedArea('x', 'areaCode', '370811102000'), ['喻屯镇']],
    [codedArea('x', 'areaCode', '370811000000000'), ['任城区']],
    [codedArea('x', 'EffectiveAreaCode', 'CN370811'), ['任城区']],
    [codedArea('', 'areaCode', '370831'), ['泗水县']],
    [area('某地', '<geocode>370811000000</geocode>'), ['任城区']],
    [area('370831', ''), ['泗水县']],
    [area('測試市泗水縣', ''), ['泗水县']],
    [area('任城区金城街道办事处', ''), ['金城街道']],
    [area('任城区喻屯、石桥等镇', ''), ['喻屯镇', '石桥镇']],
    [area('喻屯湖湖面', ''), []],
  ])('%s is %s', (xml, expected) => {
    expect(placesIn(xml)).toEqual(expected)
  })

  test.each([
    '35.3,116.5;35.3,116.6;35.4,116.6;35.4,116.5',
    '35.3,116.5,35.3,116.6,35.4,116.6,35.4,116.5',
    '35.3 116.5 35.3 116.6 35.4 116.6 35.4 116.5',
    '35.3,116.5,0 35.3,116.6,0 35.4,116.6,0 35.4,116.5,0',
    '116.5,35.3 116.6,35.3 116.6,35.4 116.5,35.4',
  ])('of the polygon %s is one and the same square', (polygon) => {
    expect(part(capInfo({ area: drawnArea('x', polygon) })).areas[0]!.rings).toEqual([
      [
        [116.5, 35.3],
        [116.6, 35.3],
        [116.6, 35.4],
        [116.5, 35.4],
        [116.5, 35.3],
      ],
    ])
  })

  test.each([
    '35.4,116.6 10',
    '35.4,116.6,10',
    '35.4 116.6 10',
    '35.4,116.6 10 公里',
    '116.6,35.4 10km',
  ])('of the circle %s reaches 10 km to the north', (circle) => {
    const [ring] = part(capInfo({ area: area('x', `<circle>${circle}</circle>`) })).areas[0]!.rings
    expect(Math.max(...ring!.map(([, latitude]) => latitude))).toBeCloseTo(35.4899, 3)
  })
})

describe('a text that is made to keep the reader busy', () => {
  const long = (text: string): string => text.repeat(Math.floor(200_000 / text.length))

  test.each([
    ['headline', capInfo({ headline: long('预警于') })],
    ['headline of verbs', capInfo({ headline: long('解除') })],
    ['area', capInfo({ area: area(long('除泗外围'), '') })],
    ['codes', capInfo({ area: codedArea('x', 'a', long('1,')) })],
    ['polygon', capInfo({ area: drawnArea('x', `1,2${long(' ')}3`) })],
  ])('is read within two seconds: %s', (_, body) => {
    const begin = performance.now()
    const { areas } = part(body)
    for (const each of areas) placesMeant(KNOWN, each)
    expect(performance.now() - begin).toBeLessThan(2000)
  })
})
