import { CopyOutlined, UndoOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Checkbox, Input, Modal } from 'antd'
import { useState } from 'react'
import type { Deployment } from '../../../../data/deployment.ts'
import type { NearestAnswer, NearestFeature } from '../../../../data/nearest.ts'
import { localisedName } from '../../../../data/wording.ts'
import { useDeployments, useSend } from '../../../api/deployments.ts'
import { GearRows, GearSelect } from '../../../form/gear-picker.tsx'
import { conditionsOf } from '../../../form/nearest-query.ts'
import { Action, Message, TextField } from '../../../form/pieces.tsx'
import { clockText } from '../../../form/shanghai-time.ts'
import { useText } from '../../../i18n/text.ts'
import { useAppState } from '../../../state/app-state.ts'
import { isWhatIf } from '../conditions-strip.tsx'
import { compose, copyMessage, useCopyFlow } from '../copy-flow.ts'
import { CopiedLine, CopyNotice } from '../copy-notice.tsx'
import { useSending } from '../sending.ts'
import { isSentTo, SendNotice, useStanding } from '../sent-marks.tsx'
import { type Desk, type Incident, UNEDITED, useDesk, useIncidents } from './message-draft.ts'
import type { CallOut } from './message-order.ts'
import { backupOf, longText } from './message-text.ts'
import { changeIncident, incidentOf, keepNumber, messageKey, orderOf } from './prepare-message.ts'
import { messageSize, shortText } from './short-text.ts'
import './message.css'

const MOST_CHARACTERS = 100
/** What the caller says first. */
const FIRST_FIELD = 'message-what'

interface MessageDialogProps {
  answer: NearestAnswer
  /** As it was ranked when the dialog was opened: it may be ranked no more. */
  addressee: NearestFeature
}

/** The message to one of those ranked: what the desk knows at the left, what is sent at the right. */
export const MessageDialog = ({ answer, addressee }: MessageDialogProps) => {
  const { t, language } = useText('message')
  const [isOpen, setIsOpen] = useState(true)
  const chosen = answer.features.find(({ id }) => id === addressee.id) ?? addressee
  const called = localisedName(chosen.properties, language)
  return (
    // taken away only after it has closed: by then it has given the focus back
    <Modal
      open={isOpen}
      centered
      className="message-dialog"
      width="min(calc(1100px * var(--scale)), 96vw)"
      title={
        <>
          {t('title')} <span className="secondary">{t('to', { called })}</span>
        </>
      }
      footer={null}
      onCancel={() => setIsOpen(false)}
      afterOpenChange={(isShown) => isShown && document.getElementById(FIRST_FIELD)?.focus()}
      afterClose={() => compose(null)}
    >
      <Workshop answer={answer} chosen={chosen} />
    </Modal>
  )
}

const Workshop = ({ answer, chosen }: CallOut) => {
  const { t, language } = useText('message')
  const desk = useDesk()
  // read anew whenever something is filled in
  const texts = useIncidents(({ edited: all }) => all)
  useIncidents(({ incident: each }) => each)
  const incident = incidentOf(answer)
  const key = messageKey(answer, chosen.id)
  const isRanked = answer.features.includes(chosen)
  const [before, keep] = useState(answer)
  if (isRanked && before !== answer) keep(answer)
  const edited = texts[key] ?? UNEDITED
  const { data: gathered } = useQuery({
    queryKey: ['message', answer.timeStamp, chosen.id],
    queryFn: () => orderOf(answer, chosen, before),
    gcTime: 0,
    // the text stays while the answer is refreshed
    placeholderData: (last) => (last?.chosen.id === chosen.id ? last : undefined),
  })
  const order = gathered && { ...gathered, incident, desk }
  const write = { long: longText, short: shortText }
  const { send } = useSend()
  const sendHere = useSending((sending) => sending.begin)
  const isSupposed = useAppState((state) => isWhatIf(state.nearest))
  const maySend = answer.query.collection === 'stations' && !isSupposed
  const sent = useStanding(chosen.id)
  const standing = maySend ? sent : undefined
  const isSentHere =
    standing !== undefined && isSentTo(standing, [answer.query.lon, answer.query.lat])
  const copy = async (form: 'short' | 'long'): Promise<void> => {
    const textOf = async (newest: NearestAnswer): Promise<string> => {
      const byHand = edited[form]
      if (byHand !== null) return byHand
      const called = newest.features.find(({ id }) => id === chosen.id) ?? chosen
      return write[form](await orderOf(newest, called, before), language, t)
    }
    const isCopied = await copyMessage({ shown: answer, called: chosen, textOf, isSentHere })
    if (!isCopied) return
    keepNumber(answer, chosen.id)
    if (maySend && desk.marksAsSent && !standing) await sendHere(send, answer, chosen.id)
  }
  return (
    <div className="message-workshop">
      <Fields answer={answer} incident={incident} desk={desk} />
      <section className="column message-texts">
        {(standing || !isRanked) && <Gone {...{ answer, chosen, standing, isSentHere }} />}
        <p className="secondary">{t('checked')}</p>
        <CopiedLine />
        <CopyNotice />
        <SendNotice answer={answer} />
        {maySend && (
          <Checkbox
            checked={desk.marksAsSent}
            onChange={({ target }) => useDesk.setState({ marksAsSent: target.checked })}
          >
            {t('markAfter')}
          </Checkbox>
        )}
        {(['short', 'long'] as const).map((form) => (
          <TextPart
            key={form}
            form={form}
            isReady={order !== undefined && (isSentHere || (isRanked && !standing))}
            text={edited[form] ?? (order ? write[form](order, language, t) : '')}
            isEdited={edited[form] !== null}
            onEdit={(text) =>
              useIncidents.setState({ edited: { ...texts, [key]: { ...edited, [form]: text } } })
            }
            onCopy={() => void copy(form)}
          />
        ))}
      </section>
    </div>
  )
}

interface GoneProps extends CallOut {
  /** Null where it is ranked no more for another reason. */
  standing: Deployment | undefined
  isSentHere: boolean
}

/** That the addressee has been sent by a desk, or is ranked no more; and whom to write to instead. */
const Gone = ({ answer, chosen, standing, isSentHere }: GoneProps) => {
  const { t, language } = useText('message', 'gone')
  const { data } = useDeployments()
  const sent = new Set(data?.deployments.map(({ stationId }) => stationId))
  const next = backupOf({ answer, chosen, sent })
  const name = localisedName(chosen.properties, language)
  const told = standing && {
    name,
    by: standing.by,
    clock: clockText(Date.parse(standing.at), Date.now(), language),
    label: standing.label || t('elsewhere'),
  }
  return (
    <Message
      type={isSentHere ? 'info' : 'warning'}
      role="alert"
      title={told ? t(isSentHere ? 'sentHere' : 'sentAway', told) : t('unranked', { name })}
      action={
        next && (
          <Action
            label={t('next', {
              name: localisedName(next.properties, language),
              rank: next.properties.rank,
            })}
            onClick={() => compose(next)}
          />
        )
      }
    />
  )
}

interface TextPartProps {
  form: 'short' | 'long'
  /** Put together, to somebody who can be called. */
  isReady: boolean
  text: string
  isEdited: boolean
  /** Null: as it is filled in. */
  onEdit: (text: string | null) => void
  onCopy: () => void
}

/** One form of the message, to be changed by hand and copied. */
const TextPart = ({ form, isReady, text, isEdited, onEdit, onCopy }: TextPartProps) => {
  const { t } = useText('message')
  const isBusy = useCopyFlow(({ outcome }) => outcome.kind === 'busy')
  const { count, limit } = messageSize(text)
  const isLong = form === 'short' && count > limit
  const name = t(form === 'short' ? 'shortForm' : 'longForm')
  return (
    <section className="framed column message-part" aria-label={name}>
      <div className="row wrapped message-part-head">
        <h3>{name}</h3>
        <span className="secondary" data-over={isLong}>
          {form === 'short' && t('characters', { count, limit })}
          {isLong && ` · ${t('tooLong')}`}
          {form === 'long' && t(isEdited ? 'isEdited' : 'editable')}
        </span>
        {isEdited && (
          <Action
            type="text"
            icon={UndoOutlined}
            label={t('refill')}
            onClick={() => onEdit(null)}
          />
        )}
        <Action
          type={form === 'long' ? 'primary' : 'default'}
          icon={CopyOutlined}
          className="message-copy"
          loading={isBusy}
          disabled={!isReady}
          label={t(form === 'short' ? 'copyShort' : 'copyLong')}
          onClick={onCopy}
        />
      </div>
      <Input.TextArea
        aria-label={name}
        value={text}
        autoSize={form === 'short' ? { minRows: 2, maxRows: 5 } : { minRows: 8, maxRows: 20 }}
        onChange={({ target }) => onEdit(target.value)}
      />
    </section>
  )
}

interface FieldsProps {
  answer: NearestAnswer
  incident: Incident
  desk: Desk
}

/** What the answer does not know. */
const Fields = ({ answer, incident, desk }: FieldsProps) => {
  const { t } = useText('message', 'fields')
  const change = (changes: Partial<Incident>): void => changeIncident(answer, changes)
  const ofIncident = (name: 'what' | 'trapped' | 'injured' | 'reportTo' | 'sitePhone') => ({
    label: t(name),
    value: incident[name],
    maxLength: MOST_CHARACTERS,
    onChange: (text: string) => change({ [name]: text }),
  })
  const ofDesk = (name: keyof Desk) => ({
    label: t(name),
    value: desk[name],
    maxLength: MOST_CHARACTERS,
    onChange: (text: string) => useDesk.setState({ [name]: text }),
  })
  const gear = {
    equipment: incident.equipment,
    onChange: (equipment: Incident['equipment']) => change({ equipment }),
  }
  return (
    <section className="column message-fields" aria-label={t('label')}>
      <TextField {...ofIncident('what')} id={FIRST_FIELD} placeholder={t('whatHint')} />
      <div className="message-pair">
        <TextField {...ofIncident('trapped')} inputMode="numeric" />
        <TextField {...ofIncident('injured')} inputMode="numeric" />
      </div>
      {conditionsOf(answer.query.collection).equipment && (
        <div className="column">
          <span aria-hidden>{t('gear')}</span>
          <GearRows {...gear} />
          <GearSelect {...gear} />
        </div>
      )}
      <div className="message-pair">
        <TextField {...ofIncident('reportTo')} />
        <TextField {...ofIncident('sitePhone')} inputMode="tel" />
      </div>
      <div className="message-pair">
        <TextField {...ofDesk('callback')} inputMode="tel" />
        <TextField {...ofDesk('officer')} />
      </div>
      <TextField {...ofDesk('unit')} />
      <p className="secondary">{t('kept')}</p>
    </section>
  )
}
