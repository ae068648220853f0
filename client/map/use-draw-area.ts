/** Draws an area, such as one whose roads are closed. The drawing library is fetched when it is first used. */
import type { Map as MapLibreMap } from 'maplibre-gl'
import { useEffect } from 'react'
import { lateCode } from '../form/late-code.ts'
import { coverageColours } from '../layers/coverage-ramp.ts'
import { useAppState } from '../state/app-state.ts'

type Hex = `#${string}`

/** The drawing library with its adapter. */
export const fetchDrawing = lateCode(async () => {
  const [library, adapter] = await Promise.all([
    import('terra-draw'),
    import('terra-draw-maplibre-gl-adapter'),
  ])
  return { ...library, ...adapter }
})

/** Starts drawing; answers how to end it. */
const startDrawing = async (
  map: MapLibreMap,
  colour: Hex,
  onArea: (area: DrawnArea) => void,
): Promise<() => void> => {
  const { TerraDraw, TerraDrawPolygonMode, TerraDrawMapLibreGLAdapter } = await fetchDrawing()
  const draw = new TerraDraw({
    adapter: new TerraDrawMapLibreGLAdapter({ map }),
    modes: [
      new TerraDrawPolygonMode({
        styles: { fillColor: colour, outlineColor: colour, closingPointColor: colour },
      }),
    ],
  })
  draw.on('finish', (id) => {
    const geometry = draw.getSnapshotFeature(id)?.geometry
    if (geometry?.type !== 'Polygon') return
    onArea({
      type: 'Polygon',
      coordinates: geometry.coordinates.map((ring: number[][]) =>
        ring.map(([longitude = 0, latitude = 0]): [number, number] => [longitude, latitude]),
      ),
    })
  })
  draw.start()
  draw.setMode('polygon')
  return () => draw.stop()
}

export interface DrawnArea {
  type: 'Polygon'
  coordinates: [number, number][][]
}

/**
 * @param onArea the drawing is finished; must be the same function each time.
 * @param onFailure the library could not be loaded
 */
export const useDrawArea = (
  map: MapLibreMap,
  isDrawing: boolean,
  onArea: (area: DrawnArea) => void,
  onFailure: () => void,
): void => {
  useEffect(() => {
    if (!isDrawing) return
    const { closure } = coverageColours(useAppState.getState().theme)
    let stop: (() => void) | null = null
    let isOver = false
    startDrawing(map, closure as Hex, onArea).then((end) => {
      // left before the library came
      if (isOver) end()
      else stop = end
    }, onFailure)
    return () => {
      isOver = true
      if (map.style) stop?.()
    }
  }, [map, isDrawing, onArea, onFailure])
}
