/** Every symbol that the layers can need, by the name of its image. */
import { COLLECTIONS, type CollectionId, LAYER_IDS } from '../../data/collections.ts'
import { colourOf, colourOptions, SYMBOL_SHAPES, symbolImage } from './feature-look.ts'
import { iconPath } from './icon-paths.ts'
import type { SymbolLook } from './symbol-image.ts'

/** Options of a collection with the empty one for features that have none of them. */
const optionsOf = (collection: CollectionId): string[] => [
  '',
  ...Object.keys(colourOptions(collection)),
]

/** @param paper the colour of hollow discs and of edges */
export const layerSymbols = (paper: string): ReadonlyMap<string, SymbolLook> => {
  const symbols = new Map<string, SymbolLook>()
  for (const collection of LAYER_IDS) {
    const icon = iconPath(COLLECTIONS[collection].symbol.icon)
    for (const option of optionsOf(collection)) {
      for (const shape of SYMBOL_SHAPES) {
        symbols.set(symbolImage(collection, option, shape), {
          icon,
          colour: colourOf(collection, option),
          shape,
          paper,
        })
      }
    }
  }
  return symbols
}
