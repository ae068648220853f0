import type { Map as MapLibreMap } from 'maplibre-gl'
import { useEffect, useMemo, useRef } from 'react'
import type { CellCollection, CoverageRequest } from '../../../data/coverage.ts'
import type { AreaClass } from '../../../data/standards.ts'
import { useCells, useContours } from '../../api/coverage.ts'
import {
  type CellPicture,
  type CellState,
  cellPoints,
  cellStates,
  differingCells,
} from '../../layers/coverage-cells.ts'
import { askedContours, contourLines } from '../../layers/coverage-contours.ts'
import { coverageColours, fadeMinutes } from '../../layers/coverage-ramp.ts'
import { useAppState } from '../../state/app-state.ts'
import { useIsByTown, useShownPaint } from '../../state/coverage-answer.ts'
import { GeojsonLayers } from '../geojson-layers.tsx'
import { setHatch } from '../map-images.ts'
import {
  CELL_POINT_SOURCE,
  CELL_SOURCE,
  CELLS_BEFORE,
  contourLayers,
  coverageCellLayers,
  coverageDiscLayers,
  HATCH_IMAGE,
  NAMES_BEFORE,
} from '../style/coverage-layers.ts'
import { useLayers } from '../use-style.ts'

/** Hexagons have few corners and none to spare; tiles nearer than this zoom are magnified. */
const HEXAGONS = { tolerance: 0, maxzoom: 13 }
const DISCS = { maxzoom: 11 }
const SOURCES = [CELL_SOURCE, CELL_POINT_SOURCE] as const

interface CellsLayerProps {
  map: MapLibreMap
  picture: CellPicture | null
  /** From the picture it is compared with; null where there is none. */
  differences?: Int8Array | null
}

/** The hexagons on one map, painted by a picture; unpainted while there is none. */
export const CellsLayer = ({ map, picture, differences = null }: CellsLayerProps) => {
  const theme = useAppState((state) => state.theme)
  const paint = useShownPaint()
  const isByTown = useIsByTown()
  const minutes = fadeMinutes(useAppState((state) => state.coverage.minutes))
  const look = useMemo(
    () => ({ theme, paint, minutes, isByTown }),
    [theme, paint, minutes, isByTown],
  )
  const hexagons = useMemo(() => coverageCellLayers(look), [look])
  const discs = useMemo(() => coverageDiscLayers(look), [look])
  useEffect(() => setHatch(map, HATCH_IMAGE, coverageColours(theme).unreachableHatch), [map, theme])
  const { data: cells } = useCells()
  const points = useMemo(() => cells && cellPoints(cells), [cells])
  return (
    <>
      <GeojsonLayers
        map={map}
        layers={hexagons}
        data={cells}
        before={CELLS_BEFORE}
        options={HEXAGONS}
      />
      <GeojsonLayers map={map} layers={discs} data={points} before={CELLS_BEFORE} options={DISCS} />
      <CellStates map={map} cells={cells} picture={picture} differences={differences} />
    </>
  )
}

/** Sets the states of the cells whose times are not what the map has. */
const CellStates = ({
  map,
  cells,
  picture,
  differences,
}: Required<CellsLayerProps> & { cells: CellCollection | undefined }) => {
  const standards = useAppState((state) => state.coverage.standards)
  const areaClasses = useMemo(
    () => cells?.features.map(({ properties }): AreaClass => properties.areaClass) ?? [],
    [cells],
  )
  const shown = useRef<readonly CellState[] | null>(null)
  // the states go with the source: they are set again when it comes back
  useEffect(
    () => () => {
      shown.current = null
    },
    [],
  )
  useEffect(() => {
    if (picture === null || areaClasses.length === 0) return
    const states = cellStates(picture, areaClasses, standards, differences)
    for (const id of differingCells(shown.current, states)) {
      for (const source of SOURCES) map.setFeatureState({ source, id }, states[id]!)
    }
    shown.current = states
  }, [map, picture, areaClasses, standards, differences])
  return null
}

/** Isochrones of a question on one map, while they are switched on. */
export const ContoursLayer = ({ map, request }: { map: MapLibreMap; request: CoverageRequest }) => {
  const isOn = useAppState((state) => state.coverage.contours)
  const layers = useLayers(contourLayers)
  const { data } = useContours(request, askedContours(isOn))
  const lines = useMemo(() => (isOn && data ? contourLines(data) : null), [isOn, data])
  return <GeojsonLayers map={map} layers={layers} data={lines} before={NAMES_BEFORE} />
}
