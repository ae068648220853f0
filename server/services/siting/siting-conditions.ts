/** Under which conditions sites were found and how surely they are the best: the lines below their table. */
import type { Bilingual, Language } from '../../../data/bilingual.ts'
import { toLocalIso } from '../../../data/local-time.ts'
import { SITE_KINDS, type SiteKind } from '../../../data/site-kinds.ts'
import { ROBUSTNESS, SITING_PROBLEMS } from '../../../data/siting.ts'
import type { KeptAnswer } from '../../../data/siting-run.ts'
import { gapText, numberText } from '../../../data/wording.ts'
import { conditionLines } from '../coverage/coverage-conditions.ts'

type Value = string | number | ((language: Language) => string)

const line = (zh: string, en: string, value: Value): Bilingual => {
  const told = (language: Language): string => {
    if (typeof value === 'number') return numberText(value, language)
    return typeof value === 'string' ? value : value(language)
  }
  return { zh: `${zh}：${told('zh')}`, en: `${en}: ${told('en')}` }
}

const inWords =
  (zh: string, en: string): Value =>
  (language) =>
    language === 'zh' ? zh : en

/** Up to the minute, as clocks in the province show it: 2026-11-30 14:00 */
const minuteOf = (instant: string): string =>
  toLocalIso(new Date(instant)).slice(0, 16).replace('T', ' ')

const limits = ({ query, spent }: KeptAnswer): Bilingual[] => {
  const { budget, add, problem, targetPercent } = query
  if (budget === null) {
    return [
      ...(problem === 'lscp'
        ? [line('目标达标率（%）', 'Share to be in time (%)', targetPercent)]
        : []),
      line('站址数量上限', 'Sites at the most', add),
    ]
  }
  const costs = (Object.keys(SITE_KINDS) as SiteKind[]).map((kind) => {
    const { once, perYear } = budget.costs[kind]
    return line(
      `单价（${SITE_KINDS[kind].zh}）`,
      `Cost (${SITE_KINDS[kind].en})`,
      inWords(
        `一次性 ${once} 万元，每年 ${perYear} 万元`,
        `${once} once, ${perYear} a year (10,000 yuan)`,
      ),
    )
  })
  return [
    line('预算（万元）', 'Budget (10,000 yuan)', budget.most),
    line('计费年数', 'Years counted', budget.years),
    ...(spent === null ? [] : [line('已用（万元）', 'Used (10,000 yuan)', spent)]),
    ...costs,
  ]
}

const CANDIDATES = {
  settlements: { zh: '全部需求单元', en: 'every demand cell' },
  towns: { zh: '乡镇驻地', en: 'town seats' },
  longerHours: { zh: '现有站点延长值班', en: 'longer hours at present stations' },
  moreCrew: { zh: '现有站点增配人员', en: 'more crew at present stations' },
  upgrades: { zh: '现有站点升级', en: 'upgrades of present stations' },
} as const satisfies Record<string, Bilingual>

const whereSites = ({ query, candidateCount }: KeptAnswer): Bilingual[] => {
  const { candidates, must, forbid } = query
  const { area, exclude, nearTownsMetres, awayFromStationsMetres, points } = candidates
  const kinds = (Object.keys(CANDIDATES) as (keyof typeof CANDIDATES)[]).filter(
    (kind) => candidates[kind],
  )
  return [
    line('候选地点', 'Where stations may stand', (language) =>
      [
        ...kinds.map((kind) => CANDIDATES[kind][language]),
        ...(points.length > 0
          ? [language === 'zh' ? `自列 ${points.length} 处` : `${points.length} places listed`]
          : []),
      ].join(language === 'zh' ? '、' : ', '),
    ),
    line('候选数量', 'Candidates', candidateCount),
    ...(area ? [line('范围', 'Area', inWords('只在划定范围内', 'only inside an area'))] : []),
    ...(exclude.length > 0 ? [line('排除范围', 'Areas excluded', exclude.length)] : []),
    ...(nearTownsMetres === null
      ? []
      : [line('距乡镇驻地不超过（米）', 'From a town seat at most (m)', nearTownsMetres)]),
    ...(awayFromStationsMetres === null
      ? []
      : [line('距现有站点至少（米）', 'From stations at least (m)', awayFromStationsMetres)]),
    ...(must.length > 0 ? [line('必选站址', 'Sites that must be', must.length)] : []),
    ...(forbid.length > 0 ? [line('不选地点', 'Places ruled out', forbid.length)] : []),
  ]
}

const rules = ({ query, phases }: KeptAnswer, countyOf: NameOfArea): Bilingual[] => {
  const { band, robust, busyPercent, backupPercent, quotas, turnoutSeconds, problem } = query
  return [
    line('新站出动时间（秒）', 'Turnout of a new station (s)', turnoutSeconds),
    ...(problem === 'mclp'
      ? [line('选址所按情形', 'Chosen for', (language) => ROBUSTNESS[robust][language])]
      : []),
    ...(band
      ? [
          line(
            '车速与出动的浮动',
            'Speeds and turnouts off by',
            inWords(
              `车速 ±${band.speedPercent}%，出动 ±${band.turnoutSeconds} 秒`,
              `±${band.speedPercent} %, ±${band.turnoutSeconds} s`,
            ),
          ),
        ]
      : []),
    ...(busyPercent > 0
      ? [line('站点占用（%）', 'Stations out when called (%)', busyPercent)]
      : []),
    ...(backupPercent > 0
      ? [line('后备覆盖折算（%）', 'Worth of backup cover (%)', backupPercent)]
      : []),
    ...quotas.map(({ countyCode, least, most }) =>
      line(
        '区县数量',
        'Sites of a county',
        (language) => `${countyOf(countyCode, language)} ${least}–${most}`,
      ),
    ),
    ...(query.leastCountyPercent === null
      ? []
      : [line('各区县达标率至少（%）', 'Every county at least (%)', query.leastCountyPercent)]),
    ...phases.map(({ name, most }) =>
      line('分期', 'Phase', (language) => `${name} ${numberText(most, language)}`),
    ),
  ]
}

const findings = (answer: KeptAnswer): Bilingual[] => {
  const { objective, bound, unit, proved, gapPercent, people, phaseLoss } = answer
  const { peopleInTimeBefore, peopleInTime, fairnessPrice } = answer
  const worth =
    (value: number): Value =>
    (language) =>
      `${numberText(value, language)} ${unit[language]}`
  return [
    line('全体人口', 'People', people),
    line('达标人口（现状）', 'People in time today', peopleInTimeBefore),
    line('达标人口（建成后）', 'People in time once built', peopleInTime),
    line('目标值', 'Objective', worth(objective)),
    line('理论界限', 'Bound', worth(bound)),
    line(
      '证明',
      'Proof',
      proved
        ? inWords('在所列候选地点中已证明最优', 'proved best among the candidates listed')
        : inWords(
            `与最优相差不超过 ${gapText(gapPercent)}%`,
            `within ${gapText(gapPercent)} % of the best possible`,
          ),
    ),
    ...(phaseLoss === null
      ? []
      : [line('比不分期少（人）', 'Fewer people than without phases', phaseLoss)]),
    ...(fairnessPrice?.isKept
      ? [
          line(
            '比不要求各区县最低达标率少（人）',
            'Fewer people than without a least share of every county',
            Math.round(fairnessPrice.people),
          ),
        ]
      : []),
  ]
}

/** Name of a county or town by its code, the code where there is none. */
export type NameOfArea = (code: string, language: Language) => string

/** Question, limits, proof and what both rest on, a line each. */
export const sitingConditions = (answer: KeptAnswer, countyOf: NameOfArea): Bilingual[] => {
  const { query, periods, revision, timeStamp } = answer
  return [
    line('问题', 'Problem', (language) => SITING_PROBLEMS[query.problem].label[language]),
    ...limits(answer),
    ...periods.map(({ name, at, weight, peopleInTimeBefore, peopleInTime }) =>
      line('时段', 'Part of the day', (language) => {
        const people = [peopleInTimeBefore, peopleInTime].map((each) => numberText(each, language))
        const told = [name, minuteOf(at)].filter(Boolean).join(' ')
        return language === 'zh'
          ? `${told}，权重 ${weight}，达标人口 ${people.join(' → ')}`
          : `${told}, weight ${weight}, people in time ${people.join(' → ')}`
      }),
    ),
    ...conditionLines(answer),
    ...whereSites(answer),
    ...rules(answer, countyOf),
    ...findings(answer),
    ...answer.remarks,
    line('计算时间', 'Computed', minuteOf(timeStamp)),
    line('数据版本', 'Data revision', String(revision)),
  ]
}
