/** Which cell of the coverage picture has been clicked on. */
import type { Map as MapLibreMap, MapMouseEvent } from 'maplibre-gl'
import { useEffect } from 'react'
import { changeState } from '../../state/app-state.ts'
import { useMapTool } from '../../state/map-tool.ts'
import { hitAt } from '../hit.ts'
import { CELL_DISC, CELL_FILL } from '../style/coverage-layers.ts'
import { stationAt } from './station-at.ts'

/** @param onCell is told the index of the cell, or null for a click beside all of them */
export const useCellClicks = (map: MapLibreMap, onCell: (cell: number | null) => void): void => {
  useEffect(() => {
    const cellAt = (point: MapMouseEvent['point']): number | null => {
      const [cell] = map.queryRenderedFeatures(point, { layers: [CELL_FILL, CELL_DISC] })
      return typeof cell?.id === 'number' ? cell.id : null
    }
    const onClick = ({ point }: MapMouseEvent): void => {
      if (useMapTool.getState().tool !== 'none' || !map.getLayer(CELL_FILL)) return
      // what stands on a cell is meant before the cell
      const station = stationAt(map, point)
      if (station !== null) changeState({ selection: { collection: 'stations', id: station } })
      onCell(station === null && hitAt(map, point) === null ? cellAt(point) : null)
    }
    map.on('click', onClick)
    return () => void map.off('click', onClick)
  }, [map, onCell])
}
