import {
  type NearestAnswer,
  PASSED_OVER_REASONS,
  type PassedOver,
  type PassedOverReasonCode,
} from '../../../data/nearest.ts'
import { durationText, listText, localisedName } from '../../../data/wording.ts'
import { useText } from '../../i18n/text.ts'
import { changeState } from '../../state/app-state.ts'

/** Passed over means near: farther ones explain nothing. */
export const MOST_PASSED_OVER = 10

interface ReasonGroup {
  readonly code: PassedOverReasonCode
  readonly passedOver: readonly PassedOver[]
}

/** The nearest of those passed over by their first reason, the largest group first. */
export const groupedByReason = (passedOver: readonly PassedOver[]): ReasonGroup[] => {
  const nearest = [...passedOver]
    .sort((a, b) => a.arrivalSeconds - b.arrivalSeconds)
    .slice(0, MOST_PASSED_OVER)
  const groups = new Map<PassedOverReasonCode, PassedOver[]>()
  for (const each of nearest) {
    const code = each.reasons[0]?.code
    if (code) groups.set(code, [...(groups.get(code) ?? []), each])
  }
  return [...groups]
    .map(([code, members]) => ({ code, passedOver: members }))
    .sort((a, b) => b.passedOver.length - a.passedOver.length)
}

/** Waiting, not forbidden: a clock in a broken ring, as on the map. */
const PassedIcon = () => (
  <svg className="icon passed-icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    <circle cx="12" cy="12" r="9.5" strokeDasharray="3.2 2.8" />
    <path d="M12 7v5l3 2" />
  </svg>
)

/** Nearer resources that were not taken, by reason; each opens. */
export const PassedOverList = ({ answer }: { answer: NearestAnswer }) => {
  const { t, language } = useText('panels', 'nearest.passedOver')
  const groups = groupedByReason(answer.passedOver)
  const count = groups.reduce((sum, { passedOver }) => sum + passedOver.length, 0)
  if (count === 0) return null
  const reasons = groups.map(({ code, passedOver }) =>
    t('ofReason', { reason: PASSED_OVER_REASONS[code][language], count: passedOver.length }),
  )
  return (
    <details className="passed-over">
      <summary className="target">
        <PassedIcon />
        <span>
          <strong>{t('heading', { count })}</strong>{' '}
          <span className="secondary">{listText(reasons, language)}</span>
        </span>
        <span className="passed-more">{t('why')}</span>
      </summary>
      <p className="secondary">
        {t('explanation')} {answer.passedOverMore !== 0 && t('nearestOnly')}
      </p>
      {groups.map(({ code, passedOver }) => (
        <section key={code}>
          <h4>{PASSED_OVER_REASONS[code][language]}</h4>
          <ul className="unmarked">
            {passedOver.map((each) => (
              <PassedOverRow key={each.id} answer={answer} passedOver={each} />
            ))}
          </ul>
        </section>
      ))}
    </details>
  )
}

interface PassedOverRowProps {
  answer: NearestAnswer
  passedOver: PassedOver
}

const PassedOverRow = ({ answer, passedOver }: PassedOverRowProps) => {
  const { t, language } = useText('panels', 'nearest.passedOver')
  const { id, arrivalSeconds, reasons } = passedOver
  const { collection } = answer.query
  const details = reasons.map(({ detail, detailZh }) => (language === 'zh' ? detailZh : detail))
  return (
    <li>
      <button
        type="button"
        className="bare text-button target"
        onClick={() => changeState({ selection: { collection, id } })}
      >
        {localisedName(passedOver, language)}
      </button>
      <span className="secondary">
        {t('wouldArrive', { duration: durationText(arrivalSeconds, language) })}
      </span>
      <span className="reasons">{listText(details, language)}</span>
    </li>
  )
}
