/** Notes that people put on the map: a link carries them, no server knows them. */
import type { LonLat } from '../../data/geometry.ts'
import { type Codec, lonLat } from './address-codec.ts'

export const NOTE_LIMITS = { mostNotes: 12, mostCharacters: 60, mostCorners: 40 } as const

/** A text at a point, or along a line of several. */
export interface MapNote {
  /** At least one. */
  readonly corners: readonly LonLat[]
  readonly text: string
}

/** The letter that distinguishes a note from others on paper, where a text may have no room. */
export const noteLetter = (index: number): string => String.fromCharCode(65 + index)

const BETWEEN_NOTES = ';'
const BETWEEN_CORNERS = '/'
const BEFORE_TEXT = ':'

/** A text may hold the separator of notes, and the sign that escapes it. */
const escaped = (text: string): string => text.replaceAll('%', '%25').replaceAll(';', '%3B')
const unescaped = (text: string): string => text.replaceAll('%3B', ';').replaceAll('%25', '%')

const noteOf = (part: string): MapNote[] => {
  const colon = part.indexOf(BEFORE_TEXT)
  const corners = part.slice(0, colon).split(BETWEEN_CORNERS).map(lonLat.parse)
  const text = unescaped(part.slice(colon + 1)).trim()
  const isNote =
    colon > 0 &&
    text !== '' &&
    text.length <= NOTE_LIMITS.mostCharacters &&
    corners.length <= NOTE_LIMITS.mostCorners
  const known = corners.filter((corner) => corner !== undefined)
  return isNote && known.length === corners.length ? [{ corners: known, text }] : []
}

/** `116.587,35.415:集结点;116.5,35.4/116.6,35.5:绕行`; what is no note, or too much, is left out. */
export const mapNotes: Codec<readonly MapNote[]> = {
  parse: (text) => text.split(BETWEEN_NOTES).flatMap(noteOf).slice(0, NOTE_LIMITS.mostNotes),
  format: (notes) =>
    notes
      .map(
        ({ corners, text }) =>
          corners.map(lonLat.format).join(BETWEEN_CORNERS) + BEFORE_TEXT + escaped(text),
      )
      .join(BETWEEN_NOTES),
}
