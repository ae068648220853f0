import type { Map as MapLibreMap } from 'maplibre-gl'
import { useCallback, useState } from 'react'
import { useAppState } from '../../state/app-state.ts'
import { useCoverageRequest } from '../../state/coverage-answer.ts'
import { setTool } from '../../state/map-tool.ts'
import { closeRoads } from '../../state/scenario-draft.ts'
import { CellPopup } from './cell-popup.tsx'
import { CellsLayer } from './cells-layer.tsx'
import { CompareMap } from './compare-map.tsx'
import { ContoursLayer } from './contours-layer.tsx'
import { CoverageLegend } from './coverage-legend.tsx'
import { DraftLayer } from './draft-layer.tsx'
import { ProposedSitesLayer } from './proposed-sites-layer.tsx'
import { StationsLayer } from './stations-layer.tsx'
import { ToolHint } from './tool-hint.tsx'
import { useCellClicks } from './use-cell-clicks.ts'
import { type DrawnArea, useDrawArea } from './use-draw-area.ts'
import { usePicture } from './use-picture.ts'
import { useShownChanges } from './use-shown-changes.ts'
import { useStationCursor } from './use-station-cursor.ts'
import { useStationDrag } from './use-station-drag.ts'
import { useTool } from './use-tool.ts'
import './coverage-map.css'

const closeArea = (area: DrawnArea): void => {
  setTool('none')
  closeRoads(area)
}

const leaveTool = (): void => setTool('none')

/** Hexagons, isochrones and legend, and what a planner does on the map by hand. */
export const CoveragePicture = ({ map }: { map: MapLibreMap }) => {
  const isEditing = useAppState((state) => state.coverage.tab === 'scenario')
  const picture = usePicture()
  const request = useCoverageRequest()
  const [cell, setCell] = useState<number | null>(null)
  const closePopup = useCallback(() => setCell(null), [])
  const changes = useShownChanges(map)
  const compareId = useAppState((state) => state.coverage.compareId)
  const tool = useTool(map, isEditing)
  useCellClicks(map, setCell)
  useStationCursor(map, isEditing)
  useStationDrag(map, isEditing)
  useDrawArea(map, tool === 'draw-area', closeArea, leaveTool)
  return (
    <>
      <CellsLayer map={map} picture={picture} />
      <ContoursLayer map={map} request={request} />
      <StationsLayer map={map} />
      <DraftLayer map={map} changes={changes} isEditing={isEditing} />
      <ProposedSitesLayer map={map} />
      <CoverageLegend key={compareId} isOpenAtFirst={compareId === null} />
      {compareId !== null && <CompareMap key={compareId} map={map} compareId={compareId} />}
      {tool !== 'none' && <ToolHint map={map} tool={tool} />}
      {cell !== null && tool === 'none' && <CellPopup map={map} cell={cell} onClose={closePopup} />}
    </>
  )
}
