/** What a planner's answer counts, in words: as a condition, as a refusal, and in the texts about people. */
import type { Bilingual, Language } from './bilingual.ts'
import { DAY_PEOPLE, DEMANDS, type Demand, type DemandRecord } from './demand.ts'
import { numberText } from './wording.ts'

/** Why it cannot be counted, and what to import. */
export const NOT_ON_RECORD = {
  'day-and-night': {
    zh: '居民点表都没有登记白天人口（peopleByDay）或夜间人口（peopleByNight）；可导入带“白天人口”“夜间人口”列的居民点表',
    en: 'no settlement has people by day (peopleByDay) or by night (peopleByNight); import a table of settlements with columns for them',
  },
  calls: {
    zh: '居民点表都没有登记年接警次数（callsPerYear）；可导入带“年接警次数”列的居民点表',
    en: 'no settlement has calls per year (callsPerYear); import a table of settlements with a column for them',
  },
} as const satisfies Record<Exclude<Demand, 'residents'>, Bilingual>

const DAY_HOURS: Bilingual = {
  zh: `假定 ${DAY_PEOPLE.from}–${DAY_PEOPLE.until} 按白天人口，其余按夜间人口`,
  en: `day is assumed to be ${DAY_PEOPLE.from}–${DAY_PEOPLE.until}, night the rest`,
}

const CALLS_UNIT: Bilingual = {
  zh: '数字为每年接警次数',
  en: 'figures are calls a year',
}

/** What stands in for figures that are missing. */
const standIns = (
  demand: Exclude<Demand, 'residents'>,
  record: DemandRecord,
  language: Language,
): string => {
  const of = (count: number): string => numberText(count, language)
  const all = of(record.settlements)
  if (demand === 'calls') {
    const without = of(record.withoutCalls)
    return language === 'zh'
      ? `${all} 个居民点中 ${without} 个没有登记，按 0 次计`
      : `${without} of ${all} settlements have none on record and count 0`
  }
  const [day, night] = [of(record.withoutDay), of(record.withoutNight)]
  return language === 'zh'
    ? `${all} 个居民点中 ${day} 个没有白天人口、${night} 个没有夜间人口，改按常住人口计`
    : `of ${all} settlements ${day} have no people by day and ${night} none by night, where residents count`
}

/** What is counted, and what stands in where figures are missing. @param record null: not known. */
export const demandText = (
  demand: Demand,
  record: DemandRecord | null,
  language: Language,
): string => {
  const label = DEMANDS[demand][language]
  if (demand === 'residents') return label
  const how = (demand === 'calls' ? CALLS_UNIT : DAY_HOURS)[language]
  const parts = [how, ...(record ? [standIns(demand, record, language)] : [])]
  return language === 'zh' ? `${label}（${parts.join('；')}）` : `${label} (${parts.join('; ')})`
}

/** What stands in a text about people, and in its place in one about calls; in this order. */
const IN_CALLS: Readonly<Record<Language, readonly (readonly [RegExp, string])[]>> = {
  zh: [
    [/常住人口|人口|全体居民/g, '接警'],
    [/人(?=·分钟)/g, '次'],
    [/^人(?=未达标|的缺口)/g, '次接警'],
    [/^人(?=：)|人(?=最多的)/g, '接警'],
    [/(的|让|有|所有)人(?=$|不再|最多|等|[，。；：]|没有|与|按|由|一样)/g, '$1接警'],
    [/的人(?=达标|不再)/g, '的接警'],
    [/(?<!在岗)人数/g, '次数'],
    [/(每|数|多少|（)人(?=$|[按达）])/g, '$1次'],
    [/(?<!在岗 \S+ )(?<=[\d}] )人(?![员民工])/g, '次'],
    [/^人$/g, '次'],
  ],
  en: [
    [/\bpeople-/g, 'call-'],
    [/people/g, 'calls'],
    [/\bPeople-/g, 'Call-'],
    [/People/g, 'Calls'],
    [/\bperson\b/g, 'call'],
    [/\b([Cc]alls?) whom?\b/g, '$1 that'],
    [/\beverybody is\b/g, 'every call is'],
    [/^Nobody\b(?= can be reached)/g, 'No call'],
  ],
}

/** The same text where an answer counts calls: one wording for page, files and report. */
export const inDemandWords = (text: string, demand: Demand, language: Language): string =>
  demand === 'calls'
    ? IN_CALLS[language].reduce((all, [from, to]) => all.replace(from, to), text)
    : text

/** The same in both languages. */
export const saidInDemandWords = (
  { zh, en }: Bilingual,
  demand: Demand = 'residents',
): Bilingual => ({
  zh: inDemandWords(zh, demand, 'zh'),
  en: inDemandWords(en, demand, 'en'),
})
