/** Who is nearer than the last one listed and yet not sent, and what is said about it. */
import { describe, expect, test } from 'vitest'
import type { NearestAnswer } from '../../data/nearest.ts'
import type { Replacements } from '../../server/store/store.ts'
import { SMALL_DATA_SET, station } from '../fixtures/app-features.ts'
import { createTestApp } from '../fixtures/app-fixture.ts'
import { gridDraft, gridLonLat, loadedNetwork } from '../fixtures/grid-network.ts'

const network = loadedNetwork(gridDraft(11, 2), [116.4, 35.2, 116.9, 35.7])
const [LON, LAT] = gridLonLat(0, 0)

const DAY_SHIFT = { dutyPattern: 'day-shift', dutyFrom: '08:00', dutyUntil: '18:00' } as const
const STATIONS = [
  station('building', gridLonLat(100, 0), { buildStatus: 'building' }),
  station('suspended', gridLonLat(200, 0), { buildStatus: 'suspended' }),
  station('no-crew', gridLonLat(300, 0), { crewOnDuty: 0 }),
  station('day', gridLonLat(400, 0), DAY_SHIFT),
  station('no-hours', gridLonLat(500, 0), { dutyPattern: 'day-shift' }),
  station('one-pump', gridLonLat(600, 0), { equipment: { pump: 1 } }),
  station('ready', gridLonLat(700, 0), { equipment: { pump: 2, boat: 1 }, grade: 'first' }),
  station('behind', gridLonLat(800, 0), { buildStatus: 'suspended', grade: 'first' }),
]

const ask = async (query: string, data: Replacements = { stations: STATIONS }) => {
  const { json } = await createTestApp(data, { network: () => network })
  const night = encodeURIComponent('2026-11-23T03:00:00+08:00')
  const answer = await json<NearestAnswer>(
    `/api/nearest?lon=${LON}&lat=${LAT}&at=${night}&${query}`,
  )
  return {
    ids: answer.features.map(({ id }) => id),
    reasons: new Map(answer.passedOver.map(({ id, reasons }) => [id, reasons])),
    answer,
  }
}

describe('every reason has a code and a sentence in both languages', () => {
  test.each([
    ['building', 'under-construction', 'Under construction', '在建，尚未启用'],
    ['suspended', 'suspended', 'Suspended', '暂停使用'],
    ['no-crew', 'no-crew', 'No crew on duty', '无人在岗'],
    ['day', 'off-duty', 'Off duty until 08:00', '非值班时间，08:00 上班'],
    ['no-hours', 'off-duty', 'Off duty, hours unknown', '非值班时间，值班时段不详'],
  ])('%s: %s', async (id, code, detail, detailZh) => {
    const { reasons } = await ask('k=2')
    expect(reasons.get(id)).toEqual([{ code, detail, detailZh }])
  })

  test('short of gear: how many there are of how many wanted, for each piece', async () => {
    const { ids, reasons } = await ask('k=1&equipment=pump:2,boat:1')
    expect(ids).toEqual(['ready'])
    expect(reasons.get('one-pump')).toEqual([
      {
        code: 'equipment-short',
        detail: 'Only 1 of 2: drainage pump',
        detailZh: '排水泵只有 1，需要 2',
      },
      {
        code: 'equipment-short',
        detail: 'No rescue boat (1 wanted)',
        detailZh: '没有冲锋舟/橡皮艇（需要 1）',
      },
    ])
  })

  test('several reasons are all told', async () => {
    const { reasons } = await ask('k=1&equipment=pump:1&grade=first')
    expect(reasons.get('day')?.map(({ code }) => code)).toEqual([
      'off-duty',
      'equipment-short',
      'filtered-out',
    ])
  })
})

describe('who is listed', () => {
  test('only who would be there before the last one taken, in order of arrival', async () => {
    const { ids, answer } = await ask('k=1')
    expect(ids).toEqual(['one-pump'])
    expect(answer.passedOver.map(({ id }) => id)).toEqual([
      'building',
      'suspended',
      'no-crew',
      'day',
      'no-hours',
    ])
    // turnout 60 s and 100 m a 10 s, 400 m: the day shift would have been there after 100 s
    expect(answer.passedOver.find(({ id }) => id === 'day')?.arrivalSeconds).toBeCloseTo(100, 0)
    expect(answer.passedOver.find(({ id }) => id === 'day')?.name).toBe('测试站 day')
  })

  test('everyone within the time where fewer are found than asked for', async () => {
    const { ids, reasons } = await ask('k=3')
    expect(ids).toEqual(['one-pump', 'ready'])
    expect([...reasons.keys()]).toContain('behind')
    // 60 s and 800 m: the one behind would need 140 s
    expect([...(await ask('k=3&withinSeconds=135')).reasons.keys()]).not.toContain('behind')
  })

  test('duty does not count when it is not asked for, working order always does', async () => {
    const { ids, reasons } = await ask('k=50&onDuty=false')
    expect(ids).toEqual(['no-crew', 'day', 'no-hours', 'one-pump', 'ready'])
    expect([...reasons.keys()].sort()).toEqual(['behind', 'building', 'suspended'])
  })

  test('nobody at all is an answer too', async () => {
    const { answer, reasons } = await ask('grade=third')
    expect(answer.place).toMatchObject({
      status: 'none-in-reach',
      detailZh: '时限内没有符合条件的资源。',
    })
    expect(answer.routes.features).toEqual([])
    expect(reasons.size).toBe(STATIONS.length)
  })
})

describe('stockpiles', () => {
  const [pile] = SMALL_DATA_SET.stockpiles
  const pileAt = (id: string, metres: number, stock: Record<string, number>) => ({
    ...pile!,
    id,
    geometry: { type: 'Point' as const, coordinates: gridLonLat(metres, 0) },
    properties: { ...pile!.properties, stock },
  })
  const data: Replacements = {
    stockpiles: [
      pileAt('none', 100, {}),
      pileAt('some', 200, { sandbag: 7999 }),
      pileAt('enough', 300, { sandbag: 8000 }),
    ],
  }

  test('short of stock: what there is and what is wanted', async () => {
    const { ids, reasons } = await ask('collection=stockpiles&item=sandbag&quantity=8000', data)
    expect(ids).toEqual(['enough'])
    expect(reasons.get('none')?.[0]).toEqual({
      code: 'stock-short',
      detail: 'No sandbag (8000 wanted)',
      detailZh: '没有编织袋（需要 8000）',
    })
    expect(reasons.get('some')?.[0]).toEqual({
      code: 'stock-short',
      detail: 'Only 7999 of 8000: sandbag',
      detailZh: '编织袋只有 7999，需要 8000',
    })
  })

  test('an item without a quantity: any of it will do', async () => {
    const { ids, answer } = await ask('collection=stockpiles&item=sandbag', data)
    expect(ids).toEqual(['some', 'enough'])
    expect(answer.query).toMatchObject({ item: 'sandbag', quantity: null, onDuty: false })
    expect(answer.features[0]?.properties).not.toHaveProperty('onDuty')
  })
})
