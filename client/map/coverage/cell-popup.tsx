import { type Map as MapLibreMap, type MapMouseEvent, Popup } from 'maplibre-gl'
import { useEffect, useMemo } from 'react'
import { createPortal } from 'react-dom'
import { type CellFeature, type CellTimes, UNREACHED } from '../../../data/coverage.ts'
import { AREA_CLASSES } from '../../../data/standards.ts'
import { durationText, localisedName, numberText } from '../../../data/wording.ts'
import { useCells } from '../../api/coverage.ts'
import { useCollection } from '../../api/features.ts'
import { changeState, useAppState } from '../../state/app-state.ts'
import { useChangedTimes } from '../../state/coverage-answer.ts'
import { useMapTool } from '../../state/map-tool.ts'
import { useScenarioDraft } from '../../state/scenario-draft.ts'
import { hitAt } from '../hit.ts'
import { listen } from '../listen.ts'
import { CELL_DISC, CELL_FILL } from '../style/coverage-layers.ts'
import { QUIET_POPUP } from '../use-tooltip.ts'
import { COVERAGE_MAP_TEXTS } from './coverage-map-texts.ts'
import { stationAt } from './station-drag.ts'

const DECISECONDS_PER_SECOND = 10
/** Kept free for the notice at the top of the map. */
const NOTICE_PIXELS = 48

interface CellPopupProps {
  map: MapLibreMap
  cell: number
  onClose: () => void
}

/** Who lives in a cell, and who would be there when; closed by its button, Escape or its parent. */
export const CellPopup = ({ map, cell, onClose }: CellPopupProps) => {
  const language = useAppState((state) => state.language)
  const { data: cells } = useCells()
  const feature = cells?.features[cell]
  const element = usePopup(map, feature, onClose)
  if (!feature) return null
  return createPortal(
    <>
      <button type="button" className="cell-close target" onClick={onClose}>
        <span aria-hidden="true">×</span>
        <span className="visually-hidden">{COVERAGE_MAP_TEXTS.close[language]}</span>
      </button>
      <CellFacts feature={feature} />
    </>,
    element,
  )
}

const usePopup = (
  map: MapLibreMap,
  feature: CellFeature | undefined,
  onClose: () => void,
): HTMLElement => {
  const element = useMemo(() => document.createElement('div'), [])
  useEffect(() => {
    if (!feature) return
    const { longitude, latitude } = feature.properties
    const popup = new Popup({
      ...QUIET_POPUP,
      className: 'cell-popup',
      maxWidth: '22em',
      padding: { top: NOTICE_PIXELS, bottom: 0, left: 0, right: 0 },
    })
      .setLngLat([longitude, latitude])
      .setDOMContent(element)
      .addTo(map)
    return () => void popup.remove()
  }, [map, element, feature])
  useEffect(() => {
    const onKey = ({ key }: KeyboardEvent): void => {
      if (key === 'Escape') onClose()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [onClose])
  return element
}

const CellFacts = ({ feature: { id, properties } }: { feature: CellFeature }) => {
  const language = useAppState((state) => state.language)
  const { data: times } = useChangedTimes()
  const towns = useCollection('towns').data?.features
  const town = towns?.find((each) => each.properties.code === properties.townCode)
  return (
    <>
      {town && <strong>{localisedName(town.properties, language)}</strong>}
      <dl>
        <dt>{COVERAGE_MAP_TEXTS.people[language]}</dt>
        <dd>{numberText(properties.people, language)}</dd>
        <dt>{COVERAGE_MAP_TEXTS.place[language]}</dt>
        <dd>{AREA_CLASSES[properties.areaClass].label[language]}</dd>
        {(['first', 'second'] as const).map((which, rank) => (
          <Arrival key={which} which={which} rank={rank} cell={id} times={times} />
        ))}
      </dl>
    </>
  )
}

interface ArrivalProps {
  which: 'first' | 'second'
  rank: number
  cell: number
  times: CellTimes | undefined
}

const Arrival = ({ which, rank, cell, times }: ArrivalProps) => {
  const language = useAppState((state) => state.language)
  const nameOf = useStationNames()
  const deciseconds = times?.deciseconds[rank]?.[cell]
  const station = times?.stations[rank]?.[cell] ?? UNREACHED
  if (deciseconds === undefined) return null
  return (
    <>
      <dt>{COVERAGE_MAP_TEXTS[which][language]}</dt>
      <dd>
        {deciseconds === UNREACHED ? (
          COVERAGE_MAP_TEXTS.nobody[language]
        ) : (
          <>
            {durationText(deciseconds / DECISECONDS_PER_SECOND, language)}
            <span className="secondary cell-station">{nameOf(station)}</span>
          </>
        )}
      </dd>
    </>
  )
}

/** Names by index: present stations in the order of their collection, then the added ones. */
const useStationNames = (): ((index: number) => string) => {
  const language = useAppState((state) => state.language)
  const present = useCollection('stations').data?.features ?? []
  const added = useScenarioDraft((draft) => draft.changes.add)
  return (index) => {
    const feature = present[index]
    return feature
      ? localisedName(feature.properties, language)
      : (added[index - present.length]?.name ?? '')
  }
}

/**
 * Which cell of the coverage picture is clicked on.
 * @param onCell receives the index of the cell, or null for a click beside all of them
 */
export const useCellClicks = (map: MapLibreMap, onCell: (cell: number | null) => void): void => {
  useEffect(() => {
    const cellAt = (point: MapMouseEvent['point']): number | null => {
      const [cell] = map.queryRenderedFeatures(point, { layers: [CELL_FILL, CELL_DISC] })
      return typeof cell?.id === 'number' ? cell.id : null
    }
    const onClick = ({ point }: MapMouseEvent): void => {
      if (useMapTool.getState().tool !== 'none' || !map.getLayer(CELL_FILL)) return
      // what stands on a cell is meant before the cell
      const station = stationAt(map, point)
      if (station !== null) changeState({ selection: { collection: 'stations', id: station } })
      onCell(station === null && hitAt(map, point) === null ? cellAt(point) : null)
    }
    return listen(map, { click: onClick })
  }, [map, onCell])
}
