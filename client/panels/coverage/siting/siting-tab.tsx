/** Where the next stations should stand, with a proof that goes on while the page is read. */
import { useState } from 'react'
import { useSiting } from '../../../api/siting.ts'
import { Message } from '../../../form/message.tsx'
import { useText } from '../../../i18n/text.ts'
import { useAppState } from '../../../state/app-state.ts'
import { useCoverageRequest } from '../../../state/coverage-answer.ts'
import { SitingForm } from './siting-form.tsx'
import { INITIAL_OPTIONS, type SitingOptions, sitingRequest } from './siting-options.ts'
import { SitingResult } from './siting-result.tsx'
import '../result/tables/tables.css'

export const SitingTab = () => {
  const { t, language } = useText('planning')
  const coverage = useCoverageRequest()
  const view = useAppState((state) => state.viewBbox)
  const [options, setOptions] = useState<SitingOptions>(INITIAL_OPTIONS)
  /** The question that the answer in sight belongs to. */
  const [answered, setAnswered] = useState('')
  const { answer, history, isStarting, isLost, problem, start, stop } = useSiting()
  const question = JSON.stringify([coverage, options])
  const run = (): void => {
    setAnswered(question)
    void start(sitingRequest(coverage, options, view))
  }
  return (
    <>
      <SitingForm
        options={options}
        onChange={(changes) => setOptions({ ...options, ...changes })}
        isRunning={isStarting || answer?.state === 'running'}
        onRun={run}
        onStop={() => void stop()}
      />
      {problem && (
        <Message type="error" title={t('siting.failed', { detail: problem.sentence[language] })} />
      )}
      {isStarting && <p role="status">{t('siting.running')}</p>}
      {answer ? (
        <SitingResult
          answer={answer}
          history={history}
          isLost={isLost}
          isStale={question !== answered}
        />
      ) : (
        !isStarting && !problem && <p className="secondary">{t('siting.empty')}</p>
      )}
    </>
  )
}
