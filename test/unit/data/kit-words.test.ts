import { expect, test } from 'vitest'
import type { SomeKits } from '../../../data/kit.ts'
import { kitPartsText, kitsText, lackingParts } from '../../../data/kit-words.ts'
import type { MaterialKey } from '../../../data/materials.ts'

const KITS: SomeKits = {
  ...{ id: 'a', name: '排水组合', nameEn: 'Drainage kit', quantity: 2 },
  parts: [
    { item: 'pump', quantity: 1 },
    { item: 'hose', quantity: 40 },
  ],
}

test('of two kits 80 m of hose are whole, and what less was sent is named', () => {
  const sent = (pumps: number, hose: number) =>
    lackingParts(KITS, (item: MaterialKey) => (item === 'pump' ? pumps : hose))
  expect(sent(2, 80)).toEqual([])
  expect(sent(3, 79)).toEqual([{ item: 'hose', short: 1 }])
  expect(sent(0, 40)).toEqual([
    { item: 'pump', short: 2 },
    { item: 'hose', short: 40 },
  ])
})

test('kits are told by number, with all that they are made of', () => {
  expect(kitsText(KITS, 'zh')).toBe('排水组合 2 套')
  expect(kitsText(KITS, 'en')).toBe('Drainage kit × 2')
  expect(kitsText({ ...KITS, nameEn: '' }, 'en')).toBe('排水组合 × 2')
  expect(kitPartsText(KITS, 'zh')).toBe('排水泵 2 台、排水软管 80 米')
})
