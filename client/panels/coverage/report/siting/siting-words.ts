/** The report on sites in sentences: the summary, and how it was proved. */
import { saidInDemandWords } from '../../../../../data/demand-words.ts'
import { SITE_KIND_NAMES, SITE_KINDS } from '../../../../../data/site-kinds.ts'
import { SITING_PROBLEMS } from '../../../../../data/siting.ts'
import { gapText, listText, numberText } from '../../../../../data/wording.ts'
import { dateTimeText } from '../../../../form/shanghai-time.ts'
import { shareInWords, wholeShareText } from '../../result/figure-text.ts'
import { fairnessPriceText, figureText, isWeak, spentByKind } from '../../siting/siting-answer.ts'
import type { SitingReportContext } from './siting-source.ts'
import { countyName } from './siting-tables.ts'

const money = (value: number, language: 'zh' | 'en'): string =>
  numberText(Number(value.toFixed(1)), language)

/** When, within what, how many of which kind. */
const foundSentence = ({ source, texts, language }: SitingReportContext): string => {
  const { siting } = texts
  const { query, sites, periods } = source.answer
  const { budget, add } = query
  const byKind = spentByKind(sites)
  const kinds = SITE_KIND_NAMES.flatMap((kind) => {
    const count = byKind.get(kind)?.sites ?? 0
    return count > 0
      ? [
          siting('summary.kind', {
            kind: SITE_KINDS[kind][language],
            count: numberText(count, language),
          }),
        ]
      : []
  })
  const when =
    periods.length > 1
      ? siting('summary.periods', { count: periods.length })
      : siting('summary.moment', { time: dateTimeText(Date.parse(query.at)) })
  const limit = budget
    ? siting('summary.budget', { most: money(budget.most, language), years: budget.years })
    : siting('summary.number', { count: numberText(add, language) })
  return siting(sites.length > 0 ? 'summary.found' : 'summary.none', {
    problem: saidInDemandWords(SITING_PROBLEMS[query.problem].label, query.demand)[language],
    ...{ when, limit, count: numberText(sites.length, language) },
    kinds: listText(kinds, language),
  })
}

const peopleSentences = ({ source, texts, language }: SitingReportContext): string[] => {
  const { siting } = texts
  const { answer } = source
  const { people, peopleInTimeBefore, peopleInTime, band, query } = answer
  const ends = (side: 'before' | 'after') =>
    band && {
      slow: { people, peopleInTime: band.slow[side] },
      fast: { people, peopleInTime: band.fast[side] },
    }
  const told = (value: number): string => numberText(value, language)
  return [
    siting('summary.people', {
      ...{ before: told(peopleInTimeBefore), after: told(peopleInTime), people: told(people) },
      won: told(peopleInTime - peopleInTimeBefore),
      shareBefore: shareInWords({ people, peopleInTime: peopleInTimeBefore }, ends('before')),
      shareAfter: shareInWords({ people, peopleInTime }, ends('after')),
      lateBefore: told(people - peopleInTimeBefore),
      lateAfter: told(people - peopleInTime),
    }),
    ...(band && query.band
      ? [
          siting('summary.band', {
            speed: query.band.speedPercent,
            turnout: query.band.turnoutSeconds,
          }),
        ]
      : []),
  ]
}

const worstSentence = ({ source, texts }: SitingReportContext): string[] => {
  const [before, after] = (['before', 'after'] as const).map(
    (side) => source.answer.fairness?.[side].worstCounty,
  )
  if (!before || !after) return []
  const share = (value: number): string => wholeShareText({ people: 1, peopleInTime: value })
  return [
    texts.siting('summary.worst', {
      before: countyName(source, before.code),
      shareBefore: share(before.share),
      after: countyName(source, after.code),
      shareAfter: share(after.share),
    }),
  ]
}

const phaseSentence = ({ source, texts, language }: SitingReportContext): string[] => {
  const { phases } = source.answer
  if (phases.length === 0) return []
  const each = phases.map(({ name, sites, peopleWon }) =>
    texts.siting('summary.phase', {
      ...{ name, count: numberText(sites, language), people: numberText(peopleWon, language) },
    }),
  )
  return [
    texts.siting('summary.phases', {
      count: phases.length,
      phases: each.join(language === 'zh' ? '；' : '; '),
    }),
  ]
}

const stabilitySentence = ({ source, texts }: SitingReportContext): string[] => {
  const { stability } = source.answer
  if (stability === null) return []
  const { cases, chosen } = stability
  const weak = chosen.filter((count) => isWeak(count, cases)).length
  return [texts.siting('summary.stability', { cases, weak, firm: chosen.length - weak })]
}

const objectiveSentence = ({ source, texts, language }: SitingReportContext): string[] => {
  const { query, objective, objectiveBefore, unit } = source.answer
  if (!query.problem.startsWith('p-') || objectiveBefore === null) return []
  return [
    texts.siting('summary.objective', {
      before: figureText(objectiveBefore, language),
      after: figureText(objective, language),
      unit: unit[language],
    }),
  ]
}

/** The whole in one paragraph. */
export const summaryText = (context: SitingReportContext): string => {
  const { source, texts, language } = context
  const { answer } = source
  const { spent, state } = answer
  const { countyNames } = source
  const fairness = fairnessPriceText(answer, { t: texts.planning, language, countyNames })
  const sentences = [
    ...(state === 'running'
      ? [texts.siting(answer.peopleInTimeChecked === null ? 'unfinished' : 'counting')]
      : []),
    foundSentence(context),
    ...(spent === null ? [] : [texts.siting('summary.spent', { spent: money(spent, language) })]),
    ...peopleSentences(context),
    ...objectiveSentence(context),
    ...worstSentence(context),
    ...(fairness === null ? [] : [fairness]),
    ...phaseSentence(context),
    ...stabilitySentence(context),
    proofSentence(context),
  ]
  return sentences.join(language === 'zh' ? '' : ' ')
}

/** Proved best of all, of those listed, or how far off at most: what was proved and no more. */
const proofSentence = ({ source, texts, language }: SitingReportContext): string => {
  const { siting, planning } = texts
  const { proved, leftOut, objective, bound, unit, candidateCount, gapPercent } = source.answer
  const isOfAll = leftOut.every(({ reason }) => reason === 'no-road')
  const worth = (value: number): string => `${figureText(value, language)} ${unit[language]}`
  const isMet = worth(objective) === worth(bound)
  return siting(`proof.${proved ? (isMet ? 'best' : 'provedWithin') : 'within'}`, {
    proved: planning(isOfAll ? 'siting.proved' : 'siting.provedAmong'),
    within: siting('proof.gap', { gap: gapText(gapPercent) }),
    candidates: numberText(candidateCount, language),
    objective: worth(objective),
    bound: worth(bound),
    side: siting(bound >= objective ? 'proof.above' : 'proof.below'),
  })
}

/** How it was proved, how it was checked, and what that does not show. */
export const proofLines = (context: SitingReportContext): string[] => {
  const { source, texts, language } = context
  const { siting, planning } = texts
  const { answer, before } = source
  const { state, elapsedSeconds, peopleInTimeChecked, remarks, stability, phases } = answer
  const isRunning = state === 'running'
  return [
    proofSentence(context),
    isRunning && peopleInTimeChecked !== null
      ? siting('counting')
      : siting('proof.state', {
          state: planning(`siting.states.${state}`),
          seconds: elapsedSeconds.toFixed(1),
        }),
    peopleInTimeChecked === null
      ? siting('proof.unchecked')
      : siting('proof.checked', { people: numberText(peopleInTimeChecked, language) }),
    ...remarks.map((remark) => remark[language]),
    ...(phases.length > 0 ? [planning('siting.phases.hint')] : []),
    stability
      ? siting('proof.stability', { cases: stability.cases })
      : siting(`proof.noStability.${isRunning ? 'running' : 'single'}`),
    ...(before.revision === answer.revision
      ? []
      : [siting('proof.otherRevision', { revision: answer.revision, now: before.revision })]),
    siting('proof.scope'),
  ]
}
