/**
 * What was asked for, laid out to be held against names unit by unit. Each unit takes a piece of the
 * text: a Chinese character itself, one of its readings whole, the reading's initial, or at the end of
 * the text what has been typed of it; a letter or digit takes itself.
 */
import { type Alphabet, letterBit, UNIT_KINDS } from './alphabet.ts'
import { isHan, readingsOf } from './letters.ts'
import { Positions } from './positions.ts'

/** The longest syllable, and one letter too many. */
const MOST_PIECE = 7
const LETTERS = /^[a-z]$/
const DIGIT = /^\d$/

/** Fewer characters with one wrong would be found in too many names. */
const LEAST_WITH_ERROR = { han: 3, letters: 4 } as const

export interface NameMatch {
  /** Units that have taken a piece: fewer where whole readings were typed, more for initials. */
  readonly units: number
  /** Whether nothing of the name is left over. */
  readonly isWhole: boolean
}

/** How far one letter more, less or other makes two words differ, up to `true` for one at most. */
const isWithinOneEdit = (a: string, b: string): boolean => {
  let [start, endA, endB] = [0, a.length, b.length]
  while (start < endA && start < endB && a[start] === b[start]) start++
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) {
    endA--
    endB--
  }
  return endA - start <= 1 && endB - start <= 1
}

/** No piece has no length. */
const NOT_ASKED = 1

const hasBit = (mask: number, length: number): boolean => ((mask >> length) & 1) === 1

export class Pattern {
  readonly characters: readonly string[]
  /** Masks that a name must have: of its letters, and of those that its words begin with. */
  letters = 0
  initials = 0
  /** Whether one character may be wrong without too many names being found. */
  readonly isLong: boolean
  readonly #alphabet: Alphabet
  /** Lengths of the pieces, as bits, that a syllable takes at each position. */
  readonly #pieces: Uint8Array
  /** The same with one letter more, less or other; made when it is needed. */
  #nearPieces: Uint8Array | null = null
  /** The alphabet may grow while the pattern is used. */
  readonly #syllableCount: number
  /** What `#piecesAt` has found, by position and unit; bit 0 where it has not been asked. */
  readonly #taken: Uint8Array
  readonly #unitCount: number
  /** By unit: whether it can take the first piece. */
  readonly #canBegin: Uint8Array
  /** No name has taken all of the text with fewer units. */
  readonly leastUnits: number
  #now: Positions
  #next: Positions
  #erring: Positions
  #erringNext: Positions

  /** @param text folded. */
  constructor(alphabet: Alphabet, text: string) {
    this.#alphabet = alphabet
    this.#syllableCount = alphabet.syllables.length
    // Signs part words of names too.
    this.characters = Array.from(text).filter((each) => /[\p{L}\p{N}]/u.test(each))
    const { length } = this.characters
    this.#now = new Positions(length + 1)
    this.#next = new Positions(length + 1)
    this.#erring = new Positions(length + 1)
    this.#erringNext = new Positions(length + 1)
    this.#sign()
    this.#pieces = this.#piecesOf((syllable, position, rest) => {
      if (rest[0] !== syllable[0]) return 0
      const initial =
        /^[zcs]h/.test(syllable) && rest.startsWith(syllable.slice(0, 2)) ? 0b110 : 0b10
      const whole = rest.startsWith(syllable) ? 1 << syllable.length : 0
      const isLast = rest.length === length - position
      const typed = isLast && syllable.startsWith(rest) ? 1 << rest.length : 0
      return initial | whole | typed
    })
    this.#unitCount = alphabet.units.length
    this.#taken = new Uint8Array(length * this.#unitCount).fill(NOT_ASKED)
    this.#canBegin = Uint8Array.from(alphabet.units, (unit, number) =>
      unit.isStart && this.#piecesAt(0, number) > 0 ? 1 : 0,
    )
    this.leastUnits = this.#leastUnitsOf()
    const hanCount = this.characters.filter(isHan).length
    this.isLong =
      hanCount >= LEAST_WITH_ERROR.han || (hanCount === 0 && length >= LEAST_WITH_ERROR.letters)
  }

  get length(): number {
    return this.characters.length
  }

  /** The fewest pieces that the text falls into, each as long as some syllable of the alphabet allows. */
  #leastUnitsOf(): number {
    const fewest = new Float64Array(this.length + 1).fill(Number.POSITIVE_INFINITY)
    fewest[0] = 0
    for (let position = 0; position < this.length; position++) {
      const row = position * this.#syllableCount
      // A character takes itself.
      let lengths = 0b10
      for (let i = 0; i < this.#syllableCount; i++) lengths |= this.#pieces[row + i]!
      for (let length = 1; lengths >> length > 0; length++) {
        if (!hasBit(lengths, length)) continue
        const end = position + length
        fewest[end] = Math.min(fewest[end]!, fewest[position]! + 1)
      }
    }
    return fewest[this.length]!
  }

  #sign(): void {
    for (const [position, character] of this.characters.entries()) {
      if (isHan(character)) continue
      this.letters |= letterBit(character)
      const before = this.characters[position - 1]
      if (before === undefined || isHan(before)) this.initials |= letterBit(character)
    }
  }

  #piecesOf(lengths: (syllable: string, position: number, rest: string) => number): Uint8Array {
    const { syllables } = this.#alphabet
    const count = this.#syllableCount
    const table = new Uint8Array(this.length * count)
    for (const [position, character] of this.characters.entries()) {
      if (!LETTERS.test(character)) continue
      const end = this.characters.findIndex(
        (each, index) => index >= position && !LETTERS.test(each),
      )
      const rest = this.characters
        .slice(position, Math.min(end < 0 ? this.length : end, position + MOST_PIECE))
        .join('')
      for (let syllable = 0; syllable < count; syllable++) {
        table[position * count + syllable] = lengths(syllables[syllable]!, position, rest)
      }
    }
    return table
  }

  /** Lengths of the pieces, as bits, that a unit takes at a position. */
  #piecesAt(position: number, number: number): number {
    const at = number < this.#unitCount ? position * this.#unitCount + number : -1
    const known = this.#taken[at] ?? NOT_ASKED
    if (known !== NOT_ASKED) return known
    const unit = this.#alphabet.units[number]!
    const itself = this.characters[position] === unit.character ? 0b10 : 0
    const lengths = itself | this.#read(this.#pieces, position, unit.readings)
    if (at >= 0) this.#taken[at] = lengths
    return lengths
  }

  #read(table: Uint8Array, position: number, readings: readonly number[]): number {
    const row = position * this.#syllableCount
    let lengths = 0
    for (const reading of readings) lengths |= table[row + reading]!
    return lengths
  }

  /** Where the unit leads from a position, added to the others. */
  #step(position: number, number: number, into: Positions): void {
    if (position >= this.length) return
    const lengths = this.#piecesAt(position, number)
    for (let length = 1; lengths >> length > 0; length++) {
      if (hasBit(lengths, length)) into.add(position + length)
    }
  }

  canBegin(unit: number): boolean {
    return this.#canBegin[unit] === 1
  }

  /** Whether a name with one error may begin with the unit; of foreign words the first letter is right. */
  canBeginWithError(unit: number): boolean {
    if (this.canBegin(unit) || isHan(this.characters[0]!)) return true
    const { kind, readings } = this.#alphabet.units[unit]!
    return kind === UNIT_KINDS.han && this.#read(this.#near, 0, readings) > 0
  }

  /** Units in a row from one on, nothing left out; null where they are not what was asked for. */
  along(units: Uint16Array, from: number, end: number): NameMatch | null {
    let [now, next] = [this.#now, this.#next]
    now.clear()
    now.add(0)
    let taken = 0
    let isWhole = false
    for (let i = from; i < end && now.count > 0; i++) {
      next.clear()
      for (let each = 0; each < now.count; each++) this.#step(now.list[each]!, units[i]!, next)
      if (next.has(this.length)) {
        taken ||= i - from + 1
        isWhole = i === end - 1
      }
      ;[now, next] = [next, now]
    }
    return taken > 0 ? { units: taken, isWhole } : null
  }

  /** Whether the last units in a row, from some one on, are what was asked for: looked at from their end. */
  endsIn(units: Uint16Array, from: number, end: number): boolean {
    let [now, next] = [this.#now, this.#next]
    now.clear()
    now.add(this.length)
    for (let i = end - 1; i >= from && now.count > 0; i--) {
      next.clear()
      for (let each = 0; each < now.count; each++) {
        const reached = now.list[each]!
        for (let length = 1; length <= Math.min(reached, MOST_PIECE); length++) {
          if (hasBit(this.#piecesAt(reached - length, units[i]!), length))
            next.add(reached - length)
        }
      }
      if (next.has(0)) return true
      ;[now, next] = [next, now]
    }
    return false
  }

  /**
   * The same with whole words left out between the pieces, in order: 古槐一站 of
   * 古槐街道第一微型应急救援站. What begins with letters must begin the name, or much would be found.
   */
  leavingOut(units: Uint16Array, from: number, end: number): NameMatch | null {
    const { units: known } = this.#alphabet
    const isAnchored = LETTERS.test(this.characters[0]!)
    if (isAnchored && !this.canBegin(units[from]!)) return null
    // Everything that was reached at the end of a word, in words before.
    const pool = this.#erring
    pool.clear()
    let [now, next] = [this.#now, this.#next]
    now.clear()
    now.add(0)
    for (let i = from; i < end; i++) {
      const unit = known[units[i]!]!
      next.clear()
      for (let each = 0; each < now.count; each++) this.#step(now.list[each]!, units[i]!, next)
      if (unit.isStart) {
        for (let each = 0; each < pool.count; each++) this.#step(pool.list[each]!, units[i]!, next)
        if (!isAnchored) this.#step(0, units[i]!, next)
      }
      if (next.has(this.length)) return { units: i - from + 1, isWhole: i === end - 1 }
      // Of a number nothing is left out: 1号 is not 12号.
      const following = i + 1 < end ? known[units[i + 1]!]! : null
      const isWithinNumber = following?.kind === UNIT_KINDS.digit && !following.isStart
      if (!isWithinNumber) {
        for (let each = 0; each < next.count; each++) pool.add(next.list[each]!)
      }
      ;[now, next] = [next, now]
    }
    return null
  }

  /** From its beginning with one character or letter wrong, missing or too many. */
  withOneError(units: Uint16Array, from: number, end: number): NameMatch | null {
    let [now, next, erring, erringNext] = [this.#now, this.#next, this.#erring, this.#erringNext]
    now.clear()
    now.add(0)
    erring.clear()
    let taken = 0
    let isWhole = false
    for (let i = from; i < end && (now.count > 0 || erring.count > 0); i++) {
      next.clear()
      erringNext.clear()
      if (this.isLong) {
        // One too many is passed over before a unit is looked at.
        for (let each = 0; each < now.count; each++) {
          if (now.list[each]! < this.length) erring.add(now.list[each]! + 1)
        }
      }
      for (let each = 0; each < now.count; each++) {
        this.#step(now.list[each]!, units[i]!, next)
        this.#stepWithError(now.list[each]!, units[i]!, erringNext)
      }
      for (let each = 0; each < erring.count; each++) {
        this.#step(erring.list[each]!, units[i]!, erringNext)
      }
      const isThere = erringNext.has(this.length) || next.has(this.length)
      const isTooLong = this.isLong && next.has(this.length - 1)
      if (isThere || isTooLong) {
        taken ||= i - from + 1
        isWhole = i === end - 1
      }
      ;[now, next] = [next, now]
      ;[erring, erringNext] = [erringNext, erring]
    }
    return taken > 0 ? { units: taken, isWhole } : null
  }

  #stepWithError(position: number, number: number, into: Positions): void {
    const unit = this.#alphabet.units[number]!
    if (position >= this.length) return
    const asked = this.characters[position]!
    if (unit.kind !== UNIT_KINDS.han) {
      if (!this.isLong || DIGIT.test(asked) || unit.kind === UNIT_KINDS.digit) return
      // Another letter, or one that is missing.
      into.add(position + 1)
      into.add(position)
      return
    }
    if (isHan(asked)) {
      if (this.isLong || this.#soundsLike(asked, unit.readings)) into.add(position + 1)
      return
    }
    const lengths = this.#read(this.#near, position, unit.readings)
    for (let length = 1; lengths >> length > 0; length++) {
      if (hasBit(lengths, length)) into.add(position + length)
    }
  }

  get #near(): Uint8Array {
    this.#nearPieces ??= this.#piecesOf((syllable, _position, rest) => {
      let lengths = 0
      for (const length of [syllable.length - 1, syllable.length, syllable.length + 1]) {
        const isThere = length > 1 && length <= Math.min(rest.length, MOST_PIECE)
        if (isThere && isWithinOneEdit(syllable, rest.slice(0, length))) lengths |= 1 << length
      }
      return lengths
    })
    return this.#nearPieces
  }

  #soundsLike(character: string, readings: readonly number[]): boolean {
    const asked = readingsOf(character)
    return readings.some((reading) => asked.includes(this.#alphabet.syllables[reading]!))
  }
}
