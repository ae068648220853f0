/** Figures of a picture by town, and the towns painted by them. */
import type { Map as MapLibreMap } from 'maplibre-gl'
import { useMemo } from 'react'
import { useCells } from '../../api/coverage.ts'
import type { CellPicture } from '../../layers/coverage-cells.ts'
import {
  cellDifferences,
  countedCell,
  type TownDifference,
  type TownFigures,
  townDifferences,
  townFigures,
} from '../../layers/coverage-towns.ts'
import { useAppState } from '../../state/app-state.ts'
import { useCountedFigure, useIsByTown, useShownPaint } from '../../state/coverage-answer.ts'
import { changeValue, lateValue, TownsLayer } from './towns-layer.tsx'
import { usePeoplePerCount } from './use-map-words.ts'

/** Null where there is no picture, or none to compare it with. */
export interface CityFigures {
  readonly towns: ReadonlyMap<string, TownFigures> | null
  readonly differences: Int8Array | null
  readonly townChanges: ReadonlyMap<string, TownDifference> | null
}

/** @param other what differences are measured from; null: none are asked for, or it is on its way */
export const useCityFigures = (
  picture: CellPicture | null,
  other: CellPicture | null,
): CityFigures => {
  const { data } = useCells()
  const standards = useAppState((state) => state.coverage.standards)
  const figure = useCountedFigure()
  const cells = useMemo(
    () => data?.features.map(({ properties }) => countedCell(properties, figure)),
    [data, figure],
  )
  return useMemo(() => {
    if (!cells || picture === null) return { towns: null, differences: null, townChanges: null }
    const differences = other && cellDifferences(cells, picture, other, standards)
    return {
      towns: townFigures(cells, picture, standards),
      differences,
      townChanges: differences && townDifferences(cells, differences),
    }
  }, [cells, picture, other, standards])
}

const byCode = <T,>(
  towns: ReadonlyMap<string, T> | null,
  told: (figures: T) => number | null,
): ReadonlyMap<string, number | null> | null =>
  towns && new Map([...towns].map(([code, figures]) => [code, told(figures)]))

/** Towns as the map is painted now; nothing where arrivals are looked at. */
export const TownsOfPicture = ({
  map,
  figures: { towns, townChanges },
}: {
  map: MapLibreMap
  figures: CityFigures
}) => {
  const isByTown = useIsByTown()
  const paint = useShownPaint() === 'change' ? 'change' : 'late'
  const perCount = usePeoplePerCount()
  const values = useMemo(
    () =>
      paint === 'change'
        ? byCode(townChanges, (figures) => changeValue(figures) * perCount)
        : byCode(towns, lateValue),
    [paint, towns, townChanges, perCount],
  )
  return isByTown ? <TownsLayer key={paint} map={map} paint={paint} values={values} /> : null
}
