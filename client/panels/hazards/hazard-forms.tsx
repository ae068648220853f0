/** What was drawn on the map becomes a closure or a warning. */
import { Select } from 'antd'
import { useState } from 'react'
import { CLOSURE_KINDS, type ClosureKind } from '../../../data/closure-kind.ts'
import { CLOSURE_LIMITS } from '../../../data/road-closure.ts'
import type { Closure } from '../../../data/scenario.ts'
import { WARNING_LIMITS, type WarningInput } from '../../../data/warning.ts'
import {
  WARNING_KIND_NAMES,
  WARNING_KINDS,
  WARNING_LEVEL_NAMES,
  WARNING_LEVELS,
  type WarningKind,
  type WarningLevel,
} from '../../../data/warning-kind.ts'
import { numberText } from '../../../data/wording.ts'
import { createClosure, createWarning, useClosures, useWouldClose } from '../../api/hazards.ts'
import { Action, Choice, TextField } from '../../form/pieces.tsx'
import { dateTimeText, wallClockAt } from '../../form/shanghai-time.ts'
import { useAttempt } from '../../form/use-attempt.ts'
import { useText } from '../../i18n/text.ts'
import { setHazardArea, setHazardTool } from '../../state/map-tool.ts'
import { NotSaved } from './hazard-pieces.tsx'

const HOURS = [2, 12, 24] as const
const MILLISECONDS_PER_HOUR = 3_600_000

const instantOf = (wallClock: string): string => `${wallClock}:00+08:00`
const timesOf = ({ from, until }: { from: string; until: string }) => ({
  from: instantOf(from),
  until: until === '' ? null : instantOf(until),
})

type FieldName = 'name' | 'from' | 'until' | 'note' | 'text'

interface FieldsProps<Name extends FieldName> {
  names: readonly Name[]
  values: Readonly<Record<Name, string>>
  maxLength: number
  usualName?: string
  onChange: (name: Name, value: string) => void
}

const Fields = <Name extends FieldName>(props: FieldsProps<Name>) => {
  const { t } = useText('hazards')
  const { names, values, maxLength, usualName = '', onChange } = props
  return names.map((name) => (
    <TextField
      key={name}
      label={t(name)}
      type={name === 'from' || name === 'until' ? 'datetime-local' : 'text'}
      maxLength={maxLength}
      placeholder={name === 'name' ? usualName : ''}
      value={values[name]}
      onChange={(value) => onChange(name, value)}
    />
  ))
}

interface SaveButtonsProps {
  label: string
  isSaving: boolean
  isDisabled: boolean
  onSave: () => void
  onLeave: () => void
}

const SaveButtons = ({ label, isSaving, isDisabled, onSave, onLeave }: SaveButtonsProps) => {
  const { t } = useText('hazards')
  return (
    <div className="buttons">
      <Action
        type="primary"
        disabled={isDisabled}
        loading={isSaving}
        label={isSaving ? t('saving') : label}
        onClick={onSave}
      />
      <Action label={t('leave')} onClick={onLeave} />
    </div>
  )
}

const CLOSED_NAMES = {
  'flooded-area': 'roadsFlooded',
  road: 'roadsClosed',
  bridge: 'roadsClosed',
} as const

/** Named by the roads that it closes: nobody finds one that is called by its hour. */
const useUsualName = (kind: ClosureKind, area: Closure): string => {
  const { t, language } = useText('hazards')
  const [time] = useState(() => dateTimeText(Date.now()))
  const { data: others } = useClosures()
  const { data } = useWouldClose(area)
  if (!data?.roads) return t('defaultName', { kind: CLOSURE_KINDS[kind][language], time })
  const name = t(CLOSED_NAMES[kind], { roads: data.roads[language] })
  const isTaken = others?.some((other) => other.name === name)
  return isTaken ? t('nameAgain', { name, time }) : name
}

/** What was drawn gets its name and its time. */
export const ClosureForm = ({ kind, area }: { kind: ClosureKind; area: Closure }) => {
  const { t } = useText('hazards')
  const usualName = useUsualName(kind, area)
  const [entered, setEntered] = useState<{
    name?: string
    from: string
    until: string
    note: string
  }>(() => ({ from: wallClockAt(Date.now()), until: '', note: '' }))
  const values = { name: usualName, ...entered }
  const { isBusy, problem, attempt } = useAttempt()
  const change = (name: keyof typeof values, value: string): void =>
    setEntered({ ...entered, [name]: value })
  const save = async (): Promise<void> => {
    const [name, note] = [values.name.trim(), values.note.trim()]
    await createClosure({ name, kind, area, note, ...timesOf(values) })
    setHazardArea(null)
  }
  const fields = { values, maxLength: CLOSURE_LIMITS.mostNameCharacters, onChange: change }
  return (
    <div className="block">
      {kind !== 'flooded-area' && <p className="secondary">{t('nearestStretch')}</p>}
      <WouldClose area={area} />
      <Fields names={['name', 'from', 'until']} {...fields} />
      <div className="buttons">
        {HOURS.map((hours) => (
          <Action
            key={hours}
            label={t('hours', { hours })}
            onClick={() => change('until', wallClockAt(Date.now() + hours * MILLISECONDS_PER_HOUR))}
          />
        ))}
      </div>
      <Fields names={['note']} {...fields} />
      <SaveButtons
        label={t('save')}
        isSaving={isBusy}
        isDisabled={values.name.trim() === '' || values.from === ''}
        onSave={() => void attempt(save)}
        onLeave={() => setHazardArea(null)}
      />
      {problem && <NotSaved problem={problem} />}
    </div>
  )
}

/** The roads that an area or a point closes, and how much of them. */
const WouldClose = ({ area }: { area: Closure }) => {
  const { t, language } = useText('hazards')
  const { data } = useWouldClose(area)
  if (!data) return null
  const { roads, closedKilometres } = data
  const kilometres = numberText(closedKilometres, language)
  return (
    <p role="status">
      {roads ? t('closesRoads', { roads: roads[language], kilometres }) : t('closesNothing')}
    </p>
  )
}

/** What was drawn becomes a warning. */
export const WarningForm = ({ area }: { area: WarningInput['area'] }) => {
  const { t, language } = useText('hazards')
  const [level, setLevel] = useState<WarningLevel>('blue')
  const [kind, setKind] = useState<WarningKind>('rainstorm')
  const [values, setValues] = useState(() => ({
    name: '',
    from: wallClockAt(Date.now()),
    until: '',
    text: '',
  }))
  const { isBusy, problem, attempt } = useAttempt()
  const usualName = `${WARNING_KINDS[kind][language]} ${WARNING_LEVELS[level].label[language]} ${values.from.replace('T', ' ')}`
  const save = async (): Promise<void> => {
    const name = values.name.trim() || usualName
    await createWarning({ level, kind, area, name, text: values.text.trim(), ...timesOf(values) })
    setHazardTool('none')
  }
  return (
    <div className="block">
      <Choice
        block
        label={t('level')}
        value={level}
        values={WARNING_LEVEL_NAMES}
        textOf={(value) => WARNING_LEVELS[value].label[language]}
        onChange={setLevel}
      />
      <Select<WarningKind>
        className="target"
        aria-label={t('warningKind')}
        value={kind}
        options={WARNING_KIND_NAMES.map((value) => ({
          value,
          label: WARNING_KINDS[value][language],
        }))}
        onChange={setKind}
      />
      <Fields
        names={['name', 'from', 'until', 'text']}
        values={values}
        maxLength={WARNING_LIMITS.mostNameCharacters}
        usualName={usualName}
        onChange={(name, value) => setValues({ ...values, [name]: value })}
      />
      <SaveButtons
        label={t('warningSave')}
        isSaving={isBusy}
        isDisabled={values.from === ''}
        onSave={() => void attempt(save)}
        onLeave={() => setHazardTool('none')}
      />
      {problem && <NotSaved problem={problem} />}
    </div>
  )
}
