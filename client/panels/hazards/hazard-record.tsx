/** How a closure or warning is lifted, that it was, and what else was done to it. */
import { Collapse } from 'antd'
import { useState } from 'react'
import { CLOSURE_KINDS } from '../../../data/closure-kind.ts'
import type { Ended, HazardHistory } from '../../../data/hazard-change.ts'
import { WARNING_KINDS, WARNING_LEVELS } from '../../../data/warning-kind.ts'
import { type Signed, useHazardHistory } from '../../api/hazards.ts'
import { Action, QueryStatus } from '../../form/pieces.tsx'
import { dateTimeText } from '../../form/shanghai-time.ts'
import { writerText } from '../../form/written-words.ts'
import { useText } from '../../i18n/text.ts'
import { Signature, signedWith } from './form-fields.tsx'

interface LiftFormProps {
  onLift: (signed: Signed) => void
  onLeave: () => void
}

/** Who lifts it, and why. */
export const LiftForm = ({ onLift, onLeave }: LiftFormProps) => {
  const { t } = useText('hazards')
  const [reason, setReason] = useState('')
  return (
    <div className="stack">
      <Signature reason={reason} onReason={setReason} />
      <div className="buttons">
        <Action type="primary" label={t('endYes')} onClick={() => onLift(signedWith(reason))} />
        <Action label={t('leave')} onClick={onLeave} />
      </div>
    </div>
  )
}

/** Who has ended it, when and why. */
export const EndedLine = ({ ended }: { ended: Ended }) => {
  const { t, language } = useText('hazards')
  const { message, reason } = ended
  const who = writerText(ended.who, language)
  const at = dateTimeText(Date.parse(ended.at))
  const said =
    message === null ? t('endedBy', { who, at }) : t('endedByMessage', { who, at, message })
  return <p>{reason ? t('endedWhy', { ended: said, reason }) : said}</p>
}

type Change = HazardHistory['changes'][number]
type Field = Change['fields'][number]

interface Recorded {
  subject: 'closures' | 'warnings'
  id: string
}

/** Everything that was done to it; asked for when it is opened. */
export const HistoryPart = ({ subject, id }: Recorded) => {
  const { t } = useText('hazards')
  const children = <History subject={subject} id={id} />
  return (
    <Collapse
      size="small"
      destroyOnHidden
      items={[{ key: 'history', label: t('history'), children }]}
    />
  )
}

const History = ({ subject, id }: Recorded) => {
  const { t } = useText('hazards')
  const query = useHazardHistory(subject, id)
  if (!query.data) {
    return <QueryStatus query={query} failed={(reason) => t('historyFailed', reason)} />
  }
  const { changes } = query.data
  if (changes.length === 0) return <p>{t('historyEmpty')}</p>
  return (
    <ol className="plain-list stack">
      {changes.map((change) => (
        <HistoryEntry key={change.sequence} change={change} />
      ))}
    </ol>
  )
}

const HistoryEntry = ({ change }: { change: Change }) => {
  const { t, language } = useText('hazards')
  const { at, who, kind, reason, fields } = change
  return (
    <li>
      <strong>{t(`did.${kind}`)}</strong> {writerText(who, language)} ·{' '}
      {dateTimeText(Date.parse(at))}
      {reason && <div>{reason}</div>}
      {fields.map((field) => (
        <FieldChange key={field.field} change={field} />
      ))}
    </li>
  )
}

const NAMES = ['name', 'kind', 'level', 'area', 'from', 'until', 'note', 'text'] as const
type Name = (typeof NAMES)[number]

const FieldChange = ({ change: { field, before, after } }: { change: Field }) => {
  const { t, language } = useText('hazards')
  const name = NAMES.find((each) => each === field)
  if (!name) return null
  if (name === 'area') return <div className="secondary">{t('areaChanged')}</div>
  const said = (value: unknown): string => {
    if (name === 'until' && value === null) return t('open')
    if (name === 'from' || name === 'until') return dateTimeText(Date.parse(String(value)))
    return labelOf(name, String(value ?? ''), language)
  }
  const texts = { field: t(`fields.${name}`), before: said(before), after: said(after) }
  return <div className="secondary">{t('fieldChanged', texts)}</div>
}

const LABELS: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  ...CLOSURE_KINDS,
  ...WARNING_KINDS,
  ...Object.fromEntries(Object.entries(WARNING_LEVELS).map(([key, { label }]) => [key, label])),
}

const labelOf = (name: Name, value: string, language: 'zh' | 'en'): string =>
  (name === 'kind' || name === 'level' ? LABELS[value]?.[language] : undefined) ?? value
