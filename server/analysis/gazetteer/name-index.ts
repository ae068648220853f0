/**
 * Names of up to some hundred thousand entries in typed arrays, with what shows at once that most of
 * them cannot be what was asked for: where each Chinese character occurs, and two masks of letters.
 */
import { type Alphabet, UNIT_KINDS } from './alphabet.ts'

/** What a text is to its entry: what it is called, what else, or something said about it. */
export type TextRole = 'name' | 'other-name' | 'field'
export const TEXT_ROLES: readonly TextRole[] = ['name', 'other-name', 'field']

const FIRST_CAPACITY = 1024
/** Most characters occur in few names of a block, and there are many blocks. */
const FIRST_OCCURRENCES = 4

/** A typed array that grows; elements are only added. */
class Growing<A extends Uint8Array | Uint16Array | Uint32Array> {
  array: A
  length = 0
  readonly #make: (length: number) => A

  constructor(make: (length: number) => A, capacity = FIRST_CAPACITY) {
    this.#make = make
    this.array = make(capacity)
  }

  push(value: number): void {
    if (this.length === this.array.length) {
      const larger = this.#make(this.length * 2)
      larger.set(this.array)
      this.array = larger
    }
    this.array[this.length++] = value
  }
}

const bytes = (length: number): Uint8Array => new Uint8Array(length)
const words = (length: number): Uint16Array => new Uint16Array(length)
const longs = (length: number): Uint32Array => new Uint32Array(length)

export class NameIndex {
  readonly alphabet: Alphabet
  readonly #units = new Growing(words)
  /** First unit of each text, and the end of the last. */
  readonly #starts = new Growing(longs)
  readonly #letters = new Growing(longs)
  readonly #initials = new Growing(longs)
  readonly #entries = new Growing(longs)
  readonly #roles = new Growing(bytes)
  /** Texts that a Chinese character occurs in, by its unit, each once. */
  readonly #occurrences: (Growing<Uint32Array> | undefined)[] = []

  constructor(alphabet: Alphabet) {
    this.alphabet = alphabet
    this.#starts.push(0)
  }

  /** @param entry its number; texts of one entry are added one after the other, entries in order. */
  add(entry: number, text: string, role: TextRole): void {
    const units = this.alphabet.unitsOf(text)
    if (units.length === 0) return
    const number = this.size
    let [letters, initials] = [0, 0]
    for (const each of units) {
      this.#units.push(each)
      const unit = this.alphabet.units[each]!
      letters |= unit.letters
      initials |= unit.initials
      if (unit.kind !== UNIT_KINDS.han) continue
      let occurrences = this.#occurrences[each]
      if (!occurrences) {
        occurrences = new Growing(longs, FIRST_OCCURRENCES)
        this.#occurrences[each] = occurrences
      }
      if (occurrences.length === 0 || occurrences.array[occurrences.length - 1] !== number) {
        occurrences.push(number)
      }
    }
    this.#starts.push(this.#units.length)
    this.#letters.push(letters)
    this.#initials.push(initials)
    this.#entries.push(entry)
    this.#roles.push(TEXT_ROLES.indexOf(role))
  }

  /** Texts. */
  get size(): number {
    return this.#entries.length
  }

  /** Up to the last entry with a text. */
  get entryCount(): number {
    return this.size === 0 ? 0 : this.#entries.array[this.size - 1]! + 1
  }

  /** Texts that hold the unit of a Chinese character, in order. */
  textsWith(unit: number): Uint32Array {
    const occurrences = this.#occurrences[unit]
    return occurrences ? occurrences.array.subarray(0, occurrences.length) : new Uint32Array()
  }

  /** The arrays as they are now: unit numbers, `starts[text]` … `starts[text + 1]`, and by text. */
  get arrays() {
    return {
      units: this.#units.array,
      starts: this.#starts.array,
      letters: this.#letters.array,
      initials: this.#initials.array,
      entries: this.#entries.array,
      roles: this.#roles.array,
    }
  }
}
