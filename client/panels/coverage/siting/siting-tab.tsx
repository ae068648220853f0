/** Where the next stations should stand, with a proof that goes on while the page is read. */

import { useEffect, useRef } from 'react'
import { Message } from '../../../form/pieces.tsx'
import { useText } from '../../../i18n/text.ts'
import { useAppState } from '../../../state/app-state.ts'
import { useDayRequest } from '../../../state/coverage-answer.ts'
import { endProof, resumeProof, runSiting, useSitingInSight } from '../../../state/siting-run.ts'
import { DemandWords } from '../demand-words.tsx'
import { CompareRuns } from './runs/compare-runs.tsx'
import { RunHead } from './runs/run-head.tsx'
import { RunsList } from './runs/runs-list.tsx'
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
  const { answer, history, isStarting, isLost, problem, sequence } = useSitingInSight()
  const found = useRef<HTMLDivElement>(null)
  const isAsked = useRef(false)
  useEffect(resumeProof, [])
  // the form is longer than the panel: what was asked for comes into sight once, and is not chased
  // biome-ignore lint/correctness/useExhaustiveDependencies: of each answer that takes the place of another
  useEffect(() => {
    if (isAsked.current) found.current?.scrollIntoView({ block: 'start' })
    isAsked.current = false
  }, [sequence])
  const request = sitingRequest(coverage, options, view)
  const run = (): void => {
    isAsked.current = true
    void runSiting(request)
  }
  return (
    <>
      <SitingForm
        isRunning={isStarting || answer?.state === 'running'}
        onRun={run}
        onStop={() => void endProof()}
      />
      <RunsList />
      {problem && (
        <Message type="error" title={t('failed', { detail: problem.sentence[language] })} />
      )}
      {isStarting && <p role="status">{t('running')}</p>}
      {answer ? (
        <DemandWords demand={answer.query.demand}>
          <div ref={found}>
            <RunHead answer={answer} request={request} />
          </div>
          <SitingResult answer={answer} history={history} isLost={isLost} />
          <CompareRuns answer={answer} />
        </DemandWords>
      ) : (
        !isStarting && !problem && <p className="secondary">{t('empty')}</p>
      )}
    </>
  )
}
