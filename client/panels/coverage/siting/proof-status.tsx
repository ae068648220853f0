import type { SitingAnswer } from '../../../../data/siting.ts'
import { numberText } from '../../../form/number-text.ts'
import { useText } from '../../../i18n/text.ts'
import { shareText } from '../result/figure-text.ts'
import { gapText } from './gap-text.ts'

/** How good the answer is, and how surely; said again with every progress. */
export const ProofStatus = ({ answer }: { answer: SitingAnswer }) => {
  const { t, language } = useText('planning')
  const { objective, bound, unit, proved, gapPercent, state, elapsedSeconds } = answer
  const value = (figure: number): string =>
    `${numberText(Math.round(figure * 10) / 10, language)} ${unit[language]}`
  return (
    <div className={proved ? 'proof-status is-proved' : 'proof-status'}>
      <p role="status">
        <strong>
          {proved ? t('siting.proved') : t('siting.within', { gap: gapText(gapPercent) })}
        </strong>{' '}
        <span className="secondary">
          {t(`siting.states.${state}`)} ·{' '}
          {t('siting.elapsed', { seconds: elapsedSeconds.toFixed(1) })}
        </span>
      </p>
      <dl className="proof-figures">
        <dt>{t('siting.objective')}</dt>
        <dd>{value(objective)}</dd>
        <dt>{t('siting.bound')}</dt>
        <dd>{value(bound)}</dd>
      </dl>
      <p>
        {t('siting.inTime', {
          before: numberText(answer.peopleInTimeBefore, language),
          after: numberText(answer.peopleInTime, language),
          share: shareText(answer.peopleInTime, answer.people),
        })}
      </p>
      <p className="secondary">
        {t('siting.counts', {
          candidates: numberText(answer.candidateCount, language),
          demands: numberText(answer.demandCount, language),
        })}
      </p>
    </div>
  )
}
