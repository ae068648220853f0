/** Text in the encodings that tables of Shapefiles are in: UTF-8, and GBK where older programs read them. */

export const TEXT_ENCODINGS = ['utf-8', 'gbk'] as const
export type TextEncoding = (typeof TEXT_ENCODINGS)[number]

const REPLACEMENT = 0x3f

/** First and second bytes of the characters of two bytes. */
const LEADS = [0x81, 0xfe] as const
const TRAILS = [0x40, 0xfe] as const

let table: ReadonlyMap<string, number> | null = null

/** What the platform decodes, turned round: it has no encoder of its own for it. */
const gbkTable = (): ReadonlyMap<string, number> => {
  if (table) return table
  const decoder = new TextDecoder('gbk')
  const codes = new Map<string, number>()
  for (let lead = LEADS[0]; lead <= LEADS[1]; lead++) {
    for (let trail = TRAILS[0]; trail <= TRAILS[1]; trail++) {
      const text = decoder.decode(Uint8Array.of(lead, trail))
      if (text.length === 1 && text !== '\ufffd' && !codes.has(text)) {
        codes.set(text, (lead << 8) | trail)
      }
    }
  }
  table = codes
  return codes
}

export interface EncodedText {
  readonly bytes: Uint8Array
  /** Characters that the encoding lacks: a question mark stands for each. */
  readonly lost: number
}

const encodedInGbk = (text: string): EncodedText => {
  const codes = gbkTable()
  const bytes: number[] = []
  let lost = 0
  for (const character of text) {
    const point = character.codePointAt(0)!
    const code = codes.get(character)
    if (point < 0x80) bytes.push(point)
    else if (code !== undefined) bytes.push(code >> 8, code & 0xff)
    else {
      bytes.push(REPLACEMENT)
      lost++
    }
  }
  return { bytes: Uint8Array.from(bytes), lost }
}

const encoder = new TextEncoder()

export const encodedText = (text: string, encoding: TextEncoding): EncodedText =>
  encoding === 'gbk' ? encodedInGbk(text) : { bytes: encoder.encode(text), lost: 0 }
