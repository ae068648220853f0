/** Pictures of maps for a report. */
import { useEffect, useState } from 'react'
import { drawMapPicture, type MapPicture, type MapPictureWish } from '../../../map/map-picture.ts'

export type PicturesState =
  | { readonly kind: 'drawing'; readonly pictures: readonly MapPicture[] }
  /** None where none is wanted. */
  | { readonly kind: 'drawn'; readonly pictures: readonly MapPicture[] }
  | { readonly kind: 'failed'; readonly error: unknown }

const NO_PICTURES: PicturesState = { kind: 'drawn', pictures: [] }

/** One after the other: a browser has few WebGL contexts. @param attempt another number draws them again */
export const useMapPictures = (
  wishes: readonly MapPictureWish[],
  attempt: number,
): PicturesState => {
  const [state, setState] = useState<PicturesState>(NO_PICTURES)
  const key = JSON.stringify(wishes)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a further attempt is made by its number
  useEffect(() => {
    const asked = JSON.parse(key) as MapPictureWish[]
    if (asked.length === 0) {
      setState(NO_PICTURES)
      return
    }
    const abort = new AbortController()
    const tell = (told: PicturesState): void => {
      if (!abort.signal.aborted) setState(told)
    }
    const drawAll = async (): Promise<void> => {
      const pictures: MapPicture[] = []
      tell({ kind: 'drawing', pictures: [] })
      for (const wish of asked) {
        pictures.push(await drawMapPicture(wish, abort.signal))
        tell({ kind: 'drawing', pictures: [...pictures] })
      }
      tell({ kind: 'drawn', pictures })
    }
    drawAll().catch((error: unknown) => tell({ kind: 'failed', error }))
    return () => abort.abort()
  }, [key, attempt])
  return state
}
