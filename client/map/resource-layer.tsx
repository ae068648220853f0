import type { Map as MapLibreMap } from 'maplibre-gl'
import { useEffect, useMemo } from 'react'
import type { CollectionId } from '../../data/collections.ts'
import { type ApiFeature, useCollection } from '../api/features.ts'
import { resourcePoints, resourceShapes } from '../layers/resource-features.ts'
import { useMoment } from '../layers/use-moment.ts'
import { useAppState } from '../state/app-state.ts'
import { useLabelFont } from './label-font.ts'
import { setSourceData } from './source-data.ts'
import { pointSource, shapeSource } from './style/resource-layers.ts'

const NOTHING: readonly ApiFeature[] = []

/** One layer of resources on the map: what is switched on and passes the filter. */
export const ResourceLayer = ({ map, id }: { map: MapLibreMap; id: CollectionId }) => {
  const { data } = useCollection(id)
  const isVisible = useAppState((state) => state.visibleLayers.includes(id))
  const filter = useAppState((state) => state.filters[id])
  const moment = useMoment()
  const all = data?.features ?? NOTHING
  const isLegible = useLabelFont(all)
  const features = isVisible && isLegible ? all : undefined
  // a new minute makes new points, but seldom different ones: what looks the same is not sent again
  const points = useMemo(
    () => JSON.stringify(features ? resourcePoints(id, features, filter, moment) : null),
    [id, features, filter, moment],
  )
  useEffect(() => setSourceData(map, pointSource(id), JSON.parse(points)), [map, id, points])
  useEffect(
    () =>
      setSourceData(map, shapeSource(id), features ? resourceShapes(id, features, filter) : null),
    [map, id, features, filter],
  )
  return null
}
