/** The tool with which a scenario is edited on the map: what it does at a place, and its hint. */
import type { Map as MapLibreMap } from 'maplibre-gl'
import { useCallback, useEffect } from 'react'
import type { CellCollection } from '../../../data/coverage.ts'
import { haversineMetres, type LonLat } from '../../../data/geometry.ts'
import { stationResource } from '../../../data/resources/station.ts'
import { freeStationNumber, stationId } from '../../../data/scenario-edits.ts'
import { localisedName } from '../../../data/wording.ts'
import type { ApiFeatureCollection } from '../../api/features.ts'
import { queryClient } from '../../api/request.ts'
import { useAppState } from '../../state/app-state.ts'
import { type MapToolId, setAddedGrade, setTool, useMapTool } from '../../state/map-tool.ts'
import {
  addStation,
  closeRoads,
  moveStation,
  useScenarioDraft,
} from '../../state/scenario-draft.ts'
import { type StationGrade, usualOutfit } from '../../state/station-values.ts'
import { useDrawArea } from '../use-draw-area.ts'
import { useToolClicks } from '../use-tool-clicks.ts'
import { COVERAGE_MAP_TEXTS, newStationText, TOOL_TEXTS } from './coverage-map-texts.ts'
import { STATION_CARD_TEXTS } from './station-card-texts.ts'

/** Names of the town whose people live nearest to a place; null while they are not known. */
const townNear = ([longitude, latitude]: LonLat) => {
  const cells = queryClient.getQueryData<CellCollection>(['coverage-cells'])?.features ?? []
  let [code, least] = ['', Number.POSITIVE_INFINITY]
  for (const { properties } of cells) {
    const { longitude: east, latitude: north, townCode } = properties
    const metres = haversineMetres(longitude, latitude, east, north)
    if (metres < least) [code, least] = [townCode, metres]
  }
  return featuresOf('towns').find(({ properties }) => properties.code === code)?.properties ?? null
}

const featuresOf = (id: 'towns' | 'stations') =>
  queryClient.getQueryData<ApiFeatureCollection>(['collection', id])?.features ?? []

/** A station of the chosen class with the crew and the gear that such stations have, called by its town. */
const addAt = (position: LonLat): void => {
  const { language } = useAppState.getState()
  const number = freeStationNumber(useScenarioDraft.getState().changes)
  const town = townNear(position)
  const name = newStationText(number, town && localisedName(town, language))[language]
  const [lon, lat] = position
  const outfit = usualOutfit(useMapTool.getState().grade, featuresOf('stations'))
  addStation({ id: stationId(number), name, lon, lat, ...outfit })
}

const moveTo = (position: LonLat): void => {
  const { stationId: id } = useMapTool.getState()
  setTool('none')
  if (id !== null) moveStation(id, position)
}

/** Adds or moves a station or closes the road there; the other tools do nothing at a single place. */
export const editAt = (tool: MapToolId, position: LonLat): void => {
  if (tool === 'add') addAt(position)
  if (tool === 'move') moveTo(position)
  if (tool === 'close-road') closeRoads({ type: 'Point', coordinates: [...position] })
}

const closeArea = (area: Parameters<typeof closeRoads>[0]): void => {
  setTool('none')
  closeRoads(area)
}

const leaveTool = (): void => setTool('none')

/** The tool in use on this map. @param isEditing tools are put away where nothing can be edited */
export const useEditTool = (map: MapLibreMap, isEditing: boolean): MapToolId => {
  const inHand = useMapTool((state) => state.tool)
  useEffect(() => {
    if (!isEditing) leaveTool()
  }, [isEditing])
  useEffect(() => leaveTool, [])
  const onPlace = useCallback((position: LonLat) => editAt(inHand, position), [inHand])
  useToolClicks(map, inHand !== 'none', onPlace, leaveTool)
  const tool = isEditing ? inHand : 'none'
  useDrawArea(map, tool === 'draw-area', closeArea, leaveTool)
  return tool
}

/** Says what a click does now, does it without a mouse, and leaves the tool. */
export const ToolHint = ({ map, tool }: { map: MapLibreMap; tool: Exclude<MapToolId, 'none'> }) => {
  const language = useAppState((state) => state.language)
  const atCentre = (): void => {
    const { lng, lat } = map.getCenter()
    editAt(tool, [lng, lat])
  }
  return (
    <>
      <div className="row wrapped tool-hint">
        <p role="status">{TOOL_TEXTS[tool][language]}</p>
        {tool === 'add' && <GradeChoice />}
        {tool !== 'draw-area' && (
          <button type="button" className="target" onClick={atCentre}>
            {COVERAGE_MAP_TEXTS.atCentre[language]}
          </button>
        )}
        <button type="button" className="target" onClick={leaveTool}>
          {COVERAGE_MAP_TEXTS.leave[language]}
        </button>
      </div>
      {tool !== 'draw-area' && <span className="map-centre" aria-hidden="true" />}
    </>
  )
}

const { grade: GRADE } = stationResource.fields
const GRADES = Object.entries(GRADE.options) as [
  StationGrade,
  (typeof GRADE.options)[StationGrade],
][]

/** The class of the stations that are added. */
const GradeChoice = () => {
  const language = useAppState((state) => state.language)
  const grade = useMapTool((state) => state.grade)
  return (
    <select
      className="target"
      aria-label={STATION_CARD_TEXTS.addedGrade[language]}
      title={STATION_CARD_TEXTS.outfit[language]}
      value={grade}
      onChange={({ target }) => setAddedGrade(target.value as StationGrade)}
    >
      {GRADES.map(([value, { label }]) => (
        <option key={value} value={value}>
          {label[language]}
        </option>
      ))}
    </select>
  )
}
