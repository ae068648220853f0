import { Button, Popconfirm } from 'antd'
import { useEffect } from 'react'
import type { Scenario, ScenarioListEntry } from '../../../../data/scenario.ts'
import { asApiProblem } from '../../../api/problem.ts'
import {
  fetchScenario,
  useCopyScenario,
  useDeleteScenario,
  useScenario,
  useScenarioList,
} from '../../../api/scenarios.ts'
import { Action, LoadFailure } from '../../../form/pieces.tsx'
import { dateTimeText } from '../../../form/shanghai-time.ts'
import { useText } from '../../../i18n/text.ts'
import { changeCoverage, useAppState } from '../../../state/app-state.ts'
import {
  discardDraft,
  isUnsaved,
  openDraft,
  useScenarioDraft,
} from '../../../state/scenario-draft.ts'

/** Everything that has been saved: open, duplicate, delete. */
export const ScenarioList = () => {
  const { t, language } = useText('planning')
  const { data, error, refetch } = useScenarioList()
  return (
    <details className="fold saved-list">
      <summary className="target">{t('saved.openHeading')}</summary>
      {error && (
        <LoadFailure
          title={t('saved.openHeading')}
          detail={asApiProblem(error).sentence[language]}
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
        <Popconfirm
          title={t('saved.deleteAsk', { name })}
          okText={t('saved.yes')}
          cancelText={t('saved.no')}
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
        </Popconfirm>
      </span>
      {failure && <span role="alert">{asApiProblem(failure).sentence[language]}</span>}
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
    <Popconfirm
      title={t('saved.newAsk')}
      okText={t('saved.yes')}
      cancelText={t('saved.no')}
      onConfirm={() => {
        discardDraft()
        open()
      }}
    >
      {button}
    </Popconfirm>
  )
}

export const draftOf = ({ id, name, note, version, changes }: Scenario) => ({
  id,
  name,
  note,
  version,
  changes,
})

/** Opens a scenario and lets the address name it. */
export const openScenario = (scenario: Scenario): void => {
  openDraft(draftOf(scenario))
  changeCoverage({ scenarioId: scenario.id })
}

/** The scenario of the address as the server has it: whether it is stale, or could not be read. */
export const useLinkedScenario = () => {
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
