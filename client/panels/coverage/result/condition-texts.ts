/** The conditions of a coverage question in words, for the strip, the report and the explanation. */
import type { Language } from '../../../../data/bilingual.ts'
import { COUNTED } from '../../../../data/counted.ts'
import type { CoverageAnswer, CoverageFilter } from '../../../../data/coverage.ts'
import { EQUIPMENT } from '../../../../data/equipment.ts'
import { PROFILES } from '../../../../data/profile.ts'
import { stationResource } from '../../../../data/resources/station.ts'
import { countsText, durationText, numberText } from '../../../../data/wording.ts'
import { DAY_PART_NAMES, DAY_PARTS } from '../../../../data/working-day.ts'
import { dateTimeText } from '../../../form/shanghai-time.ts'
import type { Translate } from '../../../i18n/text.ts'
import { type CoverageOptions, INITIAL_STATE } from '../../../state/app-state.ts'
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
  return by === null ? who : t('parameters.openingBy', { who, day: by })
}

export const gearText = ({ equipment }: CoverageFilter, language: Language): string =>
  countsText(equipment, EQUIPMENT, language)

const standardsText = (
  { standards: { urban, rural } }: Pick<CoverageOptions, 'standards'>,
  language: Language,
  t: Text,
): string =>
  t('parameters.standardTimes', {
    urban: durationText(urban, language),
    rural: durationText(rural, language),
  })

const timeText = (
  { part, weighting, at }: Pick<CoverageOptions, 'part' | 'weighting' | 'at'>,
  day: 'day' | 'workingDay',
  t: Text,
): string => {
  if (part !== 'moment') return t(weighting === 'calls' ? `strip.${day}ByCalls` : `strip.${day}`)
  return at === null ? t('parameters.now') : at.replace('T', ' ')
}

/** Parts of the strip, in their order. */
export const STRIP_PARTS = ['time', 'standard', 'vehicle', 'stations', 'closures'] as const
export type StripPart = (typeof STRIP_PARTS)[number]

const usualOf = () => {
  const { part, weighting, at, profile, standards, filter, obeyClosures } = INITIAL_STATE.coverage
  return { part, weighting, at, profile, standards, filter, obeyClosures }
}
export const USUAL_CONDITIONS = usualOf()

interface PartWords {
  readonly text: string
  /** Another value than the usual one. */
  readonly isChanged: boolean
}

/** Which stations count, in the fewest words, with what is asked of them. */
const stationsText = (filter: CoverageFilter, language: Language, t: Text): string => {
  const { counted, by, minimumGrade, due } = filter
  const who = t(`strip.counted.${counted}`)
  const gear = gearText(filter, language)
  return [
    by === null ? who : t('strip.openingBy', { who, day: by }),
    ...(gear === '' ? [] : [gear]),
    ...(minimumGrade === null ? [] : [gradeText(minimumGrade, language, t)]),
    ...(due === 1 ? [] : [t(`parameters.dueChoices.${dueChoice(due)}`)]),
  ].join(' · ')
}

const closuresText = (isObeying: boolean, answer: CoverageAnswer | null, t: Text): string => {
  if (!isObeying) return t('strip.ignored')
  const count = answer?.obeyed.length ?? 0
  return count === 0 ? t('strip.noClosures') : t('strip.avoided', { count })
}

/** What the strip says. @param answer null until it is there. */
export const wordsOf = (
  options: CoverageOptions,
  answer: CoverageAnswer | null,
  language: Language,
  t: Text,
): Record<StripPart, PartWords> => {
  const { part, weighting, standards, profile, filter, obeyClosures } = options
  const usual = USUAL_CONDITIONS
  const differs = (a: unknown, b: unknown): boolean => JSON.stringify(a) !== JSON.stringify(b)
  return {
    time: {
      text: timeText(options, 'day', t),
      isChanged: part === 'moment' || weighting !== usual.weighting,
    },
    standard: {
      text: standardsText(options, language, t),
      isChanged: differs(
        [standards.urban, standards.rural],
        [usual.standards.urban, usual.standards.rural],
      ),
    },
    vehicle: { text: PROFILES[profile].label[language], isChanged: profile !== usual.profile },
    stations: {
      text: stationsText(filter, language, t),
      isChanged: stationsText(filter, 'en', t) !== stationsText(usual.filter, 'en', t),
    },
    closures: {
      text: closuresText(obeyClosures, answer, t),
      isChanged: obeyClosures !== usual.obeyClosures,
    },
  }
}

/** How many stations count, by period where there are some. */
export const countedLine = (answer: CoverageAnswer | null, language: Language, t: Text): string => {
  if (answer === null) return ''
  const { day, summary } = answer
  const all = numberText(summary.stationsInAll, language)
  const periods = (day?.periods ?? []).map(({ stationsCounted: count }, index) =>
    t('strip.count', { name: DAY_PARTS[DAY_PART_NAMES[index] ?? 'day'].label[language], count }),
  )
  const counts =
    periods.length > 0
      ? periods.join(language === 'zh' ? '，' : ', ')
      : numberText(summary.stationsCounted, language)
  return t('strip.countsOf', { counts, all })
}

/** The conditions in one line; the usual ones are left out. */
export const conditionsLine = (options: CoverageOptions, language: Language, t: Text): string => {
  const { profile, filter, obeyClosures } = options
  const { counted, by, minimumGrade, due } = filter
  const gear = gearText(filter, language)
  const parts = [
    timeText(options, 'workingDay', t),
    PROFILES[profile].label[language],
    standardsText(options, language, t),
    ...(counted === 'on-duty' && by === null ? [] : [countedText(filter, language, t)]),
    ...(gear === '' ? [] : [gear]),
    ...(minimumGrade === null ? [] : [gradeText(minimumGrade, language, t)]),
    ...(due === 1 ? [] : [t(`parameters.dueChoices.${dueChoice(due)}`)]),
    ...(obeyClosures ? [] : [`${t('strip.closures')} ${t('strip.ignored')}`]),
  ]
  return parts.join(' · ')
}

const whoCounts = (
  { query, summary, sent, day }: CoverageAnswer,
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
      ? t(day ? 'explain.chain.duty.day' : 'explain.chain.duty.on', { time })
      : t('explain.chain.duty.others', { who: countedText(filter, language, t) }),
    ...(filter.counted === 'on-duty' && filter.by !== null
      ? [t('explain.chain.openBy', { day: filter.by })]
      : []),
    ...(sent.length === 0 ? [] : [t('explain.chain.sent', { count: sent.length })]),
    gear === '' ? t('explain.chain.noGear') : t('explain.chain.gear', { gear }),
    ...(minimumGrade === null
      ? []
      : [t('explain.chain.grade', { grade: gradeText(minimumGrade, language, t) })]),
    ...(day
      ? day.periods.map(({ at, weight, stationsCounted, peopleInTime }) =>
          t('explain.chain.period', {
            ...{ time: dateTimeText(Date.parse(at)), weight, counted: stationsCounted },
            ...{ all: summary.stationsInAll, inTime: numberText(peopleInTime, language) },
          }),
        )
      : [t('explain.chain.counted', figures)]),
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
