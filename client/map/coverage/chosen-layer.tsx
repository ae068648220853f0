import type { Map as MapLibreMap } from 'maplibre-gl'
import { useMemo } from 'react'
import { useCells, useTownAreas } from '../../api/coverage.ts'
import { useCollection } from '../../api/features.ts'
import { cellOutline } from '../../layers/cell-outline.ts'
import { collection, feature } from '../../layers/geojson.ts'
import { type ChosenArea, useChosenArea } from '../../state/chosen-area.ts'
import { GeojsonLayers } from '../geojson-layers.tsx'
import { NAMES_BEFORE } from '../style/coverage-layers.ts'
import { chosenLayers } from '../style/coverage-town-layers.ts'
import { useLayers } from '../use-style.ts'

/** The outline of the town, the county or the gap that is chosen in a table or on the map. */
export const ChosenLayer = ({ map }: { map: MapLibreMap }) => {
  const layers = useLayers(chosenLayers)
  const chosen = useChosenArea((state) => state.chosen)
  const outline = useOutline(chosen)
  return <GeojsonLayers map={map} layers={layers} data={outline} before={NAMES_BEFORE} />
}

const useOutline = (chosen: ChosenArea | null) => {
  const { data: cells } = useCells()
  const { data: towns } = useTownAreas()
  const { data: counties } = useCollection('counties')
  return useMemo(() => {
    if (chosen === null) return null
    if (chosen.kind === 'gaps') {
      const own = chosen.cells.flatMap((cell) => cells?.features[cell] ?? [])
      return cellOutline(own)
    }
    const areas = chosen.kind === 'towns' ? towns?.features : counties?.features
    const area = areas?.find(({ properties }) => properties.code === chosen.code)
    return collection(area ? [feature(area.geometry, {})] : [])
  }, [chosen, cells, towns, counties])
}
