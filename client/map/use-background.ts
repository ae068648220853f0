/** Fills the ground of the map: counties, towns and water. */
import type { Map as MapLibreMap } from 'maplibre-gl'
import { useEffect } from 'react'
import { useCollection } from '../api.ts'
import {
  countyAreas,
  labelPoints,
  waterLabelPoints,
  waterShapes,
} from '../layers/background-features.ts'
import { setSourceData } from './source-data.ts'

export const useBackground = (map: MapLibreMap): void => {
  const { data: counties } = useCollection('counties')
  const { data: towns } = useCollection('towns')
  const { data: water } = useCollection('water')
  useEffect(() => {
    if (!counties) return
    setSourceData(map, 'counties', countyAreas(counties.features))
    setSourceData(map, 'county-labels', labelPoints(counties.features))
  }, [map, counties])
  useEffect(() => {
    if (towns) setSourceData(map, 'towns', labelPoints(towns.features))
  }, [map, towns])
  useEffect(() => {
    if (!water) return
    setSourceData(map, 'water', waterShapes(water.features))
    setSourceData(map, 'water-labels', waterLabelPoints(water.features))
  }, [map, water])
}
