import type { Map as MapLibreMap } from 'maplibre-gl'
import { useCallback, useEffect, useMemo, useState } from 'react'
import type { CellTimes } from '../../../data/cell-times.ts'
import type { CoverageAnswer } from '../../../data/coverage.ts'
import { NO_CHANGES, type ScenarioChanges } from '../../../data/scenario.ts'
import { useCells, useCellTimes, useTownAreas } from '../../api/coverage.ts'
import { useRegion } from '../../api/region.ts'
import { useScenario } from '../../api/scenarios.ts'
import { type CellPicture, overlaid, pictureOf } from '../../layers/coverage-cells.ts'
import { DISPLAY_SCALES, useAppState } from '../../state/app-state.ts'
import { chooseArea, useChosenArea } from '../../state/chosen-area.ts'
import {
  momentRequest,
  useChangedTimes,
  useCoverageAnswer,
  useIsByTown,
  useLiveAnswer,
  useLiveChanges,
  useMomentRequest,
  useShownPaint,
  useTodayTimes,
} from '../../state/coverage-answer.ts'
import { hasChanges, liveChanges, useScenarioDraft } from '../../state/scenario-draft.ts'
import { showStationCard } from '../../state/station-card.ts'
import { listen } from '../listen.ts'
import { showWhole } from '../use-camera.ts'
import { FactsPopup, GapFacts, TownFacts } from './area-popups.tsx'
import { CellFacts } from './cell-popup.tsx'
import { CellsLayer, ContoursLayer } from './cells-layer.tsx'
import { ChosenLayer } from './chosen-layer.tsx'
import { type CityFigures, TownsOfPicture, useCityFigures } from './city-figures.tsx'
import { CompareMap, TODAY } from './compare-map.tsx'
import { CoverageLegend } from './coverage-legend.tsx'
import { COVERAGE_MAP_TEXTS } from './coverage-map-texts.ts'
import { DraftLayer } from './draft-layer.tsx'
import { ToolHint, useEditTool } from './edit-tool.tsx'
import { type Picked, usePictureClicks } from './map-clicks.ts'
import { ProposedSitesLayer } from './proposed-sites-layer.tsx'
import { HeldNote, StationCard } from './station-card.tsx'
import { useHeldStation, useStationCursor, useStationDrag } from './station-drag.ts'
import { StationsLayer } from './stations-layer.tsx'
import { GapsLayer } from './towns-layer.tsx'
import './coverage-map.css'

/** Towns or hexagons, isochrones and legend, and what a planner does on the map by hand. */
export const CoveragePicture = ({ map }: { map: MapLibreMap }) => {
  const isEditing = useAppState((state) => state.coverage.tab === 'scenario')
  const paint = useShownPaint()
  const picture = usePicture()
  const figures = useCityFigures(picture, useOther(paint === 'change'))
  const request = useMomentRequest()
  const changes = useShownChanges(map)
  const isPresent = useAppState((state) => state.coverage.tab === 'result')
  const compareId = useAppState((state) => state.coverage.compareId)
  // the present state stands alone
  const isBeside = compareId !== null && paint !== 'change' && !isPresent
  const tool = useEditTool(map, isEditing)
  useWholeCity(map)
  useStationCursor(map, isEditing)
  useStationDrag(map, isEditing)
  return (
    <>
      <TownsOfPicture map={map} figures={figures} />
      <CellsLayer map={map} picture={picture} differences={figures.differences} />
      <ContoursLayer map={map} request={request} />
      <StationsLayer map={map} />
      <Gaps map={map} />
      <ChosenLayer map={map} />
      <DraftLayer map={map} changes={changes} isEditing={isEditing} />
      <ProposedSitesLayer map={map} />
      <CoverageLegend key={`legend ${isBeside}`} isOpenAtFirst={!isBeside && hasLegendRoom(map)} />
      {isBeside && <CompareMap key={compareId} map={map} compareId={compareId} />}
      {tool !== 'none' && <ToolHint map={map} tool={tool} />}
      {tool === 'none' && <PickedPopup map={map} figures={figures} />}
      {tool === 'none' && <StationCard map={map} />}
      <HeldNote />
      <PictureStatus map={map} picture={picture} />
    </>
  )
}

/** A planner's question is about the city: the panel opens with all of it beside the legend. */
const useWholeCity = (map: MapLibreMap): void => {
  const { bbox, isKnown } = useRegion()
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the panel opens
  useEffect(() => {
    const legend = map.getContainer().parentElement?.querySelector('.coverage-legend')
    if (bbox) showWhole(map, bbox, legend?.clientWidth ?? 0)
  }, [map, isKnown])
}

const NO_GAPS: CoverageAnswer['gaps'] = []

const Gaps = ({ map }: { map: MapLibreMap }) => {
  const { data, isPlaceholderData } = useCoverageAnswer()
  const chosenRank = useChosenArea(({ chosen }) => (chosen?.kind === 'gaps' ? chosen.rank : null))
  const isByTown = useIsByTown()
  const isShown = useShownPaint() === 'served' && isByTown
  // the gaps of other conditions are none of these
  const gaps = isPlaceholderData ? NO_GAPS : data?.gaps
  return isShown ? <GapsLayer map={map} gaps={gaps} chosenRank={chosenRank} /> : null
}

/** Pixels of a desk's screen: on a map that is less broad the legend would lie over the city. */
const LEGEND_MAP_PIXELS = 760

const hasLegendRoom = (map: MapLibreMap): boolean =>
  map.getContainer().clientWidth >=
  LEGEND_MAP_PIXELS * DISPLAY_SCALES[useAppState.getState().display]

/** Whether a map has drawn the picture that it was given last. */
const useIsDrawn = (map: MapLibreMap, picture: CellPicture | null): boolean => {
  const [drawn, setDrawn] = useState<CellPicture | null>(null)
  useEffect(() => listen(map, { idle: () => setDrawn(picture) }), [map, picture])
  return drawn === picture
}

/** Says that what is painted is on its way, or not yet that of these conditions. */
const PictureStatus = ({ map, picture }: { map: MapLibreMap; picture: CellPicture | null }) => {
  const language = useAppState((state) => state.language)
  const { isError: isFailed } = useCells()
  const times = useChangedTimes()
  const towns = useTownAreas()
  const isByTown = useIsByTown()
  const isDrawn = useIsDrawn(map, picture)
  const isAwaited = picture === null && !times.isError && !isFailed
  const isComputing = isAwaited || times.isPlaceholderData || (isByTown && towns.isLoading)
  const text = isComputing ? 'loadingMap' : picture && !isDrawn ? 'drawingMap' : null
  return (
    <div className="layer-status is-coverage" role="status" aria-live="polite">
      {text && <p className="layers-loading">{COVERAGE_MAP_TEXTS[text][language]}</p>}
    </div>
  )
}

/** What is known of the place that was clicked on. */
const PickedPopup = ({ map, figures }: { map: MapLibreMap; figures: CityFigures }) => {
  const [picked, setPicked] = useState<Picked | null>(null)
  const { data: cells } = useCells()
  const { data: areas } = useTownAreas()
  const { data: answer } = useCoverageAnswer()
  const close = useCallback(() => setPicked(null), [])
  const gaps = answer?.gaps
  const onPick = useCallback(
    (next: Picked | null) => {
      setPicked(next)
      showStationCard(next?.kind === 'station' ? next.id : null)
      const code = next?.kind === 'town' && areas?.features[next.id]?.properties.code
      const gap = next?.kind === 'gap' && gaps?.find(({ rank }) => rank === next.rank)
      if (code) chooseArea({ kind: 'towns', code })
      else if (gap) chooseArea({ kind: 'gaps', rank: gap.rank, cells: gap.cells })
      else if (next === null) chooseArea(null)
    },
    [areas, gaps],
  )
  usePictureClicks(map, onPick)
  const popup = { map, onClose: close }
  if (picked?.kind === 'cell') {
    const feature = cells?.features[picked.cell]
    if (!feature) return null
    const { longitude, latitude } = feature.properties
    return (
      <FactsPopup {...popup} position={[longitude, latitude]}>
        <CellFacts feature={feature} />
      </FactsPopup>
    )
  }
  if (picked?.kind === 'town') {
    const code = areas?.features[picked.id]?.properties.code ?? ''
    return (
      <FactsPopup {...popup} position={picked.position}>
        <TownFacts
          code={code}
          figures={figures.towns?.get(code)}
          difference={figures.townChanges?.get(code)}
        />
      </FactsPopup>
    )
  }
  const gap = picked?.kind === 'gap' && gaps?.find(({ rank }) => rank === picked.rank)
  if (!gap) return null
  return (
    <FactsPopup {...popup} position={gap.centroid}>
      <GapFacts gap={gap} />
    </FactsPopup>
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

/** The picture of what the open tab is about; null until the times are there. */
const usePicture = (): CellPicture | null => {
  const due = useAppState((state) => state.coverage.filter.due)
  const isChanged = hasChanges(useLiveChanges())
  const { data: today } = useTodayTimes()
  const { data: changed } = useChangedTimes()
  const { data: live } = useLiveAnswer()
  const changes = isChanged ? (live?.changes ?? null) : null
  const settled = isChanged ? changed : undefined
  return useMemo(() => combined(today, settled, changes, due), [today, settled, changes, due])
}

/** The picture that differences are measured from: the scenario compared with, else the present state. */
const useOther = (isAsked: boolean): CellPicture | null => {
  const options = useAppState((state) => state.coverage)
  const { compareId, filter } = options
  const id = isAsked && compareId !== TODAY ? compareId : null
  const { data: scenario } = useScenario(id)
  const changes = id === null ? NO_CHANGES : scenario?.changes
  const request = useMemo(() => momentRequest(options, changes ?? NO_CHANGES), [options, changes])
  const { data: times } = useCellTimes(request)
  return useMemo(
    () => (isAsked && changes && times ? pictureOf(times, filter.due) : null),
    [isAsked, changes, times, filter.due],
  )
}

/** Changes of the draft as they would be if the held station were let go now. */
const useShownChanges = (map: MapLibreMap): ScenarioChanges => {
  const draft = useScenarioDraft()
  const held = useHeldStation((state) => state.held)
  const isPresent = useAppState((state) => state.coverage.tab === 'result')
  const isHolding = held !== null
  useEffect(() => {
    map.getContainer().classList.toggle('is-holding', isHolding)
  }, [map, isHolding])
  return useMemo(
    () => (isPresent ? NO_CHANGES : liveChanges({ ...draft, dragged: held ?? draft.dragged })),
    [draft, held, isPresent],
  )
}
