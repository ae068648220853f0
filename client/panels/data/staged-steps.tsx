/** One screen after another, from what was found in a file to its commit. */
import { ConfigProvider } from 'antd'
import { type ComponentType, useEffect, useRef, useState } from 'react'
import type { Import, ImportChoicesInput, ImportSummary } from '../../../data/imports.ts'
import { chooseFor, isAtWork } from '../../api/imports.ts'
import { Action } from '../../form/pieces.tsx'
import { useAttempt } from '../../form/use-attempt.ts'
import { useText } from '../../i18n/text.ts'
import { ColumnsStep } from './columns-step.tsx'
import { CommitStep } from './commit-step.tsx'
import { DiscardButton, NotDone, WorkProgress } from './intake-pieces.tsx'
import { MissingStep } from './missing-step.tsx'
import { PlaceStep } from './place-step.tsx'
import { RowsStep } from './rows-step.tsx'

export interface StepProps {
  entry: Import
  report: ImportSummary
  /** What was chosen here and not taken over yet. */
  draft: ImportChoicesInput
  /** Keeps a choice until the screen is left. */
  change: (choices: ImportChoicesInput) => void
  /** Reads anew with a choice at once. */
  apply: (choices: ImportChoicesInput) => void
}

const STEPS = {
  columns: ColumnsStep,
  // before the places: rows that lack something are not drawn
  missing: MissingStep,
  place: PlaceStep,
  rows: RowsStep,
  commit: CommitStep,
} as const satisfies Readonly<Record<string, ComponentType<StepProps>>>

type StepName = keyof typeof STEPS
const NAMES = Object.keys(STEPS) as StepName[]

/** Screens that have something to ask. */
const stepsOf = ({ choices }: Import, report: ImportSummary): StepName[] =>
  NAMES.filter((name) => {
    if (name === 'place') return report.coordinates.system !== null
    if (name !== 'missing') return true
    const { unknownItems = [], defaultsToAskFor } = report
    const asked = [...defaultsToAskFor, ...unknownItems]
    return asked.length + Object.keys({ ...choices.defaults, ...choices.items }).length > 0
  })

/** Whether something is still to be given for all rows, without which they cannot be committed. */
const isLacking = (
  { counts, defaultsToAskFor, resource }: ImportSummary,
  { defaults = {} }: ImportChoicesInput,
): boolean => {
  const coming = (counts.add ?? 0) + (counts.unplaced ?? 0)
  // Without its hours no row of a roster comes in, nor one of a stock list without its store.
  const isOfAll = resource === 'duty-roster' || defaultsToAskFor.includes('stockpileId')
  return (coming > 0 || isOfAll) && defaultsToAskFor.some((name) => (defaults[name] ?? '') === '')
}

/** What is said of single columns, fields and rows stands beside what was said before. */
const beside = (before: ImportChoicesInput, more: ImportChoicesInput): ImportChoicesInput => ({
  ...more,
  ...(more.mapping && { mapping: { ...before.mapping, ...more.mapping } }),
  ...(more.defaults && { defaults: { ...before.defaults, ...more.defaults } }),
  ...(more.items && { items: { ...before.items, ...more.items } }),
  ...(more.rows && { rows: { ...before.rows, ...more.rows } }),
})

interface StagedStepsProps {
  entry: Import
  report: ImportSummary
}

export const StagedSteps = ({ entry, report }: StagedStepsProps) => {
  const { t } = useText('intake')
  const [wanted, setWanted] = useState<StepName>('columns')
  const [draft, setDraft] = useState<ImportChoicesInput>({})
  const { isBusy, problem, attempt } = useAttempt()
  const steps = stepsOf(entry, report)
  const last = isLacking(report, draft) ? steps.indexOf('missing') : steps.length - 1
  // What was given and cannot be taken is asked for again.
  const at = Math.min(Math.max(steps.indexOf(wanted), 0), last)
  const step = steps[at]!
  const next = steps[at + 1]
  const isWorking = isBusy || isAtWork(entry)
  const isPending = Object.keys(draft).length > 0
  const apply = (more: ImportChoicesInput): Promise<boolean> =>
    attempt(async () => {
      await chooseFor(entry.id, { ...beside(entry.choices, draft), ...more })
      setDraft({})
    })
  const go = async (to: StepName): Promise<void> => {
    if (!isPending || (await apply({}))) setWanted(to)
  }
  const heading = useFocusOn(step)
  const Step = STEPS[step]
  return (
    <div className="stack">
      <StepList
        steps={steps}
        last={last}
        current={step}
        isDisabled={isWorking}
        onGo={(to) => void go(to)}
      />
      <h3 ref={heading} tabIndex={-1} className="intake-step">
        <span className="secondary">{t('steps.at', { step: at + 1, count: steps.length })}</span>{' '}
        {t(`${step}.title`)}
      </h3>
      {isWorking && <WorkProgress entry={entry} />}
      <ConfigProvider componentDisabled={isWorking}>
        <Step
          entry={entry}
          report={report}
          draft={draft}
          change={(choices) => setDraft({ ...draft, ...beside(draft, choices) })}
          apply={(choices) => void apply(choices)}
        />
        {problem && <NotDone problem={problem} />}
        <div className="buttons intake-foot">
          {at > 0 && <Action label={t('steps.back')} onClick={() => void go(steps[at - 1]!)} />}
          {next && (
            <Action
              type="primary"
              disabled={isWorking || at >= last}
              label={t('steps.next', { step: t(`steps.${next}`) })}
              onClick={() => void go(next)}
            />
          )}
          <DiscardButton entry={entry} />
        </div>
      </ConfigProvider>
    </div>
  )
}

/** A screen reader hears the new screen from its heading. */
const useFocusOn = (step: StepName) => {
  const heading = useRef<HTMLHeadingElement>(null)
  const shown = useRef(step)
  useEffect(() => {
    if (shown.current === step) return
    shown.current = step
    heading.current?.focus()
  }, [step])
  return heading
}

interface StepListProps {
  steps: readonly StepName[]
  /** The last that can be gone to. */
  last: number
  current: StepName
  isDisabled: boolean
  onGo: (step: StepName) => void
}

const StepList = ({ steps, last, current, isDisabled, onGo }: StepListProps) => {
  const { t } = useText('intake')
  return (
    <nav aria-label={t('steps.label')}>
      <ol className="unmarked row intake-steps">
        {steps.map((step, index) => (
          <li key={step}>
            <button
              type="button"
              className="bare row target"
              aria-current={step === current ? 'step' : undefined}
              disabled={isDisabled || index > last}
              onClick={() => onGo(step)}
            >
              <span className="intake-step-number" aria-hidden>
                {index + 1}
              </span>
              {t(`steps.${step}`)}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  )
}
