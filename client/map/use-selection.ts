/** Marks the feature whose drawer is open, and keeps it out from under the drawer. */
import type { Map as MapLibreMap } from 'maplibre-gl'
import { useEffect, useMemo } from 'react'
import { representativePoint } from '../../data/feature-place.ts'
import { type ApiFeature, useCollection } from '../api/features.ts'
import { collection, feature, pointAt } from '../layers/geojson.ts'
import { DISPLAY_SCALES, useAppState } from '../state/app-state.ts'
import { useSourceData } from './geojson-layers.tsx'
import { SELECTION_SOURCE } from './style/answer-layers.ts'

/** Width of the drawer at scale 1; it is still on its way when the map makes room for it. */
const DRAWER_PIXELS = 400
const ROOM_PIXELS = 60

/** A point to put the ring round, and the whole of a line or an area. */
const marked = (geometry: ApiFeature['geometry']) =>
  collection([
    pointAt(representativePoint(geometry), {}),
    ...(geometry.type === 'Point' ? [] : [feature(geometry, {})]),
  ])

export const useSelection = (map: MapLibreMap): void => {
  const selection = useAppState((state) => state.selection)
  const { data } = useCollection(selection?.collection ?? 'stations')
  const geometry = useMemo(
    () => (selection ? data?.features.find(({ id }) => id === selection.id)?.geometry : undefined),
    [selection, data],
  )
  useSourceData(
    map,
    SELECTION_SOURCE,
    useMemo(() => geometry && marked(geometry), [geometry]) ?? null,
  )
  useEffect(() => {
    if (!geometry) return
    const [longitude, latitude] = representativePoint(geometry)
    const { x } = map.project([longitude, latitude])
    const { clientWidth } = map.getContainer()
    const drawer = DRAWER_PIXELS * DISPLAY_SCALES[useAppState.getState().display]
    const hidden = x - (clientWidth - drawer - ROOM_PIXELS)
    // what lies outside the view altogether was not clicked on: the list opens it without a jump
    if (hidden > 0 && x <= clientWidth && clientWidth > 2 * drawer) map.panBy([hidden, 0])
  }, [map, geometry])
}
