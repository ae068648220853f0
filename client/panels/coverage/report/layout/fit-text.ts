/** Fits text into a width: broken into lines where there is room for several, else shortened. */
import type { MeasureText, TextStyle } from './primitives.ts'

const ELLIPSIS = '…'

/** Sums of widths come out a hair less than their parts; nobody sees a thousandth of a millimetre. */
const TOLERANCE_MM = 0.001

const fits = (text: string, widthMm: number, style: TextStyle, measure: MeasureText): boolean =>
  measure(text, style) <= widthMm + TOLERANCE_MM

/** The text, or as much of it as fits with an ellipsis behind it. */
export const shortened = (
  text: string,
  widthMm: number,
  style: TextStyle,
  measure: MeasureText,
): string => {
  if (fits(text, widthMm, style, measure)) return text
  const characters = [...text]
  let [enough, tooMany] = [0, characters.length]
  while (tooMany - enough > 1) {
    const middle = (enough + tooMany) >> 1
    const part = characters.slice(0, middle).join('').trimEnd() + ELLIPSIS
    if (fits(part, widthMm, style, measure)) enough = middle
    else tooMany = middle
  }
  return characters.slice(0, enough).join('').trimEnd() + ELLIPSIS
}

/** Never at the start of a line (GB/T 15834-2011: closing marks stay with what they close). */
const CLOSING = /[，。；：！？、）》」』”’…%·,.;:!?)\]}]/
/** Never at the end of a line. */
const OPENING = /[（《「『“‘([{]/
/** Letters and digits that are read as one word, with what joins numbers and units. */
const WORD = /[\p{Script=Latin}\p{Number}\-–−+±'’./%,]/u

const isBreak = (before: string, after: string): boolean => {
  if (after === ' ' || CLOSING.test(after) || OPENING.test(before)) return false
  return before === ' ' || !(WORD.test(before) && WORD.test(after))
}

/** Pieces between which a line may end; their spaces stay at their ends. */
const pieces = (text: string): string[] => {
  const found: string[] = []
  let piece = ''
  for (const character of text) {
    const before = piece.at(-1)
    if (before !== undefined && isBreak(before, character)) {
      found.push(piece)
      piece = ''
    }
    piece += character
  }
  return piece === '' ? found : [...found, piece]
}

/**
 * Lines no wider than a width. What needs more lines than allowed ends in an ellipsis, so does a
 * word that is wider than a line.
 */
export const brokenLines = (
  text: string,
  widthMm: number,
  mostLines: number,
  style: TextStyle,
  measure: MeasureText,
): string[] => {
  const lines: string[] = []
  const words = pieces(text)
  let line = ''
  for (const [place, word] of words.entries()) {
    if (line === '' || fits((line + word).trimEnd(), widthMm, style, measure)) {
      line += word
      continue
    }
    if (lines.length === mostLines - 1) {
      line += words.slice(place).join('')
      break
    }
    lines.push(line)
    line = word
  }
  return [...lines, line]
    .filter((each) => each !== '')
    .map((each) => shortened(each.trimEnd(), widthMm, style, measure))
}
