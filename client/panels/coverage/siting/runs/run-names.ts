/** What a siting answer is called before somebody gives it a name. */
import type { Language } from '../../../../../data/bilingual.ts'
import { localDayOf } from '../../../../../data/local-time.ts'
import { SITING_PROBLEMS, type SitingProblem } from '../../../../../data/siting.ts'
import type { SitingAnswer } from '../../../../../data/siting-answer.ts'
import { numberText } from '../../../../../data/wording.ts'
import type { Translate } from '../../../../i18n/text.ts'

/** `最大覆盖` of `最大覆盖：达标的人最多`. */
export const problemName = (problem: SitingProblem, language: Language): string =>
  SITING_PROBLEMS[problem].label[language].replace(/[：:].*$/, '')

/** As names are compared: a reader takes two that differ in case for one. */
const folded = (name: string): string => name.normalize().toLowerCase()

/** `40 处 · 最大覆盖 · 2026-11-30`, with a number behind where that is taken. */
export const proposedName = (
  {
    query: { budget, problem },
    sites,
    timeStamp,
  }: Pick<SitingAnswer, 'query' | 'sites' | 'timeStamp'>,
  taken: readonly string[],
  language: Language,
  t: Translate<'sitingRuns'>,
): string => {
  const size = budget
    ? t('proposed.money', { money: numberText(budget.most, language) })
    : t('proposed.sites', { count: sites.length })
  const name = [size, problemName(problem, language), localDayOf(new Date(timeStamp))].join(' · ')
  const others = new Set(taken.map(folded))
  if (!others.has(folded(name))) return name
  let number = 2
  while (others.has(folded(`${name} ${number}`))) number++
  return `${name} ${number}`
}
