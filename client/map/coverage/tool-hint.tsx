import type { Map as MapLibreMap } from 'maplibre-gl'
import { useAppState } from '../../state/app-state.ts'
import { type MapToolId, setTool } from '../../state/map-tool.ts'
import { COVERAGE_MAP_TEXTS, TOOL_TEXTS } from './coverage-map-texts.ts'
import { editAt } from './edit-at.ts'

interface ToolHintProps {
  map: MapLibreMap
  tool: Exclude<MapToolId, 'none'>
}

/** Says what a click does now, does it without a mouse, and leaves the tool. */
export const ToolHint = ({ map, tool }: ToolHintProps) => {
  const language = useAppState((state) => state.language)
  const atCentre = (): void => {
    const { lng, lat } = map.getCenter()
    editAt(tool, [lng, lat])
  }
  return (
    <>
      <div className="tool-hint">
        <p role="status">{TOOL_TEXTS[tool][language]}</p>
        {tool !== 'draw-area' && (
          <button type="button" className="target at-centre" onClick={atCentre}>
            {COVERAGE_MAP_TEXTS.atCentre[language]}
          </button>
        )}
        <button type="button" className="target" onClick={() => setTool('none')}>
          {COVERAGE_MAP_TEXTS.leave[language]}
        </button>
      </div>
      {tool !== 'draw-area' && <span className="map-centre" aria-hidden="true" />}
    </>
  )
}
