/** Fills the ground of the map: counties, towns and water. */
import type { Map as MapLibreMap } from 'maplibre-gl'
import { useEffect } from 'react'
import { type ApiFeature, useCollection } from '../api/features.ts'
import {
  countyAreas,
  labelPoints,
  waterLabelPoints,
  waterShapes,
} from '../layers/background-features.ts'
import { useLabelFont } from './label-font.ts'
import { setSourceData } from './source-data.ts'

const NOTHING: readonly ApiFeature[] = []

export const useBackground = (map: MapLibreMap): void => {
  const counties = useCollection('counties').data?.features ?? NOTHING
  const towns = useCollection('towns').data?.features ?? NOTHING
  const water = useCollection('water').data?.features ?? NOTHING
  const areCountiesLegible = useLabelFont(counties)
  const areTownsLegible = useLabelFont(towns)
  const isWaterLegible = useLabelFont(water)
  useEffect(() => setSourceData(map, 'counties', countyAreas(counties)), [map, counties])
  useEffect(() => {
    if (areCountiesLegible) setSourceData(map, 'county-labels', labelPoints(counties))
  }, [map, counties, areCountiesLegible])
  useEffect(() => {
    if (areTownsLegible) setSourceData(map, 'towns', labelPoints(towns))
  }, [map, towns, areTownsLegible])
  useEffect(() => {
    if (!isWaterLegible) return
    setSourceData(map, 'water', waterShapes(water))
    setSourceData(map, 'water-labels', waterLabelPoints(water))
  }, [map, water, isWaterLegible])
}
