/** What holds of every name, whatever it is: by what it is found, and that nothing is passed over. */
import fc from 'fast-check'
import * as traditional from 'opencc-js/cn2t'
import { pinyin } from 'pinyin-pro'
import { expect, test } from 'vitest'
import { Alphabet } from '../../server/analysis/gazetteer/alphabet.ts'
import {
  type FoundName,
  findLeftOut,
  findNames,
  findNearest,
  type NameQuestion,
} from '../../server/analysis/gazetteer/find-names.ts'
import { NameIndex } from '../../server/analysis/gazetteer/name-index.ts'
import { forAll } from '../fixtures/runs.ts'

const CHARACTERS = Array.from(
  '任城区古槐街道第一二三十微型应急救援站柳行水泊邹县兖州泗济宁吕家大王庄村路',
)
const WORDS = ['North', 'Lake', 'Road', '12', '3', 'K', 'Guhuai']

const chinese = (minLength: number) =>
  fc
    .array(fc.constantFrom(...CHARACTERS), { minLength, maxLength: 10 })
    .map((characters) => characters.join(''))
const english = fc
  .array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 4 })
  .map((words) => words.join(' '))
const names = fc.array(fc.oneof(chinese(2), english), { minLength: 1, maxLength: 12 })

const indexOf = (texts: readonly string[]) => {
  const alphabet = new Alphabet()
  const index = new NameIndex(alphabet)
  for (const [entry, text] of texts.entries()) index.add(entry, text, 'name')
  return { alphabet, parts: [{ index, order: 0 }] }
}
type Gazetteer = ReturnType<typeof indexOf>
const ALL: NameQuestion<Gazetteer['parts'][number]> = { most: 1000 }

const entries = (found: readonly FoundName[]): number[] =>
  found.map(({ entry }) => entry).toSorted((a, b) => a - b)
const contiguous = ({ alphabet, parts }: Gazetteer, text: string) =>
  entries(findNames(alphabet, parts, text, ALL))

/** A syllable of each character: the one that the rest of the name gives it. */
const syllables = (name: string): string[] =>
  pinyin(name, { toneType: 'none', type: 'array', v: true })

test('each name is found by itself, first where no other is the same', () =>
  forAll(60, names, (texts) => {
    const gazetteer = indexOf(texts)
    for (const [entry, text] of texts.entries()) {
      expect(contiguous(gazetteer, text)).toContain(entry)
      const [first] = findNames(gazetteer.alphabet, gazetteer.parts, text, ALL)
      expect(first?.fit).toBe('whole')
    }
  }))

const traditionalOf = traditional.Converter({ from: 'cn', to: 't' })

test('each Chinese name is found by pinyin, initials, mixtures, traditional and full-width forms', () =>
  forAll(
    60,
    fc.tuple(
      fc.array(chinese(2), { minLength: 1, maxLength: 8 }),
      fc.array(fc.constantFrom('itself', 'whole', 'initial'), { minLength: 10, maxLength: 10 }),
    ),
    ([texts, ways]) => {
      const gazetteer = indexOf(texts)
      for (const [entry, text] of texts.entries()) {
        const characters = Array.from(text)
        const read = syllables(text)
        const mixed = characters.map((character, i) => {
          if (ways[i] === 'itself') return character
          return ways[i] === 'whole' ? read[i] : read[i]?.[0]
        })
        const typed = [
          read.join(''),
          read.join(' '),
          read.join('').toUpperCase(),
          read.map((each) => each[0]).join(''),
          mixed.join(''),
          traditionalOf(text),
          read.join('').replaceAll('v', 'u'),
          Array.from(read.join(''), (letter) =>
            String.fromCharCode(letter.charCodeAt(0) + 0xfee0),
          ).join(''),
        ]
        for (const each of typed) expect(contiguous(gazetteer, each), each).toContain(entry)
      }
    },
  ))

test('a name from which one character is left out is found, after what has all of it', () =>
  forAll(
    60,
    fc.tuple(fc.array(chinese(3), { minLength: 1, maxLength: 8 }), fc.nat()),
    ([texts, at]) => {
      const { alphabet, parts } = indexOf(texts)
      for (const [entry, text] of texts.entries()) {
        const characters = Array.from(text)
        const without = characters.filter((_, i) => i !== at % characters.length).join('')
        expect(entries(findLeftOut(alphabet, parts, without, ALL))).toContain(entry)
      }
    },
  ))

test('a name with one character wrong or too many is among the nearest, unless one sounds the same', () =>
  forAll(
    60,
    fc.tuple(fc.array(chinese(4), { minLength: 1, maxLength: 8 }), fc.nat(), fc.boolean()),
    ([texts, at, isWrong]) => {
      const { alphabet, parts } = indexOf(texts)
      for (const [entry, text] of texts.entries()) {
        const characters = Array.from(text)
        // 鑫 is in no name, and sounds like none of these characters
        characters.splice(at % characters.length, isWrong ? 1 : 0, '鑫')
        const found = findNearest(alphabet, parts, characters.join(''), ALL)
        expect(entries(found)).toContain(entry)
      }
    },
  ))

test.each([
  ['城任区', '任城区'],
  ['槐古街道', '古槐街道'],
  ['rnecheng', '任城'],
])('two neighbours exchanged: %s', (asked, name) => {
  const { alphabet, parts } = indexOf(['甲乙丙村', name])
  const found = findNearest(alphabet, parts, asked, ALL)
  expect(found).toMatchObject([{ entry: 1, fit: 'one-error' }])
})

const letters = fc
  .array(fc.constantFrom(...Array.from('abcdeghijlnorstuwxyz1230'), ...CHARACTERS), {
    minLength: 1,
    maxLength: 6,
  })
  .map((each) => each.join(''))

test('what tells names apart at once never passes over one that would have been found', () =>
  forAll(200, fc.tuple(names, letters, fc.constantFrom(1, 2, 1000)), ([texts, asked, most]) => {
    const { alphabet, parts } = indexOf(texts)
    const some = { ...ALL, most }
    const plain = { ...some, looksAtEverything: true }
    for (const find of [findNames, findLeftOut, findNearest]) {
      expect(find(alphabet, parts, asked, some)).toEqual(find(alphabet, parts, asked, plain))
    }
  }))

test.each([
  // as many units, but nothing of the longer name is left over
  ['gh', ['甲古槐村', '甲乙丙丁古槐']],
  ['古槐', ['甲古槐村', '甲乙丙丁古槐']],
  ['guhuai', ['甲古槐村', '甲乙丙丁古槐']],
])(
  '%s is rather what a name ends with than what goes on after it, where one is wanted',
  (asked, texts) => {
    const { alphabet, parts } = indexOf(texts)
    expect(findNames(alphabet, parts, asked, { ...ALL, most: 1 })).toMatchObject([{ entry: 1 }])
  },
)

/** Every way of taking pieces off the text, tried one after the other: no tables, no masks. */
const plainlyBegins = (name: string, asked: string): boolean => {
  if (asked === '') return true
  const [character, ...rest] = Array.from(name)
  if (character === undefined) return false
  const readings = pinyin(character, { multiple: true, toneType: 'none', type: 'array', v: true })
  const pieces = readings.flatMap((reading) => [
    reading,
    reading.replace('v', 'u'),
    reading[0]!,
    ...(/^[zcs]h/.test(reading) ? [reading.slice(0, 2)] : []),
    ...(reading.startsWith(asked) || reading.replace('v', 'u').startsWith(asked) ? [asked] : []),
  ])
  return [character, ...pieces].some(
    (piece) => asked.startsWith(piece) && plainlyBegins(rest.join(''), asked.slice(piece.length)),
  )
}

test('a name begins with what is typed just where a plain reading of it says so', () =>
  forAll(
    300,
    fc.tuple(
      fc.array(chinese(2), { minLength: 1, maxLength: 8 }),
      fc.oneof(
        letters,
        chinese(1).map((text) => syllables(text).join('').slice(0, 7)),
      ),
    ),
    ([texts, asked]) => {
      // numerals are found in both scripts, which the plain reading knows nothing of
      fc.pre(!/[\d一二三十]/.test(asked))
      const { alphabet, parts } = indexOf(texts)
      const found = findNames(alphabet, parts, asked, ALL)
        .filter(({ fit }) => fit === 'whole' || fit === 'beginning')
        .map(({ entry }) => entry)
      const plainly = [...texts.keys()].filter((entry) => plainlyBegins(texts[entry]!, asked))
      expect(found.toSorted((a, b) => a - b)).toEqual(plainly)
    },
  ))
