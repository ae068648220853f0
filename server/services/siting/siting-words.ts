/** What a siting answer says in sentences: what cannot be had, was had with less, or was left out. */
import type { Bilingual } from '../../../data/bilingual.ts'
import { LEFT_OUT, SITING_LIMITS } from '../../../data/siting.ts'
import type { SitingAnswer } from '../../../data/siting-answer.ts'

const PERCENT = 100
const TENTHS = 10
const people = (count: number): string => count.toLocaleString('en-US')

const stationsEn = (count: number): string => `${count} new station${count === 1 ? '' : 's'}`
const areEn = (count: number): string => (count === 1 ? 'is' : 'are')

/** Not even all candidates together meet the target: whom they can reach is all there is. */
const isBeyondReach = ({
  query,
  people: all,
  peopleUnreachable,
}: Pick<Asked, 'query' | 'people' | 'peopleUnreachable'>): boolean =>
  all - peopleUnreachable < (all * query.targetPercent) / PERCENT

/** Fewer sites were offered than the target takes. */
const notEnough = ({ query, enough, sites, ...asked }: Asked): Bilingual[] => {
  if (!enough || enough.sites <= query.add) return []
  const { atLeast, proved } = enough
  const beyond = isBeyondReach({ query, ...asked })
  const target = {
    zh: beyond ? '候选地点能及时到达的人全部达标' : `达标率达到 ${query.targetPercent}%`,
    en: beyond
      ? 'to have everybody in time whom the candidates can reach'
      : `to have ${query.targetPercent}% in time`,
  }
  const instead = {
    zh: `以下 ${sites.length} 个站址按达标人口最多选出。`,
    en: `The ${sites.length} below ${areEn(sites.length)} chosen for the most people in time.`,
  }
  if (atLeast <= query.add) {
    return [
      {
        zh: `要使${target.zh}，目前找到的方案需要 ${enough.sites} 个新站，尚未证明 ${query.add} 个不够（下限 ${atLeast} 个）。${instead.zh}`,
        en: `${stationsEn(enough.sites)} ${areEn(enough.sites)} enough ${target.en} so far; that ${query.add} are not is not proved yet (at least ${atLeast}). ${instead.en}`,
      },
    ]
  }
  const how = proved
    ? { zh: `最少需要 ${enough.sites} 个`, en: `it takes ${enough.sites}` }
    : {
        zh: `至少需要 ${atLeast} 个，${enough.sites} 个已足够`,
        en: `it takes at least ${atLeast}, and ${enough.sites} are enough`,
      }
  return [
    {
      zh: `${query.add} 个新站不能使${target.zh}：${how.zh}。${instead.zh}`,
      en: `${stationsEn(query.add)} ${areEn(query.add)} not enough ${target.en}: ${how.en}. ${instead.en}`,
    },
  ]
}

/** @param isLeast not even all candidates together make the longest time shorter. */
const withFewer = (
  { query, sites, spare, objective, proved }: Asked,
  isLeast: boolean,
): Bilingual[] => {
  if (!spare) return []
  if (sites.length === 0) return []
  const needed = sites.length - spare.sites
  const minutes = objective.toFixed(1)
  const limit = isLeast
    ? { zh: '再多的新站也不能更短', en: 'no number of new stations makes it shorter' }
    : {
        zh: proved ? `${query.add} 个站也不能更短` : '尚未找到更短的方案',
        en: proved ? `${query.add} make it no shorter` : 'nothing shorter has been found',
      }
  const others =
    spare.sites > 0
      ? {
          zh: `其余 ${spare.sites} 个用于缩短全体居民的到达时间总和`,
          en: `${spare.sites} more shorten the time of all people together`,
        }
      : { zh: '再增加也不能缩短任何人的到达时间', en: 'more would shorten the time of nobody' }
  return [
    {
      zh: `${needed} 个新站已使最长到达时间降到 ${minutes} 分钟，${limit.zh}；${others.zh}。`,
      en: `With ${stationsEn(needed)} the longest time is ${minutes} minutes, and ${limit.en}; ${others.en}.`,
    },
  ]
}

/** The target cannot be had: what can, and what the sites are for instead. Fewer sites than that takes are told apart. */
const beyondReach = (asked: Asked): Bilingual[] => {
  const { query, people: all, peopleUnreachable, sites, enough } = asked
  const isTold = query.problem === 'lscp' && (enough?.sites ?? 0) <= query.add
  if (!isTold || !isBeyondReach(asked)) return []
  const most = (Math.floor((PERCENT * TENTHS * (all - peopleUnreachable)) / all) / TENTHS).toFixed(
    1,
  )
  const instead =
    sites.length > 0
      ? {
          zh: '以下站址以最少的数量使候选地点能及时到达的人全部达标。',
          en: ' The sites below are the fewest found that bring in time whomever the candidates can reach.',
        }
      : { zh: '', en: '' }
  return [
    {
      zh: `目标达标率 ${query.targetPercent}% 无法实现：即使选用全部候选地点也只有 ${most}%。${instead.zh}`,
      en: `The target of ${query.targetPercent}% cannot be had: all candidates together bring ${most}%.${instead.en}`,
    },
  ]
}

/** Why no site is proposed, once that is proved. */
const noneNeeded = ({
  query,
  proved,
  sites,
  people: all,
  peopleInTimeBefore,
}: Asked): Bilingual[] => {
  if (!proved || sites.length > 0) return []
  const { problem, targetPercent, budget, quotas } = query
  if (problem === 'lscp' && peopleInTimeBefore >= (all * targetPercent) / PERCENT) {
    const share = ((PERCENT * peopleInTimeBefore) / all).toFixed(1)
    return [
      {
        zh: `现状达标率 ${share}%，已达到目标 ${targetPercent}%，不需要新站。`,
        en: `${share}% are in time today: the target of ${targetPercent}% takes no new station.`,
      },
    ]
  }
  const within = limitsOf(budget !== null, quotas.length > 0)
  return [
    {
      zh: `${within.zh}没有候选地点能改善目标值，因此没有建议站址。`,
      en: `No candidate${within.en} makes the objective better, so no site is proposed.`,
    },
  ]
}

/** Words for what a choice is limited by, besides the number. */
const limitsOf = (hasBudget: boolean, hasQuotas: boolean): Bilingual => {
  if (hasBudget && hasQuotas) {
    return { zh: '预算与区县数量之内', en: ' within the budget and the numbers of the counties' }
  }
  if (hasQuotas) return { zh: '区县数量之内', en: ' within the numbers of the counties' }
  return hasBudget ? { zh: '预算之内', en: ' within the budget' } : { zh: '', en: '' }
}

/** Why fewer sites are proposed than were asked for, once that is proved. */
const fewerNeeded = ({ query, proved, sites }: Asked): Bilingual[] => {
  const { problem, add, budget, quotas, leastCountyPercent } = query
  const isAsked = (problem === 'mclp' || problem === 'p-median') && !budget
  if (!isAsked || leastCountyPercent !== null || !proved) return []
  if (sites.length === 0 || sites.length >= add) return []
  const within = limitsOf(false, quotas.length > 0)
  return [
    {
      zh: `可选 ${add} 个，只需 ${sites.length} 个：${within.zh}再多的站址不能使目标值更好。`,
      en: `Of ${add} sites ${sites.length} will do: more${within.en} make the objective no better.`,
    },
  ]
}

/** Whom no road leads to from anywhere: how they count in problems about the time. */
const neverReachedWords = ({ query }: Pick<Asked, 'query'>, count: number): Bilingual[] => {
  if (count === 0) return []
  const isLongest = query.problem === 'p-center'
  return [
    {
      zh: `${people(count)} 人无论在哪里建站都无法到达，${isLongest ? '不计入最长到达时间' : '各按 2 小时计'}。`,
      en: `${people(count)} people cannot be reached wherever a station stands: ${isLongest ? 'the longest time is without them' : 'each counts as waiting 2 hours'}.`,
    },
  ]
}

const leftOutWords = ({ leftOut }: Pick<SitingAnswer, 'leftOut'>): Bilingual[] =>
  leftOut.map(({ reason, cells, people: count }) => {
    const most = reason === 'limit' ? `（${people(SITING_LIMITS.mostCandidates)}）` : ''
    return {
      zh: `${people(cells)} 个需求单元（${people(count)} 人）不作候选：${LEFT_OUT[reason].zh}${most}。`,
      en: `Demand cells that are no candidates: ${people(cells)} (${people(count)} people), ${LEFT_OUT[reason].en}${most}.`,
    }
  })

/** Not every county has the least share asked for. */
const notFair = ({ query, fairnessPrice }: Asked): Bilingual[] => {
  if (!fairnessPrice || fairnessPrice.isKept) return []
  const share = `${query.leastCountyPercent}%`
  return [
    fairnessPrice.isProvedImpossible
      ? {
          zh: `已证明：这么多新站（或这笔预算）不能使各区县达标率都达到 ${share}。以下是找到的最接近的方案。`,
          en: `Proved: so many sites, or so much money, cannot bring every county to ${share}. Below is what came nearest to it.`,
        }
      : {
          zh: `没有找到使各区县达标率都达到 ${share} 的方案（未证明没有）。以下是找到的最接近的方案。`,
          en: `No choice was found that brings every county to ${share}; that there is none is not proved. Below is what came nearest to it.`,
        },
  ]
}

type Asked = Pick<
  SitingAnswer,
  | 'query'
  | 'enough'
  | 'sites'
  | 'people'
  | 'peopleInTimeBefore'
  | 'peopleUnreachable'
  | 'spare'
  | 'objective'
  | 'proved'
  | 'leftOut'
  | 'fairnessPrice'
>

/**
 * @param isLeast not even all candidates together make the longest time shorter.
 * @param neverReached people whom no station could reach.
 */
export const sitingRemarks = (
  answer: Asked,
  isLeast: boolean,
  neverReached: number,
): Bilingual[] => [
  ...beyondReach(answer),
  ...noneNeeded(answer),
  ...fewerNeeded(answer),
  ...notEnough(answer),
  ...withFewer(answer, isLeast),
  ...notFair(answer),
  ...neverReachedWords(answer, neverReached),
  ...leftOutWords(answer),
]
