/** How the figures come about, in plain words with the parameters of the answer. */
import type { Language } from '../../../../../data/bilingual.ts'
import type { CoverageAnswer } from '../../../../../data/coverage.ts'
import { durationText } from '../../../../form/duration-text.ts'
import { numberText } from '../../../../form/number-text.ts'
import { dateTimeText } from '../../../../form/shanghai-time.ts'
import type { Translate } from '../../../../i18n/text.ts'
import { hasChanges } from '../../../../state/scenario-draft.ts'
import { dueChoice, gearText, gradeText } from '../parameters/condition-texts.ts'

type Text = Translate<'coverage'>

const whoCounts = ({ query, summary }: CoverageAnswer, language: Language, t: Text): string[] => {
  const { filter } = query
  const gear = gearText(filter, language)
  const time = dateTimeText(Date.parse(query.at))
  const { minimumGrade, onDuty } = filter
  const counted = { counted: summary.stationsCounted, all: summary.stationsInAll }
  return [
    onDuty ? t('explain.chain.duty.on', { time }) : t('explain.chain.duty.off'),
    gear === '' ? t('explain.chain.noGear') : t('explain.chain.gear', { gear }),
    ...(minimumGrade === null
      ? []
      : [t('explain.chain.grade', { grade: gradeText(minimumGrade, language, t) })]),
    t('explain.chain.counted', counted),
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
