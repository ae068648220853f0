/** CAP messages as bureaus send them: endings, areas by code and name, points, encodings, fractions. */
import { beforeEach, describe, expect, test } from 'vitest'
import { haversineMetres, type LonLat, polygonsOf } from '../../data/geometry.ts'
import type { HazardHistory } from '../../data/hazard-change.ts'
import { encodedText } from '../../data/text-encoding.ts'
import type { Warning } from '../../data/warning.ts'
import { answered, createTestApp, refusedAt, type TestApp } from '../fixtures/app.ts'
import { SMALL_DATA_SET, settlement } from '../fixtures/app-features.ts'
import { point } from '../fixtures/shapes.ts'

const [county, otherCounty] = SMALL_DATA_SET.counties
const [anyTown] = SMALL_DATA_SET.towns
const town = (code: string, name: string, position: [number, number]) => ({
  ...anyTown!,
  id: code,
  geometry: point(...position),
  properties: { ...anyTown!.properties, name, nameEn: null, code, countyCode: code.slice(0, 6) },
})
const DATA = {
  ...SMALL_DATA_SET,
  towns: [
    anyTown!,
    town('370811102', '喻屯镇', [116.5, 35.25]),
    town('370811103', '石桥镇', [116.7, 35.3]),
    town('370831101', '泉林镇', [117.4, 35.6]),
    town('370831102', '石桥镇', [117.2, 35.8]),
  ],
  settlements: [
    ...SMALL_DATA_SET.settlements,
    settlement('V-8', [116.52, 35.26], { townCode: '370811102' }),
    settlement('V-9', [116.48, 35.24], { townCode: '370811102' }),
  ],
}

let app: TestApp
beforeEach(async () => {
  app = await createTestApp(DATA)
  const name = { name: '测试市', nameEn: 'Test City', source: null }
  await answered(app.send('PUT', '/api/region', name))
})

/** Two squares beside each other, and one around both. */
const WEST = '35.3,116.5 35.3,116.6 35.4,116.6 35.4,116.5 35.3,116.5'
const EAST = '35.3,116.7 35.3,116.8 35.4,116.8 35.4,116.7 35.3,116.7'
const BOTH = '35.2,116.4 35.2,116.9 35.5,116.9 35.5,116.4 35.2,116.4'
const drawn = (text: string, polygon: string) =>
  `<area><areaDesc>${text}</areaDesc><polygon>${polygon}</polygon></area>`
const coded = (text: string, ...codes: (readonly [system: string, value: string])[]) =>
  `<area><areaDesc>${text}</areaDesc>${codes
    .map(
      ([system, value]) =>
        `<geocode><valueName>${system}</valueName><value>${value}</value></geocode>`,
    )
    .join('')}</area>`

interface Info {
  event?: string
  headline?: string
  area?: string
  response?: string
  urgency?: string
  language?: string
  severity?: string
}
const info = (changes: Info = {}) => {
  const { event = '暴雨', headline = '甲台发布暴雨橙色预警', area = drawn('城西', WEST) } = changes
  const { response, urgency = 'Immediate', language = 'zh-CN', severity = 'Severe' } = changes
  return `<info>${language && `<language>${language}</language>`}<category>Met</category><event>${event}</event>
  ${response ? `<responseType>${response}</responseType>` : ''}<urgency>${urgency}</urgency>
  <severity>${severity}</severity><certainty>Likely</certainty><expires>2026-11-24T20:00:00+08:00</expires>
  <headline>${headline}</headline>${area}</info>`
}
interface Head {
  type?: string
  refers?: readonly string[]
  sent?: string
  sender?: string
}
const message = (id: string, body: string, changes: Head = {}) => {
  const { type = 'Alert', refers = [], sender = 'jia' } = changes
  const { sent = '2026-11-23T08:00:00+08:00' } = changes
  const references = refers.map((each) => `${sender},${each},2026-11-23T08:00:00+08:00`).join(' ')
  return `<?xml version="1.0" encoding="UTF-8"?>
  <alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>${id}</identifier><sender>${sender}</sender>
  <sent>${sent}</sent><status>Actual</status><msgType>${type}</msgType><scope>Public</scope>
  ${references && `<references>${references}</references>`}${body}</alert>`
}
const cap = (...given: Parameters<typeof message>): Promise<Warning[]> =>
  answered(app.post('/api/warnings/cap', { xml: message(...given) }), 201)
const one = async (area: string): Promise<Warning> => (await cap('X', info({ area })))[0]!
const all = () => app.json<Warning[]>('/api/warnings')
const active = async () => (await all()).filter(({ isActive }) => isActive).map(({ name }) => name)
const ringsOf = ({ area }: Warning) => (area ? polygonsOf(area) : [])
const outlineOf = (feature: typeof county) => polygonsOf(feature!.geometry)

describe('an area without a shape', () => {
  test.each([
    ['GB/T 2260', '370811'],
    ['EffectiveAreaCode', '370811000000'],
    ['行政区划代码', '370811000'],
    ['CountyName', '任城区'],
  ])('has the outline of the county that its code names in %s: %s', async (system, value) => {
    const warning = await one(coded('某地', [system, value]))
    expect(ringsOf(warning)).toEqual(outlineOf(county))
    expect(warning).toMatchObject({ unmapped: [], origin: { areas: [{ by: 'code' }] } })
  })

  test('has all counties of a city or province, once each', async () => {
    const two = await one(coded('某地', ['a', '370800'], ['b', '370000000000']))
    expect(ringsOf(two)).toEqual([...outlineOf(county), ...outlineOf(otherCounty)])
  })

  test('counts the system of codes that is known, and tells what it lacks', async () => {
    const codes = [
      ['ZONE', 'K-7'],
      ['code', '370811,330100'],
    ] as const
    const warning = await one(coded('某地', ...codes))
    expect(ringsOf(warning)).toEqual(outlineOf(county))
    expect(warning.unmapped).toEqual(['code 330100'])
  })

  test.each([
    ['测试市任城区', ['任城区']],
    ['任城、泗水大部', ['任城区', '泗水县']],
    ['任城区喻屯镇、石桥镇和泗水县', ['喻屯镇', '石桥镇', '泗水县']],
    ['泗水县石桥镇', ['石桥镇']],
    ['Sishui County', ['泗水县']],
    ['全市', ['任城区', '泗水县']],
    ['测试市', ['任城区', '泗水县']],
    ['某某省测试市任城区', ['任城区']],
    ['除任城区外全市', ['泗水县']],
    ['全市除任城区以外的其他地区', ['泗水县']],
    ['任城区、泗水县等2个县区', ['任城区', '泗水县']],
    ['任城区、泗水县等二个县区', ['任城区', '泗水县']],
  ])('is found by name: %s', async (text, expected) => {
    const { origin, unmapped } = await one(coded(text))
    expect(origin.areas[0]).toMatchObject({ by: 'name' })
    expect(origin.areas[0]!.places.map(({ name }) => name)).toEqual(expected)
    expect(unmapped).toEqual([])
  })

  test.each([
    ['任城湖湖面', '任城湖湖面'],
    ['石桥镇', '石桥镇'],
    ['测试市北湖湖面', '测试市北湖湖面'],
  ])('is kept and named where nothing is called so, or two are: %s', async (text, named) => {
    const warning = await one(coded(text, ['ZONE', 'K-7']))
    expect(warning).toMatchObject({ area: null, isActive: true })
    expect(warning.unmapped).toEqual([`${named}（ZONE K-7）`])
    expect(await app.json(`/api/warnings/${warning.id}/inside`)).toMatchObject({
      stations: { count: 0 },
    })
  })

  test.each([
    ['任城区和高新区', ['高新区']],
    ['任城区等11个县市区', ['等11个县市区']],
    ['任城区等十一个县市区', ['等十一个县市区']],
    ['任城区除喻屯镇外', ['除喻屯镇外']],
  ])('is the county that is named, with what is not: %s', async (text, unmapped) => {
    const warning = await one(coded(text))
    expect(warning.origin.areas[0]!.places.map(({ name }) => name)).toEqual(['任城区'])
    expect(warning.unmapped).toEqual(unmapped)
  })

  test('is kept where the message names none at all', async () => {
    expect(await one('')).toMatchObject({ area: null, unmapped: ['甲台发布暴雨橙色预警'] })
  })

  test('does not keep the others of its message from the map', async () => {
    const lake = info({ event: '大风', headline: '大风蓝色预警', area: coded('湖面') })
    const kept = await cap('A', info() + lake)
    expect(kept.map(({ area, unmapped }) => [area !== null, unmapped])).toEqual([
      [true, []],
      [false, ['湖面']],
    ])
  })

  test('has the shape that the same info gives in another language', async () => {
    const english = info({ language: 'en-US', headline: 'Rain', area: drawn('West', WEST) })
    const [warning] = await cap('A', info({ area: coded('湖面') }) + english)
    expect(ringsOf(warning!)).toHaveLength(1)
    expect(warning!.name).toBe('甲台发布暴雨橙色预警')
  })

  test('of a town surrounds its villages and its seat, and little else', async () => {
    const warning = await one(coded('某地', ['code', '370811102']))
    const ring: readonly LonLat[] = ringsOf(warning)[0]![0]!
    // 0.7 km around each of three places on a line of 4.2 km.
    const eastmost = ring.reduce((best, place) => (place[0] > best[0] ? place : best))
    expect(haversineMetres(...eastmost, 116.52, 35.26)).toBeCloseTo(700, -1)
    expect(warning.origin.areas[0]!.places).toMatchObject([{ name: '喻屯镇', isTown: true }])
  })
})

test('a circle of radius 0 is a point, drawn as half a kilometre', async () => {
  const warning = await one('<area><areaDesc>x</areaDesc><circle>35.4,116.6 0</circle></area>')
  for (const [lon, lat] of ringsOf(warning)[0]![0]!) {
    expect(haversineMetres(116.6, 35.4, lon, lat)).toBeCloseTo(500, -1)
  }
})

test.each<[string, string]>([
  ['left open', `<polygon>${WEST.replace(/ \S+$/, '')}</polygon>`],
  ['with spaces after its commas', `<polygon>${WEST.replaceAll(',', ', ')}</polygon>`],
  ['longitude first', `<polygon>${WEST.replace(/(\S+),(\S+)/g, '$2,$1')}</polygon>`],
])('a ring %s is the ring that it means', async (_, shape) => {
  const [ring] = ringsOf(await one(`<area><areaDesc>x</areaDesc>${shape}</area>`))[0]!
  expect(new Set(ring!.map(String))).toEqual(
    new Set(['116.5,35.3', '116.6,35.3', '116.6,35.4', '116.5,35.4']),
  )
  expect(ring![0]).toEqual(ring!.at(-1))
})

test.each([
  '<polygon>35.4,116.6</polygon>',
  '<circle>35.4,116.6</circle>',
  '<circle>35.4, 116.6 0</circle>',
])('a place alone is a point: %s', async (shape) => {
  const warning = await one(`<area><areaDesc>x</areaDesc>${shape}</area>`)
  expect(haversineMetres(116.6, 35.4, ...ringsOf(warning)[0]![0]![0]!)).toBeCloseTo(500, -1)
})

test('a shape that cannot be read is named, and does not keep the message from being kept', async () => {
  const shape = (text: string, inner: string) => `<area><areaDesc>${text}</areaDesc>${inner}</area>`
  const warning = await one(
    shape('任城区', '<polygon>35.3,116.5 x,y 35.4,116.6 35.3,116.5</polygon>') +
      shape('湖面', '<circle>35.4,116.6 far</circle>') +
      drawn('城西', WEST),
  )
  expect(ringsOf(warning)).toHaveLength(outlineOf(county).length + 1)
  expect(warning.unmapped).toEqual([
    '任城区（polygon 35.3,116.5 x,y 35.4,116.6 35.3,1…）',
    '湖面（circle 35.4,116.6 far）',
  ])
})

test('empty elements of a form are no shapes', async () => {
  const area = '<area><areaDesc>任城区</areaDesc><polygon/><circle> </circle></area>'
  expect(ringsOf(await one(area))).toEqual(outlineOf(county))
})

describe('an ending', () => {
  const RAIN = '甲台发布暴雨橙色预警'
  const GALE = info({ event: '大风', headline: '甲台发布大风蓝色预警' })
  const over = (changes: Info) => info({ headline: '暴雨预警', ...changes })

  test.each<[string, string, Head]>([
    ['AllClear in an update', over({ response: 'AllClear' }), { type: 'Update', refers: ['A'] }],
    ['urgency Past in an update', over({ urgency: 'Past' }), { type: 'Update', refers: ['A'] }],
    ['its words', info({ headline: '甲台解除暴雨橙色预警' }), { type: 'Update', refers: ['A'] }],
    ['a Cancel', '', { type: 'Cancel', refers: ['A'] }],
    ['words without references', info({ headline: '甲台解除暴雨橙色预警' }), {}],
    ['a Cancel without references', info(), { type: 'Cancel' }],
    ['an alert with references', over({ response: 'AllClear' }), { refers: ['A'] }],
    [
      'references that were missed',
      over({ response: 'AllClear' }),
      { type: 'Update', refers: ['Z'] },
    ],
  ])('by %s leaves nothing of it in force', async (_, body, head) => {
    await cap('A', info())
    const later = { ...head, sent: '2026-11-23T09:00:00+08:00' }
    expect(await cap('B', body, later)).toMatchObject([
      { name: RAIN, isActive: false, ended: { message: 'B', who: 'jia' } },
    ])
    expect(await active()).toEqual([])
    expect((await all()).map(({ name }) => name)).toEqual([RAIN])
  })

  test.each<[string, Info, Head]>([
    ['of another level', { headline: '甲台解除暴雨黄色预警' }, {}],
    ['of another kind', { event: '大风', headline: '甲台解除大风橙色预警' }, {}],
    ['of another place', { headline: '甲台解除暴雨橙色预警', area: drawn('城东', EAST) }, {}],
    ['of another bureau', { headline: '乙台解除暴雨橙色预警' }, { sender: 'yi' }],
    [
      'of what never came, by its type alone',
      { headline: '暴雨' },
      { type: 'Cancel', refers: ['Z'] },
    ],
  ])('%s without references that are known ends nothing', async (_, changes, head) => {
    await cap('A', info())
    expect(await cap('B', info(changes), { ...head, sent: '2026-11-23T09:00:00+08:00' })).toEqual(
      [],
    )
    expect(await active()).toEqual([RAIN])
  })

  test('of one kind leaves the other of the same message in force', async () => {
    await cap('A', info() + GALE)
    const ending = info({ event: '大风', headline: '解除大风蓝色预警', response: 'AllClear' })
    await cap('B', ending, { type: 'Update', refers: ['A'] })
    expect(await active()).toEqual([RAIN])
    // The rest ends later, by the first message still.
    const rest = info({ headline: '解除暴雨橙色预警' })
    await cap('C', rest, { type: 'Update', refers: ['A'] })
    expect(await active()).toEqual([])
  })

  test('of one of several areas leaves the others', async () => {
    await cap('A', info({ area: drawn('城西', WEST) + drawn('城东', EAST) }))
    const ending = info({ response: 'AllClear', area: drawn('城东', EAST) })
    const [left] = await cap('B', ending, { type: 'Update', refers: ['A'] })
    expect(left).toMatchObject({ isActive: true, origin: { areas: [{ text: '城西' }] } })
    expect(ringsOf(left!)).toHaveLength(1)
    expect(ringsOf(left!)[0]![0]![0]).toEqual([116.5, 35.3])
  })

  test('of one of several counties by code leaves the others', async () => {
    const codes = [
      ['code', '370811'],
      ['code', '370831'],
    ] as const
    await cap('A', info({ area: coded('两县', ...codes) }))
    const ending = info({ response: 'AllClear', area: coded('任城区', codes[0]) })
    const [left] = await cap('B', ending, { type: 'Update', refers: ['A'] })
    expect(ringsOf(left!)).toEqual(outlineOf(otherCounty))
  })

  test('within a larger shape leaves it in force, and says where it is over', async () => {
    await cap('A', info({ area: drawn('全部', BOTH) }))
    const ending = info({ response: 'AllClear', area: drawn('城东', EAST) })
    const [left] = await cap('B', ending, { type: 'Update', refers: ['A'] })
    expect(left).toMatchObject({ isActive: true, origin: { overIn: ['城东'] } })
    expect(ringsOf(left!)).toHaveLength(1)
  })

  test('finds what came in the place of the message that it refers to', async () => {
    await cap('A', info())
    await cap('B', info({ headline: '甲台发布暴雨红色预警' }), { type: 'Update', refers: ['A'] })
    await cap('C', info({ response: 'AllClear' }), { type: 'Update', refers: ['A'] })
    expect(await active()).toEqual([])
  })

  test('beside what goes on replaces the message: one part ended, one at another level', async () => {
    await cap('A', info() + GALE)
    const both =
      info({ headline: '甲台发布暴雨黄色预警' }) +
      info({ event: '大风', headline: '解除大风蓝色预警' })
    await cap('B', both, { type: 'Update', refers: ['A'] })
    expect(await active()).toEqual(['甲台发布暴雨黄色预警'])
  })

  test('comes before its alert, which is then refused', async () => {
    await cap('B', info({ response: 'AllClear' }), { type: 'Update', refers: ['A'] })
    expect(
      await refusedAt(app.post('/api/warnings/cap', { xml: message('A', info()) }), 409),
    ).toEqual(['xml'])
  })

  test('of an older message does not touch a newer one', async () => {
    await cap('A', info(), { sent: '2026-11-23T09:00:00+08:00' })
    await cap('B', info({ headline: '解除暴雨橙色预警' }), { sent: '2026-11-23T08:30:00+08:00' })
    expect(await active()).toEqual([RAIN])
  })
})

test('an update that comes after a later one is refused', async () => {
  await cap('A', info())
  const update = (id: string, sent: string) =>
    message(id, info({ headline: id }), { type: 'Update', refers: ['A'], sent })
  await answered(
    app.post('/api/warnings/cap', { xml: update('C', '2026-11-23T10:00:00+08:00') }),
    201,
  )
  const late = app.post('/api/warnings/cap', { xml: update('B', '2026-11-23T09:00:00+08:00') })
  expect(await refusedAt(late, 409)).toEqual(['xml'])
  expect(await active()).toEqual(['C'])
})

describe('a message that comes again', () => {
  test('changes nothing', async () => {
    const [first] = await cap('A', info())
    expect(await cap('A', info())).toEqual([first])
    expect(await all()).toHaveLength(1)
  })

  test('does not bring back what a person has lifted', async () => {
    const [{ id }] = (await cap('A', info())) as [Warning]
    await answered(app.post(`/api/warnings/${id}/end`))
    await cap('A', info())
    expect(await active()).toEqual([])
  })
})

describe('lifting a warning', () => {
  const by = (who: string, reason: string) => ({
    ...{ 'Desk-Name': encodeURIComponent(who) },
    'Change-Reason': encodeURIComponent(reason),
  })

  test('says who, when and why, once; its name is free again', async () => {
    const [{ id }] = (await cap('A', info())) as [Warning]
    const end = (who: string) =>
      answered<Warning>(app.post(`/api/warnings/${id}/end`, undefined, by(who, '雨停')))
    const lifted = await end('甲')
    const ended = { at: '2026-11-23T02:00:00.000Z', who: '甲', reason: '雨停', message: null }
    expect(lifted).toMatchObject({ isActive: false, ended })
    expect(await end('乙')).toEqual(lifted)
    expect((await cap('B', info())).map(({ name }) => name)).toEqual(['甲台发布暴雨橙色预警'])
    const { changes } = await app.json<HazardHistory>(`/api/warnings/${id}/history`)
    expect(changes.map(({ kind, who, reason }) => [kind, who, reason])).toEqual([
      ['end', '甲', '雨停'],
      ['create', '未具名', 'CAP Alert A'],
    ])
  })

  test('that is not there is answered so', async () => {
    expect((await app.post('/api/warnings/none/end')).status).toBe(404)
    expect((await app.get('/api/warnings/none/history')).status).toBe(404)
  })
})

describe('the text of a message', () => {
  const posted = (bytes: Uint8Array, type = 'application/cap+xml') =>
    app.request('/api/warnings/cap', {
      method: 'POST',
      headers: { 'Content-Type': type },
      body: bytes as BodyInit,
    })
  const named = (encoding: string): string =>
    message('A', info()).replace(' encoding="UTF-8"', encoding && ` encoding="${encoding}"`)
  const gbk = (xml: string) => encodedText(xml, 'gbk').bytes
  const utf16 = (xml: string) => new Uint8Array(Buffer.from(`\ufeff${xml}`, 'utf16le'))

  test.each<[string, Uint8Array]>([
    ['GB2312, declared', gbk(named('GB2312'))],
    ['GB18030, declared', gbk(named('gb18030'))],
    ['GB18030, not declared', gbk(named(''))],
    ['GB18030 under a declaration of UTF-8', gbk(named('UTF-8'))],
    ['UTF-8 under a declaration of GB2312', new TextEncoder().encode(named('GB2312'))],
    ['UTF-16', utf16(named('UTF-16'))],
  ])('is read in %s', async (_, bytes) => {
    const kept = await answered<Warning[]>(posted(bytes), 201)
    expect(kept.map(({ name }) => name)).toEqual(['甲台发布暴雨橙色预警'])
  })

  test('of four bytes a character, as only GB18030 has, is read', async () => {
    // 𠀀 (U+20000) is 95 32 82 36 there.
    const [before, after] = named('GB18030').split('甲台')
    const bytes = Buffer.concat([gbk(before!), Uint8Array.of(0x95, 0x32, 0x82, 0x36), gbk(after!)])
    const kept = await answered<Warning[]>(posted(bytes), 201)
    expect(kept[0]!.name).toBe('𠀀发布暴雨橙色预警')
  })

  test('in no encoding that is known is refused', async () => {
    expect((await posted(Uint8Array.of(0x3c, 0xff, 0xff, 0xff))).status).toBe(400)
  })

  test('may have fractions of a second in its times; they are left out', async () => {
    const xml = message('A', info(), { sent: '2026-11-23T08:00:00.125+08:00' }).replace(
      'T20:00:00+',
      'T20:00:00.999999+',
    )
    const [warning] = await answered<Warning[]>(app.post('/api/warnings/cap', { xml }), 201)
    expect(warning).toMatchObject({
      from: '2026-11-23T00:00:00.000Z',
      until: '2026-11-24T12:00:00.000Z',
    })
  })

  test.each(['2026-11-23 08:00:00+08:00', '2026-11-23T08:00:00+0800', '2026-11-23T09:00:00+09:00'])(
    'may write a time as %s',
    async (sent) => {
      const [warning] = await cap('A', info(), { sent })
      expect(warning!.from).toBe('2026-11-23T00:00:00.000Z')
    },
  )

  test('may write the values of the standard in letters of another size', async () => {
    const [warning] = await cap('A', info({ headline: '暴雨警报', severity: 'RED' }))
    expect(warning!.level).toBe('red')
    const over = { type: 'UPDATE', refers: ['A'] }
    await cap('B', info({ response: 'ALLCLEAR', headline: '暴雨' }), over)
    expect(await active()).toEqual([])
  })

  test('without a language is Chinese where its words are', async () => {
    const english = info({ language: 'en', headline: 'Rain' })
    const kept = await cap('A', english + info({ language: '' }))
    expect(kept.map(({ name }) => name)).toEqual(['甲台发布暴雨橙色预警'])
  })

  test('may say its level in place of a severity, as Chinese profiles do', async () => {
    const [warning] = await cap('A', info({ headline: '暴雨警报', severity: 'Yellow' }))
    expect(warning!.level).toBe('yellow')
  })
})
