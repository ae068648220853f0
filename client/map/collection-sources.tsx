/** Fills the sources of the style from the collections: resources, and the ground under them. */
import type { Map as MapLibreMap } from 'maplibre-gl'
import { useMemo } from 'react'
import { type CollectionId, groupOf, LAYER_IDS } from '../../data/collections.ts'
import { type ApiFeature, type Part, useCollection, useResources } from '../api/features.ts'
import {
  countyAreas,
  labelPoints,
  waterLabelPoints,
  waterShapes,
} from '../layers/background-features.ts'
import { resourcePoints, resourceShapes } from '../layers/resource-features.ts'
import { useMoment } from '../layers/use-moment.ts'
import { useAppState, useVisibleLayers } from '../state/app-state.ts'
import { useSourceData } from './geojson-layers.tsx'
import { POINT_SOURCE, RESOURCE_LAYERS, shapeSource } from './style/resource-layers.ts'
import { useDrawable } from './use-drawable.ts'

/** Names of roads come in tiles, unseen before they are drawn: what most of them are made of. */
const ROAD_CHARACTERS = '路街道线高速公国省县乡村环大桥东西南北中内外上下一二三四五六七八九十'

/** What is made of each part, in one collection. */
const collected = <F,>(
  parts: readonly Part[],
  make: (part: Part) => { readonly features: readonly F[] },
) => ({ type: 'FeatureCollection', features: parts.flatMap((part) => make(part).features) })

const namesOf = (features: readonly ApiFeature[] | undefined): string =>
  (features ?? [])
    .map(({ properties: { name } }) => (typeof name === 'string' ? name : ''))
    .join('')
    .concat(ROAD_CHARACTERS)

/** The features of a collection once their names can be drawn. */
const useDrawableFeatures = (id: CollectionId): readonly ApiFeature[] | undefined =>
  useDrawable(useCollection(id).data?.features, namesOf)

const namesOfParts = (parts: readonly Part[] | undefined): string =>
  namesOf(parts?.flatMap(({ features }) => features))

/** Areas and lines of a group: below the points, which lie in one source. */
const Shapes = ({ map, id, parts }: ShapesProps) => {
  const filters = useAppState((state) => state.filters)
  const shapes = useMemo(
    () =>
      collected(
        parts.filter((part) => groupOf(part.id) === id),
        (part) => resourceShapes(part.id, part.features, filters[part.id]),
      ),
    [parts, filters, id],
  )
  useSourceData(map, shapeSource(id), shapes)
  return null
}

interface ShapesProps {
  map: MapLibreMap
  id: CollectionId
  parts: readonly Part[]
}

/** Resources on the map: what is switched on and passes the filter. */
export const ResourceLayers = ({ map }: { map: MapLibreMap }) => {
  const visibleLayers = useVisibleLayers()
  const filters = useAppState((state) => state.filters)
  const moment = useMoment()
  const drawable = useDrawable(useResources(LAYER_IDS).data, namesOfParts)
  const parts = useMemo(
    () => drawable?.filter((part) => visibleLayers.includes(part.id)) ?? [],
    [drawable, visibleLayers],
  )
  // a new minute makes new points, but seldom different ones: what looks the same is not sent again
  const points = useMemo(
    () =>
      JSON.stringify(
        collected(parts, (part) =>
          resourcePoints(part.id, part.features, filters[part.id], moment),
        ),
      ),
    [parts, filters, moment],
  )
  useSourceData(
    map,
    POINT_SOURCE,
    useMemo(() => JSON.parse(points), [points]),
  )
  return RESOURCE_LAYERS.map((id) => <Shapes key={id} map={map} id={id} parts={parts} />)
}

/** A source made of the features of a collection, as soon as they are there. */
const useMade = (
  map: MapLibreMap,
  source: string,
  features: readonly ApiFeature[] | undefined,
  make: (features: readonly ApiFeature[]) => unknown,
): void =>
  useSourceData(
    map,
    source,
    useMemo(() => features && make(features), [features, make]),
  )

/** Counties, towns and water with their names. */
export const useBackground = (map: MapLibreMap): void => {
  const counties = useDrawableFeatures('counties')
  const water = useDrawableFeatures('water')
  useMade(map, 'counties', useCollection('counties').data?.features, countyAreas)
  useMade(map, 'county-labels', counties, labelPoints)
  useMade(map, 'towns', useDrawableFeatures('towns'), labelPoints)
  useMade(map, 'water', water, waterShapes)
  useMade(map, 'water-labels', water, waterLabelPoints)
}
