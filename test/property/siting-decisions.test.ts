/** Whole siting answers against every choice, by arithmetic on a street that is driven at 10 m/s. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Site, SitingAnswer } from '../../data/siting-answer.ts'
import type { TestApp } from '../fixtures/app.ts'
import { forAllInTurn } from '../fixtures/runs.ts'
import { solved } from '../fixtures/siting-in-turn.ts'
import { choices } from '../fixtures/siting-instances.ts'
import { type Decision, decisions, modelOf, phasesOf } from '../fixtures/street-decisions.ts'
import {
  appOf,
  arrival,
  BAND,
  candidateOf,
  candidatesOf,
  casesOf,
  HOURS,
  inTime,
  isClear,
  peopleOf,
  questionOf,
  referenceTo,
  type Town,
  towns,
  weighted,
  whenOf,
} from '../fixtures/street-towns.ts'

type Model = ReturnType<typeof modelOf>

const bestOf = ({ gainOf }: Model, sets: readonly number[][]): number =>
  Math.max(...sets.map(gainOf))

/** Each phase wins the most that is possible after those before it. */
const checkPhases = (
  { budget }: Decision,
  model: Model,
  answer: SitingAnswer,
  { sites, ends }: { readonly sites: readonly number[]; readonly ends: readonly number[] },
): void => {
  const { all, must, whole, isAllowed, gainOf } = model
  let standing: readonly number[] = must
  for (const [index, end] of ends.entries()) {
    const upTo = sites.filter((_, at) => answer.sites[at]!.phase! <= index)
    const possible = all.filter(
      (each) =>
        standing.every((site) => each.includes(site)) &&
        isAllowed(each, end, budget ? 0 : whole - end),
    )
    expect(answer.phases[index]!.proved).toBe(true)
    if (possible.length > 0) expect(gainOf(upTo)).toBeCloseTo(bestOf(model, possible), 4)
    standing = upTo
  }
}

/** The price of fairness lies where the answer says, and fairness is where it says. */
const checkFairness = (
  model: Model,
  { fairnessPrice, bound }: SitingAnswer,
  allowed: readonly number[][],
  sites: readonly number[],
): void => {
  const { isFair } = model
  const { isKept, isProvedImpossible, atLeast, atMost } = fairnessPrice!
  expect(isKept).toBe(isFair(sites))
  const fair = allowed.filter(isFair)
  if (fair.length === 0) return
  expect(isProvedImpossible).toBe(false)
  const price = bestOf(model, allowed) - bestOf(model, fair)
  expect(atLeast).toBeLessThanOrEqual(price + 1e-4)
  if (isKept) expect(atMost).toBeGreaterThanOrEqual(price - 1e-4)
  expect(bound).toBeGreaterThanOrEqual(bestOf(model, fair) - 1e-4)
}

const checkDecision = async (app: TestApp, town: Town, drawn: Decision): Promise<void> => {
  // at most one of what cannot be asked together
  const isFairnessAsked = drawn.leastCountyPercent !== null
  const busy = isFairnessAsked ? 0 : drawn.busy
  const decision = { ...drawn, busy, backup: isFairnessAsked || busy > 0 ? 0 : drawn.backup }
  const model = modelOf(town, decision)
  const { add, weights, robust, budget, quotas, leastCountyPercent } = decision
  const { candidates, all, must, forbid, whole, cases, placesOf, sumOf, isAllowed } = model
  const usual = casesOf({ weights, robust: 'nominal' })
  if (!isClear(town, [...cases, ...usual])) return
  const ends = phasesOf(decision)
  const question = {
    ...questionOf(town),
    ...whenOf(weights),
    ...{ problem: 'mclp', add, robust, ...(robust !== 'nominal' && { band: BAND }) },
    ...(budget && { budget }),
    ...(quotas && {
      quotas: [
        { countyCode: quotas.county, least: quotas.least, most: quotas.least + quotas.more },
      ],
    }),
    must: must.map((site) => referenceTo(candidates[site]!)),
    forbid: forbid.map((site) => referenceTo(candidates[site]!)),
    phases: ends.map((end, index) => ({ name: `${index}`, most: end - (ends[index - 1] ?? 0) })),
    ...(leastCountyPercent !== null && { leastCountyPercent }),
    ...{ busyPercent: decision.busy, backupPercent: decision.backup },
  }
  const allowed = all.filter((sites) => isAllowed(sites, whole, 0))
  const offered = all.filter((sites) => forbid.every((site) => !sites.includes(site)))
  // What must be stands from the first phase on.
  const isTooMuchAtFirst = ends.length > 0 && sumOf(must) > ends[0]!
  if (isTooMuchAtFirst || allowed.length === 0 || !offered.some(model.isFair)) {
    expect((await app.post('/api/siting', question)).status).toBe(422)
    return
  }
  const answer = await solved(app, question)
  const sites = answer.sites.map((site) => candidateOf(town, site))
  expect(new Set(sites).size).toBe(sites.length)
  expect(isAllowed(sites, whole, 0)).toBe(true)
  expect(answer.objective).toBeCloseTo(model.gainOf(sites), 4)
  expect(answer.peopleInTime).toBe(
    Math.round(weighted(usual, (each) => inTime(town, each, placesOf(sites)))),
  )
  expect(answer.peopleInTimeChecked).toBe(answer.peopleInTime)
  if (budget) expect(answer.spent).toBeCloseTo(sumOf(sites), 6)
  if (leastCountyPercent !== null) {
    checkFairness(model, answer, allowed, sites)
    return
  }
  const best = bestOf(model, allowed)
  if (ends.length > 0) {
    checkPhases(decision, model, answer, { sites, ends })
    expect(Math.abs(answer.phaseLoss! - (best - model.gainOf(sites)))).toBeLessThanOrEqual(1)
    return
  }
  expect(answer).toMatchObject({ proved: true, state: 'optimal' })
  expect(answer.objective).toBeCloseTo(best, 4)
  expect(answer.bound).toBeGreaterThan(best - 1e-4)
  expect(answer.bound).toBeLessThan(best * (1 + 1e-6) + 1e-4)
}

test('budgets, quotas, what must and may not be, phases and speeds are decided as by trying all', () =>
  forAllInTurn(
    10,
    fc.record({ town: towns, asked: fc.array(decisions, { minLength: 5, maxLength: 5 }) }),
    async ({ town, asked }) => {
      const app = await appOf(town)
      for (const decision of asked) await checkDecision(app, town, decision)
    },
  ))

test('a phase whose prices leave a gap is proved by the solver, not only bounded', async () => {
  const town = {
    villages: [
      { metres: 0, people: 5 },
      { metres: 2400, people: 5 },
      { metres: 7200, people: 8 },
      { metres: 14_400, people: 892 },
      { metres: 9600, people: 121 },
    ],
    ...{ always: 770, atFirst: 13_770, points: [11_930, 13_630, 5330, 5530], standard: 417 },
  }
  const costs = {
    'new-site': { once: 2, perYear: 2 },
    'longer-hours': { once: 0, perYear: 3 },
  }
  await checkDecision(await appOf(town), town, {
    ...{ add: 2, weights: [3, 1], robust: 'nominal', budget: { most: 33, years: 2, costs } },
    ...{ quotas: null, must: null, forbid: 3, parted: 1, leastCountyPercent: null },
    ...{ busy: 0, backup: 0 },
  })
})

test('expected people are proved, though they are counted finer than the solver decides', async () => {
  const town = {
    villages: [
      ...[
        { metres: 6000, people: 805 },
        { metres: 0, people: 38 },
        { metres: 3600, people: 206 },
      ],
      ...[
        { metres: 9600, people: 699 },
        { metres: 14_400, people: 806 },
      ],
      ...[
        { metres: 4800, people: 834 },
        { metres: 1200, people: 9 },
      ],
    ],
    ...{ always: 370, atFirst: 7670, points: [2430, 730, 9030], standard: 278 },
  }
  const costs = {
    'new-site': { once: 1, perYear: 2 },
    'longer-hours': { once: 1, perYear: 7 },
  }
  await checkDecision(await appOf(town), town, {
    ...{ add: 3, weights: [10, 14], robust: 'nominal', budget: { most: 32, years: 3, costs } },
    ...{ quotas: null, must: null, forbid: null, parted: null, leastCountyPercent: null },
    ...{ busy: 70, backup: 0 },
  })
})

const secondHour = { hour: 1, variant: 'nominal' } as const

test('the fewest sites for a target, or the best of as many as may be', () =>
  forAllInTurn(
    15,
    fc.record({
      town: towns,
      add: fc.integer({ min: 1, max: 4 }),
      targetPercent: fc.integer({ min: 20, max: 100 }),
      weights: fc.constantFrom([1], [10, 14]),
    }),
    async ({ town, add, targetPercent, weights }) => {
      const cases = casesOf({ weights, robust: 'nominal' })
      fc.pre(isClear(town, cases))
      const candidates = candidatesOf(town)
      const reached = (sites: readonly number[]): number =>
        weighted(cases, (each) =>
          inTime(
            town,
            each,
            sites.map((site) => candidates[site]!),
          ),
        )
      const all = choices(candidates.length)
      const wanted = Math.min((peopleOf(town) * targetPercent) / 100, reached(all.at(-1)!))
      const fewest = Math.min(
        ...all.filter((sites) => reached(sites) >= wanted - 1e-9).map(({ length }) => length),
      )
      const app = await appOf(town)
      const asked = { ...questionOf(town), ...whenOf(weights), problem: 'lscp', add, targetPercent }
      const answer = await solved(app, asked)
      const sites = answer.sites.map((site) => candidateOf(town, site))
      expect(answer.peopleInTimeChecked).toBe(Math.round(reached(sites)))
      expect(answer.proved).toBe(true)
      if (fewest <= add) {
        expect(answer).toMatchObject({ objective: fewest, bound: fewest })
        expect(sites).toHaveLength(fewest)
        expect(reached(sites)).toBeGreaterThanOrEqual(wanted - 1e-9)
        return
      }
      expect(sites.length).toBeLessThanOrEqual(add)
      const best = Math.max(...all.filter(({ length }) => length <= add).map(reached)) - reached([])
      expect(answer.objective).toBeCloseTo(best, 4)
      expect(answer.bound).toBeCloseTo(best, 4)
      expect(answer.enough!.sites).toBeGreaterThanOrEqual(fewest)
      expect(answer.enough!.atLeast).toBeLessThanOrEqual(fewest)
      if (answer.enough!.proved) expect(answer.enough!.sites).toBe(fewest)
    },
  ))

test('the shortest longest time, with what it does not take spent on everybody', () =>
  forAllInTurn(
    15,
    fc.record({
      town: towns,
      add: fc.integer({ min: 1, max: 4 }),
      problem: fc.constantFrom('p-center', 'p-median'),
    }),
    async ({ town, add, problem }) => {
      const candidates = candidatesOf(town)
      const times = (sites: readonly number[]) =>
        town.villages.map(({ metres, people }) => ({
          people,
          minutes:
            arrival(
              town,
              secondHour,
              sites.map((site) => candidates[site]!),
              metres,
            ) / 60,
        }))
      const longest = (sites: readonly number[]): number =>
        Math.max(...times(sites).map(({ minutes }) => minutes))
      const total = (sites: readonly number[]): number =>
        times(sites).reduce((sum, { people, minutes }) => sum + people * minutes, 0)
      const within = choices(candidates.length, add)
      const measure = problem === 'p-center' ? longest : total
      const app = await appOf(town)
      const asked = { ...questionOf(town), at: HOURS[1], problem, add }
      const answer = await solved(app, asked)
      const numbers = (isOf: (site: Site) => boolean): number[] =>
        answer.sites.filter(isOf).map((site) => candidateOf(town, site))
      const sites = numbers(() => true)
      const best = Math.min(...within.map(measure))
      expect(sites.length).toBeLessThanOrEqual(add)
      // A tenth of a second of each person is what rounding may add.
      const precision = problem === 'p-center' ? 0.01 : peopleOf(town) * 0.01
      expect(Math.abs(answer.objective - best)).toBeLessThan(precision)
      expect(Math.abs(measure(sites) - best)).toBeLessThan(precision)
      expect(Math.abs(answer.objectiveBefore! - measure([]))).toBeLessThan(precision)
      expect(answer.proved).toBe(true)
      if (!answer.spare) return
      const needed = numbers(({ isSpare }) => !isSpare)
      const least = Math.min(
        ...within
          .filter((each) => needed.every((site) => each.includes(site)))
          .map((each) => total(each)),
      )
      const slack = peopleOf(town) * 0.01
      expect(Math.abs(total(sites) - least)).toBeLessThan(slack)
      expect(Math.abs(answer.spare.saved - (total(needed) - least))).toBeLessThan(slack)
      expect(Math.abs(answer.spare.mostSaved - answer.spare.saved)).toBeLessThan(slack)
    },
  ))
