/** The conditions of a coverage question in words, for the strip and the explanation. */
import type { Language } from '../../../../data/bilingual.ts'
import type { CoverageAnswer, CoverageFilter } from '../../../../data/coverage.ts'
import {
  conditionLine,
  coverageConditions,
  dueText,
  gradeText,
  momentConditions,
} from '../../../../data/coverage-conditions.ts'
import { EQUIPMENT } from '../../../../data/equipment.ts'
import { PROFILES } from '../../../../data/profile.ts'
import { countsText, durationText, numberText } from '../../../../data/wording.ts'
import { DAY_PART_NAMES, DAY_PARTS, periodName } from '../../../../data/working-day.ts'
import type { Translate } from '../../../i18n/text.ts'
import { type CoverageOptions, INITIAL_STATE } from '../../../state/app-state.ts'

type Text = Translate<'coverage'>
const standardsText = (
  { standards: { urban, rural } }: CoverageOptions,
  language: Language,
  t: Text,
): string =>
  t('parameters.standardTimes', {
    urban: durationText(urban, language),
    rural: durationText(rural, language),
  })

const timeText = ({ part, weighting, at }: CoverageOptions, t: Text): string => {
  if (part !== 'moment') return t(weighting === 'calls' ? 'strip.dayByCalls' : 'strip.day')
  return at === null ? t('parameters.now') : at.replace('T', ' ')
}

/** Parts of the strip, in their order. */
export const STRIP_PARTS = [
  'time',
  'demand',
  'standard',
  'vehicle',
  'stations',
  'closures',
] as const
export type StripPart = (typeof STRIP_PARTS)[number]

const usualOf = () => {
  const { part, weighting, at, demand, ...others } = INITIAL_STATE.coverage
  const { profile, standards, filter, obeyClosures } = others
  return { part, weighting, at, demand, profile, standards, filter, obeyClosures }
}
export const USUAL_CONDITIONS = usualOf()

interface PartWords {
  readonly text: string
  /** Another value than the usual one. */
  readonly isChanged: boolean
}

/** Which stations count, in the fewest words, with what is asked of them. */
const stationsText = (filter: CoverageFilter, language: Language, t: Text): string => {
  const { counted, by, equipment, minimumGrade, due } = filter
  const who = t(`strip.counted.${counted}`)
  const gear = countsText(equipment, EQUIPMENT, language)
  return [
    by === null ? who : t('strip.openingBy', { who, day: by }),
    ...(gear === '' ? [] : [gear]),
    ...(minimumGrade === null ? [] : [gradeText(minimumGrade, language)]),
    ...(due === 1 ? [] : [dueText(due, language)]),
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
  const { part, weighting, demand, standards, profile, filter, obeyClosures } = options
  const usual = USUAL_CONDITIONS
  const differs = (a: unknown, b: unknown): boolean => JSON.stringify(a) !== JSON.stringify(b)
  return {
    time: {
      text: timeText(options, t),
      isChanged: part === 'moment' || weighting !== usual.weighting,
    },
    demand: { text: t(`strip.demands.${demand}`), isChanged: demand !== usual.demand },
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

/** The conditions in one line; of which stations count, and of closures, only what is not as usual. */
export const conditionsLine = (options: CoverageOptions, language: Language, t: Text): string => {
  const words = wordsOf(options, null, language, t)
  const { time, demand, vehicle, standard, stations } = words
  return [
    time.text,
    ...(demand.isChanged ? [demand.text] : []),
    ...[vehicle, standard].map(({ text }) => text),
    ...(stations.isChanged ? [stations.text] : []),
    ...(options.obeyClosures ? [] : [`${t('strip.closures')} ${t('strip.ignored')}`]),
  ].join(' · ')
}

/** The chain from people to "in time", each step a sentence. */
export const chainLines = (answer: CoverageAnswer, language: Language, t: Text): string[] => {
  const { summary, day } = answer
  const all = summary.stationsInAll
  return [
    t('explain.chain.people', {
      cells: numberText(summary.cellCount, language),
      people: numberText(summary.people, language),
    }),
    t('explain.chain.time'),
    ...[
      ...momentConditions(answer.query.at, day?.periods ?? []),
      ...coverageConditions(answer),
    ].map((condition) => conditionLine(condition)[language]),
    ...(day
      ? day.periods.map((period) =>
          t('explain.chain.period', {
            ...{ name: periodName(period, language), counted: period.stationsCounted, all },
            inTime: numberText(period.peopleInTime, language),
          }),
        )
      : [t('explain.chain.counted', { counted: summary.stationsCounted, all })]),
    t('explain.gaps'),
  ]
}
