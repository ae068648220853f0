/** What was asked of a siting answer and under which conditions: one wording for its files and its report. */
import type { Bilingual, Language } from './bilingual.ts'
import {
  bandCondition,
  type Condition,
  condition,
  coverageConditions,
  inWords,
  momentConditions,
} from './coverage-conditions.ts'
import { saidInDemandWords } from './demand-words.ts'
import { SITE_KIND_NAMES, SITE_KINDS, type SiteKind } from './site-kinds.ts'
import { DEFAULT_COSTS, ROBUSTNESS, SITING_PROBLEMS } from './siting.ts'
import type { SitingAnswer } from './siting-answer.ts'
import { listText, numberText } from './wording.ts'

/** Of a running search, of a finished one, or of one that is kept. */
export type AskedAnswer = Omit<SitingAnswer, 'jobId'>

/** Name of a county or town by its code, the code where there is none. */
export type NameOfArea = (code: string, language: Language) => string

const figure = (zh: string, en: string, value: number): Condition =>
  condition(zh, en, (language) => numberText(value, language))

/** Whether a kind costs what is assumed, or what somebody has said. */
export const costBasis = (
  kind: SiteKind,
  { costs }: NonNullable<AskedAnswer['query']['budget']>,
): Bilingual => {
  const { once, perYear } = DEFAULT_COSTS[kind]
  return costs[kind].once === once && costs[kind].perYear === perYear
    ? { zh: '假设', en: 'assumed' }
    : { zh: '使用者给出', en: 'as given' }
}

const limits = ({ query }: AskedAnswer): Condition[] => {
  const { budget, add, problem, targetPercent } = query
  if (budget === null) {
    return [
      ...(problem === 'lscp'
        ? [figure('目标达标率（%）', 'Share to be in time (%)', targetPercent)]
        : []),
      figure('站址数量上限', 'Sites at the most', add),
    ]
  }
  const costs = SITE_KIND_NAMES.map((kind) => {
    const { once, perYear } = budget.costs[kind]
    const basis = costBasis(kind, budget)
    const [onceZh, perYearZh] = [once, perYear].map((value) => numberText(value, 'zh'))
    const [onceEn, perYearEn] = [once, perYear].map((value) => numberText(value, 'en'))
    return condition(
      `单价：${SITE_KINDS[kind].zh}（${basis.zh}）`,
      `Cost: ${SITE_KINDS[kind].en} (${basis.en})`,
      inWords(
        `一次性 ${onceZh} 万元，每年 ${perYearZh} 万元`,
        `${onceEn} once, ${perYearEn} a year (10,000 yuan)`,
      ),
    )
  })
  return [
    figure('预算（万元）', 'Budget (10,000 yuan)', budget.most),
    figure('计费年数', 'Years counted', budget.years),
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

const whereSites = ({ query, candidateCount }: AskedAnswer): Condition[] => {
  const { candidates, must, forbid } = query
  const { area, exclude, nearTownsMetres, awayFromStationsMetres, points } = candidates
  const kinds = (Object.keys(CANDIDATES) as (keyof typeof CANDIDATES)[]).filter(
    (kind) => candidates[kind],
  )
  return [
    condition('候选地点', 'Where stations may stand', (language) =>
      listText(
        [
          ...kinds.map((kind) => CANDIDATES[kind][language]),
          ...(points.length > 0
            ? [inWords(`自列 ${points.length} 处`, `${points.length} places listed`)(language)]
            : []),
        ],
        language,
      ),
    ),
    figure('候选数量', 'Candidates', candidateCount),
    ...(area ? [condition('范围', 'Area', inWords('只在划定范围内', 'only inside an area'))] : []),
    ...(exclude.length > 0 ? [figure('排除范围', 'Areas excluded', exclude.length)] : []),
    ...(nearTownsMetres === null
      ? []
      : [figure('距乡镇驻地不超过（米）', 'From a town seat at most (m)', nearTownsMetres)]),
    ...(awayFromStationsMetres === null
      ? []
      : [figure('距现有站点至少（米）', 'From stations at least (m)', awayFromStationsMetres)]),
    ...(must.length > 0 ? [figure('必选站址', 'Sites that must be', must.length)] : []),
    ...(forbid.length > 0 ? [figure('不选地点', 'Places ruled out', forbid.length)] : []),
  ]
}

const rules = ({ query }: AskedAnswer, countyOf: NameOfArea): Condition[] => {
  const { band, robust, busyPercent, backupPercent, quotas, turnoutSeconds, problem } = query
  return [
    figure('新站出动时间（秒，假设）', 'Turnout of a new station (s, assumed)', turnoutSeconds),
    condition(
      '道路以外（假设）',
      'Off the road (assumed)',
      inWords('步行 5 公里/小时', '5 km/h on foot'),
    ),
    ...(problem === 'mclp'
      ? [condition('选址所按情形', 'Chosen for', (language) => ROBUSTNESS[robust][language])]
      : []),
    ...(band ? [bandCondition(band)] : []),
    ...(busyPercent > 0
      ? [
          figure(
            '站点占用率（%，假设各站相同、互不影响）',
            'Stations out when called (%, assumed alike and independent)',
            busyPercent,
          ),
        ]
      : []),
    ...(backupPercent > 0
      ? [figure('后备覆盖折算（%）', 'Worth of backup cover (%)', backupPercent)]
      : []),
    ...quotas.map(({ countyCode, least, most }) =>
      condition(
        `${countyOf(countyCode, 'zh')}站址数`,
        `Sites in ${countyOf(countyCode, 'en')}`,
        inWords(`${least} 至 ${most} 处`, `${least} to ${most}`),
      ),
    ),
    ...(query.leastCountyPercent === null
      ? []
      : [figure('各区县达标率至少（%）', 'Every county at least (%)', query.leastCountyPercent)]),
    ...query.phases.map(({ name, most }) => figure(`分期：${name}`, `Phase: ${name}`, most)),
  ]
}

/** The question, its limits and whatever it rests on, in the order in which people ask for them. */
export const sitingConditions = (answer: AskedAnswer, countyOf: NameOfArea): Condition[] => [
  {
    label: { zh: '问题', en: 'Problem' },
    value: saidInDemandWords(SITING_PROBLEMS[answer.query.problem].label, answer.query.demand),
  },
  ...limits(answer),
  ...momentConditions(answer.query.at, answer.periods),
  ...coverageConditions(answer),
  ...whereSites(answer),
  ...rules(answer, countyOf),
]
