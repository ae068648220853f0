import type { Map as MapLibreMap } from 'maplibre-gl'
import { useCallback, useEffect, useMemo, useState } from 'react'
import type { CellTimes, CoverageAnswer } from '../../../data/coverage.ts'
import type { ScenarioChanges } from '../../../data/scenario.ts'
import { type CellPicture, overlaid, pictureOf } from '../../layers/coverage-cells.ts'
import { useAppState } from '../../state/app-state.ts'
import {
  useChangedTimes,
  useLiveAnswer,
  useMomentRequest,
  useTodayTimes,
} from '../../state/coverage-answer.ts'
import { hasChanges, liveChanges, useScenarioDraft } from '../../state/scenario-draft.ts'
import { CellPopup, useCellClicks } from './cell-popup.tsx'
import { CellsLayer, ContoursLayer } from './cells-layer.tsx'
import { CompareMap } from './compare-map.tsx'
import { CoverageLegend } from './coverage-legend.tsx'
import { DraftLayer } from './draft-layer.tsx'
import { ToolHint, useEditTool } from './edit-tool.tsx'
import { ProposedSitesLayer } from './proposed-sites-layer.tsx'
import { useHeldStation, useStationCursor, useStationDrag } from './station-drag.ts'
import { StationsLayer } from './stations-layer.tsx'
import './coverage-map.css'

/** Hexagons, isochrones and legend, and what a planner does on the map by hand. */
export const CoveragePicture = ({ map }: { map: MapLibreMap }) => {
  const isEditing = useAppState((state) => state.coverage.tab === 'scenario')
  const picture = usePicture()
  const request = useMomentRequest()
  const [cell, setCell] = useState<number | null>(null)
  const closePopup = useCallback(() => setCell(null), [])
  const changes = useShownChanges(map)
  const compareId = useAppState((state) => state.coverage.compareId)
  const tool = useEditTool(map, isEditing)
  useCellClicks(map, setCell)
  useStationCursor(map, isEditing)
  useStationDrag(map, isEditing)
  return (
    <>
      <CellsLayer map={map} picture={picture} />
      <ContoursLayer map={map} request={request} />
      <StationsLayer map={map} />
      <DraftLayer map={map} changes={changes} isEditing={isEditing} />
      <ProposedSitesLayer map={map} />
      <CoverageLegend key={`legend ${compareId}`} isOpenAtFirst={compareId === null} />
      {compareId !== null && <CompareMap key={compareId} map={map} compareId={compareId} />}
      {tool !== 'none' && <ToolHint map={map} tool={tool} />}
      {cell !== null && tool === 'none' && <CellPopup map={map} cell={cell} onClose={closePopup} />}
    </>
  )
}

const combined = (
  today: CellTimes | undefined,
  changed: CellTimes | undefined,
  changes: CoverageAnswer['changes'],
  due: number,
): CellPicture | null => {
  const picture = today ? pictureOf(today, due) : null
  if (picture === null) return null
  const second = changed?.deciseconds[1]
  // second arrivals come when a station has been let go, first ones at once
  const withSecond = second?.length === picture.second.length ? { ...picture, second } : picture
  return overlaid(withSecond, changes)
}

/** The picture of the present state; null until the times are there. */
const usePicture = (): CellPicture | null => {
  const due = useAppState((state) => state.coverage.filter.due)
  const isChanged = useScenarioDraft((draft) => hasChanges(liveChanges(draft)))
  const { data: today } = useTodayTimes()
  const { data: changed } = useChangedTimes()
  const { data: live } = useLiveAnswer()
  const changes = isChanged ? (live?.changes ?? null) : null
  const settled = isChanged ? changed : undefined
  return useMemo(() => combined(today, settled, changes, due), [today, settled, changes, due])
}

/** Changes of the draft as they would be if the held station were let go now. */
const useShownChanges = (map: MapLibreMap): ScenarioChanges => {
  const draft = useScenarioDraft()
  const held = useHeldStation((state) => state.held)
  const isHolding = held !== null
  useEffect(() => {
    map.getContainer().classList.toggle('is-holding', isHolding)
  }, [map, isHolding])
  return useMemo(() => liveChanges({ ...draft, dragged: held ?? draft.dragged }), [draft, held])
}
