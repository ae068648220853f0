import { Button, Input, Popconfirm } from 'antd'
import { useState } from 'react'
import { SCENARIO_LIMITS } from '../../../../data/scenario.ts'
import { asApiProblem } from '../../../api/problem.ts'
import { fetchScenario, useSaveScenario } from '../../../api/scenarios.ts'
import { useCopy } from '../../../form/copy-button.tsx'
import { Action, Message } from '../../../form/pieces.tsx'
import { useText } from '../../../i18n/text.ts'
import { changeCoverage } from '../../../state/app-state.ts'
import {
  discardDraft,
  isUnsaved,
  markSaved,
  useScenarioDraft,
} from '../../../state/scenario-draft.ts'
import { draftOf, openScenario, ScenarioList, useLinkedScenario } from './scenario-list.tsx'

/** Keeps the scenario under a name, opens others, and shares it. */
export const SavedPart = () => {
  const { t, language } = useText('planning')
  const linked = useLinkedScenario()
  const saved = useScenarioDraft((draft) => draft.saved)
  const isOpen = linked.data !== undefined && linked.data.id === saved?.id
  return (
    <section className="saved-part">
      <h3>{t('saved.heading')}</h3>
      {linked.isLoading && <p role="status">{t('saved.loading')}</p>}
      {linked.error && (
        <Message
          type="error"
          title={t('saved.notFound', { detail: asApiProblem(linked.error).sentence[language] })}
        />
      )}
      {isOpen && linked.data?.isStale && <Message type="warning" title={t('saved.stale')} />}
      {/* another scenario brings its own name and note into the fields */}
      <SaveForm key={`${saved?.id} ${saved?.version}`} />
      <ScenarioList />
    </section>
  )
}

const SaveForm = () => {
  const { t, language } = useText('planning')
  const draft = useScenarioDraft()
  const { saved, changes } = draft
  const [name, setName] = useState(saved?.name ?? '')
  const [note, setNote] = useState(saved?.note ?? '')
  const save = useSaveScenario()
  const trimmed = name.trim()
  const isNew = saved === null
  const differs = isUnsaved(draft) || trimmed !== saved?.name || note.trim() !== saved?.note
  const keep = (over: typeof saved): void => {
    const input = { name: trimmed, note: note.trim(), changes }
    save.mutate(
      { input, over },
      {
        onSuccess: (scenario) => {
          markSaved(draftOf(scenario))
          changeCoverage({ scenarioId: scenario.id })
        },
      },
    )
  }
  const problem = save.error && asApiProblem(save.error)
  const isConflict = problem?.kind === 'precondition-failed'
  return (
    <>
      <Input
        className="target"
        aria-label={t('saved.name')}
        placeholder={t('saved.name')}
        value={name}
        maxLength={SCENARIO_LIMITS.mostNameCharacters}
        onChange={({ target }) => setName(target.value)}
      />
      <Input.TextArea
        aria-label={t('saved.note')}
        placeholder={t('saved.note')}
        autoSize={{ minRows: 1, maxRows: 4 }}
        value={note}
        maxLength={SCENARIO_LIMITS.mostNoteCharacters}
        onChange={({ target }) => setNote(target.value)}
      />
      <div className="query-row">
        <Action
          type="primary"
          loading={save.isPending}
          disabled={trimmed === '' || !differs}
          label={t('saved.save')}
          onClick={() => keep(saved)}
        />
        {!isNew && (
          <Action
            disabled={save.isPending || trimmed === '' || trimmed === saved.name}
            label={t('saved.saveAs')}
            onClick={() => keep(null)}
          />
        )}
        <NewButton />
        <ShareButton />
      </div>
      <p role="status" className="secondary">
        {save.isPending && t('saved.saving')}
        {save.isSuccess && !differs && t('saved.done', { name: save.data.name })}
      </p>
      {problem && !isConflict && (
        <p role="alert">{t('saved.failed', { detail: problem.sentence[language] })}</p>
      )}
      {isConflict && saved && (
        <Message
          type="warning"
          title={t('saved.conflict')}
          action={
            <Action
              label={t('saved.loadNewer')}
              onClick={() => void fetchScenario(saved.id).then(openScenario)}
            />
          }
        />
      )}
    </>
  )
}

const NewButton = () => {
  const { t } = useText('planning')
  const draft = useScenarioDraft()
  const start = (): void => {
    discardDraft()
    changeCoverage({ scenarioId: null })
  }
  if (!isUnsaved(draft)) {
    return <Action disabled={draft.saved === null} label={t('saved.new')} onClick={start} />
  }
  return (
    <Popconfirm
      title={t('saved.newAsk')}
      okText={t('saved.yes')}
      cancelText={t('saved.no')}
      onConfirm={start}
    >
      <Button className="target">{t('saved.new')}</Button>
    </Popconfirm>
  )
}

/** The address of the page names the saved scenario. */
const ShareButton = () => {
  const { t } = useText('planning')
  const isSaved = useScenarioDraft((draft) => draft.saved !== null)
  const { outcome, copy } = useCopy()
  return (
    <>
      <Action
        disabled={!isSaved}
        title={isSaved ? undefined : t('saved.shareUnsaved')}
        label={outcome.kind === 'done' ? t('saved.shared') : t('saved.share')}
        onClick={() => void copy(location.href)}
      />
      {outcome.kind === 'denied' && (
        <span className="column share-by-hand">
          {t('saved.shareByHand')}
          <Input
            readOnly
            aria-label={t('saved.shareByHand')}
            value={outcome.text}
            onFocus={({ target }) => target.select()}
          />
        </span>
      )}
    </>
  )
}
