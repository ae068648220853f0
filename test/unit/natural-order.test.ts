import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareNames } from '../../data/natural-order.ts'
import { withArabicNumerals, withChineseNumerals } from '../../data/numerals.ts'
import { forAll } from '../fixtures/runs.ts'

test('stations are listed first to tenth, and numbers by their value', () => {
  const names = ['第十一站', '第二站', '第十站', '第一站', '2号库', '10号库', '安居', '三里河']
  expect([...names].sort((a, b) => compareNames(a, b))).toEqual([
    ...['2号库', '10号库', '安居', '第一站', '第二站', '第十站', '第十一站', '三里河'],
  ])
})

test.each([
  ['第十二', '第12'],
  ['二十', '20'],
  ['一百零五号', '105号'],
  ['一千二百三十四', '1234'],
  ['三二七国道', '327国道'],
  ['〇五三七', '0537'],
])('%s is %s', (chinese, arabic) => {
  expect(withArabicNumerals(chinese)).toBe(arabic)
})

test('every number below ten thousand comes back from its Chinese form', () =>
  forAll(500, fc.nat(9999), (number) => {
    expect(withArabicNumerals(withChineseNumerals(String(number)))).toBe(String(number))
  }))
