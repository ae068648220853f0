/** What is proved of a plan, aim by aim: that there is nothing better, or how much at most. */
import type { Bilingual } from '../../../data/bilingual.ts'
import type { PlanAim } from '../../../data/plan-request.ts'
import type { TransferPlan } from '../../../data/transfer-plan.ts'
import { numberText } from '../../../data/wording.ts'
import { isSameValue } from '../../analysis/transfer/evaluate.ts'
import type { ObjectiveValues } from '../../analysis/transfer/objectives.ts'

type AimProof = Omit<TransferPlan['proof']['aims'][number], 'sentence'>

const SECONDS_PER_MINUTE = 60

interface AimWords {
  readonly proved: Bilingual
  /** What a better plan has; by so many where they are whole, else in words. */
  readonly better: (by: string) => Bilingual
  /** With the most by which the best plan can be better. */
  readonly open: (most: string) => Bilingual
}

const less = (zh: string, en: string): AimWords['open'] => {
  return (most) => ({ zh: `${zh}至多可再少 ${most}%`, en: `${en} could be ${most}% less at most` })
}

const WORDS: Readonly<Record<PlanAim, AimWords>> = {
  missed: {
    better: () => ({ zh: '按时送达更多', en: 'more is there in time' }),
    proved: { zh: '按时送达的不能再多', en: 'nothing more can be there in time' },
    open: (most) => ({
      zh: `按时送达的至多可再多 ${most}%（占能满足的）`,
      en: `of what can be met, ${most}% more could be there in time at most`,
    }),
  },
  lateness: {
    better: () => ({ zh: '迟到更少', en: 'less is late' }),
    proved: { zh: '迟到不能再少', en: 'nothing can be less late' },
    open: less('迟到（占能避免的）', 'lateness, of what can be avoided,'),
  },
  reserve: {
    better: () => ({ zh: '动用储备更少', en: 'less of the reserves is used' }),
    proved: { zh: '动用储备不能再少', en: 'no less of the reserves would do' },
    open: less('动用储备', 'use of reserves'),
  },
  county: {
    better: () => ({ zh: '来自本县更多', en: 'more comes from the own county' }),
    proved: { zh: '来自本县的不能再多', en: 'no more can come from the own county' },
    open: less('来自市级和外县的', 'what comes from the city’s stores and other counties'),
  },
  stores: {
    better: (by) => ({ zh: `少 ${by} 个发货点`, en: `stores fewer: ${by}` }),
    proved: { zh: '发货点不能再少', en: 'no fewer stores would do' },
    open: (most) => ({
      zh: `发货点至多可再少 ${most} 个`,
      en: `fewest stores: at most ${most} fewer possible`,
    }),
  },
  lorries: {
    better: (by) => ({ zh: `少用 ${by} 车`, en: `lorries fewer: ${by}` }),
    proved: { zh: '车辆不能再少', en: 'no fewer lorries would do' },
    open: (most) => ({
      zh: `车辆至多可再少 ${most} 辆`,
      en: `fewest lorries: at most ${most} fewer possible`,
    }),
  },
  arrival: {
    better: (by) => ({ zh: `最后一批早 ${by} 分钟`, en: `the last is there ${by} min earlier` }),
    proved: { zh: '最后一批不能再早', en: 'the last cannot arrive earlier' },
    open: (most) => ({
      zh: `最后一批至多可再早 ${most} 分钟`,
      en: `the last could arrive ${most} min earlier at most`,
    }),
  },
  town: {
    better: () => ({ zh: '来自本乡镇更多', en: 'more comes from the own town' }),
    proved: { zh: '来自本乡镇的不能再多', en: 'no more can come from the own town' },
    open: less('来自其他乡镇的', 'what comes from other towns'),
  },
  haul: {
    better: () => ({ zh: '吨·分钟更少', en: 'fewer tonne-minutes' }),
    proved: { zh: '吨·分钟不能再少', en: 'no fewer tonne-minutes would do' },
    open: less('吨·分钟', 'tonne-minutes'),
  },
}

/** The gap in the unit in which it is shown: whole stores, lorries or minutes, else percent. */
const mostBetter = ({ aim, value, bound, gapPercent }: AimProof): number => {
  if (aim === 'stores' || aim === 'lorries') return Math.round(value - bound)
  if (aim === 'arrival') return Math.ceil((value - bound) / SECONDS_PER_MINUTE)
  return gapPercent
}

/** Nothing is known of an aim whose bound is nothing, unless it is one of what is met. */
const isUnknown = ({ aim, bound, gapPercent }: AimProof): boolean =>
  gapPercent > 0 && bound <= 0 && aim !== 'missed' && aim !== 'lateness'

/** @param isProvedSingle of plans in which each lorry loads at its own store alone. */
export const proofSentence = (proof: AimProof, isProvedSingle = false): Bilingual => {
  if (!isProvedSingle) return aimSentence(proof)
  const { zh, en } = aimSentence(proof)
  return {
    zh: `${zh}（每辆车只在本点装货时已证明最优）`,
    en: `${en} (with lorries that load at their own store alone: proved)`,
  }
}

const aimSentence = (proof: AimProof): Bilingual => {
  const { proved, open } = WORDS[proof.aim]
  if (proof.gapPercent === 0) return { zh: `${proved.zh}：已证明`, en: `${proved.en}: proved` }
  if (isUnknown(proof)) return { zh: `${proved.zh}：未证明`, en: `${proved.en}: not proved` }
  const most = mostBetter(proof)
  const inWords = (language: 'zh' | 'en'): string => open(numberText(most, language))[language]
  return { zh: inWords('zh'), en: inWords('en') }
}

/**
 * What made a plan better than the one that was answered first: the first aim in which they differ;
 * null where it is as good.
 */
export const improvementSentence = (
  aims: readonly PlanAim[],
  first: ObjectiveValues,
  now: ObjectiveValues,
): Bilingual | null => {
  const aim = aims.find((each) => !isSameValue(first[each], now[each]))
  if (!aim || now[aim] > first[aim]) return null
  const by = mostBetter({ aim, value: first[aim], bound: now[aim], gapPercent: 0 })
  const inWords = (language: 'zh' | 'en'): string =>
    WORDS[aim].better(numberText(by, language))[language]
  return { zh: `改进后的方案：${inWords('zh')}`, en: `Improved plan: ${inWords('en')}` }
}
