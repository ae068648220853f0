/** The problems that siting solves: who searches, who bounds, and what a choice of sites is worth. */
import type { Highs } from 'highs'
import {
  type CoverProver,
  proveCover,
  proveSetCover,
  RELATIVE_TOLERANCE,
} from './branch-and-cut.ts'
import { CenterBound, type CenterInstance, CenterSearch, evaluateCenter } from './center.ts'
import {
  CoverBound,
  type CoverProof,
  type CoverRemainder,
  PartialCoverBound,
} from './cover-bound.ts'
import { type CoverInstance, evaluateCover } from './cover-instance.ts'
import { CoverSearch, PartialCoverSearch } from './cover-search.ts'
import { MedianBound } from './median-bound.ts'
import { evaluateMedian, type MedianInstance, onceStanding } from './median-instance.ts'
import { MedianSearch } from './median-search.ts'
import { SetCoverBound } from './set-cover-bound.ts'
import {
  type SetCoverInstance,
  uncoverableDemands,
  uncoveredDemands,
} from './set-cover-instance.ts'
import { SetCoverSearch } from './set-cover-search.ts'
import { keepsRules, type SiteRules } from './site-rules.ts'
import { PROOF_SECONDS, type SiteBound, type SiteSearch } from './solver.ts'

export type SitingTask =
  /** Most gain with `siteCount` sites. */
  | {
      readonly kind: 'cover'
      readonly siteCount: number
      readonly instance: CoverInstance
      readonly rules: SiteRules
      /** Prices bound it, and the solver little, so that it can be stopped at any moment. */
      readonly isQuick: boolean
    }
  /** Fewest sites whose gain reaches `targetGain`. */
  | {
      readonly kind: 'partial-cover'
      readonly targetGain: number
      readonly instance: CoverInstance
    }
  /** Fewest sites that cover every demand. */
  | { readonly kind: 'set-cover'; readonly instance: SetCoverInstance }
  /** Least total cost with `siteCount` sites beside those that are given. */
  | {
      readonly kind: 'median'
      readonly siteCount: number
      readonly instance: MedianInstance
      readonly given: readonly number[]
    }
  /** Least worst cost with `siteCount` sites. */
  | { readonly kind: 'center'; readonly siteCount: number; readonly instance: CenterInstance }

export const senseOf = ({ kind }: SitingTask): 'maximise' | 'minimise' =>
  kind === 'cover' ? 'maximise' : 'minimise'

/**
 * Whether a bound leaves nothing open. Of covering, sums of gains may be finer than the solver's
 * tolerance, to which its bound lies above them.
 */
export const isDecided = (task: SitingTask, objective: number, bound: number): boolean =>
  task.kind === 'cover'
    ? Number.isFinite(bound) && bound - objective <= RELATIVE_TOLERANCE * bound
    : objective <= bound

export const createSearch = (task: SitingTask): SiteSearch => {
  switch (task.kind) {
    case 'cover':
      return new CoverSearch(task.instance, task.siteCount, task.rules)
    case 'partial-cover':
      return new PartialCoverSearch(task.instance, task.targetGain)
    case 'set-cover':
      return new SetCoverSearch(task.instance)
    case 'median':
      return new MedianSearch(onceStanding(task.instance, task.given), task.siteCount)
    case 'center':
      return new CenterSearch(task.instance, task.siteCount)
  }
}

/** Of a task that may be stopped at any moment: what is decided within milliseconds. */
const QUICK = { seconds: 0.5, mostEntries: 2000 } as const

/** @param solver null as long as it is not there yet: prices do without. */
export const createBound = (task: SitingTask, solver: () => Highs | null): SiteBound => {
  const coverProver = (remainder: CoverRemainder): CoverProof | null => {
    const highs = solver()
    if (highs === null) return null
    return 'isQuick' in task && task.isQuick
      ? proveCover(highs, remainder, QUICK.seconds, QUICK.mostEntries)
      : proveCover(highs, remainder, PROOF_SECONDS)
  }
  const setCoverProver: CoverProver = (cover, seconds) => {
    const highs = solver()
    return highs && proveSetCover(highs, cover, seconds)
  }
  switch (task.kind) {
    case 'cover':
      return new CoverBound(task.instance, task.siteCount, coverProver, task.rules)
    case 'partial-cover':
      return new PartialCoverBound(task.instance, task.targetGain, coverProver)
    case 'set-cover':
      return new SetCoverBound(task.instance, setCoverProver)
    case 'median':
      return new MedianBound(onceStanding(task.instance, task.given), task.siteCount)
    case 'center':
      return new CenterBound(task.instance, task.siteCount, setCoverProver)
  }
}

/** Objective of a choice of candidates; null where it does not solve the problem at all. */
export const evaluateSites = (task: SitingTask, chosen: readonly number[]): number | null => {
  if ('siteCount' in task && chosen.length > task.siteCount) return null
  switch (task.kind) {
    case 'cover':
      return keepsRules(task.rules, task.siteCount, chosen)
        ? evaluateCover(task.instance, chosen)
        : null
    case 'partial-cover':
      return evaluateCover(task.instance, chosen) >= task.targetGain ? chosen.length : null
    case 'set-cover': {
      const left = uncoveredDemands(task.instance, chosen).length
      return left === uncoverableDemands(task.instance).length ? chosen.length : null
    }
    case 'median':
      return evaluateMedian(task.instance, [...task.given, ...chosen])
    case 'center':
      return evaluateCenter(task.instance, chosen)
  }
}

/** What no choice can be better than, without any proof: all candidates together. */
export const loosestBound = (task: SitingTask): number => {
  const all = [...Array(task.instance.candidateCount).keys()]
  switch (task.kind) {
    case 'cover':
      return evaluateCover(task.instance, all)
    case 'median':
      return evaluateMedian(task.instance, all)
    case 'center':
      return evaluateCenter(task.instance, all)
    default:
      return 0
  }
}
