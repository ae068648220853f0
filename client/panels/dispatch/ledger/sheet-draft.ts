/** An item sheet as it is being filled in: numbers may be missing, names may be empty. */
import type { ItemSheet, ItemSheetInput } from '../../../../data/item-sheet.ts'
import { MATERIALS, type MaterialKey } from '../../../../data/materials.ts'
import { newKey } from '../../../state/new-key.ts'

type Own = NonNullable<ItemSheetInput['own']>
type Weight = keyof NonNullable<ItemSheetInput['weighs']>

export interface SheetDraft extends Omit<ItemSheetInput, 'packages' | 'weighs'> {
  readonly packages: readonly { unit: string; unitEn: string; holds: number | null }[]
  readonly weighs: Readonly<Record<Weight, number | null>>
}

/** Enough of a key to be met once in a bureau. */
const KEY_CHARACTERS = 8

const NEW_OWN: Own = {
  nameEn: '',
  unit: '',
  unitEn: '',
  specification: '',
  specificationEn: '',
  class: 'equipment',
  use: 'flood',
  code: '',
  shelfLifeMonths: null,
  drivesItself: false,
}

const NO_WEIGHT = { kilogramsPerUnit: null, cubicMetresPerUnit: null } as const

/** Of an item that the catalogue does not have. */
export const newOwnDraft = (): SheetDraft => ({
  name: '',
  item: `own-${newKey().slice(0, KEY_CHARACTERS)}` as MaterialKey,
  own: NEW_OWN,
  weighs: NO_WEIGHT,
  packages: [],
  isRetired: false,
  note: '',
})

/** Of an item as it is kept, or of one of the catalogue that has no sheet yet. */
export const draftOf = (item: MaterialKey, sheet: ItemSheet | null): SheetDraft => {
  const { packages = [], isRetired = false, note = '', own = null } = sheet ?? {}
  const weighs = sheet?.weighs ?? NO_WEIGHT
  const name = sheet?.name ?? MATERIALS[item].label.zh
  return { name, item, own, weighs, packages, isRetired, note }
}

/** What is to be saved; null while something is missing. */
export const inputOf = ({ packages, weighs, ...draft }: SheetDraft): ItemSheetInput | null => {
  const whole = packages.flatMap(({ holds, unit, ...each }) =>
    holds === null || unit.trim() === '' ? [] : [{ ...each, unit: unit.trim(), holds }],
  )
  const { kilogramsPerUnit, cubicMetresPerUnit } = weighs
  const isWeighed = kilogramsPerUnit !== null && cubicMetresPerUnit !== null
  const isUnweighed = kilogramsPerUnit === null && cubicMetresPerUnit === null
  const isNamed = draft.own === null || (draft.name.trim() !== '' && draft.own.unit.trim() !== '')
  if (whole.length < packages.length || !isNamed) return null
  if (isWeighed)
    return { ...draft, packages: whole, weighs: { kilogramsPerUnit, cubicMetresPerUnit } }
  return isUnweighed && draft.own === null ? { ...draft, packages: whole, weighs: null } : null
}
