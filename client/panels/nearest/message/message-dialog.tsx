import { CopyOutlined, UndoOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Checkbox, Input, Modal } from 'antd'
import { useState } from 'react'
import type { NearestAnswer, NearestFeature } from '../../../../data/nearest.ts'
import { localisedName } from '../../../../data/wording.ts'
import { useSend } from '../../../api/deployments.ts'
import { GearRows, GearSelect } from '../../../form/gear-picker.tsx'
import { conditionsOf } from '../../../form/nearest-query.ts'
import { Action, TextField } from '../../../form/pieces.tsx'
import { useText } from '../../../i18n/text.ts'
import { compose, copyMessage, useCopyFlow } from '../copy-flow.ts'
import { CopiedLine, CopyNotice } from '../copy-notice.tsx'
import { useSending } from '../sending.ts'
import { SendNotice } from '../sent-marks.tsx'
import { type Desk, type Incident, useDesk, useIncidents } from './message-draft.ts'
import type { MessageOrder } from './message-order.ts'
import { longText } from './message-text.ts'
import { changeIncident, incidentOf, keepNumber, orderOf } from './prepare-message.ts'
import { messageSize, shortText } from './short-text.ts'
import './message.css'

const MOST_CHARACTERS = 100
/** What the caller says first. */
const FIRST_FIELD = 'message-what'

interface MessageDialogProps {
  answer: NearestAnswer
  chosen: NearestFeature
}

/** The message to one of those ranked: what the desk knows at the left, what is sent at the right. */
export const MessageDialog = ({ answer, chosen }: MessageDialogProps) => {
  const { t, language } = useText('message')
  const [isOpen, setIsOpen] = useState(true)
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

/** Texts that were changed by hand; null while they follow what is filled in. */
interface Edited {
  readonly short: string | null
  readonly long: string | null
}

const Workshop = ({ answer, chosen }: MessageDialogProps) => {
  const { t, language } = useText('message')
  const desk = useDesk()
  // read anew whenever something is filled in
  useIncidents()
  const incident = incidentOf(answer)
  const [edited, setEdited] = useState<Edited>({ short: null, long: null })
  const { data: gathered } = useQuery({
    queryKey: ['message', answer.timeStamp, chosen.id],
    queryFn: () => orderOf(answer, chosen),
    gcTime: 0,
  })
  const order = gathered && { ...gathered, incident, desk }
  const write = { long: longText, short: shortText }
  const { send } = useSend()
  const sendHere = useSending((sending) => sending.begin)
  const maySend = answer.query.collection === 'stations' && !order?.isWhatIf
  const copy = async (form: 'short' | 'long'): Promise<void> => {
    const textOf = async (newest: NearestAnswer): Promise<string> => {
      const byHand = edited[form]
      if (byHand !== null) return byHand
      const called = newest.features.find(({ id }) => id === chosen.id)!
      return write[form](await orderOf(newest, called), language, t)
    }
    const isCopied = await copyMessage({ shown: answer, id: chosen.id, textOf })
    if (!isCopied) return
    keepNumber(answer, chosen.id)
    if (maySend && desk.marksAsSent) await sendHere(send, answer, chosen.id)
  }
  return (
    <div className="message-workshop">
      <Fields answer={answer} incident={incident} desk={desk} />
      <section className="column message-texts">
        <p className="secondary">{t('checked')}</p>
        <CopiedLine shown={answer} />
        <CopyNotice shown={answer} />
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
            order={order ?? null}
            text={edited[form] ?? (order ? write[form](order, language, t) : '')}
            isEdited={edited[form] !== null}
            onEdit={(text) => setEdited((present) => ({ ...present, [form]: text }))}
            onCopy={() => void copy(form)}
          />
        ))}
      </section>
    </div>
  )
}

interface TextPartProps {
  form: 'short' | 'long'
  /** Null while it is put together. */
  order: MessageOrder | null
  text: string
  isEdited: boolean
  /** Null: as it is filled in. */
  onEdit: (text: string | null) => void
  onCopy: () => void
}

/** One form of the message, to be changed by hand and copied. */
const TextPart = ({ form, order, text, isEdited, onEdit, onCopy }: TextPartProps) => {
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
          disabled={order === null}
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
