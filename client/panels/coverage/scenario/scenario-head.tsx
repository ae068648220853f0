import { RedoOutlined, UndoOutlined } from '@ant-design/icons'
import { Button, Popconfirm } from 'antd'
import { asApiProblem } from '../../../api/problem.ts'
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
import { useUndoKeys } from './use-undo-keys.ts'

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
        <Button
          className="target"
          icon={<UndoOutlined aria-hidden />}
          disabled={draft.past.length === 0}
          onClick={undo}
        >
          {t('undo')}
        </Button>
        <Button
          className="target"
          icon={<RedoOutlined aria-hidden />}
          disabled={draft.future.length === 0}
          onClick={redo}
        >
          {t('redo')}
        </Button>
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
