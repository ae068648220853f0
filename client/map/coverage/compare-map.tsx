import type { Map as MapLibreMap } from 'maplibre-gl'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { ScenarioChanges } from '../../../data/scenario.ts'
import { useCellTimes } from '../../api/coverage.ts'
import { pictureOf } from '../../layers/coverage-cells.ts'
import { changeCoverage, useAppState } from '../../state/app-state.ts'
import { coverageRequest } from '../../state/coverage-answer.ts'
import { hasChanges, useScenarioDraft } from '../../state/scenario-draft.ts'
import { createMap } from '../create-map.ts'
import { ResourceLayer } from '../resource-layer.tsx'
import { useBackground } from '../use-background.ts'
import { useStyle } from '../use-style.ts'
import { useTooltip } from '../use-tooltip.ts'
import { CellsLayer } from './cells-layer.tsx'
import { ContoursLayer } from './contours-layer.tsx'
import { COVERAGE_MAP_TEXTS } from './coverage-map-texts.ts'
import { DraftLayer } from './draft-layer.tsx'
import { StationsLayer } from './stations-layer.tsx'
import { useCompared } from './use-compared.ts'
import { useInStep } from './use-in-step.ts'
import './compare-map.css'

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
  const beside = useMapBeside(container)
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
        <div className="map-title is-right">
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
  return <div className="map-title">{saved?.name ?? unsaved}</div>
}

const useMapBeside = (container: { current: HTMLDivElement | null }): MapLibreMap | null => {
  const [beside, setBeside] = useState<MapLibreMap | null>(null)
  useEffect(() => {
    if (container.current === null) return
    const created = createMap(container.current)
    created.once('style.load', () => setBeside(created))
    return () => {
      setBeside(null)
      created.remove()
    }
  }, [container])
  return beside
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
      <ResourceLayer map={beside} id="stations" />
      <StationsLayer map={beside} />
    </>
  )
}

const ComparedContents = ({ map, changes }: { map: MapLibreMap; changes: ScenarioChanges }) => {
  const options = useAppState((state) => state.coverage)
  const { due } = options.filter
  const request = useMemo(() => coverageRequest(options, changes), [options, changes])
  const { data: times } = useCellTimes(request)
  const picture = useMemo(() => (times ? pictureOf(times, due) : null), [times, due])
  return (
    <>
      <CellsLayer map={map} picture={picture} />
      <ContoursLayer map={map} request={request} />
      <DraftLayer map={map} changes={changes} isEditing={false} />
    </>
  )
}
