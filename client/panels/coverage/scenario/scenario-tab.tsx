import {
  AimOutlined,
  BorderOuterOutlined,
  RedoOutlined,
  StopOutlined,
  UndoOutlined,
} from '@ant-design/icons'
import { Button, Select } from 'antd'
import { useEffect, useMemo } from 'react'
import type { ScenarioOrigin } from '../../../../data/scenario.ts'
import { localisedName, numberText } from '../../../../data/wording.ts'
import { useCollection } from '../../../api/features.ts'
import { reasonOf } from '../../../api/problem.ts'
import { Action } from '../../../form/pieces.tsx'
import { useText } from '../../../i18n/text.ts'
import { changeCoverage, flyTo } from '../../../state/app-state.ts'
import { useLiveAnswer } from '../../../state/coverage-answer.ts'
import { type MapToolId, setTool, useMapTool } from '../../../state/map-tool.ts'
import {
  clearChanges,
  hasChanges,
  isUnsaved,
  liveChanges,
  redo,
  reopenRoads,
  restoreStation,
  undo,
  useScenarioDraft,
} from '../../../state/scenario-draft.ts'
import { editStation, useStationCard } from '../../../state/station-card.ts'
import { stationValues } from '../../../state/station-values.ts'
import { changeText } from '../result/figure-text.ts'
import { ResultTab } from '../result/result-tab.tsx'
import { boxAround, SPOT_DEGREES } from '../result/tables/show-place.ts'
import { type ChangeEntry, changeEntries } from './change-words.ts'
import { ComparePart } from './compare-part.tsx'
import { Asked, SavedPart } from './saved-part.tsx'
import { StationEditor } from './station-editor.tsx'
import '../result/tables/tables.css'

export const ScenarioTab = () => {
  const { t, language } = useText('planning')
  const changes = useScenarioDraft((draft) => draft.changes)
  const { data } = useCollection('stations')
  const editedId = useStationCard((state) => state.editedId)
  const stations = data?.features ?? []
  const entries = useMemo(
    () => changeEntries(changes, data?.features ?? [], language, t),
    [changes, data, language, t],
  )
  return (
    <>
      <ScenarioHead />
      <SavedPart />
      <MapTools onPick={editStation} />
      <ChangeList entries={entries} onEdit={editStation} />
      {entries.length > 0 && (
        <section className="column">
          <h3>{t('result')}</h3>
          <ResultTab />
        </section>
      )}
      <ComparePart />
      {editedId !== null && (
        <StationEditor
          key={editedId}
          id={editedId}
          name={nameOf(editedId, entries, stations, language)}
          values={stationValues(editedId, changes, stations)}
          onClose={() => editStation(null)}
        />
      )}
    </>
  )
}

const nameOf = (
  id: string,
  entries: ReturnType<typeof changeEntries>,
  stations: NonNullable<ReturnType<typeof useCollection>['data']>['features'],
  language: 'zh' | 'en',
): string => {
  const properties = stations.find((station) => station.id === id)?.properties
  const own = language === 'en' ? properties?.nameEn : null
  const added = entries.find(({ stationId }) => stationId === id)?.name
  return String(own ?? properties?.name ?? added ?? id)
}

const TOOLS: readonly (readonly [
  tool: Exclude<MapToolId, 'none' | 'move'>,
  icon: typeof AimOutlined,
])[] = [
  ['add', AimOutlined],
  ['close-road', StopOutlined],
  ['draw-area', BorderOuterOutlined],
]

/** What a click on the map does, and the present stations by name. */
const MapTools = ({ onPick }: { onPick: (stationId: string) => void }) => {
  const { t } = useText('planning')
  const tool = useMapTool((state) => state.tool)
  return (
    <section aria-label={t('tools.heading')} className="map-tools">
      <div className="query-row">
        {TOOLS.map(([id, icon]) => (
          <Action
            key={id}
            icon={icon}
            type={tool === id ? 'primary' : 'default'}
            aria-pressed={tool === id}
            label={t(`tools.${id}`)}
            onClick={() => setTool(tool === id ? 'none' : id)}
          />
        ))}
      </div>
      <p className="secondary">{t('tools.drag')}</p>
      <StationPicker onPick={onPick} />
    </section>
  )
}

const StationPicker = ({ onPick }: { onPick: (stationId: string) => void }) => {
  const { t, language } = useText('planning')
  const { data } = useCollection('stations')
  const options = useMemo(
    () =>
      (data?.features ?? []).map(({ id, properties }) => ({
        value: id,
        label: `${localisedName(properties as never, language)} · ${id}`,
      })),
    [data, language],
  )
  return (
    <Select<string | null>
      className="station-picker target"
      aria-label={t('tools.pick')}
      placeholder={t('tools.pick')}
      value={null}
      showSearch={{ optionFilterProp: 'label' }}
      options={options}
      onChange={(id) => id !== null && onPick(id)}
    />
  )
}

interface ChangeListProps {
  entries: readonly ChangeEntry[]
  onEdit: (stationId: string) => void
}

/** More than so many are folded away: what they do is shown below them. */
const MOST_OPEN = 12

/** What the scenario changes, each with a way to see it, change it further, and take it back. */
const ChangeList = ({ entries, onEdit }: ChangeListProps) => {
  const { t } = useText('planning')
  if (entries.length === 0) return null
  return (
    <details className="fold" open={entries.length <= MOST_OPEN}>
      <summary className="target">{t('list.heading', { count: entries.length })}</summary>
      <ul className="unmarked column change-list">
        {entries.map((entry) => (
          <Change key={entry.key} entry={entry} onEdit={onEdit} />
        ))}
      </ul>
    </details>
  )
}

const Change = ({ entry, onEdit }: { entry: ChangeEntry; onEdit: (stationId: string) => void }) => {
  const { t, language } = useText('planning')
  const { name, position, words, stationId, closure, isEditable } = entry
  const restore = (): void => {
    if (stationId !== null) restoreStation(stationId)
    else if (closure !== null) reopenRoads(closure)
  }
  return (
    <li>
      <button
        type="button"
        className="bare text-button target"
        aria-label={t('list.show', { name })}
        onClick={() => flyTo(boxAround(position, SPOT_DEGREES))}
      >
        {name}
      </button>
      <span className="secondary">{words.join(language === 'zh' ? '；' : '; ')}</span>
      <span className="change-actions">
        {isEditable && stationId !== null && (
          <Action
            size="small"
            aria-label={t('list.editOf', { name })}
            label={t('list.edit')}
            onClick={() => onEdit(stationId)}
          />
        )}
        <Action
          size="small"
          aria-label={t('list.restoreOf', { name })}
          label={t('list.restore')}
          onClick={restore}
        />
      </span>
    </li>
  )
}

/** Which scenario is being edited, what it wins, and the way back. */
const ScenarioHead = () => {
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
      {draft.origin && hasChanges(draft.changes) && <Origin origin={draft.origin} />}
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
        <Asked title={t('clearAsk')} onConfirm={clearChanges}>
          <Button className="target" disabled={!hasChanges(draft.changes)}>
            {t('clear')}
          </Button>
        </Asked>
      </div>
    </header>
  )
}

/** The siting answer that the changes came from; one that is kept can be opened. */
const Origin = ({ origin: { runId, name } }: { origin: ScenarioOrigin }) => {
  const { t } = useText('sitingRuns', 'origin')
  if (runId === null) return <p className="secondary">{t('fromUnkept', { name })}</p>
  return (
    <p className="secondary">
      {t('from')}
      <button
        type="button"
        className="bare text-button target"
        onClick={() => changeCoverage({ tab: 'siting', runId })}
      >
        {name}
      </button>
    </p>
  )
}

/** "+12,340 people (+0.1%)" and how many are not in time before and after, following the hand. */
const LiveDifference = () => {
  const { t } = useText('planning')
  const { t: coverageText, language } = useText('coverage')
  const { data, error, isPlaceholderData } = useLiveAnswer()
  const changes = data?.changes ?? null
  const all = data?.summary.people ?? 0
  const late = all - (data?.summary.peopleInTime ?? 0)
  return (
    <p className="live-difference" role="status" aria-busy={isPlaceholderData}>
      <span className="secondary">{t('live')}</span>
      {changes && (
        <>
          <strong>{changeText(changes, all, language, coverageText)}</strong>{' '}
          <span className="late-before">
            {t('lateBefore', {
              before: numberText(late + changes.people, language),
              after: numberText(late, language),
            })}
          </span>
        </>
      )}
      {!changes && !error && t('liveWait')}
      {error && <span role="alert">{reasonOf(error, language)}</span>}
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
