import type { CoverageAnswer } from '../../../../../data/coverage.ts'
import { AREA_CLASSES, type AreaClass } from '../../../../../data/standards.ts'
import { durationText } from '../../../../form/duration-text.ts'
import { numberText } from '../../../../form/number-text.ts'
import { useText } from '../../../../i18n/text.ts'
import { shareText } from '../figure-text.ts'
import { ShareBar } from '../share-bar.tsx'

interface ClassLineProps {
  areaClass: AreaClass
  answer: CoverageAnswer
}

/** People in time of one class of place, by the standard of that class. */
export const ClassLine = ({ areaClass, answer }: ClassLineProps) => {
  const { t, language } = useText('coverage')
  const { people, peopleInTime } = answer.summary.byClass[areaClass]
  return (
    <li className="class-line">
      <span className="class-name">
        {t('summary.standardOf', {
          areaClass: AREA_CLASSES[areaClass].label[language],
          time: durationText(answer.query.standards[areaClass], language),
        })}
      </span>
      <strong>{shareText(peopleInTime, people)}</strong>
      <ShareBar part={peopleInTime} all={people} />
      <span className="secondary class-people">
        {t('summary.classOf', {
          inTime: numberText(peopleInTime, language),
          all: numberText(people, language),
        })}
      </span>
    </li>
  )
}
