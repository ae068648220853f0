/** Transfer plans: the linear plan, whole lorries at once and proved, and a question over HTTP. */
import type { Highs } from 'highs'
import type { Kit } from '../../data/kit.ts'
import type { TransferPlan } from '../../data/transfer-plan.ts'
import { flowColumns } from '../../server/analysis/transfer/flow-columns.ts'
import type { TransferInstance } from '../../server/analysis/transfer/instance.ts'
import type { ObjectiveProof } from '../../server/analysis/transfer/objectives.ts'
import { withPickups } from '../../server/analysis/transfer/pickup-search.ts'
import { planTransfer, proveTransfer } from '../../server/analysis/transfer/plan-transfer.ts'
import { relaxTransfer } from '../../server/analysis/transfer/relaxation.ts'
import { TransferProgram } from '../../server/analysis/transfer/transfer-program.ts'
import { wholeItems } from '../../server/analysis/transfer/whole-units.ts'
import { loadHighs } from '../../server/worker/highs.ts'
import { withJson } from '../fixtures/app.ts'
import { serveProduct } from '../fixtures/served-product.ts'
import { transferInstance } from '../fixtures/transfer-instances.ts'
import { describeTimes, quantile, timesInTurn } from './quantile.ts'

const LARGE = { sites: 60, stockpiles: 40, items: 10 } as const
const SEEDS = [7, 8, 9] as const
const PROOF_SECONDS = 4
const REQUESTS = 60
const WARM_UP = 5
const AT = '2026-11-24T06:00:00+08:00'
const DEADLINE = '2026-11-24T12:00:00+08:00'
const DEMANDS = [
  { item: 'sandbag', quantity: 8000 },
  { item: 'pump', quantity: 3 },
  { item: 'boat', quantity: 2 },
]

const timed = <T>(act: () => T): [result: T, milliseconds: number] => {
  const started = performance.now()
  const result = act()
  return [result, performance.now() - started]
}

const gapOf = (proofs: readonly ObjectiveProof[], objective: string): string =>
  `${(proofs.find((proof) => proof.objective === objective)?.gapPercent ?? 0).toFixed(2)} %`

/** The plain way: all of it given to HiGHS as one program for as long, the first objective alone. */
const missedByHighsAlone = (highs: Highs, instance: TransferInstance): string => {
  const options = { isWhole: wholeItems(instance), hasTrips: true }
  const program = new TransferProgram(highs, flowColumns(instance), options)
  try {
    const found = program.minimise('missed', PROOF_SECONDS)
    return found ? found.value.toFixed(2) : 'nothing found'
  } finally {
    program.dispose()
  }
}

/** 60 sites, 40 stockpiles, 10 items: made in the test, not the map's own data. */
const benchKernel = async (): Promise<string[]> => {
  const highs = await loadHighs()
  relaxTransfer(highs, transferInstance({ ...LARGE, fleet: 'ample', seed: 1 }))
  return (['ample', 'tight'] as const).flatMap((fleet) =>
    SEEDS.map((seed) => {
      const instance = transferInstance({ ...LARGE, fleet, seed })
      const [, linear] = timed(() => relaxTransfer(highs, instance))
      const [quick, atOnce] = timed(() => planTransfer(highs, instance))
      const limits = { seconds: PROOF_SECONDS, gapPercent: 0.5 }
      const [proved, proof] = timed(() => proveTransfer(highs, instance, quick, limits))
      const gaps = proved.proofs.map(
        ({ objective, gapPercent }) => `${objective} ${gapPercent.toFixed(2)} %`,
      )
      const trips = [quick, proved].map(
        ({ solution: { values } }) => `${values.lorries} lorries from ${values.stores}`,
      )
      const missed = [quick, proved].map(({ solution }) => solution.values.missed.toFixed(2))
      return `${fleet} fleet, case ${seed}: linear plan, all objectives ${linear.toFixed(0)} ms; whole lorries at once ${atOnce.toFixed(0)} ms (in time within ${gapOf(quick.proofs, 'missed')}); after ${(proof / 1000).toFixed(1)} s: ${gaps.join(', ')}; ${trips[0]} at once, then ${trips[1]}; missed at once ${missed[0]}, then ${missed[1]}, by HiGHS alone in ${PROOF_SECONDS} s ${missedByHighsAlone(highs, instance)}, at least ${(proved.proofs[0]?.bound ?? 0).toFixed(2)}`
    }),
  )
}

const cpuMilliseconds = (act: () => unknown): number => {
  const before = process.cpuUsage()
  act()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

/** "1.8 times" of what the plain way takes, each by its median. */
const timesOf = (samples: readonly number[], plain: readonly number[]): string =>
  `${(quantile(samples, 0.5) / quantile(plain, 0.5)).toFixed(2)} times`

const MINUTE = 60
const LOADING_SECONDS = 30 * MINUTE
const UNLOADING_SECONDS = 20 * MINUTE
const LORRY_SEEDS = Array.from({ length: 12 }, (_, seed) => seed + 1)

/** Lorries that load at several stores, and that drive again, beside those that do neither. */
const benchLorries = async (): Promise<string[]> => {
  const highs = await loadHighs()
  const measured = (sites: number): string => {
    const [plain, pickups, repeats]: [number[], number[], number[]] = [[], [], []]
    for (const seed of LORRY_SEEDS) {
      const instance = transferInstance({ sites, stockpiles: 40, items: 3, fleet: 'tight', seed })
      const { travelSeconds, siteCount, stockpileCount } = instance
      const cycleSeconds = travelSeconds.map((there) => 2 * there + 50 * MINUTE)
      const mostTrips = Int32Array.from(instance.arrivalSeconds, (first, arc) => {
        const spare = instance.deadlineSeconds[arc % siteCount]! - first
        return spare >= 0 ? 1 + Math.floor(spare / cycleSeconds[arc]!) : 1
      })
      const times = {
        ...{ loadingSeconds: LOADING_SECONDS, unloadingSeconds: UNLOADING_SECONDS },
        readySeconds: Array<number>(stockpileCount).fill(0),
        // As far apart as their ways to the first site differ, and no less than ten minutes.
        secondsTo: (to: number) =>
          Array.from({ length: stockpileCount }, (_, from) => {
            const apart = travelSeconds[from * siteCount]! - travelSeconds[to * siteCount]!
            return from === to ? 0 : Math.max(10 * MINUTE, Math.abs(apart))
          }),
      }
      let { solution } = planTransfer(highs, instance)
      const alone = cpuMilliseconds(() => {
        solution = planTransfer(highs, instance).solution
      })
      plain.push(alone)
      pickups.push(alone + cpuMilliseconds(() => withPickups(instance, solution, times)))
      const again = { ...instance, repeats: { mostTrips, cycleSeconds } }
      repeats.push(cpuMilliseconds(() => planTransfer(highs, again)))
    }
    return `${sites} sites × 40 stockpiles × 3 items, tight fleet, CPU time: plain ${describeTimes(plain)}; with stops at several stores ${describeTimes(pickups)}, ${timesOf(pickups, plain)}; driving again ${describeTimes(repeats)}, ${timesOf(repeats, plain)}`
  }
  return [1, 10].map(measured)
}

/** One levee section, three items, all stockpiles; each time another place. */
const benchHttp = async (dataFolder: string): Promise<string[]> => {
  const plans: TransferPlan[] = []
  const product = await serveProduct(dataFolder, ['server/main.ts'])
  const address = `${product.origin}/api/transfer-plans`
  try {
    const samples = await timesInTurn(WARM_UP, REQUESTS, async (i) => {
      const place = { lon: 116.4 + 0.01 * i, lat: 35.1 + 0.005 * i }
      const site = { ...place, deadline: DEADLINE, demands: DEMANDS }
      const response = await fetch(address, withJson('POST', { startAt: AT, sites: [site] }))
      const plan = (await response.json()) as TransferPlan
      if (!response.ok || plan.sites.length !== 1) throw new Error('no plan was answered')
      plans.push(plan)
    })
    const asked = plans.flatMap(({ id, passedOver }) =>
      passedOver.flatMap(({ stockpileId, site, item, reasons: [first] }) =>
        first?.reason === 'no-stock' || first?.reason === 'expired'
          ? []
          : [{ href: `${address}/${id}/counterfactuals`, body: { stockpileId, site, item } }],
      ),
    )
    const supposed = await timesInTurn(WARM_UP, Math.min(REQUESTS, asked.length), async (i) => {
      const { href, body } = asked[i % asked.length]!
      const response = await fetch(href, withJson('POST', body))
      if (!response.ok) throw new Error(await response.text())
    })
    const [kit] = (await (await fetch(`${product.origin}/api/kits`)).json()) as Kit[]
    if (!kit) throw new Error('there is no kit to ask for')
    const variants = [
      { name: 'plain', rules: {}, more: {} },
      { name: 'loading at several stores', rules: { oneStore: false }, more: {} },
      { name: 'driving again', rules: { oneTrip: false }, more: {} },
      { name: 'with a kit', rules: {}, more: { kits: [{ kit: kit.id, quantity: 2 }] } },
    ]
    const taken = variants.map((): number[] => [])
    // In turn, so that whatever else the machine does falls on all of them.
    for (let i = 0; i < WARM_UP + REQUESTS; i++) {
      for (const [index, { rules, more }] of variants.entries()) {
        const place = { lon: 116.405 + 0.01 * i, lat: 35.105 + 0.005 * i }
        const site = { ...place, deadline: DEADLINE, demands: DEMANDS, ...more }
        const started = performance.now()
        const body = { startAt: AT, rules, sites: [site] }
        const response = await fetch(address, withJson('POST', body))
        if (!response.ok) throw new Error(await response.text())
        await response.json()
        if (i >= WARM_UP) taken[index]!.push(performance.now() - started)
      }
    }
    const beside = variants.map(
      ({ name }, index) =>
        `${name} ${describeTimes(taken[index]!)}, ${timesOf(taken[index]!, taken[0]!)}`,
    )
    return [
      `the same asked in turn: ${beside.join('; ')}`,
      `over HTTP, 1 site × 3 items over all stockpiles: ${describeTimes(samples)}`,
      `what if a nearer stockpile sent, of these plans: ${describeTimes(supposed)}`,
    ]
  } finally {
    await product.stop()
  }
}

export const benchTransfers = async (dataFolder: string): Promise<string[]> => [
  ...(await benchKernel()),
  ...(await benchLorries()),
  ...(await benchHttp(dataFolder)),
]
