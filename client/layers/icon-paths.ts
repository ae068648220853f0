/** Symbols of Maki and Temaki (both CC0) as paths that a canvas and an SVG can draw. */
import dam from '@mapbox/maki/icons/dam.svg?raw'
import fireStation from '@mapbox/maki/icons/fire-station.svg?raw'
import park from '@mapbox/maki/icons/park.svg?raw'
import storage from '@rapideditor/temaki/icons/storage.svg?raw'
import type { MapSymbol } from '../../data/resource.ts'

export interface IconPath {
  /** The `d` attributes of its paths. */
  readonly paths: readonly string[]
  /** Side of its square view box. */
  readonly side: number
}

const SOURCES: Readonly<Partial<Record<MapSymbol['icon'], string>>> = {
  'maki:dam': dam,
  'maki:fire-station': fireStation,
  'maki:park': park,
  'temaki:storage': storage,
}

const PATH = /<path[^>]*?\sd="([^"]+)"/g
const VIEW_BOX = /viewBox="0 0 (\d+(?:\.\d+)?) /
const LINE_BREAKS = /&#x[9A];/g

/** Reads the paths of an icon's file. The icons are single-coloured and know no other shapes. */
export const parseIcon = (svg: string): IconPath => ({
  paths: [...svg.matchAll(PATH)].map(([, path = '']) => path.replace(LINE_BREAKS, ' ')),
  side: Number(VIEW_BOX.exec(svg)?.[1] ?? 15),
})

/** @throws where a declaration names an icon that is not bundled. */
export const iconPath = (icon: MapSymbol['icon']): IconPath => {
  const svg = SOURCES[icon]
  if (svg === undefined) throw new Error(`no icon ${icon}: import it in icon-paths.ts`)
  return parseIcon(svg)
}
