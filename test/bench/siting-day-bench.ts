/** Siting on the default city as a planner asks it: a day in three parts, three speeds, a budget. */

import { type VariantName, variantsOf } from '../../data/planning-day.ts'
import { sitingRequestSchema } from '../../data/siting.ts'
import { type AskedSiting, sitingContext } from '../../server/analysis/siting/siting-context.ts'
import { planSiting } from '../../server/analysis/siting/siting-plan.ts'
import { gapPercentOf, threadSiting } from '../../server/worker/siting-run.ts'
import { defaultCoverage, NIGHT, NOON, questionFor } from '../fixtures/coverage-ground.ts'
import { FOLDER_VARIABLE } from '../fixtures/default-data.ts'

const EVENING = '2026-11-23T19:30:00+08:00'
const HOURS = [10, 4, 10] as const
const LOOK_MILLISECONDS = 5

const periods = (): AskedSiting['periods'] =>
  [NOON, EVENING, NIGHT].map((at, index) => ({
    question: questionFor({ at }),
    weight: HOURS[index]!,
    name: null,
  }))

const wait = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds))

interface Case {
  readonly name: string
  /** What the ends of the band count. */
  readonly factors: Partial<Record<VariantName, number>>
  readonly options: object
  /** When the gap is read. */
  readonly seconds: number
}

const CASES: readonly Case[] = [
  { name: 'three parts of a day', factors: { nominal: 1 }, options: {}, seconds: 2 },
  {
    name: 'three parts at three speeds, average',
    factors: { slow: 1, nominal: 1, fast: 1 },
    options: { robust: 'average' },
    seconds: 5,
  },
  {
    name: 'three parts, 10 million yuan, new sites and longer hours',
    factors: { nominal: 1 },
    options: { budget: { most: 1000 }, candidates: { longerHours: true } },
    seconds: 5,
  },
]

const cpuMilliseconds = <T>(work: () => T): { result: T; milliseconds: number } => {
  const started = process.cpuUsage()
  const result = work()
  const { user, system } = process.cpuUsage(started)
  return { result, milliseconds: Math.round((user + system) / 1000) }
}

export const benchSitingDay = async (folder: string): Promise<string[]> => {
  process.env[FOLDER_VARIABLE] = folder
  const { model } = await defaultCoverage()
  const siting = threadSiting()
  const band = variantsOf({ speedPercent: 10, turnoutSeconds: 10 })
  const lines: string[] = []
  for (const { name, factors, options, seconds } of CASES) {
    const query = {
      ...sitingRequestSchema.parse({ problem: 'mclp', add: 40, ...options }),
      ...{ at: NOON, withoutSent: false, standards: { urban: 180, rural: 600 } },
    }
    const variants = (Object.keys(factors) as VariantName[]).map(
      (each) => [each, band[each], factors[each]!] as const,
    )
    const prepared = cpuMilliseconds(() =>
      planSiting(
        query,
        sitingContext(model, { query, periods: periods(), variants }, () => false),
      ),
    )
    const { task, table } = prepared.result
    const run = siting.start(task, 0)
    const started = performance.now()
    while (run.findings.state === 'running' && performance.now() - started < seconds * 1000) {
      await wait(LOOK_MILLISECONDS)
    }
    const { best, bound, state } = run.findings
    const gap = best ? gapPercentOf(best.objective, bound).toFixed(3) : 'none'
    const told =
      state === 'optimal' ? `optimal within ${seconds} s` : `gap ${gap} % at ${seconds} s`
    lines.push(
      `${name}, ${table.demandCount} demands: ${told}, ${prepared.milliseconds} CPU ms before`,
    )
    run.stop()
  }
  await siting.close()
  return lines
}
