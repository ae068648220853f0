/** The conditions of a coverage question in words, for the folded form and the explanation. */
import type { Language } from '../../../../data/bilingual.ts'
import { COUNTED } from '../../../../data/counted.ts'
import type { CoverageAnswer, CoverageFilter } from '../../../../data/coverage.ts'
import { EQUIPMENT } from '../../../../data/equipment.ts'
import { PROFILES } from '../../../../data/profile.ts'
import { stationResource } from '../../../../data/resources/station.ts'
import { countsText, durationText, numberText } from '../../../../data/wording.ts'
import { dateTimeText } from '../../../form/shanghai-time.ts'
import type { Translate } from '../../../i18n/text.ts'
import type { CoverageOptions } from '../../../state/app-state.ts'
import { hasChanges } from '../../../state/scenario-draft.ts'

type Text = Translate<'coverage'>
export type Grade = NonNullable<CoverageFilter['minimumGrade']>

const GRADES = stationResource.fields.grade.options
export const GRADE_NAMES = Object.keys(GRADES) as Grade[]
const HIGHEST_GRADE: Grade = 'first'

/** Names of "in time when so many are there", by how many. */
export const DUE_CHOICES = ['first', 'second', 'third'] as const

export const dueChoice = (due: number): (typeof DUE_CHOICES)[number] =>
  DUE_CHOICES[due - 1] ?? 'first'

/** Which grades count: "二级站及以上". */
export const gradeText = (grade: Grade | null, language: Language, t: Text): string => {
  if (grade === null) return t('parameters.anyGrade')
  const key = grade === HIGHEST_GRADE ? 'parameters.gradeOnly' : 'parameters.gradeAtLeast'
  return t(key, { grade: GRADES[grade].label[language] })
}

/** Which stations count, in words. */
export const countedText = (
  { counted, by }: Pick<CoverageFilter, 'counted' | 'by'>,
  language: Language,
  t: Text,
): string => {
  const who = COUNTED[counted][language]
  return isByDay(counted) && by !== null ? t('parameters.openingBy', { who, day: by }) : who
}

/** Whether those count as well that are not in operation yet. */
export const isByDay = (counted: CoverageFilter['counted']): boolean =>
  counted === 'with-construction' || counted === 'with-planned'

export const gearText = ({ equipment }: CoverageFilter, language: Language): string =>
  countsText(equipment, EQUIPMENT, language)

/** The conditions in one line; the usual ones are left out. */
export const conditionsLine = (
  { at, profile, standards, filter }: CoverageOptions,
  language: Language,
  t: Text,
): string => {
  const { counted, minimumGrade, due } = filter
  const gear = gearText(filter, language)
  const parts = [
    at === null ? t('parameters.now') : at.replace('T', ' '),
    PROFILES[profile].label[language],
    t('parameters.standardTimes', {
      urban: durationText(standards.urban, language),
      rural: durationText(standards.rural, language),
    }),
    ...(counted === 'on-duty' ? [] : [countedText(filter, language, t)]),
    ...(gear === '' ? [] : [gear]),
    ...(minimumGrade === null ? [] : [gradeText(minimumGrade, language, t)]),
    ...(due === 1 ? [] : [t(`parameters.dueChoices.${dueChoice(due)}`)]),
  ]
  return parts.join(' · ')
}

const whoCounts = (
  { query, summary, sent }: CoverageAnswer,
  language: Language,
  t: Text,
): string[] => {
  const { filter } = query
  const gear = gearText(filter, language)
  const time = dateTimeText(Date.parse(query.at))
  const { minimumGrade } = filter
  const figures = { counted: summary.stationsCounted, all: summary.stationsInAll }
  return [
    filter.counted === 'on-duty'
      ? t('explain.chain.duty.on', { time })
      : t('explain.chain.duty.others', { who: countedText(filter, language, t) }),
    ...(sent.length === 0 ? [] : [t('explain.chain.sent', { count: sent.length })]),
    gear === '' ? t('explain.chain.noGear') : t('explain.chain.gear', { gear }),
    ...(minimumGrade === null
      ? []
      : [t('explain.chain.grade', { grade: gradeText(minimumGrade, language, t) })]),
    t('explain.chain.counted', figures),
  ]
}

const whatIsChanged = ({ query, closedSegments }: CoverageAnswer, t: Text): string[] => {
  const { add, remove, move, change, close } = query.scenario
  const counts = {
    add: add.length,
    remove: remove.length,
    move: move.length,
    change: change.length,
    close: close.length,
  }
  return [
    closedSegments > 0
      ? t('explain.chain.closures', { count: closedSegments })
      : t('explain.chain.noClosures'),
    hasChanges(query.scenario)
      ? t('explain.chain.scenario', counts)
      : t('explain.chain.noScenario'),
  ]
}

/** The chain from people to "in time", each step a sentence. */
export const chainLines = (answer: CoverageAnswer, language: Language, t: Text): string[] => {
  const { summary, query } = answer
  return [
    t('explain.chain.people', {
      cells: numberText(summary.cellCount, language),
      people: numberText(summary.people, language),
    }),
    t('explain.chain.time'),
    t('explain.chain.standard', {
      urban: durationText(query.standards.urban, language),
      rural: durationText(query.standards.rural, language),
    }),
    t(`explain.chain.due.${dueChoice(query.filter.due)}`),
    ...whoCounts(answer, language, t),
    ...whatIsChanged(answer, t),
    t('explain.gaps'),
  ]
}
