import { RedoOutlined, UndoOutlined } from '@ant-design/icons'
import { Button, Popconfirm } from 'antd'
import { useEffect } from 'react'
import { asApiProblem } from '../../../api/problem.ts'
import { Action } from '../../../form/action.tsx'
import { useText } from '../../../i18n/text.ts'
import { useLiveAnswer } from '../../../state/coverage-answer.ts'
import {
  clearChanges,
  hasChanges,
  isUnsaved,
  liveChanges,
  redo,
  undo,
  useScenarioDraft,
} from '../../../state/scenario-draft.ts'
import { changeText } from '../result/figure-text.ts'

/** Which scenario is being edited, what it wins, and the way back. */
export const ScenarioHead = () => {
  const { t } = useText('planning')
  const draft = useScenarioDraft()
  useUndoKeys()
  const unsaved = isUnsaved(draft)
  return (
    <header className="scenario-head">
      <h2>
        {draft.saved?.name ?? t('unsaved')}
        {unsaved && (
          <span className="unsaved-mark" title={t('unsavedMark')}>
            <span className="visually-hidden">{t('unsavedMark')}</span>
          </span>
        )}
      </h2>
      {hasChanges(liveChanges(draft)) ? <LiveDifference /> : <p>{t('noChanges')}</p>}
      <div className="query-row">
        <Action
          icon={UndoOutlined}
          disabled={draft.past.length === 0}
          label={t('undo')}
          onClick={undo}
        />
        <Action
          icon={RedoOutlined}
          disabled={draft.future.length === 0}
          label={t('redo')}
          onClick={redo}
        />
        <Popconfirm
          title={t('clearAsk')}
          okText={t('saved.yes')}
          cancelText={t('saved.no')}
          onConfirm={clearChanges}
        >
          <Button className="target" disabled={!hasChanges(draft.changes)}>
            {t('clear')}
          </Button>
        </Popconfirm>
      </div>
    </header>
  )
}

/** "+12,340 people, −2 gaps", following the hand. */
const LiveDifference = () => {
  const { t } = useText('planning')
  const { t: coverageText, language } = useText('coverage')
  const { data, error, isPlaceholderData } = useLiveAnswer()
  const changes = data?.changes ?? null
  return (
    <p className="live-difference" role="status" aria-busy={isPlaceholderData}>
      <span className="secondary">{t('live')}</span>
      {changes && <strong>{changeText(changes, language, coverageText)}</strong>}
      {!changes && !error && t('liveWait')}
      {error && <span role="alert">{asApiProblem(error).sentence[language]}</span>}
    </p>
  )
}

/** Sliders, boxes and buttons have no text of their own to be undone. */
const WITHOUT_TEXT = ['range', 'radio', 'checkbox', 'button', 'file']

const isTyping = (target: EventTarget | null): boolean => {
  if (target instanceof HTMLInputElement) return !WITHOUT_TEXT.includes(target.type)
  return target instanceof Element && target.closest('textarea, [contenteditable="true"]') !== null
}

/** Ctrl+Z, Ctrl+Shift+Z and Ctrl+Y, except in text fields: there they undo typing. */
const useUndoKeys = (): void => {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || isTyping(event.target)) return
      const key = event.key.toLowerCase()
      const act = key === 'y' || (key === 'z' && event.shiftKey) ? redo : key === 'z' ? undo : null
      if (act === null) return
      event.preventDefault()
      act()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])
}
