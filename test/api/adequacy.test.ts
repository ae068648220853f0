/** Planned reserves over HTTP: each work by itself, all together, and where a planned number comes from. */
import { beforeEach, describe, expect, test } from 'vitest'
import { type AdequacyAnswer, adequacyAnswerSchema } from '../../data/adequacy.ts'
import type { ReserveNorm } from '../../data/reserve-norm.ts'
import { answered, createTestApp, refusedAt, type TestApp } from '../fixtures/app.ts'
import { levee, SMALL_DATA_SET, stockpile } from '../fixtures/app-features.ts'
import { gridLonLat, STREET } from '../fixtures/grid-network.ts'

/** Two levees of 1 km at either end of a street, with a store between them and one beside the second. */
const at = (metres: number) => [gridLonLat(metres, -1), gridLonLat(metres, 0)]
let app: TestApp
beforeEach(async () => {
  app = await createTestApp(
    {
      ...SMALL_DATA_SET,
      stockpiles: [
        stockpile('middle', gridLonLat(500, 0), { stock: { sandbag: 90 } }),
        stockpile('east', gridLonLat(800, 0), { stock: { sandbag: 30, pump: 2 } }),
      ],
      levees: [
        levee('west', at(100), { lengthMetres: 1000, leveeGrade: 1 }),
        levee('east', at(900), { lengthMetres: 1000, leveeGrade: 2, countyCode: '370831' }),
      ],
    },
    { network: () => STREET },
  )
})

const norm = async (changes: object = {}): Promise<string> => {
  const body = { name: '定额', source: '内部', perKilometre: { sandbag: 100 }, ...changes }
  return (await answered<ReserveNorm>(app.post('/api/reserve-norms', body), 201)).id
}
const adequacy = async (query: string): Promise<AdequacyAnswer> =>
  adequacyAnswerSchema.strict().parse(await answered(app.get(`/api/adequacy?${query}`)))
/** By work: what is short of bags. */
const shortOf = ({ works }: AdequacyAnswer) =>
  Object.fromEntries(works.map(({ id, lines }) => [id, lines[0]!.short]))

describe('goods that serve two works', () => {
  // 120 bags reach both, each should have 100: one by one nothing lacks, together 80 of 200.
  test('are counted once where the works are asked for together, which is the usual view', async () => {
    const answer = await adequacy(`norm=${await norm()}`)
    expect(answer.view).toBe('together')
    expect(shortOf(answer)).toEqual({ west: 40, east: 40 })
    expect(answer.works[0]!.missingShare).toBeCloseTo(0.4)
    expect(answer.totals).toEqual([
      { item: 'sandbag', planned: 200, within60: 120, assigned: 120, short: 80 },
    ])
  })

  test('count for each of them where each is looked at by itself, and the totals stay true', async () => {
    const answer = await adequacy(`norm=${await norm()}&view=each`)
    expect(shortOf(answer)).toEqual({ west: 0, east: 0 })
    expect(answer.works.map(({ lines }) => lines[0]!.within60)).toEqual([120, 120])
    expect(answer.totals[0]).toMatchObject({ assigned: 120, short: 80 })
  })

  test.each([
    ['works=west', ['west']],
    ['works=west,east', ['east', 'west']],
    ['county=370831', ['east']],
  ])('are for those alone that are asked for: %s', async (query, ids) => {
    const { works, totals } = await adequacy(`norm=${await norm()}&${query}`)
    expect(works.map(({ id }) => id).sort()).toEqual(ids)
    expect(totals[0]).toMatchObject({ short: ids.length === 2 ? 80 : 0 })
  })

  test('say in the table which view it is', async () => {
    const id = await norm()
    const table = async (view: string) =>
      (await app.get(`/api/adequacy/tables/works?f=csv&norm=${id}&view=${view}`)).text()
    expect(await table('together')).toContain('同一批物资只计一次')
    expect(await table('each')).toContain('缺口不能相加')
  })

  test('for a work that is not there, or in a view that is none, are refused', async () => {
    expect(await refusedAt(app.get('/api/adequacy?works=nowhere'), 400)).toEqual(['works'])
    expect(await refusedAt(app.get('/api/adequacy?view=both'), 400)).toEqual(['view'])
  })
})

describe('a planned number', () => {
  const planned = async (exceptions: object[], more: object = {}) => {
    const { works } = await adequacy(`norm=${await norm({ exceptions, ...more })}`)
    return Object.fromEntries(works.map(({ id, lines }) => [id, lines[0]]))
  }

  test('tells what it comes from: per kilometre and per work', async () => {
    const lines = await planned([], { perWork: { levee: { sandbag: 50 } } })
    expect(lines.west).toMatchObject({
      planned: 150,
      from: [
        { basis: 'kilometre', quantity: 100, times: 1, exception: null },
        { basis: 'work', quantity: 50, times: 1, exception: null },
      ],
    })
  })

  test('is that of the class of the work', async () => {
    const lines = await planned([{ leveeGrade: 1, perKilometre: { sandbag: 300 } }])
    expect(lines.west).toMatchObject({ planned: 300, from: [{ exception: 0 }] })
    expect(lines.east).toMatchObject({ planned: 100, from: [{ exception: null }] })
  })

  test('is that of what says most of the work, of equals the last', async () => {
    const lines = await planned([
      { county: '370831', leveeGrade: 2, perKilometre: { sandbag: 400 } },
      { county: '370831', perKilometre: { sandbag: 200 } },
      { county: '370811', perKilometre: { sandbag: 500 } },
      { leveeGrade: 1, perKilometre: { sandbag: 600 } },
    ])
    expect(lines.east).toMatchObject({ planned: 400, from: [{ exception: 0 }] })
    expect(lines.west).toMatchObject({ planned: 600, from: [{ exception: 3 }] })
  })

  test('for a work of its own counts before all others', async () => {
    const lines = await planned([{ perKilometre: { sandbag: 300 } }], {
      works: { west: { sandbag: 7 } },
    })
    expect(lines.west).toMatchObject({ planned: 7, from: [{ basis: 'own' }] })
    expect(lines.east).toMatchObject({ planned: 300 })
  })

  test('of an exception that cannot be is refused', async () => {
    const body = { name: '甲', exceptions: [{ leveeGrade: 9 }] }
    expect(await refusedAt(app.post('/api/reserve-norms', body))).toEqual([
      'exceptions.0.leveeGrade',
    ])
  })
})
