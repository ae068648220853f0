/** What sheets make of the catalogue: a bureau's own items, and items that weigh something else. */
import type { ItemSheetContent } from './item-sheet.ts'
import { MATERIALS, type Material, type MaterialKey, putInForce } from './materials.ts'

/** A sheet; of one that was kept before there were own items these are missing. */
type Sheet = Pick<ItemSheetContent, 'item'> &
  Partial<Pick<ItemSheetContent, 'own' | 'weighs'>> & { readonly name: string }

const NO_WEIGHT = { kilogramsPerUnit: 0, cubicMetresPerUnit: 0 }

const ownMaterial = (name: string, own: NonNullable<ItemSheetContent['own']>): Material => ({
  label: { zh: name, en: own.nameEn || name },
  unit: { zh: own.unit, en: own.unitEn || own.unit },
  specification: { zh: own.specification, en: own.specificationEn || own.specification },
  class: own.class,
  use: own.use,
  code: own.code || null,
  shelfLifeMonths: own.shelfLifeMonths,
  drivesItself: own.drivesItself,
  // An own item is never kept without its weight.
  ...NO_WEIGHT,
})

/** From now on goods are named, counted and weighed as these sheets say. */
export const putSheetsInForce = (sheets: readonly Sheet[]): void => {
  const changed = sheets.flatMap(({ name, item, own, weighs }): [MaterialKey, Material][] => {
    if (!own && !weighs) return []
    return [[item, { ...(own ? ownMaterial(name, own) : MATERIALS[item]), ...weighs }]]
  })
  putInForce(new Map(changed))
}
