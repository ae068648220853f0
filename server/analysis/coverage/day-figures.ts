/** A day of several periods, each the ordinary coverage of one moment, and what is weighted over them. */
import type { AreaCoverage, CoverageAnswer } from '../../../data/coverage.ts'
import { type Band, type Variant, variantsOf } from '../../../data/planning-day.ts'
import { neverStop, type ShouldStop, stopIf } from '../cancellation.ts'
import type { CoverageModel } from './coverage-model.ts'
import type { Evaluation } from './gaps.ts'
import type { CoverageQuestion } from './planning-data.ts'
import { coverageByArea, share, summarise } from './served.ts'
import { isCounted } from './stations.ts'

export interface PeriodQuestion {
  readonly question: CoverageQuestion
  readonly name: string | null
  readonly weight: number
}

/** What is asked beside the moment looked at. */
export interface Spread {
  /** None: the band is that of the moment. */
  readonly periods: readonly PeriodQuestion[]
  readonly band: Band | null
}

type DayFigures = Pick<CoverageAnswer, 'day' | 'band'>
type Day = NonNullable<CoverageAnswer['day']>
type Figures = Omit<AreaCoverage, 'code' | 'name' | 'nameEn' | 'centroid'>

/** One period as it is found. */
interface Found {
  readonly weight: number
  readonly summary: ReturnType<typeof summarise>
  readonly byCounty: readonly AreaCoverage[]
  readonly byTown: Day['byTown']
  readonly stationsCounted: number
}

/** The mean by weight; people are whole. */
const weightedMean = <T extends { readonly weight: number }>(
  all: readonly T[],
  of: (one: T) => number,
): number => {
  const weights = all.reduce((sum, { weight }) => sum + weight, 0)
  return all.reduce((sum, one) => sum + one.weight * of(one), 0) / weights
}

/** People and share in time, weighted: the share is that of the mean before it is rounded. */
const servedOver = <T extends { readonly weight: number }>(
  all: readonly T[],
  of: (one: T) => { readonly people: number; readonly peopleInTime: number },
) => {
  // by day and by night others may be counted
  const people = weightedMean(all, (one) => of(one).people)
  const mean = weightedMean(all, (one) => of(one).peopleInTime)
  return { people: Math.round(people), peopleInTime: Math.round(mean), share: share(mean, people) }
}

const byClassOver = (found: readonly Pick<Found, 'weight' | 'summary'>[]) => ({
  urban: servedOver(found, ({ summary }) => summary.byClass.urban),
  rural: servedOver(found, ({ summary }) => summary.byClass.rural),
})

/** The latest arrival of any period, null where any has people whom none reaches. */
const latest = (seconds: readonly (number | null)[]): number | null =>
  seconds.includes(null) ? null : Math.max(...(seconds as number[]))

const areasOver = <A extends AreaCoverage>(
  found: readonly Found[],
  areasOf: (one: Found) => readonly A[],
): A[] =>
  areasOf(found[0]!).map((area, index) => {
    const at = (one: Found): A => areasOf(one)[index]!
    const figures: Figures = {
      ...servedOver(found, at),
      worstSeconds: latest(found.map((one) => at(one).worstSeconds)),
      peopleUnreachable: Math.round(weightedMean(found, (one) => at(one).peopleUnreachable)),
    }
    return { ...area, ...figures }
  })

const foundIn = (model: CoverageModel, evaluation: Evaluation, weight: number): Found => ({
  weight,
  summary: summarise(evaluation),
  ...coverageByArea(evaluation, model.data),
  stationsCounted: evaluation.stations.filter(isCounted).length,
})

/** Weighted people won or lost against the same day without the scenario. */
const changesOver = (after: Pick<Day, 'byTown' | 'peopleInTime'>, before: readonly Found[]) => {
  const towns = areasOver(before, ({ byTown }) => byTown)
  return {
    people: after.peopleInTime - servedOver(before, ({ summary }) => summary).peopleInTime,
    byTown: after.byTown.flatMap(({ code, name, nameEn, countyCode, peopleInTime }, index) => {
      const people = peopleInTime - towns[index]!.peopleInTime
      return people === 0 ? [] : [{ code, name, nameEn, countyCode, people }]
    }),
  }
}

/**
 * @param wantsChanges also against the day without the scenario.
 * @throws UnknownStation, Cancelled
 */
export const dayFigures = (
  model: CoverageModel,
  moment: CoverageQuestion,
  { periods, band }: Spread,
  wantsChanges: boolean,
  shouldStop: ShouldStop = neverStop,
): DayFigures => {
  const asked = periods.length > 0 ? periods : [{ question: moment, name: null, weight: 1 }]
  return {
    day: periods.length > 0 ? dayOver(model, periods, wantsChanges, shouldStop) : null,
    band: band && { ...band, ...bandOver(model, asked, band, shouldStop) },
  }
}

const dayOver = (
  model: CoverageModel,
  periods: readonly PeriodQuestion[],
  wantsChanges: boolean,
  shouldStop: ShouldStop,
): Day => {
  const today = periods.map(({ question, weight }) => {
    stopIf(shouldStop)
    const before = wantsChanges ? model.today(question) : null
    return before && foundIn(model, before, weight)
  })
  const found = periods.map(({ question, weight }) => {
    stopIf(shouldStop)
    return foundIn(model, model.evaluate(question), weight)
  })
  const figures = {
    ...servedOver(found, ({ summary }) => summary),
    peopleUnreachable: Math.round(weightedMean(found, (one) => one.summary.peopleUnreachable)),
    byClass: byClassOver(found),
    byCounty: areasOver(found, ({ byCounty }) => byCounty),
    byTown: areasOver(found, ({ byTown }) => byTown),
  }
  const before = today.filter((each) => each !== null)
  return {
    ...figures,
    periods: found.map(({ summary: { people, peopleInTime, share }, stationsCounted }, index) => {
      const { name, weight, question } = periods[index]!
      return { name, at: question.query.at, weight, stationsCounted, people, peopleInTime, share }
    }),
    changes: before.length > 0 ? changesOver(figures, before) : null,
  }
}

const bandOver = (
  model: CoverageModel,
  periods: readonly PeriodQuestion[],
  band: Band,
  shouldStop: ShouldStop,
) => {
  const variants = variantsOf(band)
  const servedBy = (variant: Variant) => {
    const found = periods.map(({ question, weight }) => {
      stopIf(shouldStop)
      const evaluation = model.evaluate({ ...question, variant })
      return { weight, summary: summarise(evaluation), ...coverageByArea(evaluation, model.data) }
    })
    const areas = (of: 'byCounty' | 'byTown') =>
      found[0]![of].map(({ code }, index) => ({
        code,
        ...servedOver(found, (one) => one[of][index]!),
      }))
    return {
      ...servedOver(found, ({ summary }) => summary),
      byClass: byClassOver(found),
      byCounty: areas('byCounty'),
      byTown: areas('byTown'),
    }
  }
  return {
    slow: servedBy(variants.slow),
    nominal: servedBy(variants.nominal),
    fast: servedBy(variants.fast),
  }
}
