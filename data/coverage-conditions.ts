/** Under which conditions a coverage was computed: one wording for its page, its files and the reports. */
import type { Bilingual, Language } from './bilingual.ts'
import { COUNTED } from './counted.ts'
import type { CoverageAnswer, CoverageFilter, CoverageQuery } from './coverage.ts'
import type { DemandRecord } from './demand.ts'
import { demandText } from './demand-words.ts'
import { EQUIPMENT } from './equipment.ts'
import { toLocalMinute } from './local-time.ts'
import type { Band, DayPeriod } from './planning-day.ts'
import { PROFILES } from './profile.ts'
import { PROVENANCE_OPTIONS } from './provenance.ts'
import { stationResource } from './resources/station.ts'
import { AREA_CLASS_NAMES, AREA_CLASSES } from './standards.ts'
import { countsText, durationText, listText, localisedName } from './wording.ts'
import { periodName } from './working-day.ts'

export interface Condition {
  readonly label: Bilingual
  readonly value: Bilingual
}

/** @param value in words of either language, or what is the same in both. */
export const condition = (
  zh: string,
  en: string,
  value: string | ((language: Language) => string),
): Condition => ({
  label: { zh, en },
  value:
    typeof value === 'string' ? { zh: value, en: value } : { zh: value('zh'), en: value('en') },
})

export const inWords =
  (zh: string, en: string) =>
  (language: Language): string =>
    language === 'zh' ? zh : en

/** In one line. */
export const conditionLine = ({ label, value }: Condition): Bilingual => ({
  zh: `${label.zh}：${value.zh}`,
  en: `${label.en}: ${value.en}`,
})

/** Of an answer about coverage, or of one that rests on it. */
interface Conditions extends Pick<CoverageAnswer, 'sent' | 'obeyed' | 'network'> {
  /** Answers that were kept before there was a choice do not say what counts: residents. */
  readonly query: Omit<CoverageQuery, 'parts' | 'demand'> & {
    readonly demand?: CoverageQuery['demand'] | undefined
  }
  readonly demandRecord?: DemandRecord | undefined
  /** Left out where an answer does not say. */
  readonly closedSegments?: number
}

const demandOf = ({ query: { demand = 'residents' }, demandRecord }: Conditions): Condition =>
  condition('计入的需求', 'Counted', (language) =>
    demandText(demand, demandRecord ?? null, language),
  )

const standardOf = ({ query: { standards } }: Conditions): Condition =>
  condition('标准', 'Standard, from the call', (language) => {
    const limits = AREA_CLASS_NAMES.map(
      (name) => `${AREA_CLASSES[name].label[language]} ${durationText(standards[name], language)}`,
    )
    const told = listText(limits, language)
    return language === 'zh' ? `接警后 ${told}内到达` : told
  })

export type Grade = NonNullable<CoverageFilter['minimumGrade']>

const GRADES = stationResource.fields.grade.options
export const GRADE_NAMES = Object.keys(GRADES) as Grade[]
const HIGHEST_GRADE: Grade = 'first'

/** Which grades count: "二级站及以上". */
export const gradeText = (grade: Grade, language: Language): string => {
  const name = GRADES[grade].label[language]
  if (grade === HIGHEST_GRADE) return language === 'zh' ? `只算${name}` : `${name} only`
  return language === 'zh' ? `${name}及以上` : `${name} or higher`
}

const ORDINALS = ['1st', '2nd', '3rd']

/** How many crews have to be there for a place to be in time. */
export const dueText = (due: number, language: Language): string =>
  language === 'zh' ? `第 ${due} 支到达` : `${ORDINALS[due - 1]} arrives`

/** Which stations count, and what is asked of them. */
const stationsOf = ({ query: { filter } }: Conditions): Condition[] => {
  const { counted, by, minimumGrade, due, equipment } = filter
  const who = COUNTED[counted]
  return [
    condition(
      '计入站点',
      'Stations',
      inWords(
        `${who.zh}${by === null ? '' : `，未投用的只计计划 ${by} 前投用的`}`,
        `${who.en}${by === null ? '' : `; of those not open, what is to open by ${by}`}`,
      ),
    ),
    ...(Object.keys(equipment).length === 0
      ? []
      : [condition('装备', 'Gear', (language) => countsText(equipment, EQUIPMENT, language))]),
    ...(minimumGrade === null
      ? []
      : [condition('等级', 'Grade', (language) => gradeText(minimumGrade, language))]),
    ...(due === 1
      ? []
      : [condition('达标条件', 'In time when', (language) => dueText(due, language))]),
  ]
}

const scenarioOf = ({ query: { scenario } }: Conditions): Condition[] => {
  const { add, remove, move, change, close } = scenario
  const counts = [add, remove, move, change, close].map(({ length }) => length)
  if (counts.every((count) => count === 0)) return []
  const [added, removed, moved, changed, closed] = counts
  return [
    condition(
      '方案改动',
      'Scenario',
      inWords(
        `新增 ${added} 站、停用 ${removed} 站、迁移 ${moved} 站、调整 ${changed} 站、封路 ${closed} 处`,
        `${added} stations added, ${removed} closed, ${moved} moved, ${changed} changed, ${closed} road closures`,
      ),
    ),
  ]
}

const closuresOf = ({ query, obeyed, closedSegments }: Conditions): Condition => {
  const [inZh, inEn] =
    closedSegments === undefined
      ? ['', '']
      : [`，共封闭 ${closedSegments} 段道路`, `, ${closedSegments} stretches of road closed in all`]
  return condition(
    '封路',
    'Closures',
    query.obeyClosures
      ? inWords(
          `避开当时生效的 ${obeyed.length} 处${inZh}`,
          `${obeyed.length} in force then are avoided${inEn}`,
        )
      : inWords('不避开', 'not avoided'),
  )
}

/** The moment that was asked about, or each of several periods of a day with what it counts. */
export const momentConditions = (
  at: string,
  periods: readonly (Pick<DayPeriod, 'at' | 'weight'> & { readonly name: string | null })[],
): Condition[] =>
  periods.length < 2
    ? [condition('时刻', 'Moment', toLocalMinute(new Date(at)))]
    : periods.map((period) => {
        const local = toLocalMinute(new Date(period.at))
        return condition(
          `时段 ${periodName(period, 'zh')}`,
          `Period ${periodName(period, 'en')}`,
          inWords(`${local}，权重 ${period.weight}`, `${local}, weight ${period.weight}`),
        )
      })

export const bandCondition = ({ speedPercent, turnoutSeconds }: Band): Condition =>
  condition(
    '车速与出动的浮动（假设）',
    'Speeds and turnouts off by (assumed)',
    inWords(
      `车速 ±${speedPercent}%，出动 ±${turnoutSeconds} 秒`,
      `±${speedPercent}%, ±${turnoutSeconds} s`,
    ),
  )

/** Beside moment, periods and revision: what counts, standard, vehicle, stations, closures, scenario, roads. */
export const coverageConditions = (answer: Conditions): Condition[] => {
  const { query, sent, network } = answer
  const provenance = PROVENANCE_OPTIONS[network.provenance].label
  return [
    demandOf(answer),
    standardOf(answer),
    condition('车辆', 'Vehicle', (language) => PROFILES[query.profile].label[language]),
    ...stationsOf(answer),
    ...(sent.length === 0
      ? []
      : [
          condition(
            `未计入已出动的 ${sent.length} 个站`,
            `Without ${sent.length} stations that are out`,
            (language) =>
              listText(
                sent.map((station) => localisedName(station, language)),
                language,
              ),
          ),
        ]),
    closuresOf(answer),
    ...scenarioOf(answer),
    condition(
      '道路网',
      'Roads',
      inWords(
        `${network.id}（${provenance.zh}）；车速按道路等级和车型取定值，不含实时路况`,
        `${network.id} (${provenance.en}); speeds by class of road and vehicle, without the traffic of the moment`,
      ),
    ),
  ]
}
