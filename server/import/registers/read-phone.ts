/** Telephone numbers as registers write them, made into one spelling; what was done to them is said. */
import type { IssueCode } from './issues.ts'

export interface PhoneRead {
  /** `0537-1234567`, `0537-1234567转805`, a mobile or service number; `null` where it is none. */
  readonly phone: string | null
  readonly issue: IssueCode | null
}

/** Area codes of three digits are those of the largest cities: 010 and 02x; others have four. */
const AREA = '0(?:10|2\\d|[3-9]\\d{2})'
const LANDLINE = new RegExp(`^(${AREA})(\\d{7,8})$`)
const MOBILE = /^1[3-9]\d{9}$/
const LOCAL = /^[2-9]\d{6,7}$|^0\d{6}$/
/** 110, 12345, 95598, 4001234567. */
const SERVICE = /^(?:1\d{2,4}|9\d{4,5}|[48]00\d{7})$/
/** Behind a hyphen only what is too short for a number of its own, after a whole one. */
const EXTENSION = /(?:转|分机|ext\.?|(?<=\d{7})-)(\d{1,6})$/i
const SEVERAL = /[/、,;|]|或/

const plain = (raw: string | number): string =>
  String(raw)
    .normalize('NFKC')
    .replace(/[‐-―−]/g, '-')
    // 1234567(办)13800000000(手机) are two.
    .replace(/(?<=\d\s*)\([^\d)]*\)(?=\s*[\d+])/g, ';')
    .replace(/\([^\d)]*\)/g, '')
    .replace(/[\r\n]+/g, ';')
    .replace(/\s+/g, '')
    .trim()

/** The area code that most numbers of a column begin with; `null` where none has one. */
export const commonAreaCode = (numbers: Iterable<string | number>): string | null => {
  const counts = new Map<string, number>()
  for (const number of numbers) {
    const [first = ''] = plain(number).split(SEVERAL)
    const [, area] = LANDLINE.exec(first.replace(EXTENSION, '').replace(/\D/g, '')) ?? []
    if (area !== undefined) counts.set(area, (counts.get(area) ?? 0) + 1)
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null
}

const ofDigits = (digits: string, isFromAbroad: boolean, areaCode: string | null): PhoneRead => {
  const national = isFromAbroad && !MOBILE.test(digits) ? `0${digits.replace(/^0/, '')}` : digits
  if (MOBILE.test(national) || SERVICE.test(national)) return { phone: national, issue: null }
  const [, area, rest] = LANDLINE.exec(national) ?? []
  if (area !== undefined) return { phone: `${area}-${rest}`, issue: null }
  const [, lostArea, lostRest] = LANDLINE.exec(`0${national}`) ?? []
  if (lostArea !== undefined && lostArea === areaCode) {
    return { phone: `${lostArea}-${lostRest}`, issue: 'phone-leading-zero' }
  }
  if (LOCAL.test(national) && areaCode !== null) {
    return { phone: `${areaCode}-${national}`, issue: 'phone-area-assumed' }
  }
  return { phone: null, issue: 'phone-unreadable' }
}

/**
 * The first number of a cell. @param areaCode of the register, for numbers that lack one.
 * @returns `null` for a cell without a digit.
 */
export const readPhone = (raw: string | number, areaCode: string | null): PhoneRead | null => {
  const text = plain(raw)
  if (/[*＊]/.test(text)) return { phone: null, issue: 'phone-masked' }
  if (!/\d/.test(text)) return null
  const parts = text.split(SEVERAL).filter((part) => /\d{3}/.test(part))
  const [first = text] = parts
  const [, extension] = EXTENSION.exec(first) ?? []
  const main = first.replace(EXTENSION, '')
  const isFromAbroad = /^(?:\+|00)86/.test(main)
  const digits = main.replace(/^(?:\+|00)86/, '').replace(/\D/g, '')
  const read = ofDigits(digits, isFromAbroad, areaCode)
  if (read.phone === null) return read
  return {
    phone: extension === undefined ? read.phone : `${read.phone}转${extension}`,
    issue: parts.length > 1 ? 'phone-several' : read.issue,
  }
}
