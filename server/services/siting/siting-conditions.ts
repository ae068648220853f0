/** The lines below a table of sites: under which conditions they were found, and how surely they are the best. */
import type { Bilingual, Language } from '../../../data/bilingual.ts'
import {
  type Condition,
  condition,
  conditionLine,
  inWords,
} from '../../../data/coverage-conditions.ts'
import { saidInDemandWords } from '../../../data/demand-words.ts'
import { toLocalMinute } from '../../../data/local-time.ts'
import { type NameOfArea, sitingConditions } from '../../../data/siting-conditions.ts'
import type { KeptAnswer } from '../../../data/siting-run.ts'
import { gapText, numberText } from '../../../data/wording.ts'
import { periodName } from '../../../data/working-day.ts'

const figure = (zh: string, en: string, value: number): Condition =>
  condition(zh, en, (language) => numberText(value, language))

const findings = (answer: KeptAnswer): Condition[] => {
  const { objective, bound, unit, proved, gapPercent, people, phaseLoss, spent, periods } = answer
  const { peopleInTimeBefore, peopleInTime, fairnessPrice } = answer
  const worth = (value: number) => (language: Language) =>
    `${numberText(value, language)} ${unit[language]}`
  return [
    ...(spent === null ? [] : [figure('已用（万元）', 'Used (10,000 yuan)', spent)]),
    figure('全体人口', 'People', people),
    figure('达标人口（现状）', 'People in time today', peopleInTimeBefore),
    figure('达标人口（建成后）', 'People in time once built', peopleInTime),
    ...(periods.length < 2 ? [] : periods).map((period) =>
      condition(
        `达标人口（${periodName(period, 'zh')}）`,
        `People in time (${periodName(period, 'en')})`,
        (language) =>
          [period.peopleInTimeBefore, period.peopleInTime]
            .map((each) => numberText(each, language))
            .join(' → '),
      ),
    ),
    condition('目标值', 'Objective', worth(objective)),
    condition('理论界限', 'Bound', worth(bound)),
    condition(
      '证明',
      'Proof',
      proved
        ? inWords('在所列候选地点中已证明最优', 'proved best among the candidates listed')
        : inWords(
            `与最优相差不超过 ${gapText(gapPercent)}%`,
            `within ${gapText(gapPercent)}% of the best possible`,
          ),
    ),
    ...(phaseLoss === null
      ? []
      : [figure('比不分期少（人）', 'Fewer people than without phases', phaseLoss)]),
    ...(fairnessPrice?.isKept
      ? [
          figure(
            '比不要求各区县最低达标率少（人）',
            'Fewer people than without a least share of every county',
            Math.round(fairnessPrice.people),
          ),
        ]
      : []),
  ]
}

/** Question, limits, proof and what both rest on, a line each. */
export const linesBelow = (answer: KeptAnswer, countyOf: NameOfArea): Bilingual[] => [
  ...sitingConditions(answer, countyOf).map(conditionLine),
  ...findings(answer)
    .map(conditionLine)
    .map((line) => saidInDemandWords(line, answer.query.demand)),
  ...answer.remarks,
  ...[
    condition('计算时间', 'Computed', toLocalMinute(new Date(answer.timeStamp))),
    condition('数据版本', 'Data revision', String(answer.revision)),
  ].map(conditionLine),
]
