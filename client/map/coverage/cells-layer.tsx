import type { SourceSpecification } from '@maplibre/maplibre-gl-style-spec'
import type { Map as MapLibreMap } from 'maplibre-gl'
import { useEffect, useMemo, useRef } from 'react'
import type { AreaClass } from '../../../data/standards.ts'
import { type CellCollection, useCells } from '../../api/coverage.ts'
import {
  type CellPicture,
  type CellState,
  cellPoints,
  cellStates,
  differingCells,
} from '../../layers/coverage-cells.ts'
import { coverageColours } from '../../layers/coverage-ramp.ts'
import { useAppState } from '../../state/app-state.ts'
import { setSourceData } from '../source-data.ts'
import {
  CELL_POINT_SOURCE,
  CELL_SOURCE,
  CELLS_BEFORE,
  coverageCellLayers,
  coverageDiscLayers,
  HATCH_IMAGE,
} from '../style/coverage-layers.ts'
import { setHatch } from './hatch-image.ts'
import { fadeMinutes } from './slider-minutes.ts'
import { useAddedLayers } from './use-added-layers.ts'

/** Hexagons have few corners and none to spare; tiles nearer than this zoom are magnified. */
const HEXAGONS: SourceSpecification = {
  type: 'geojson',
  data: { type: 'FeatureCollection', features: [] },
  tolerance: 0,
  maxzoom: 13,
}
const DISCS: SourceSpecification = {
  type: 'geojson',
  data: { type: 'FeatureCollection', features: [] },
  maxzoom: 11,
}
const SOURCES = [CELL_SOURCE, CELL_POINT_SOURCE] as const

/** The hexagons on one map, painted by a picture; unpainted while there is none. */
export const CellsLayer = ({ map, picture }: { map: MapLibreMap; picture: CellPicture | null }) => {
  const theme = useAppState((state) => state.theme)
  const paint = useAppState((state) => state.coverage.paint)
  const minutes = fadeMinutes(useAppState((state) => state.coverage.minutes))
  const look = useMemo(() => ({ theme, paint, minutes }), [theme, paint, minutes])
  const hexagons = useMemo(() => coverageCellLayers(look), [look])
  const discs = useMemo(() => coverageDiscLayers(look), [look])
  useEffect(() => setHatch(map, HATCH_IMAGE, coverageColours(theme).unreachableHatch), [map, theme])
  useAddedLayers(map, CELL_SOURCE, HEXAGONS, hexagons, CELLS_BEFORE)
  useAddedLayers(map, CELL_POINT_SOURCE, DISCS, discs, CELLS_BEFORE)
  const { data: cells } = useCells()
  useEffect(() => {
    if (!cells) return
    setSourceData(map, CELL_SOURCE, cells)
    setSourceData(map, CELL_POINT_SOURCE, cellPoints(cells))
  }, [map, cells])
  useStates(map, cells, picture)
  return null
}

/** Tells the map the times of the cells that are not what it was told before. */
const useStates = (
  map: MapLibreMap,
  cells: CellCollection | undefined,
  picture: CellPicture | null,
): void => {
  const standards = useAppState((state) => state.coverage.standards)
  const areaClasses = useMemo(
    () => cells?.features.map(({ properties }): AreaClass => properties.areaClass) ?? [],
    [cells],
  )
  const told = useRef<readonly CellState[] | null>(null)
  // the states go with the source: told again when it comes back
  useEffect(
    () => () => {
      told.current = null
    },
    [],
  )
  useEffect(() => {
    if (picture === null || areaClasses.length === 0) return
    const states = cellStates(picture, areaClasses, standards)
    for (const id of differingCells(told.current, states)) {
      for (const source of SOURCES) map.setFeatureState({ source, id }, states[id]!)
    }
    told.current = states
  }, [map, picture, areaClasses, standards])
}
