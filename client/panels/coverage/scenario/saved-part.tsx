import { Button, Input, Popconfirm } from 'antd'
import { type ComponentProps, useEffect, useState } from 'react'
import {
  SCENARIO_LIMITS,
  type Scenario,
  type ScenarioListEntry,
} from '../../../../data/scenario.ts'
import { asApiProblem, reasonOf } from '../../../api/problem.ts'
import {
  fetchScenario,
  useCopyScenario,
  useDeleteScenario,
  useSaveScenario,
  useScenario,
  useScenarioList,
} from '../../../api/scenarios.ts'
import { useCopy } from '../../../form/copy-button.tsx'
import { Action, LoadFailure, Message } from '../../../form/pieces.tsx'
import { dateTimeText } from '../../../form/shanghai-time.ts'
import { useText } from '../../../i18n/text.ts'
import { changeCoverage, useAppState } from '../../../state/app-state.ts'
import {
  discardDraft,
  isUnsaved,
  markSaved,
  openDraft,
  useScenarioDraft,
} from '../../../state/scenario-draft.ts'

/** Keeps the scenario under a name, opens others, and shares it. */
export const SavedPart = () => {
  const { t, language } = useText('planning', 'saved')
  const linked = useLinkedScenario()
  const saved = useScenarioDraft((draft) => draft.saved)
  const isOpen = linked.data !== undefined && linked.data.id === saved?.id
  return (
    <>
      {linked.isLoading && <p role="status">{t('loading')}</p>}
      {linked.error && (
        <Message type="error" title={t('notFound', { detail: reasonOf(linked.error, language) })} />
      )}
      {isOpen && linked.data?.isStale && <Message type="warning" title={t('stale')} />}
      {/* another scenario brings its own name and note into the fields */}
      <SaveForm key={`${saved?.id} ${saved?.version}`} />
      <ScenarioList />
    </>
  )
}

const SaveForm = () => {
  const { t, language } = useText('planning')
  const draft = useScenarioDraft()
  const { saved, changes, origin } = draft
  const [name, setName] = useState(saved?.name ?? '')
  const [note, setNote] = useState(saved?.note ?? '')
  const save = useSaveScenario()
  const trimmed = name.trim()
  const isNew = saved === null
  const differs = isUnsaved(draft) || trimmed !== saved?.name || note.trim() !== saved?.note
  const keep = (over: typeof saved): void => {
    const input = { name: trimmed, note: note.trim(), changes, origin }
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
      {/* stays in sight however much is changed */}
      <section className="row save-bar" aria-label={t('saved.heading')}>
        <Input
          className="target"
          aria-label={t('saved.name')}
          placeholder={t('saved.name')}
          value={name}
          maxLength={SCENARIO_LIMITS.mostNameCharacters}
          onChange={({ target }) => setName(target.value)}
        />
        <Action
          type="primary"
          loading={save.isPending}
          disabled={trimmed === '' || !differs}
          label={t('saved.save')}
          onClick={() => keep(saved)}
        />
      </section>
      <Input.TextArea
        aria-label={t('saved.note')}
        placeholder={t('saved.note')}
        autoSize={{ minRows: 1, maxRows: 4 }}
        value={note}
        maxLength={SCENARIO_LIMITS.mostNoteCharacters}
        onChange={({ target }) => setNote(target.value)}
      />
      <div className="query-row">
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

/** What cannot be undone is asked about first. */
export const Asked = (question: ComponentProps<typeof Popconfirm>) => {
  const { t } = useText('planning', 'saved')
  return <Popconfirm okText={t('yes')} cancelText={t('no')} {...question} />
}

const NewButton = () => {
  const { t } = useText('planning', 'saved')
  const draft = useScenarioDraft()
  const start = (): void => {
    discardDraft()
    changeCoverage({ scenarioId: null })
  }
  if (!isUnsaved(draft)) {
    return <Action disabled={draft.saved === null} label={t('new')} onClick={start} />
  }
  return (
    <Asked title={t('newAsk')} onConfirm={start}>
      <Button className="target">{t('new')}</Button>
    </Asked>
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

/** Everything that has been saved: open, duplicate, delete. */
const ScenarioList = () => {
  const { t, language } = useText('planning')
  const { data, error, refetch } = useScenarioList()
  return (
    <details className="fold saved-list">
      <summary className="target">{t('saved.openHeading')}</summary>
      {error && (
        <LoadFailure
          title={t('saved.openHeading')}
          detail={reasonOf(error, language)}
          onRetry={() => void refetch()}
        />
      )}
      {data?.length === 0 && <p>{t('saved.none')}</p>}
      <ul className="unmarked column change-list">
        {data?.map((entry) => (
          <SavedEntry key={entry.id} entry={entry} />
        ))}
      </ul>
    </details>
  )
}

const SavedEntry = ({ entry }: { entry: ScenarioListEntry }) => {
  const { t, language } = useText('planning')
  const { id, name, changeCount, updatedAt, isStale } = entry
  const copy = useCopyScenario()
  const remove = useDeleteScenario()
  const failure = copy.error ?? remove.error
  const forget = (): void => {
    const { saved } = useScenarioDraft.getState()
    const { compareId } = useAppState.getState().coverage
    // What is open stays on the page, unsaved: nothing of it is lost by deleting the saved one.
    if (saved?.id === id) {
      useScenarioDraft.setState({ saved: null })
      changeCoverage({ scenarioId: null })
    }
    if (compareId === id) changeCoverage({ compareId: null })
  }
  return (
    <li>
      <OpenButton id={id} name={name} />
      <span className="secondary">
        {t('saved.entry', { count: changeCount, time: dateTimeText(Date.parse(updatedAt)) })}
        {isStale && ` · ${t('saved.entryStale')}`}
      </span>
      <span className="change-actions">
        <Action
          size="small"
          loading={copy.isPending}
          aria-label={t('saved.duplicateOf', { name })}
          label={t('saved.duplicate')}
          onClick={() => copy.mutate({ id, language })}
        />
        <Asked
          title={t('saved.deleteAsk', { name })}
          onConfirm={() => remove.mutate(id, { onSuccess: forget })}
        >
          <Button
            size="small"
            className="target"
            loading={remove.isPending}
            aria-label={t('saved.deleteOf', { name })}
          >
            {t('saved.delete')}
          </Button>
        </Asked>
      </span>
      {failure && <span role="alert">{reasonOf(failure, language)}</span>}
    </li>
  )
}

const OpenButton = ({ id, name }: { id: string; name: string }) => {
  const { t } = useText('planning')
  const draft = useScenarioDraft()
  const open = (): void => void fetchScenario(id).then(openScenario)
  const button = (
    <button
      type="button"
      className="bare text-button target"
      {...(!isUnsaved(draft) && { onClick: open })}
    >
      {name}
    </button>
  )
  if (!isUnsaved(draft)) return button
  return (
    <Asked
      title={t('saved.newAsk')}
      onConfirm={() => {
        discardDraft()
        open()
      }}
    >
      {button}
    </Asked>
  )
}

const draftOf = ({ id, name, note, version, changes, origin }: Scenario) => ({
  id,
  name,
  note,
  version,
  changes,
  origin,
})

/** Opens a scenario and lets the address name it. */
const openScenario = (scenario: Scenario): void => {
  openDraft(draftOf(scenario))
  changeCoverage({ scenarioId: scenario.id })
}

/** The scenario of the address as the server has it: whether it is stale, or could not be read. */
const useLinkedScenario = () => {
  const scenarioId = useAppState((state) => state.coverage.scenarioId)
  const query = useScenario(scenarioId)
  const { data } = query
  useEffect(() => {
    if (data === undefined) return
    const draft = useScenarioDraft.getState()
    // What is open already, or being worked on, is not thrown away by a link read late.
    if (draft.saved?.id === data.id || isUnsaved(draft)) return
    openDraft(draftOf(data))
  }, [data])
  return { scenarioId, ...query }
}
