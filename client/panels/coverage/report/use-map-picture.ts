/** The picture of the map for a box of the sheet, drawn anew when its size or extent changes. */
import { useEffect, useState } from 'react'
import {
  drawReportMap,
  type KeptFree,
  type MapExtent,
  type MapPicture,
  type MapPictureSize,
} from '../../../map/coverage/report-map.ts'
import { CSS_PIXELS_PER_MM, DOTS_PER_MM } from './layout/paper.ts'
import type { Box } from './layout/primitives.ts'

export type MapState =
  /** No map is wanted, or where it goes is not known yet. */
  | { readonly kind: 'none' }
  | { readonly kind: 'drawing' }
  | { readonly kind: 'drawn'; readonly picture: MapPicture }
  | { readonly kind: 'failed'; readonly error: unknown }

const NONE: MapState = { kind: 'none' }
const DRAWING: MapState = { kind: 'drawing' }

const pictureSize = ({ width, height }: Pick<Box, 'width' | 'height'>): MapPictureSize => ({
  width: Math.round(width * CSS_PIXELS_PER_MM),
  height: Math.round(height * CSS_PIXELS_PER_MM),
  pixelRatio: DOTS_PER_MM / CSS_PIXELS_PER_MM,
})

/**
 * @param box where the map goes; null for no map
 * @param free the same object as long as the same places are meant
 * @param attempt another number draws it again
 */
export const useMapPicture = (
  box: Box | null,
  extent: MapExtent,
  free: KeptFree,
  attempt: number,
): MapState => {
  const [state, setState] = useState<MapState>(NONE)
  const width = box?.width ?? 0
  const height = box?.height ?? 0
  // biome-ignore lint/correctness/useExhaustiveDependencies: a further attempt is asked for by its number
  useEffect(() => {
    if (width === 0 || height === 0) {
      setState(NONE)
      return
    }
    const abort = new AbortController()
    setState(DRAWING)
    const wish = { size: pictureSize({ width, height }), extent, free }
    drawReportMap(wish, abort.signal).then(
      (picture) => {
        if (!abort.signal.aborted) setState({ kind: 'drawn', picture })
      },
      (error: unknown) => {
        if (!abort.signal.aborted) setState({ kind: 'failed', error })
      },
    )
    return () => abort.abort()
  }, [width, height, extent, free, attempt])
  return state
}
