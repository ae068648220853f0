/** What is to be found, within which limits, and how surely. */

import { Select } from 'antd'
import { useId } from 'react'
import { saidInDemandWords } from '../../../../data/demand-words.ts'
import { SITING_LIMITS, SITING_PROBLEMS, type SitingProblem } from '../../../../data/siting.ts'
import { Action, Choice } from '../../../form/pieces.tsx'
import { useText } from '../../../i18n/text.ts'
import { useAppState } from '../../../state/app-state.ts'
import { CandidatesField } from './candidates-field.tsx'
import { CostsField } from './costs-field.tsx'
import { NumberField } from './number-field.tsx'
import { PhasesField } from './phases-field.tsx'
import { LeastCountyField, NamedSites, QuotasField, RobustField } from './rules-fields.tsx'
import {
  changeOptions,
  INITIAL_OPTIONS,
  optionsFaults,
  type SitingOptions,
  useSitingOptions,
} from './siting-options.ts'

interface SitingFormProps {
  isRunning: boolean
  onRun: () => void
  onStop: () => void
}

export const SitingForm = ({ isRunning, onRun, onStop }: SitingFormProps) => {
  const { t } = useText('planning', 'siting')
  const options = useSitingOptions()
  const faults = optionsFaults(options)
  const isChanged = JSON.stringify(options) !== JSON.stringify(INITIAL_OPTIONS)
  const isCovering = options.problem === 'mclp'
  return (
    <form
      className="siting-form"
      onSubmit={(event) => {
        event.preventDefault()
        onRun()
      }}
    >
      <p className="secondary">{t('intro')}</p>
      <ProblemField problem={options.problem} />
      {isCovering && <LimitField options={options} />}
      <Numbers options={options} />
      <CandidatesField options={options} />
      <NamedSites options={options} />
      {isCovering && (
        <>
          <RobustField options={options} />
          <LeastCountyField options={options} />
          <QuotasField options={options} />
          <PhasesField options={options} />
        </>
      )}
      {faults.map((fault) => (
        <p key={fault} role="alert" className="bad-news">
          {t(`faults.${fault}`)}
        </p>
      ))}
      <div className="query-row">
        <Action
          type="primary"
          htmlType="submit"
          disabled={faults.length > 0}
          loading={isRunning}
          label={t('run')}
        />
        {isRunning && <Action label={t('stop')} onClick={onStop} />}
        {isChanged && <Action label={t('reset')} onClick={() => changeOptions(INITIAL_OPTIONS)} />}
      </div>
    </form>
  )
}

const PROBLEMS = Object.keys(SITING_PROBLEMS) as SitingProblem[]

const ProblemField = ({ problem }: Pick<SitingOptions, 'problem'>) => {
  const { t, language } = useText('planning', 'siting')
  const demand = useAppState((state) => state.coverage.demand)
  const id = useId()
  return (
    <>
      <label htmlFor={id}>{t('problem')}</label>
      <Select<SitingProblem>
        id={id}
        className="target"
        value={problem}
        options={PROBLEMS.map((value) => ({
          value,
          label: saidInDemandWords(SITING_PROBLEMS[value].label, demand)[language],
        }))}
        onChange={(value) => changeOptions({ problem: value })}
      />
      <p className="secondary">{t(`problems.${problem}`)}</p>
    </>
  )
}

/** By number of sites or by money. */
const LimitField = ({ options }: { options: SitingOptions }) => {
  const { t } = useText('planning', 'siting')
  const { limit, money, years } = options
  const { mostMoney, mostYears } = SITING_LIMITS
  return (
    <>
      <Choice
        block
        label={t('limit')}
        value={limit}
        values={['number', 'budget'] as const}
        textOf={(value) => t(`limits.${value}`)}
        onChange={(value) => changeOptions({ limit: value })}
      />
      {limit === 'budget' && (
        <>
          <div className="siting-numbers">
            <NumberField
              label={t('money')}
              min={0}
              max={mostMoney}
              precision={1}
              value={money}
              onChange={(value) => value !== null && changeOptions({ money: value })}
            />
            <NumberField
              label={t('years')}
              hint={t('yearsHint')}
              min={1}
              max={mostYears}
              precision={0}
              value={years}
              onChange={(value) => value !== null && changeOptions({ years: value })}
            />
          </div>
          <CostsField costs={options.costs} />
        </>
      )}
    </>
  )
}

const MOST_TURNOUT_SECONDS = 3600
const MOST_BUSY_PERCENT = 95
const PERCENT = 100
type NumberOption =
  | 'add'
  | 'targetPercent'
  | 'turnoutSeconds'
  | 'backupPercent'
  | 'busyPercent'
  | 'gapPercent'

const Numbers = ({ options }: { options: SitingOptions }) => {
  const { t } = useText('planning', 'siting')
  const { problem, limit, busyPercent } = options
  const { mostSites, leastGap, mostGap } = SITING_LIMITS
  const isCovering = problem === 'mclp'
  type Numeric = [name: NumberOption, min: number, max: number, label: string, hint?: string]
  const numbers: Numeric[] = [
    ['turnoutSeconds', 0, MOST_TURNOUT_SECONDS, t('turnout')],
    ['gapPercent', leastGap, mostGap, t('gap'), t('gapHint')],
  ]
  if (!isCovering || limit === 'number') {
    numbers.unshift(['add', 1, mostSites, t(problem === 'lscp' ? 'most' : 'add')])
  }
  if (problem === 'lscp') numbers.unshift(['targetPercent', 1, PERCENT, t('target')])
  if (isCovering) {
    numbers.push(
      ['busyPercent', 0, MOST_BUSY_PERCENT, t('busy'), t('busyHint')],
      [
        'backupPercent',
        0,
        PERCENT,
        t('backup'),
        t(busyPercent > 0 ? 'backupInBusy' : 'backupHint'),
      ],
    )
  }
  return (
    <div className="siting-numbers">
      {numbers.map(([name, min, max, label, hint]) => (
        <NumberField
          key={name}
          {...{ label, hint, min, max }}
          {...(name !== 'gapPercent' && name !== 'targetPercent' && { precision: 0 })}
          disabled={name === 'backupPercent' && busyPercent > 0}
          value={options[name]}
          onChange={(value) => changeOptions({ [name]: value })}
        />
      ))}
    </div>
  )
}
