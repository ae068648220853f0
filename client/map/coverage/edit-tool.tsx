/** The tool with which a scenario is edited on the map: what it does at a place, and its hint. */
import type { Map as MapLibreMap } from 'maplibre-gl'
import { useCallback, useEffect } from 'react'
import type { LonLat } from '../../../data/geometry.ts'
import { freeStationNumber, stationId } from '../../../data/scenario-edits.ts'
import { useAppState } from '../../state/app-state.ts'
import { type MapToolId, setTool, useMapTool } from '../../state/map-tool.ts'
import { addStation, closeRoads, useScenarioDraft } from '../../state/scenario-draft.ts'
import { useDrawArea } from '../use-draw-area.ts'
import { useToolClicks } from '../use-tool-clicks.ts'
import { COVERAGE_MAP_TEXTS, newStationText, TOOL_TEXTS } from './coverage-map-texts.ts'

const addAt = ([lon, lat]: LonLat): void => {
  const { language } = useAppState.getState()
  const number = freeStationNumber(useScenarioDraft.getState().changes)
  addStation({ id: stationId(number), name: newStationText(number)[language], lon, lat })
}

/** Adds a station or closes the road there; the other tools do nothing at a single place. */
export const editAt = (tool: MapToolId, position: LonLat): void => {
  if (tool === 'add') addAt(position)
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
    return leaveTool
  }, [isEditing])
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
