/** Bytes of text files to text: by their mark, else by what they can be. */
import { isUtf8 } from 'node:buffer'
import { FileRefused } from './file-refused.ts'

export interface DecodedText {
  readonly text: string
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030'
  readonly byteOrderMark: boolean
}

type Encoding = DecodedText['encoding']

const MARKS: readonly (readonly [Encoding, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
  ['gb18030', [0x84, 0x31, 0x95, 0x33]],
]

const SAMPLE_BYTES = 4096
/** Of the bytes of text in UTF-16 many are zero where half of them would be; of others none is. */
const LEAST_ZEROS = 0.05

/** The order in which UTF-16 without a mark has its bytes, judged by where zeros stand. */
const unmarkedUtf16 = (bytes: Uint8Array): Encoding | null => {
  const sample = bytes.subarray(0, SAMPLE_BYTES)
  const zeros: [even: number, odd: number] = [0, 0]
  for (const [index, byte] of sample.entries()) if (byte === 0) zeros[index % 2 === 0 ? 0 : 1]++
  const [even, odd] = zeros
  if (Math.max(even, odd) < LEAST_ZEROS * sample.length) return null
  if (Math.min(even, odd) > Math.max(even, odd) / 10) return null
  return odd > even ? 'utf-16le' : 'utf-16be'
}

const decode = (bytes: Uint8Array, encoding: Encoding): string | null => {
  if (encoding === 'utf-8') {
    // Ten times as fast as the decoder that throws.
    const text = isUtf8(bytes) ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length) : null
    return text?.toString('utf8').replace(/^\uFEFF/, '') ?? null
  }
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes).replace(/^\uFEFF/, '')
  } catch {
    return null
  }
}

/**
 * Text of a file in UTF-8, UTF-16 or GB18030 (which code page 936 is part of): what nothing says is
 * taken for UTF-8 where it is valid as such, else for GB18030.
 * @throws FileRefused where it is none of them.
 */
export const decodeText = (bytes: Uint8Array): DecodedText => {
  const marked = MARKS.find(([, mark]) => mark.every((byte, index) => bytes[index] === byte))
  const candidates: readonly Encoding[] = marked
    ? [marked[0]]
    : [unmarkedUtf16(bytes) ?? 'utf-8', ...(bytes.includes(0) ? [] : ['gb18030' as const])]
  for (const encoding of candidates) {
    const text = decode(bytes, encoding)
    if (text !== null && !text.includes('\0')) {
      return { text, encoding, byteOrderMark: marked !== undefined }
    }
  }
  throw new FileRefused('not-a-table', {
    zh: '文件不是可识别的文本：既不是 UTF-8、UTF-16，也不是 GB18030（GBK）。请在 Excel 或 WPS 中打开后另存为 .xlsx 再导入。',
    en: 'The file is no text in UTF-8, UTF-16 or GB18030 (GBK). Open it in a spreadsheet, save it as .xlsx and import that.',
  })
}
