/** How a register comes in: dropped, chosen or pasted. */
import { InboxOutlined } from '@ant-design/icons'
import { Input } from 'antd'
import { type ChangeEvent, type DragEvent, useEffect, useId, useRef, useState } from 'react'
import { COLLECTIONS, RESOURCE_IDS } from '../../../data/collections.ts'
import { IMPORT_LIMITS, type ImportTarget } from '../../../data/imports.ts'
import { useHealth } from '../../api/features.ts'
import { isAtWork, sendFile, templateUrl, useImports } from '../../api/imports.ts'
import { Action, Message, TextField } from '../../form/pieces.tsx'
import { dateTimeText } from '../../form/shanghai-time.ts'
import { useAttempt } from '../../form/use-attempt.ts'
import { type TextKey, useText } from '../../i18n/text.ts'
import { openFirstRun } from '../../state/first-run.ts'
import { setTarget, useIntake } from '../../state/intake.ts'
import { useDeskName } from '../../state/remembered-name.ts'
import { ImportCard } from './import-card.tsx'
import { NotDone } from './intake-pieces.tsx'
import { TargetSelect } from './target-select.tsx'

interface StartPartProps {
  onOpen: (id: number) => void
}

export const StartPart = ({ onOpen }: StartPartProps) => {
  const { t } = useText('intake')
  const collection = useIntake((state) => state.target)
  const desk = useDeskName((state) => state.name)
  const { data: health } = useHealth()
  const { isSending, problem, refusal, send, stop } = useSending(collection, onOpen)
  return (
    <>
      <FileDrop isDisabled={isSending} onFiles={(files) => void send(files)} />
      {isSending && (
        <Message
          type="info"
          title={t('start.sending')}
          action={<Action label={t('reading.cancel')} onClick={stop} />}
        />
      )}
      {refusal && <Message type="error" title={t(refusal)} />}
      {problem && <NotDone problem={problem} />}
      <TargetSelect label={t('start.what')} value={collection} onChange={setTarget} />
      <TextField
        label={t('start.desk')}
        value={desk}
        maxLength={100}
        onChange={(name) => useDeskName.setState({ name })}
      />
      <details className="fold">
        <summary className="target">{t('start.paste')}</summary>
        <PasteForm isDisabled={isSending} onTable={(text) => void send(text)} />
      </details>
      <Unfinished onOpen={onOpen} />
      <details className="fold">
        <summary className="target">{t('start.templates')}</summary>
        <Templates />
      </details>
      {health?.demonstration && (
        <div className="buttons">
          <Action label={t('start.firstRun')} onClick={openFirstRun} />
        </div>
      )}
    </>
  )
}

/** Sends what was given, after what needs no server to be seen. */
const useSending = (collection: ImportTarget, onOpen: (id: number) => void) => {
  const { t } = useText('intake')
  const { isBusy, problem, attempt } = useAttempt()
  const [refusal, setRefusal] = useState<TextKey<'intake'> | null>(null)
  const stopping = useRef<AbortController | null>(null)
  const send = async (given: readonly File[] | string): Promise<void> => {
    const wrong = typeof given === 'string' ? null : wrongWith(given)
    setRefusal(wrong)
    const content = typeof given === 'string' ? given : given[0]
    if (wrong !== null || content === undefined) return
    const name =
      typeof content === 'string'
        ? `${t('start.pasteName', { time: dateTimeText(Date.now()) })}.txt`
        : content.name
    const by = useDeskName.getState().name.trim()
    const abort = new AbortController()
    stopping.current = abort
    await attempt(async () => {
      try {
        onOpen((await sendFile({ name, content, collection, by }, abort.signal)).id)
      } catch (error) {
        if (!abort.signal.aborted) throw error
      }
    })
  }
  return { isSending: isBusy, problem, refusal, send, stop: () => stopping.current?.abort() }
}

const wrongWith = ([file, second]: readonly File[]): TextKey<'intake'> | null => {
  if (second) return 'start.several'
  if (file?.size === 0) return 'start.empty'
  return file && file.size > IMPORT_LIMITS.mostFileBytes ? 'start.tooLarge' : null
}

interface FileDropProps {
  isDisabled: boolean
  onFiles: (files: readonly File[]) => void
}

/** A file that misses the field would take the place of the page. */
const useNoNavigation = (): void => {
  useEffect(() => {
    const stop = (event: globalThis.DragEvent): void => event.preventDefault()
    window.addEventListener('dragover', stop)
    window.addEventListener('drop', stop)
    return () => {
      window.removeEventListener('dragover', stop)
      window.removeEventListener('drop', stop)
    }
  }, [])
}

const FileDrop = ({ isDisabled, onFiles }: FileDropProps) => {
  const { t } = useText('intake')
  const [isOver, setIsOver] = useState(false)
  useNoNavigation()
  const drop = (event: DragEvent): void => {
    event.preventDefault()
    setIsOver(false)
    if (!isDisabled) onFiles([...event.dataTransfer.files])
  }
  const choose = ({ target }: ChangeEvent<HTMLInputElement>): void => {
    onFiles([...(target.files ?? [])])
    // the same file, corrected, may be chosen again
    target.value = ''
  }
  return (
    <label
      className="column intake-drop"
      data-over={isOver}
      onDragOver={(event) => {
        event.preventDefault()
        setIsOver(true)
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={drop}
    >
      <InboxOutlined className="intake-drop-sign" aria-hidden />
      <strong>{t('start.drop')}</strong>
      <span className="secondary">{t('start.forms')}</span>
      <input className="visually-hidden" type="file" disabled={isDisabled} onChange={choose} />
    </label>
  )
}

interface PasteFormProps {
  isDisabled: boolean
  onTable: (text: string) => void
}

const PasteForm = ({ isDisabled, onTable }: PasteFormProps) => {
  const { t } = useText('intake')
  const id = useId()
  const [text, setText] = useState('')
  return (
    <div className="stack">
      <label className="secondary" htmlFor={id}>
        {t('start.pasteHow')}
      </label>
      <Input.TextArea
        id={id}
        rows={5}
        wrap="off"
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      <Action
        type="primary"
        disabled={isDisabled || text.trim() === ''}
        label={t('start.read')}
        onClick={() => onTable(text)}
      />
    </div>
  )
}

/** What was begun and neither committed nor discarded. */
const Unfinished = ({ onOpen }: StartPartProps) => {
  const { t } = useText('intake')
  const { data } = useImports()
  const left = data?.imports.filter((each) => each.state === 'staged' || isAtWork(each)) ?? []
  if (left.length === 0) return null
  return (
    <section className="stack" aria-label={t('start.unfinished')}>
      <h3>{t('start.unfinished')}</h3>
      {left.map((each) => (
        <ImportCard key={each.id} entry={each} onOpen={onOpen} />
      ))}
    </section>
  )
}

const Templates = () => {
  const { t, language } = useText('intake')
  return (
    <div className="stack">
      <p className="secondary">{t('start.templatesHow')}</p>
      <ul className="unmarked row wrapped intake-templates">
        {RESOURCE_IDS.map((each) => (
          <li key={each}>
            <a className="row target" download href={templateUrl(each)}>
              {COLLECTIONS[each].title[language]}
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}
