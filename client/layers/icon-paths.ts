/** Symbols of Maki and Temaki (both CC0) as paths that a canvas and an SVG can draw. */
import { ICONS } from 'virtual:symbol-icons'
import type { MapSymbol } from '../../data/resource.ts'

export interface IconPath {
  /** The `d` attributes of its paths. */
  readonly paths: readonly string[]
  /** Side of its square view box. */
  readonly side: number
}

/** @throws where no declared layer names the icon: only theirs are bundled. */
export const iconPath = (icon: MapSymbol['icon']): IconPath => {
  const path = ICONS[icon]
  if (path === undefined) throw new Error(`no layer declares the icon ${icon}`)
  return path
}
