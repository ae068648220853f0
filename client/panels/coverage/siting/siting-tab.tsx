/** Where the next stations should stand, with a proof that goes on while the page is read. */

import { useState } from 'react'
import { useSiting } from '../../../api/siting.ts'
import { Message } from '../../../form/pieces.tsx'
import { useText } from '../../../i18n/text.ts'
import { useAppState } from '../../../state/app-state.ts'
import { useDayRequest } from '../../../state/coverage-answer.ts'
import { SitingForm } from './siting-form.tsx'
import { sitingRequest, useSitingOptions } from './siting-options.ts'
import { SitingResult } from './siting-result.tsx'
import '../result/tables/tables.css'
import './siting.css'

export const SitingTab = () => {
  const { t, language } = useText('planning', 'siting')
  const coverage = useDayRequest()
  const view = useAppState((state) => state.viewBbox)
  const options = useSitingOptions()
  /** The question that the answer in sight belongs to. */
  const [answered, setAnswered] = useState('')
  const { answer, history, isStarting, isLost, problem, start, stop } = useSiting()
  const request = sitingRequest(coverage, options, view)
  const question = JSON.stringify(request)
  const run = (): void => {
    setAnswered(question)
    void start(request)
  }
  return (
    <>
      <SitingForm
        isRunning={isStarting || answer?.state === 'running'}
        onRun={run}
        onStop={() => void stop()}
      />
      {problem && (
        <Message type="error" title={t('failed', { detail: problem.sentence[language] })} />
      )}
      {isStarting && <p role="status">{t('running')}</p>}
      {answer ? (
        <SitingResult
          answer={answer}
          history={history}
          isLost={isLost}
          isStale={question !== answered}
        />
      ) : (
        !isStarting && !problem && <p className="secondary">{t('empty')}</p>
      )}
    </>
  )
}
