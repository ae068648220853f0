/** How characters are compared and read: folded to one form, with every reading that they have. */
import { Converter } from 'opencc-js/t2cn'
import { pinyin } from 'pinyin-pro'

const HAN = /^\p{Script=Han}$/u

/** Of one kind of text few characters are used: each is converted and read once. */
const remembered = <T>(make: (character: string) => T): ((character: string) => T) => {
  const known = new Map<string, T>()
  return (character) => {
    let value = known.get(character)
    if (value === undefined) {
      value = make(character)
      known.set(character, value)
    }
    return value
  }
}

const toSimplified = Converter({ from: 't', to: 'cn' })

/** A Chinese character in simplified form; any other without its accents. */
const plain = remembered((character) =>
  HAN.test(character)
    ? toSimplified(character)
    : character.normalize('NFD').replace(/\p{Mn}/gu, ''),
)

export const isHan = remembered((character) => HAN.test(character))

/** Simplified characters, full-width signs as plain ones, no accents; letters as large as they were. */
export const simplified = (text: string): string =>
  Array.from(text.normalize('NFKC'), plain).join('')

/** Text as it is compared: simplified, lower case, full-width signs as plain ones, no accents. */
export const folded = (text: string): string =>
  Array.from(text.normalize('NFKC').toLowerCase(), plain).join('')

/** ü is typed as v, and as u by those who do not know. */
const spellings = (syllable: string): string[] =>
  syllable.includes('v') ? [syllable, syllable.replace('v', 'u')] : [syllable]

/** Every reading of a folded Chinese character without tones: 行 → xing, hang, heng; 吕 → lv, lu. */
export const readingsOf = remembered((character): readonly string[] => {
  const readings = pinyin(character, { multiple: true, toneType: 'none', type: 'array', v: true })
  return [...new Set(readings.filter((each) => /^[a-z]+$/.test(each)).flatMap(spellings))]
})

/** Chinese text as it is typed without tones, each character by its reading in this text, or its first letters. */
export const lettersOf = (text: string, pattern: 'pinyin' | 'first'): string =>
  pinyin(text, { toneType: 'none', pattern, type: 'array', v: true, nonZh: 'consecutive' })
    .join('')
    .toLowerCase()
    .replace(/\s/g, '')
