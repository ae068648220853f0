/** How one feature looks: its colour and the shape of its symbol, from its declaration and duty. */
import { COLLECTIONS, type CollectionId, LAYER_IDS } from '../../data/collections.ts'
import type { Field, Option } from '../../data/field.ts'
import { dutyAt } from '../form/duty.ts'

/** Filled: can go now. Hollow: not at this time of day. Dashed: not at any. */
export const SYMBOL_SHAPES = ['ready', 'off-duty', 'unready'] as const
export type SymbolShape = (typeof SYMBOL_SHAPES)[number]

type FeatureProperties = Readonly<Record<string, unknown>>

/** The options that a collection is coloured by; none where all of it has one colour. */
export const colourOptions = (collection: CollectionId): Readonly<Record<string, Option>> => {
  const { symbol, fields } = COLLECTIONS[collection]
  const colourBy = 'colourBy' in symbol ? symbol.colourBy : undefined
  const field = Object.entries<Field>(fields).find(([name]) => name === colourBy)?.[1]
  return field?.kind === 'choice' ? field.options : {}
}

/** The value of the field that a collection is coloured by; empty where there is none. */
export const colourOption = (collection: CollectionId, properties: FeatureProperties): string => {
  const { symbol } = COLLECTIONS[collection]
  const value = symbol.colourBy === undefined ? null : properties[symbol.colourBy]
  return typeof value === 'string' && Object.hasOwn(colourOptions(collection), value) ? value : ''
}

/** The colour of an option, or of the whole collection where the option has none. */
export const colourOf = (collection: CollectionId, option: string): string =>
  colourOptions(collection)[option]?.colour ?? COLLECTIONS[collection].symbol.colour

/** The shape at an instant (milliseconds since 1970 UTC): shown by form, not by colour alone. */
export const shapeOf = (properties: FeatureProperties, milliseconds: number): SymbolShape => {
  const { kind } = dutyAt(properties, milliseconds)
  if (kind === 'unready') return 'unready'
  return kind === 'off' ? 'off-duty' : 'ready'
}

/** Name of the image that draws a symbol. */
export const symbolImage = (collection: CollectionId, option: string, shape: SymbolShape): string =>
  [collection, option, shape].join('|')

/** What the name of an image says of a symbol; null where it is the image of something else. */
export const symbolOf = (image: string) => {
  const [first, option = '', last] = image.split('|')
  const collection = LAYER_IDS.find((id) => id === first)
  const shape = SYMBOL_SHAPES.find((each) => each === last)
  return collection && shape ? { collection, option, shape } : null
}
