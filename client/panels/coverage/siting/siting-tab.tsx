/** Where the next stations should stand, with a proof that goes on while the page is read. */

import { Checkbox, Input, InputNumber, Radio, Select } from 'antd'
import { useId, useState } from 'react'
import { exampleIn } from '../../../../data/feature-place.ts'
import { SITING_LIMITS, SITING_PROBLEMS, type SitingProblem } from '../../../../data/siting.ts'
import { useRegion } from '../../../api/region.ts'
import { useSiting } from '../../../api/siting.ts'
import { lateCode } from '../../../form/late-code.ts'
import { Action, Message } from '../../../form/pieces.tsx'
import { dateTimeText } from '../../../form/shanghai-time.ts'
import { useText } from '../../../i18n/text.ts'
import { useAppState } from '../../../state/app-state.ts'
import { useMomentRequest } from '../../../state/coverage-answer.ts'
import type { CandidateList } from './candidate-list.ts'
import {
  hasCandidates,
  INITIAL_OPTIONS,
  type SitingOptions,
  sitingRequest,
} from './siting-options.ts'
import { SitingResult } from './siting-result.tsx'
import '../result/tables/tables.css'

export const SitingTab = () => {
  const { t, language } = useText('planning')
  const coverage = useMomentRequest()
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
      {coverage.at !== undefined && (
        <p className="secondary">
          {t('siting.moment', { time: dateTimeText(Date.parse(coverage.at)) })}
        </p>
      )}
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

interface SitingFormProps {
  options: SitingOptions
  onChange: (changes: Partial<SitingOptions>) => void
  isRunning: boolean
  onRun: () => void
  onStop: () => void
}

const PROBLEMS = Object.keys(SITING_PROBLEMS) as SitingProblem[]
const MOST_TURNOUT_SECONDS = 3600
const PERCENT = 100
const METRES_STEP = 100
type NumberOption = 'add' | 'targetPercent' | 'turnoutSeconds' | 'backupPercent' | 'gapPercent'

/** What is to be found, among which places, and how surely. */
const SitingForm = ({ options, onChange, isRunning, onRun, onStop }: SitingFormProps) => {
  const { t, language } = useText('planning')
  const { problem } = options
  const problemId = useId()
  const { mostSites, leastGap, mostGap, leastMetres, mostMetres } = SITING_LIMITS
  const numbers: [name: NumberOption, min: number, max: number, label: string, hint?: string][] = [
    ['add', 1, mostSites, t(problem === 'lscp' ? 'siting.most' : 'siting.add')],
    ['turnoutSeconds', 0, MOST_TURNOUT_SECONDS, t('siting.turnout')],
    ['gapPercent', leastGap, mostGap, t('siting.gap'), t('siting.gapHint')],
  ]
  if (problem === 'lscp') numbers.unshift(['targetPercent', 1, PERCENT, t('siting.target')])
  if (problem === 'mclp') {
    numbers.splice(2, 0, ['backupPercent', 0, PERCENT, t('siting.backup'), t('siting.backupHint')])
  }
  return (
    <form
      className="siting-form"
      onSubmit={(event) => {
        event.preventDefault()
        onRun()
      }}
    >
      <p className="secondary">{t('siting.intro')}</p>
      <label htmlFor={problemId}>{t('siting.problem')}</label>
      <Select<SitingProblem>
        id={problemId}
        className="target"
        value={problem}
        options={PROBLEMS.map((value) => ({
          value,
          label: SITING_PROBLEMS[value].label[language],
        }))}
        onChange={(value) => onChange({ problem: value })}
      />
      <p className="secondary">{t(`siting.problems.${problem}`)}</p>
      <div className="siting-numbers">
        {numbers.map(([name, min, max, label, hint]) => (
          <NumberField
            key={name}
            {...{ label, hint, min, max }}
            value={options[name]}
            onChange={(value) => onChange({ [name]: value })}
          />
        ))}
      </div>
      <fieldset className="siting-candidates">
        <legend>{t('siting.candidates')}</legend>
        {(['settlements', 'towns', 'longerHours'] as const).map((kind) => (
          <Checkbox
            key={kind}
            className="target"
            checked={options[kind]}
            onChange={({ target }) => onChange({ [kind]: target.checked })}
          >
            {t(`siting.${kind}`)}
          </Checkbox>
        ))}
        <div className="siting-numbers">
          {(['nearTowns', 'awayFromStations'] as const).map((name) => (
            <NumberField
              key={name}
              label={t(`siting.${name}`)}
              min={leastMetres}
              max={mostMetres}
              step={METRES_STEP}
              value={options[`${name}Metres`]}
              onChange={(metres) => onChange({ [`${name}Metres`]: metres })}
              isOptional
            />
          ))}
        </div>
        <CandidatePaste onChange={onChange} />
        <Radio.Group
          className="siting-view"
          value={options.view}
          onChange={({ target }) => onChange({ view: target.value as SitingOptions['view'] })}
          options={[
            { value: 'anywhere', label: language === 'zh' ? '全市' : 'Anywhere' },
            { value: 'inside', label: t('siting.inView') },
            { value: 'outside', label: t('siting.outOfView') },
          ]}
        />
      </fieldset>
      {!hasCandidates(options) && <p role="alert">{t('siting.none')}</p>}
      <div className="query-row">
        <Action
          type="primary"
          htmlType="submit"
          disabled={!hasCandidates(options)}
          loading={isRunning}
          label={t('siting.run')}
        />
        {isRunning && <Action label={t('siting.stop')} onClick={onStop} />}
      </div>
    </form>
  )
}

interface NumberFieldProps {
  label: string
  hint?: string | undefined
  value: number | null
  min: number
  max: number
  step?: number
  /** May be left empty. */
  isOptional?: boolean
  onChange: (value: number | null) => void
}

const NumberField = ({ label, hint, onChange, isOptional, ...input }: NumberFieldProps) => {
  const id = useId()
  return (
    <div className="column siting-number">
      <label htmlFor={id}>{label}</label>
      <InputNumber
        id={id}
        className="target"
        {...input}
        {...(hint !== undefined && { 'aria-describedby': `${id}-hint` })}
        onChange={(next) => (isOptional || next !== null) && onChange(next)}
      />
      {hint !== undefined && (
        <span id={`${id}-hint`} className="secondary">
          {hint}
        </span>
      )}
    </div>
  )
}

/** For pasted lists only. */
const fetchReader = lateCode(() => import('./candidate-list.ts'))

/** A list of places, pasted or dropped in as a file. */
const CandidatePaste = ({ onChange }: Pick<SitingFormProps, 'onChange'>) => {
  const { t } = useText('planning')
  const [longitude, latitude] = exampleIn(useRegion().bbox)
  const [text, setText] = useState('')
  const [list, setList] = useState<CandidateList>({ kind: 'points', points: [] })
  const read = async (value: string): Promise<void> => {
    setText(value)
    const { readCandidates } = await fetchReader()
    const found = readCandidates(value)
    setList(found)
    onChange({ points: found.kind === 'points' ? found.points : [] })
  }
  return (
    <details className="fold">
      <summary className="target">{t('siting.list')}</summary>
      <Input.TextArea
        aria-label={t('siting.list')}
        placeholder={`${longitude},${latitude},甲`}
        autoSize={{ minRows: 3, maxRows: 8 }}
        value={text}
        onChange={({ target }) => void read(target.value)}
      />
      <input
        type="file"
        accept=".csv,.txt,text/csv,text/plain"
        aria-label={t('siting.list')}
        onChange={({ target }) => void target.files?.[0]?.text().then(read)}
      />
      <p className="secondary">{t('siting.listHint')}</p>
      <p role="status">
        {list.kind === 'points' && list.points.length > 0 && (
          <span>{t('siting.listRead', { count: list.points.length })}</span>
        )}
        {list.kind === 'unreadable' && (
          <strong>{t('siting.listBad', { line: list.line, text: list.text })}</strong>
        )}
      </p>
    </details>
  )
}
