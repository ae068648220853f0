import { Button, Input } from 'antd'
import { useId, useState } from 'react'
import { CLOSURE_KINDS, CLOSURE_LIMITS, type ClosureKind } from '../../../data/road-closure.ts'
import type { Closure } from '../../../data/scenario.ts'
import { createClosure } from '../../api/hazards.ts'
import { type ApiProblem, asApiProblem } from '../../api/problem.ts'
import { dateTimeText, wallClockAt } from '../../form/shanghai-time.ts'
import { useText } from '../../i18n/text.ts'
import { setHazardArea } from '../../state/map-tool.ts'
import { NotSaved } from './not-saved.tsx'

const HOURS = [2, 12, 24] as const
const MILLISECONDS_PER_HOUR = 3_600_000

/** What was drawn gets its name and its time. */
export const ClosureForm = ({ kind, area }: { kind: ClosureKind; area: Closure }) => {
  const { t, language } = useText('hazards')
  const id = useId()
  const [name, setName] = useState(() =>
    t('defaultName', { kind: CLOSURE_KINDS[kind][language], time: dateTimeText(Date.now()) }),
  )
  const [from, setFrom] = useState(() => wallClockAt(Date.now()))
  const [until, setUntil] = useState('')
  const [note, setNote] = useState('')
  const [isSaving, setIsSaving] = useState(false)
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const instant = (wallClock: string): string => `${wallClock}:00+08:00`
  const save = async (): Promise<void> => {
    setIsSaving(true)
    try {
      await createClosure({
        ...{ name: name.trim(), kind, area, note: note.trim() },
        from: instant(from),
        until: until === '' ? null : instant(until),
      })
      setHazardArea(null)
    } catch (error) {
      setProblem(asApiProblem(error))
      setIsSaving(false)
    }
  }
  const field = (label: string, value: string, set: (value: string) => void, type: string) => (
    <div>
      <label htmlFor={`${id}-${label}`}>{label}</label>
      <Input
        id={`${id}-${label}`}
        className="target"
        type={type}
        maxLength={CLOSURE_LIMITS.mostNameCharacters}
        value={value}
        onChange={({ target }) => set(target.value)}
      />
    </div>
  )
  return (
    <div className="hazard-card">
      {kind !== 'flooded-area' && <p className="secondary">{t('toldAfterSaving')}</p>}
      {field(t('name'), name, setName, 'text')}
      {field(t('from'), from, setFrom, 'datetime-local')}
      {field(t('until'), until, setUntil, 'datetime-local')}
      <div className="hazard-tools">
        {HOURS.map((hours) => (
          <Button
            key={hours}
            className="target"
            onClick={() => setUntil(wallClockAt(Date.now() + hours * MILLISECONDS_PER_HOUR))}
          >
            {t('hours', { hours })}
          </Button>
        ))}
      </div>
      {field(t('note'), note, setNote, 'text')}
      <div className="hazard-tools">
        <Button
          type="primary"
          className="target"
          disabled={name.trim() === '' || from === ''}
          loading={isSaving}
          onClick={() => void save()}
        >
          {isSaving ? t('saving') : t('save')}
        </Button>
        <Button className="target" onClick={() => setHazardArea(null)}>
          {t('leave')}
        </Button>
      </div>
      {problem && <NotSaved problem={problem} />}
    </div>
  )
}
