/**
 * The units that names consist of, numbered: a Chinese character, or a letter or digit at the
 * beginning of its word or within it. Names are sequences of these numbers.
 */
import { folded, isHan, readingsOf } from './letters.ts'

export const UNIT_KINDS = { han: 0, letter: 1, digit: 2 } as const

const LETTER = /^\p{L}$/u
const DIGIT = /^\d$/
/** What an accent is once it stands by itself: it parts no word. */
const NOTHING = -1

const kindOf = (character: string): number | null => {
  if (isHan(character)) return UNIT_KINDS.han
  if (DIGIT.test(character)) return UNIT_KINDS.digit
  return LETTER.test(character) ? UNIT_KINDS.letter : null
}

/** More are not distinguished: a name with one is found by its other characters. */
const MOST_UNITS = 0xffff

const LETTER_A = 97
const LETTERS = 26
const LAST_BITS = 6

/** The bit of a letter in a mask, or of a digit in the six bits that are left. */
export const letterBit = (character: string): number => {
  const code = character.charCodeAt(0) - LETTER_A
  if (code >= 0 && code < LETTERS) return 1 << code
  return 1 << (LETTERS + (character.charCodeAt(0) % LAST_BITS))
}

export interface Unit {
  readonly character: string
  readonly kind: number
  /** Whether what is left out before it leaves whole words out: true of every Chinese character. */
  readonly isStart: boolean
  /** Numbers of its readings in `syllables`; none of letters and digits. */
  readonly readings: readonly number[]
  /** Bits of all letters that it is typed with, and of those that it may begin with. */
  readonly letters: number
  readonly initials: number
}

/** A character as it was written: the folded ones that it stands for, or nothing between two words. */
type Spelled = readonly string[] | null

export class Alphabet {
  readonly units: Unit[] = []
  readonly syllables: string[] = []
  readonly #numbers = new Map<string, number>()
  readonly #syllables = new Map<string, number>()
  readonly #spelled = new Map<string, Spelled>()
  /** By code of the basic plane, for what stands for one unit whatever is before it; 0: look again. */
  readonly #hanNumbers = new Uint16Array(2 ** 16)

  /** Numbers of the units of a text as written; signs and spaces part words and are left out. */
  unitsOf(text: string): number[] {
    const units: number[] = []
    let before: number = NOTHING
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i)
      const known = this.#hanNumbers[code]!
      if (known > 0) {
        units.push(known - 1)
        before = UNIT_KINDS.han
        continue
      }
      const character = String.fromCodePoint(text.codePointAt(i)!)
      i += character.length - 1
      const spelled = this.#spell(character)
      if (spelled === null) before = NOTHING
      else {
        for (const each of spelled) {
          const kind = kindOf(each)!
          const number = this.numberOf(each, kind === UNIT_KINDS.han || kind !== before)
          if (number < MOST_UNITS) units.push(number)
          before = kind
          if (kind === UNIT_KINDS.han && spelled.length === 1 && character.length === 1) {
            this.#hanNumbers[code] = number < MOST_UNITS ? number + 1 : 0
          }
        }
      }
    }
    return units
  }

  /** Null of what parts words. */
  #spell(character: string): Spelled {
    let spelled = this.#spelled.get(character)
    if (spelled === undefined) {
      const characters = Array.from(folded(character))
      const parts = characters.some((each) => kindOf(each) === null)
      spelled = parts ? null : characters
      this.#spelled.set(character, spelled)
    }
    return spelled
  }

  /** @param character folded. @param isStart whether its word begins with it. */
  numberOf(character: string, isStart: boolean): number {
    const key = isStart ? character : `-${character}`
    let number = this.#numbers.get(key)
    if (number === undefined) {
      number = this.units.length
      if (number >= MOST_UNITS) return number
      this.#numbers.set(key, number)
      this.units.push(this.#unit(character, isStart))
    }
    return number
  }

  /** Numbers of a folded character that occurs in names; none where it does not. */
  knownNumbers(character: string): number[] {
    return [character, `-${character}`].flatMap((key) => this.#numbers.get(key) ?? [])
  }

  #unit(character: string, isStart: boolean): Unit {
    const kind = kindOf(character)!
    const readings = kind === UNIT_KINDS.han ? readingsOf(character) : []
    const spelled = kind === UNIT_KINDS.han ? readings : [character]
    const bits = (texts: readonly string[]): number =>
      texts.reduce((mask, text) => mask | letterBit(text), 0)
    return {
      ...{ character, kind, isStart },
      readings: readings.map((each) => this.#syllable(each)),
      letters: bits(spelled.flatMap((each) => Array.from(each))),
      initials: isStart ? bits(spelled) : 0,
    }
  }

  #syllable(syllable: string): number {
    let number = this.#syllables.get(syllable)
    if (number === undefined) {
      number = this.syllables.push(syllable) - 1
      this.#syllables.set(syllable, number)
    }
    return number
  }
}
