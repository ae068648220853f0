import type { CoverageAnswer } from '../../../../../data/coverage.ts'
import { asApiProblem } from '../../../../api/problem.ts'
import { useText } from '../../../../i18n/text.ts'
import { changeCoverage } from '../../../../state/app-state.ts'
import { changeText } from './change-text.ts'

interface ChangeLineProps {
  /** Null until it has been computed. */
  changes: CoverageAnswer['changes']
  error: Error | null
}

/** What the changes of the scenario win or lose. */
export const ChangeLine = ({ changes, error }: ChangeLineProps) => {
  const { t, language } = useText('coverage')
  return (
    <div className="change-line">
      <p role="status">
        <span className="secondary">{t('summary.live')} </span>
        {changes && <strong>{changeText(changes, language, t)}</strong>}
        {!changes && !error && t('summary.changeWait')}
        {!changes &&
          error &&
          t('summary.changeFailed', { detail: asApiProblem(error).sentence[language] })}
      </p>
      <p className="secondary">
        {t('summary.withScenario')}{' '}
        <button
          type="button"
          className="text-button target"
          onClick={() => changeCoverage({ tab: 'scenario' })}
        >
          {t('summary.toScenario')}
        </button>
      </p>
    </div>
  )
}
