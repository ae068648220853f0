/** The city at a glance: towns painted by their people, and the larger gaps as circles. */
import type { Map as MapLibreMap } from 'maplibre-gl'
import { useEffect, useMemo } from 'react'
import type { CoverageAnswer, TownAreaCollection } from '../../../data/coverage.ts'
import { useTownAreas } from '../../api/coverage.ts'
import type { TownDifference, TownFigures } from '../../layers/coverage-towns.ts'
import { collection, pointAt } from '../../layers/geojson.ts'
import { GeojsonLayers } from '../geojson-layers.tsx'
import { NAMES_BEFORE } from '../style/coverage-layers.ts'
import {
  GAP_SOURCE,
  gapLayers,
  TOWN_SOURCE,
  TOWNS_BEFORE,
  type TownPaint,
  townLayers,
} from '../style/coverage-town-layers.ts'
import { useLayers } from '../use-style.ts'
import { usePeoplePerCount } from './use-map-words.ts'

const TOWN_LAYERS = { late: townLayers('late'), change: townLayers('change') } as const
const AREAS = { tolerance: 0.2, maxzoom: 11 } as const
const PERCENT = 100

/** What a town is painted by; null where nobody lives. */
export const lateValue = ({ people, late }: TownFigures): number | null =>
  people > 0 ? (late * PERCENT) / people : null

export const changeValue = ({ gained, lost }: TownDifference): number => gained - lost

interface TownsLayerProps {
  map: MapLibreMap
  paint: TownPaint
  /** By the code of the town; towns without a value stay unpainted. */
  values: ReadonlyMap<string, number | null> | null
}

/** Towns by a value. */
export const TownsLayer = ({ map, paint, values }: TownsLayerProps) => {
  const layers = useLayers(TOWN_LAYERS[paint])
  const { data } = useTownAreas()
  return (
    <>
      <GeojsonLayers map={map} layers={layers} data={data} before={TOWNS_BEFORE} options={AREAS} />
      {data && values && <TownValues map={map} areas={data} values={values} />}
    </>
  )
}

interface TownValuesProps extends Required<Pick<TownsLayerProps, 'map'>> {
  areas: TownAreaCollection
  values: ReadonlyMap<string, number | null>
}

const TownValues = ({ map, areas, values }: TownValuesProps) => {
  useEffect(() => {
    for (const { id, properties } of areas.features) {
      map.setFeatureState(
        { source: TOWN_SOURCE, id },
        { value: values.get(properties.code) ?? null },
      )
    }
  }, [map, areas, values])
  return null
}

interface GapsLayerProps {
  map: MapLibreMap
  gaps: CoverageAnswer['gaps'] | undefined
  chosenRank: number | null
}

/** Gaps where their people are on average. */
export const GapsLayer = ({ map, gaps, chosenRank }: GapsLayerProps) => {
  const layers = useLayers(gapLayers)
  const perCount = usePeoplePerCount()
  const points = useMemo(
    () =>
      gaps &&
      collection(
        gaps.map(({ rank, people, centroid }) => ({
          ...pointAt(centroid, { people: people * perCount, rank }),
          id: rank,
        })),
      ),
    [gaps, perCount],
  )
  useEffect(() => {
    if (chosenRank === null) return
    const feature = { source: GAP_SOURCE, id: chosenRank }
    map.setFeatureState(feature, { isChosen: true })
    return () => {
      if (map.style && map.getSource(GAP_SOURCE)) map.setFeatureState(feature, { isChosen: false })
    }
  }, [map, chosenRank])
  return <GeojsonLayers map={map} layers={layers} data={points} before={NAMES_BEFORE} />
}
