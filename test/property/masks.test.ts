/** What is given out of names and telephone numbers, whatever is written in their fields. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isMasked, masked, withMasks } from '../../data/personal.ts'
import { personField, personPhoneField, phoneField } from '../../data/place-fields.ts'

const digits = (length: number) =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })
    .map((each) => each.join(''))
/** No digit twice: what is hidden cannot stand elsewhere in the mask by chance. */
const distinctDigits = fc.shuffledSubarray([...'23456789'], { minLength: 8, maxLength: 8 })
const names = fc.constantFrom('张三丰', '欧阳明', 'Zhang San', '李四', 'Ö', '𠮷田')
const anything = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1 }),
  fc
    .array(
      fc.oneof(
        names,
        digits(11),
        digits(7),
        fc.constantFrom('0537-', ' ', '、', '-', '+86', '转', '（', '*'),
      ),
      {
        minLength: 1,
      },
    )
    .map((parts) => parts.join('')),
)

describe('a mask', () => {
  it('hides the middle of a mobile number, however it is written', () => {
    fc.assert(
      fc.property(
        distinctDigits,
        fc.constantFrom('', '+86', '+86 ', '0086'),
        fc.constantFrom('', ' ', '-'),
        (eight, prefix, gap) => {
          const [middle, end] = [eight.slice(0, 4).join(''), eight.slice(4).join('')]
          const mask = masked(`${prefix}138${gap}${middle}${gap}${end}`)
          expect(mask).toBe(`${prefix.trim()}138****${end}`)
          expect(mask).not.toContain(middle)
        },
      ),
    )
  })

  it('keeps the area code and the last three digits of a fixed line', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('0537', '010', '021'),
        distinctDigits,
        fc.constantFrom('-', ' ', ''),
        (area, eight, gap) => {
          const local = eight.join('')
          expect(masked(`${area}${gap}${local}`)).toBe(`${area}-*****${local.slice(-3)}`)
          expect(masked(local.slice(1))).toBe(`****${local.slice(-3)}`)
        },
      ),
    )
  })

  it('shows at most seven digits of a number beside the code of the country or area, and hides four', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 24 }).chain(digits), (number) => {
        const shown = masked(number).replaceAll(/\D/g, '')
        expect(shown.length).toBeLessThanOrEqual(Math.max(0, number.length - 4))
      }),
    )
  })

  it('masked again is the same; it is never what it hides', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const mask = masked(text)
        expect(masked(mask)).toBe(mask)
        expect(isMasked(mask)).toBe(true)
        if (!isMasked(text)) expect(mask).not.toBe(text)
      }),
      { numRuns: 2000 },
    )
  })

  it.each([
    ['张三', '张*'],
    ['张三丰', '张**'],
    ['欧阳明', '欧阳*'],
    ['欧阳', '欧*'],
    ['张', '***'],
    ['责任人甲', '责***'],
    ['Zhang San', 'Z*** S***'],
    ['张三、李四', '张* 李*'],
    ['张三13812345678', '张* 138****5678'],
    ['０５３７－２３４５６７８', '0537-****678'],
    ['0537-2345678转801', '0537-****678 *** ***'],
    ['0537-2345678-801', '***'],
    ['13812345678 13987654321', '***'],
    ['13812345678/0537-2345678', '138****5678、0537-****678'],
    ['110', '***'],
    ['8', '***'],
    [' ', '***'],
    ['？', '***'],
  ])('of %s is %s', (text, mask) => {
    expect(masked(text)).toBe(mask)
  })

  it('of a duty room’s telephone is put over mobile numbers alone', () => {
    const label = { zh: '电话', en: 'Phone' }
    const fields = {
      duty: phoneField(label),
      own: personPhoneField(label),
      who: personField(label),
    }
    const told = (duty: string) => withMasks(fields, { duty, own: null, who: '张三', other: 1 })
    for (const open of ['0537-2345678', '110', '12345', '400-123-4567', '值班室 0537-2345678']) {
      expect(told(open)).toEqual({ duty: open, own: null, who: '张*', other: 1 })
    }
    for (const mobile of [
      '13812345678',
      '138 1234 5678',
      '+86-138-1234-5678',
      '１３８１２３４５６７８',
    ]) {
      expect(told(`0537-2345678、${mobile}`).duty).toMatch(
        /^0537-\*{4}678[、 ](?:\+86)?138\*{4}5678$/,
      )
    }
  })
})
