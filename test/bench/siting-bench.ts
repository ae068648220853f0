/** Siting in its two threads, as the service runs it: how soon, and how surely. */
import type { CoverInstance } from '../../server/analysis/siting/cover-instance.ts'
import { NO_RULES } from '../../server/analysis/siting/site-rules.ts'
import { gapPercentOf, type Siting, threadSiting } from '../../server/worker/siting-run.ts'
import { cityInstance } from '../fixtures/siting-instances.ts'

const LOOK_MILLISECONDS = 5
const FIRST_SECONDS = 0.5

interface Case {
  readonly name: string
  readonly instance: CoverInstance
  readonly siteCount: number
  /** When the gap is read, after the first answer at half a second. */
  readonly seconds: number
}

const wait = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds))

const solve = async (siting: Siting, { name, instance, siteCount, seconds }: Case) => {
  const started = performance.now()
  const run = siting.start(
    { kind: 'cover', siteCount, instance, rules: NO_RULES, isQuick: false },
    0,
  )
  const elapsed = (): number => (performance.now() - started) / 1000
  const reachesOrEnds = async (until: number): Promise<string> => {
    while (run.findings.state === 'running' && elapsed() < until) await wait(LOOK_MILLISECONDS)
    const { best, bound, state } = run.findings
    if (state === 'optimal') return `optimal after ${elapsed().toFixed(2)} s`
    const gap = best ? gapPercentOf(best.objective, bound) : Number.POSITIVE_INFINITY
    return `gap ${gap.toFixed(2)} % at ${until} s`
  }
  const first = await reachesOrEnds(FIRST_SECONDS)
  const later = run.findings.state === 'running' ? `, ${await reachesOrEnds(seconds)}` : ''
  run.stop()
  return `${name}, ${siteCount} new: ${first}${later}`
}

export const benchCover = async (): Promise<string[]> => {
  const siting = threadSiting()
  const few = cityInstance(10_000, 1500, 45)
  const many = cityInstance(10_000, 1500, 450)
  const small = cityInstance(2000, 500, 20)
  const cases: Case[] = [
    // The threads start with the first case, which is not reported.
    { name: 'warm-up', instance: small, siteCount: 5, seconds: 1 },
    ...[20, 40].flatMap((siteCount) => [
      { name: '10,000 × 1,500, each covering about 45', instance: few, siteCount, seconds: 1.5 },
      { name: '10,000 × 1,500, each covering about 450', instance: many, siteCount, seconds: 2.5 },
    ]),
    { name: '2,000 × 500', instance: small, siteCount: 20, seconds: 1 },
    {
      name: '2,000 × 500, each covering 60',
      instance: cityInstance(2000, 500, 60),
      siteCount: 20,
      seconds: 1,
    },
  ]
  const lines: string[] = []
  for (const each of cases) lines.push(await solve(siting, each))
  await siting.close()
  return lines.slice(1)
}
