/** Where a work's goods are unloaded, on one street of a kilometre with a levee along it. */
import { beforeEach, expect, test } from 'vitest'
import { deliveryWords } from '../../data/delivery-words.ts'
import { haversineMetres } from '../../data/geometry.ts'
import { type TransferPlan, transferPlanSchema } from '../../data/transfer-plan.ts'
import { answered, createTestApp, refusedAt, type TestApp } from '../fixtures/app.ts'
import { levee, SMALL_DATA_SET, stockpile } from '../fixtures/app-features.ts'
import { gridLonLat, STREET } from '../fixtures/grid-network.ts'

const AT = '2026-11-24T06:00:00+08:00'
/** The levee begins 20 m north of the street's beginning and runs along it. */
const [START, END] = [gridLonLat(0, 20), gridLonLat(900, 20)]
const LENGTH_METRES = haversineMetres(...START, ...END)

let app: TestApp
beforeEach(async () => {
  app = await createTestApp(
    {
      ...SMALL_DATA_SET,
      levees: [levee('levee', [START, END])],
      stockpiles: [
        stockpile('west', gridLonLat(0, 0), { stock: { sandbag: 500 } }),
        stockpile('east', gridLonLat(900, 0), { stock: { sandbag: 500, pump: 2 } }),
      ],
    },
    { network: () => STREET },
  )
})

const ask = (site: object) => {
  const demands = [
    { item: 'sandbag', quantity: 1000 },
    { item: 'pump', quantity: 2 },
  ]
  return app.post('/api/transfer-plans', { sites: [{ demands, ...site }], startAt: AT })
}
const plan = async (site: object): Promise<TransferPlan> =>
  transferPlanSchema.strict().parse(await answered(ask(site)))

const ends = ({ loads }: TransferPlan) => loads.map(({ route }) => route.at(-1)!)

test('at a stake: all loads drive to one place, the stake’s own', async () => {
  const answer = await plan({ workId: 'levee', stake: 'K0+300' })
  const [site] = answer.sites
  expect(answer.loads.map(({ stockpileId }) => stockpileId).sort()).toEqual(['east', 'west'])
  expect(site!.delivery).toMatchObject({
    how: 'stake',
    stake: 'K0+300',
    isStakeCounted: true,
    offsetMetres: 0,
  })
  expect(haversineMetres(...START, site!.lon, site!.lat)).toBeCloseTo(300, 0)
  const [first, second] = ends(answer)
  expect(first).toEqual(second)
  expect(haversineMetres(...first!, site!.lon, site!.lat)).toBeLessThan(25)
})

test('told stakes move the place; a stake beyond the work is refused with where they run', async () => {
  const told = levee('levee', [START, END], { startStakeMetres: 10_000, endStakeMetres: 11_000 })
  await app.store.features.replace({ levees: [told] })
  const { sites } = await plan({ workId: 'levee', stake: '10+500' })
  expect(haversineMetres(...START, sites[0]!.lon, sites[0]!.lat)).toBeCloseTo(LENGTH_METRES / 2, 0)
  expect(sites[0]!.delivery).toMatchObject({ stake: 'K10+500', isStakeCounted: false })
  const beyond = await ask({ workId: 'levee', stake: 'K12+000' })
  expect(beyond.status).toBe(422)
  const problem = await beyond.json()
  expect(problem.errors[0]).toMatchObject({ parameter: 'sites.0.stake' })
  expect(problem.errors[0].detailZh).toContain('K10+000～K11+000')
})

test('beside the work, at a stored place, and in the middle where nothing is chosen', async () => {
  const [lon, lat] = gridLonLat(700, 0)
  const beside = await plan({ workId: 'levee', lon, lat })
  expect(beside.sites[0]).toMatchObject({ lon, lat, delivery: { how: 'beside', offsetMetres: 20 } })
  // Three kilometres away a place has no stake of the work.
  const [farLon, farLat] = gridLonLat(700, 3100)
  const far = await plan({ workId: 'levee', lon: farLon, lat: farLat })
  expect(deliveryWords(far.sites[0]!.delivery, 'zh').join()).toMatch(
    /^另选的卸货点,距工程 3\.1 公里/,
  )
  expect(deliveryWords(beside.sites[0]!.delivery, 'zh').join()).toMatch(/桩号 K.*，距堤线 20 米/)
  const middle = await plan({ workId: 'levee' })
  expect(middle.sites[0]!.delivery.how).toBe('middle')
  expect(middle.assumptions.some(({ zh }) => zh.includes('未指定卸货点'))).toBe(true)
  const ramp = { name: '左堤 2 号上堤口', workId: 'levee', lon, lat }
  const { id } = await answered<{ id: string }>(app.post('/api/unloading-points', ramp), 201)
  const stored = await plan({ workId: 'levee' })
  expect(stored.sites[0]).toMatchObject({ lon, lat, delivery: { how: 'stored', name: ramp.name } })
  expect(stored.assumptions.some(({ zh }) => zh.includes('未指定卸货点'))).toBe(false)
  await app.send('DELETE', `/api/unloading-points/${id}`)
  expect((await plan({ workId: 'levee' })).sites[0]!.delivery.how).toBe('middle')
})

test('the next crossing is told out on a levee, too, as far as six kilometres', async () => {
  const crossingOf = async (north: number) => {
    const [lon, lat] = gridLonLat(500, north)
    return (await plan({ lon, lat, name: '险段' })).sites[0]!.delivery.crossing
  }
  // Due north of the street's middle, where two of its stretches meet.
  for (const north of [300, 1500, 5900]) {
    const crossing = await crossingOf(north)
    expect(Math.abs(crossing!.distanceMetres - north)).toBeLessThanOrEqual(1)
    expect([0, 360]).toContain(crossing!.bearingDegrees)
  }
  expect(await crossingOf(6100)).toBeNull()
})

test('a stake goes with a work and without a place; half a place is none', async () => {
  const [lon, lat] = gridLonLat(0, 0)
  const at = (site: object) => refusedAt(ask(site))
  expect(await at({ workId: 'levee', stake: 'K0+100', lon, lat })).toEqual(['sites.0.stake'])
  expect(await at({ lon, lat, stake: 'K0+100' })).toEqual(['sites.0.stake'])
  expect(await at({ workId: 'levee', lon })).toEqual(['sites.0'])
  expect(await at({ workId: 'levee', stake: 'about there' })).toEqual(['sites.0.stake'])
})

test('an order keeps the place of its plan', async () => {
  const { id, sites } = await plan({ workId: 'levee', stake: 'K0+300' })
  const order = await answered<{ sites: object[] }>(
    app.post('/api/transfers', { planId: id, requestedBy: '调度员' }),
    201,
  )
  const { lon, lat, delivery } = sites[0]!
  expect(order.sites[0]).toMatchObject({ lon, lat, delivery })
})
