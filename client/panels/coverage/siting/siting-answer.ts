/** What is read from a siting answer: its figures, the bend of its curve, money, stability, what fairness costs. */
import type { Language } from '../../../../data/bilingual.ts'
import type { SiteKind } from '../../../../data/site-kinds.ts'
import { ROBUSTNESS } from '../../../../data/siting.ts'
import type { Site, SitingAnswer } from '../../../../data/siting-answer.ts'
import { numberText } from '../../../../data/wording.ts'
import type { Translate } from '../../../i18n/text.ts'
import { wholeShareText } from '../result/figure-text.ts'

/** With one decimal. */
export const figureText = (value: number, language: Language): string =>
  numberText(Math.round(value * 10) / 10, language)

/** Where a curve bends: the point farthest from the straight line between its ends. */
export interface CurvePoint {
  readonly sites: number
  readonly people: number
}

/** Number of sites at the bend; null where the curve has none. A rule of thumb, no optimum. */
export const kneeOf = (curve: readonly CurvePoint[]): number | null => {
  const [first, last] = [curve[0], curve.at(-1)]
  if (!first || !last || curve.length < 3 || last.people === first.people) return null
  let best: { sites: number; height: number } | null = null
  for (const { sites, people } of curve) {
    const along = (sites - first.sites) / (last.sites - first.sites)
    const height = (people - first.people) / (last.people - first.people) - along
    if (height > 0 && (best === null || height > best.height)) best = { sites, height }
  }
  return best?.sites ?? null
}

/** What each kind of site costs together, in 10,000 yuan, in the order of the table. */
export const spentByKind = (
  sites: readonly Pick<Site, 'kind' | 'cost'>[],
): ReadonlyMap<SiteKind, { readonly sites: number; readonly cost: number }> => {
  const byKind = new Map<SiteKind, { sites: number; cost: number }>()
  for (const { kind, cost } of sites) {
    const before = byKind.get(kind) ?? { sites: 0, cost: 0 }
    byKind.set(kind, { sites: before.sites + 1, cost: before.cost + (cost ?? 0) })
  }
  return byKind
}

/** Below two thirds of the cases a site is to be looked at once more. */
export const isWeak = (count: number, cases: number): boolean => 3 * count < 2 * cases

interface PriceWords {
  readonly t: Translate<'planning'>
  readonly language: Language
  /** By code. */
  readonly countyNames: ReadonlyMap<string, string>
}

/** What a least share of every county costs in people; null where none is asked for, or not all have it. */
export const fairnessPriceText = (
  { fairnessPrice, query }: Pick<SitingAnswer, 'fairnessPrice' | 'query'>,
  { t, language, countyNames }: PriceWords,
): string | null => {
  if (!fairnessPrice?.isKept) return null
  const { people, atLeast, atMost, worstWithout } = fairnessPrice
  const { robust } = query
  const speeds =
    robust === 'nominal'
      ? ''
      : t('siting.fairness.speeds', { robust: ROBUSTNESS[robust][language] })
  if (atMost <= 0) {
    return t('siting.fairness.noPrice', { speeds, percent: query.leastCountyPercent })
  }
  return t('siting.fairness.price', {
    speeds,
    percent: query.leastCountyPercent,
    people: numberText(Math.round(people), language),
    least: numberText(Math.floor(atLeast), language),
    most: numberText(Math.ceil(atMost), language),
    county: countyNames.get(worstWithout.code) ?? worstWithout.code,
    share: wholeShareText({ people: 1, peopleInTime: worstWithout.share }),
  })
}

/** How many fewer people are in time because of phases; null where that is not known. */
export const phaseLossText = (
  { phaseLoss }: Pick<SitingAnswer, 'phaseLoss'>,
  { t, language }: Pick<PriceWords, 't' | 'language'>,
): string | null => {
  if (phaseLoss === null) return null
  if (phaseLoss <= 0) return t('siting.phaseTable.noLoss')
  return t('siting.phaseTable.loss', { people: numberText(phaseLoss, language) })
}
