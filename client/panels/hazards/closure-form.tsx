/** What was drawn on the map becomes a closure, or a closure is changed. */
import { useState } from 'react'
import { CLOSURE_KINDS, type ClosureKind } from '../../../data/closure-kind.ts'
import { CLOSURE_LIMITS, type RoadClosure } from '../../../data/road-closure.ts'
import type { Closure } from '../../../data/scenario.ts'
import { numberText } from '../../../data/wording.ts'
import { saveClosure, useClosures, useWouldClose } from '../../api/hazards.ts'
import { Action } from '../../form/pieces.tsx'
import { dateTimeText, wallClockAt } from '../../form/shanghai-time.ts'
import { useAttempt } from '../../form/use-attempt.ts'
import { useText } from '../../i18n/text.ts'
import { Fields, SaveButtons, Signature, signedWith, timesOf } from './form-fields.tsx'
import { NotSaved } from './hazard-pieces.tsx'

const HOURS = [2, 12, 24] as const
const MILLISECONDS_PER_HOUR = 3_600_000

const CLOSED_NAMES = {
  'flooded-area': 'roadsFlooded',
  road: 'roadsClosed',
  bridge: 'roadsClosed',
} as const

/** Named by the roads that it closes: one that is named by its hour is hard to find. */
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

interface ClosureFormProps {
  kind: ClosureKind
  area: Closure
  /** The closure that is changed; left out: a new one. */
  closure?: RoadClosure
  onDone: () => void
}

/** What was drawn gets its name and its time; what is kept gets others. */
export const ClosureForm = ({ kind, area, closure, onDone }: ClosureFormProps) => {
  const { t } = useText('hazards')
  const usualName = useUsualName(kind, area)
  const [reason, setReason] = useState('')
  const [entered, setEntered] = useState<{
    name?: string
    from: string
    until: string
    note: string
  }>(() =>
    closure
      ? {
          ...{ name: closure.name, note: closure.note },
          from: wallClockAt(Date.parse(closure.from)),
          until: closure.until === null ? '' : wallClockAt(Date.parse(closure.until)),
        }
      : { from: wallClockAt(Date.now()), until: '', note: '' },
  )
  const values = { name: usualName, ...entered }
  const { isBusy, problem, attempt } = useAttempt()
  const change = (name: keyof typeof values, value: string): void =>
    setEntered({ ...entered, [name]: value })
  // longer than it is closed anyway, and from now on where that is over
  const end = Math.max(Date.now(), closure?.until ? Date.parse(closure.until) : 0)
  const save = async (): Promise<void> => {
    const [name, note] = [values.name.trim(), values.note.trim()]
    const input = { name, kind, area, note, ...timesOf(values, closure) }
    await saveClosure(closure ?? null, input, signedWith(reason))
    onDone()
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
            label={t(closure?.until ? 'longer' : 'hours', { hours })}
            onClick={() => change('until', wallClockAt(end + hours * MILLISECONDS_PER_HOUR))}
          />
        ))}
      </div>
      <Fields names={['note']} {...fields} />
      {closure && <Signature reason={reason} onReason={setReason} />}
      <SaveButtons
        label={t(closure ? 'saveChange' : 'save')}
        isSaving={isBusy}
        isDisabled={values.name.trim() === '' || values.from === ''}
        onSave={() => void attempt(save)}
        onLeave={onDone}
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
