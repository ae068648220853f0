/** The text of an XML document as it was sent: in UTF-8, UTF-16, or what Chinese systems write. */

const UTF_16_MARKS: readonly (readonly [first: number, second: number, label: string])[] = [
  [0xff, 0xfe, 'utf-16le'],
  [0xfe, 0xff, 'utf-16be'],
]

/** GB18030 has all characters of GB2312 and GBK, at the same places. */
const CHINESE = 'gb18030'
const CHINESE_NAMES = /^(?:gb[-_ ]?2312|gb[-_ ]?18030|gbk|cp936|x-gbk|euc-cn|hz-gb-2312)/i

/** The declaration is in ASCII whatever follows it. */
const DECLARED = /^[^<]*<\?xml[^>]*?encoding\s*=\s*["']([\w.:\- ]+)["']/
const DECLARATION_BYTES = 200

const HAN = /\p{Script=Han}/u

const decoded = (bytes: Uint8Array, label: string): string | null => {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/**
 * What UTF-8 can read and finds Chinese in is UTF-8, whatever is declared: bytes of GB18030 that are
 * both are rarer than messages that were recoded on their way under their old declaration.
 * @param charset that came with the bytes, such as that of a `Content-Type`; '' where none did.
 * @returns null where no encoding that is known reads all of it.
 */
export const xmlText = (bytes: Uint8Array, charset = ''): string | null => {
  const mark = UTF_16_MARKS.find(([first, second]) => bytes[0] === first && bytes[1] === second)
  if (mark) return decoded(bytes, mark[2])
  const inUtf8 = decoded(bytes, 'utf-8')
  if (inUtf8 !== null && HAN.test(inUtf8)) return inUtf8
  const beginning = String.fromCharCode(...bytes.subarray(0, DECLARATION_BYTES))
  const named = DECLARED.exec(beginning)?.[1] ?? charset
  const isChinese = CHINESE_NAMES.test(named)
  return isChinese ? (decoded(bytes, CHINESE) ?? inUtf8) : (inUtf8 ?? decoded(bytes, CHINESE))
}
