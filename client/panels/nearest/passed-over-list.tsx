import type { NearestAnswer, PassedOver } from '../../../data/nearest.ts'
import { durationText } from '../../form/duration-text.ts'
import { localisedName } from '../../form/localised-name.ts'
import { useText } from '../../i18n/text.ts'
import { changeState } from '../../state/app-state.ts'

/** As many as fit without pushing the ranking out of sight; more are folded away. */
const OPEN_UP_TO = 3

/** Nearer resources that were not taken, each with its reasons. */
export const PassedOverList = ({ answer }: { answer: NearestAnswer }) => {
  const { t } = useText('panels')
  const { passedOver } = answer
  if (passedOver.length === 0) return <p className="secondary">{t('nearest.passedOver.none')}</p>
  return (
    <details className="passed-over" open={passedOver.length <= OPEN_UP_TO}>
      <summary className="target">
        {t('nearest.passedOver.heading', { count: passedOver.length })}
      </summary>
      <p className="secondary">{t('nearest.passedOver.explanation')}</p>
      <ul>
        {passedOver.map((each) => (
          <PassedOverRow key={each.id} answer={answer} passedOver={each} />
        ))}
      </ul>
    </details>
  )
}

interface PassedOverRowProps {
  answer: NearestAnswer
  passedOver: PassedOver
}

const PassedOverRow = ({ answer, passedOver }: PassedOverRowProps) => {
  const { t, language } = useText('panels')
  const { id, arrivalSeconds, reasons } = passedOver
  const { collection } = answer.query
  return (
    <li>
      <button
        type="button"
        className="text-button target"
        onClick={() => changeState({ selection: { collection, id } })}
      >
        {localisedName(passedOver, language)}
      </button>
      <span className="secondary">
        {t('nearest.passedOver.wouldArrive', { duration: durationText(arrivalSeconds, language) })}
      </span>
      <ul className="reasons">
        {reasons.map(({ code, detail, detailZh }) => (
          <li key={code}>{language === 'zh' ? detailZh : detail}</li>
        ))}
      </ul>
    </li>
  )
}
