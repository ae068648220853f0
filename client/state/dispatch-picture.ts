/**
 * What the dispatcher's tab shows on the map; each tab paints it and clears it when it is left. While
 * hazards are looked at the ways stay: whoever closes a road sees which lorries drive over it.
 */
import { useEffect } from 'react'
import { create } from 'zustand'
import type { LonLat } from '../../data/geometry.ts'
import { useAppState } from './app-state.ts'

export interface PictureDisc {
  readonly kind: 'disc'
  readonly position: LonLat
  /** Pixels; area says how much there is. */
  readonly radius: number
  readonly isHollow: boolean
  readonly label: string
  /** The stockpile behind it. */
  readonly stockpileId: string
}
export interface PictureRoute {
  /** `detour`: a way round that is open, not chosen yet. */
  readonly kind: 'route' | 'detour'
  readonly route: readonly LonLat[]
  readonly lorries: number
  readonly isLate: boolean
}
/** A sending stockpile, a site, or a lorry on its way. */
export interface PictureMark {
  readonly kind: 'sender' | 'site' | 'lorry'
  readonly position: LonLat
  readonly label: string
}
export type PicturePart = PictureDisc | PictureRoute | PictureMark

export const useDispatchPicture = create<{ readonly parts: readonly PicturePart[] }>()(() => ({
  parts: [],
}))

/** Draws parts as long as the component is shown. @param parts the same array while it is the same picture. */
export const usePainted = (parts: readonly PicturePart[]): void => {
  useEffect(() => useDispatchPicture.setState({ parts }), [parts])
  useEffect(
    () => () => {
      if (useAppState.getState().panel !== 'hazards') useDispatchPicture.setState({ parts: [] })
    },
    [],
  )
}
