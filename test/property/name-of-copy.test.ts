import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nameOfCopy } from '../../server/services/documents/scenarios.ts'
import { forAll } from '../fixtures/runs.ts'

const MOST_CHARACTERS = 80

test.each([
  ['方案', [], '副本', '方案 副本'],
  ['方案', ['方案 副本', '方案 副本 2'], '副本', '方案 副本 3'],
  ['Plan copy', ['Plan copy'], 'copy', 'Plan copy copy'],
  ['长'.repeat(80), [], '副本', `${'长'.repeat(77)} 副本`],
  // 38 whole characters of two units each are 76; the 77th unit would be half of one.
  ['😀'.repeat(40), [], '副本', `${'😀'.repeat(38)} 副本`],
])('a copy of %s where there are %j', (name, taken: string[], suffix, expected) => {
  expect(nameOfCopy(name, (each) => taken.includes(each), suffix, MOST_CHARACTERS)).toBe(expected)
})

test('a copy of a copy … always has a name of its own that is whole and not too long', () => {
  const name = fc.string({ unit: 'binary', minLength: 1, maxLength: MOST_CHARACTERS })
  forAll(
    100,
    fc.tuple(name, fc.constantFrom('副本', 'copy'), fc.boolean()),
    ([first, suffix, ofLast]) => {
      fc.pre(first.length <= MOST_CHARACTERS)
      const names = [first]
      for (let copies = 0; copies < 12; copies++) {
        const original = ofLast ? names.at(-1)! : first
        const copy = nameOfCopy(original, (each) => names.includes(each), suffix, MOST_CHARACTERS)
        expect(copy.length).toBeLessThanOrEqual(MOST_CHARACTERS)
        expect(copy.isWellFormed()).toBe(true)
        expect(names).not.toContain(copy)
        names.push(copy)
      }
    },
  )
})
