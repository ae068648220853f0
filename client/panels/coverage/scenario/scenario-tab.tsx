/** What would a change do: edit by hand on the map or by name, compare, save, share. */
import { useMemo, useState } from 'react'
import { useCollection } from '../../../api/features.ts'
import { useText } from '../../../i18n/text.ts'
import { useScenarioDraft } from '../../../state/scenario-draft.ts'
import { ChangeList } from './change-list.tsx'
import { changeEntries } from './change-words.ts'
import { ComparePart } from './compare-part.tsx'
import { MapTools } from './map-tools.tsx'
import { SavedPart } from './saved-part.tsx'
import { ScenarioHead } from './scenario-head.tsx'
import { StationEditor } from './station-editor.tsx'
import { stationValues } from './station-values.ts'
import '../result/tables/tables.css'
import './scenario.css'

export const ScenarioTab = () => {
  const { t, language } = useText('planning')
  const changes = useScenarioDraft((draft) => draft.changes)
  const { data } = useCollection('stations')
  const [editedId, setEditedId] = useState<string | null>(null)
  const stations = data?.features ?? []
  const entries = useMemo(
    () => changeEntries(changes, data?.features ?? [], language, t),
    [changes, data, language, t],
  )
  return (
    <>
      <ScenarioHead />
      <MapTools onPick={setEditedId} />
      <ChangeList entries={entries} onEdit={setEditedId} />
      <SavedPart />
      <ComparePart />
      {editedId !== null && (
        <StationEditor
          key={editedId}
          id={editedId}
          name={nameOf(editedId, entries, stations, language)}
          values={stationValues(editedId, changes, stations)}
          onClose={() => setEditedId(null)}
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
