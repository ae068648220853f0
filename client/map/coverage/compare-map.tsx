import type { Map as MapLibreMap } from 'maplibre-gl'
import { useEffect, useMemo, useRef } from 'react'
import { NO_CHANGES, type ScenarioChanges } from '../../../data/scenario.ts'
import { useCellTimes } from '../../api/coverage.ts'
import { asApiProblem } from '../../api/problem.ts'
import { useScenario } from '../../api/scenarios.ts'
import { pictureOf } from '../../layers/coverage-cells.ts'
import { changeCoverage, useAppState } from '../../state/app-state.ts'
import { momentRequest } from '../../state/coverage-answer.ts'
import { hasChanges, useScenarioDraft } from '../../state/scenario-draft.ts'
import { ResourceLayers, useBackground } from '../collection-sources.tsx'
import { useNewMap } from '../create-map.ts'
import { listen } from '../listen.ts'
import { useStyle } from '../use-style.ts'
import { useTooltip } from '../use-tooltip.ts'
import { CellsLayer, ContoursLayer } from './cells-layer.tsx'
import { TownsOfPicture, useCityFigures } from './city-figures.tsx'
import { COVERAGE_MAP_TEXTS } from './coverage-map-texts.ts'
import { DraftLayer } from './draft-layer.tsx'
import { StationsLayer } from './stations-layer.tsx'

interface CompareMapProps {
  /** The map of the page, which keeps the left half. */
  map: MapLibreMap
  /** A saved scenario, or TODAY. */
  compareId: string
}

/** A second map at the right, in step with the first, with the cells of another scenario. */
export const CompareMap = ({ map, compareId }: CompareMapProps) => {
  const language = useAppState((state) => state.language)
  const container = useRef<HTMLDivElement>(null)
  const beside = useNewMap(container)
  const { changes, title } = useCompared(compareId)
  useEffect(() => {
    const stage = container.current?.closest('.stage')
    stage?.toggleAttribute('data-comparing', true)
    return () => void stage?.toggleAttribute('data-comparing', false)
  }, [])
  return (
    <>
      <DraftTitle />
      <div className="compare-map">
        <div ref={container} className="map-canvas" />
        {beside && <InStep map={map} beside={beside} />}
        {beside && changes && <ComparedContents map={beside} changes={changes} />}
        <div className="row map-title is-right">
          <span role="status">{title}</span>
          <button
            type="button"
            className="target"
            onClick={() => changeCoverage({ compareId: null })}
          >
            {COVERAGE_MAP_TEXTS.endCompare[language]}
          </button>
        </div>
      </div>
    </>
  )
}

/** Names what the left map shows. */
const DraftTitle = () => {
  const language = useAppState((state) => state.language)
  const saved = useScenarioDraft((draft) => draft.saved)
  const isChanged = useScenarioDraft((draft) => hasChanges(draft.changes))
  const unsaved = COVERAGE_MAP_TEXTS[isChanged ? 'draft' : 'today'][language]
  return <div className="row map-title">{saved?.name ?? unsaved}</div>
}

const InStep = ({ map, beside }: { map: MapLibreMap; beside: MapLibreMap }) => {
  const language = useAppState((state) => state.language)
  useInStep(map, beside)
  useStyle(beside)
  useBackground(beside)
  useTooltip(beside)
  useEffect(() => {
    beside.getCanvas().setAttribute('aria-label', COVERAGE_MAP_TEXTS.compare[language])
  }, [beside, language])
  return (
    <>
      <ResourceLayers map={beside} />
      <StationsLayer map={beside} />
    </>
  )
}

const ComparedContents = ({ map, changes }: { map: MapLibreMap; changes: ScenarioChanges }) => {
  const options = useAppState((state) => state.coverage)
  const { due } = options.filter
  const request = useMemo(() => momentRequest(options, changes), [options, changes])
  const { data: times } = useCellTimes(request)
  const picture = useMemo(() => (times ? pictureOf(times, due) : null), [times, due])
  return (
    <>
      <TownsOfPicture map={map} figures={useCityFigures(picture, null)} />
      <CellsLayer map={map} picture={picture} />
      <ContoursLayer map={map} request={request} />
      <DraftLayer map={map} changes={changes} isEditing={false} />
    </>
  )
}

/** `compareId` of the data without any change. */
export const TODAY = 'today'

/**
 * What the map beside shows: the data of today, or a saved scenario over them, null until it is
 * there; its name, or what is wrong or awaited.
 */
const useCompared = (compareId: string): { changes: ScenarioChanges | null; title: string } => {
  const language = useAppState((state) => state.language)
  const isToday = compareId === TODAY
  const { data, error } = useScenario(isToday ? null : compareId)
  if (isToday) return { changes: NO_CHANGES, title: COVERAGE_MAP_TEXTS.today[language] }
  if (data) return { changes: data.changes, title: data.name }
  const text = error ? asApiProblem(error).sentence : COVERAGE_MAP_TEXTS.loadingScenario
  return { changes: null, title: text[language] }
}

/** Moves each map with the other; the second one starts where the first one is. */
const useInStep = (first: MapLibreMap, second: MapLibreMap): void => {
  useEffect(() => {
    let isFollowing = false
    const follow = (leader: MapLibreMap, follower: MapLibreMap) => (): void => {
      // the follower's own move must not lead the leader back
      if (isFollowing) return
      isFollowing = true
      follower.jumpTo({ center: leader.getCenter(), zoom: leader.getZoom() })
      isFollowing = false
    }
    const lead = follow(first, second)
    lead()
    const ends = [listen(first, { move: lead }), listen(second, { move: follow(second, first) })]
    return () => {
      for (const end of ends) end()
    }
  }, [first, second])
}
