/** What a siting answer says in sentences: what cannot be had, was had with less, or was left out. */
import type { Bilingual } from '../../../data/bilingual.ts'
import { LEFT_OUT, SITING_LIMITS } from '../../../data/siting.ts'
import type { SitingAnswer } from '../../../data/siting-answer.ts'

const PERCENT = 100
const people = (count: number): string => count.toLocaleString('en-US')

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
    en: `The ${sites.length} below are chosen for the most people in time.`,
  }
  if (atLeast <= query.add) {
    return [
      {
        zh: `要使${target.zh}，目前找到的方案需要 ${enough.sites} 个新站，尚未证明 ${query.add} 个不够（下限 ${atLeast} 个）。${instead.zh}`,
        en: `${enough.sites} new stations are enough ${target.en} so far; that ${query.add} are not is not proved yet (at least ${atLeast}). ${instead.en}`,
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
      en: `${query.add} new stations are not enough ${target.en}: ${how.en}. ${instead.en}`,
    },
  ]
}

/** @param isLeast not even all candidates together make the longest time shorter. */
const withFewer = ({ query, spare, objective, proved }: Asked, isLeast: boolean): Bilingual[] => {
  if (!spare) return []
  const needed = query.add - spare.sites
  const minutes = objective.toFixed(1)
  const limit = isLeast
    ? { zh: '再多的新站也不能更短', en: 'no number of new stations makes it shorter' }
    : {
        zh: proved ? `${query.add} 个站也不能更短` : '尚未找到更短的方案',
        en: proved ? `${query.add} make it no shorter` : 'nothing shorter has been found',
      }
  return [
    {
      zh: `${needed} 个新站已使最长到达时间降到 ${minutes} 分钟，${limit.zh}；其余 ${spare.sites} 个用于缩短全体居民的到达时间总和。`,
      en: `With ${needed} new stations the longest time is ${minutes} minutes, and ${limit.en}; the other ${spare.sites} shorten the time of all people together.`,
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
  const { problem, targetPercent, budget } = query
  if (problem === 'lscp' && peopleInTimeBefore >= (all * targetPercent) / PERCENT) {
    const share = ((PERCENT * peopleInTimeBefore) / all).toFixed(1)
    return [
      {
        zh: `现状达标率 ${share}%，已达到目标 ${targetPercent}%，不需要新站。`,
        en: `${share}% are in time today: the target of ${targetPercent}% takes no new station.`,
      },
    ]
  }
  const within = budget ? { zh: '预算之内', en: ' within the budget' } : { zh: '', en: '' }
  return [
    {
      zh: `${within.zh}没有候选地点能改善目标值，因此没有建议站址。`,
      en: `No candidate${within.en} makes the objective better, so no site is proposed.`,
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

export const sitingRemarks = (answer: Asked, isLeast: boolean): Bilingual[] => [
  ...noneNeeded(answer),
  ...notEnough(answer),
  ...withFewer(answer, isLeast),
  ...notFair(answer),
  ...leftOutWords(answer),
]
