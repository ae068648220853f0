/**
 * What everybody is shown of a person's name or telephone number. Whole it is read one feature at a
 * time; everything else that leaves the service has the mask: 138****1234, 张**.
 */
import { z } from 'zod'
import type { Bilingual } from './bilingual.ts'
import type { Field } from './field.ts'
import type { Fields } from './resource.ts'

const HIDDEN = '***'
const HIDDEN_OF_MOBILE = '****'
/** Of a fixed line's own number, without its area code. */
const SHOWN_OF_LANDLINE = 3
const MOST_STARS = 3

/** Digits, or what stands for them in a number that is masked already. */
const NUMBER = /^[\d*+-]+$/
const MOBILE = /^(\+?(?:00)?86)?(1[3-9]\d)[\d*]{4}([\d*]{4})$/
/** 010 and 02x are followed by eight digits, other area codes by seven or eight. */
const LANDLINE = /^(0(?:10|2\d|[3-9]\d\d))?([\d*]{7,8})$/
/** A mobile number somewhere in a text; such a number belongs to a person. */
const HOLDS_MOBILE = /(?:^|\D)1[3-9]\d(?:[\s-]*\d){8}(?!\d)/

/** Family names of two characters that are met with today. */
const DOUBLE_SURNAMES = [
  ...[
    '欧阳',
    '司马',
    '上官',
    '诸葛',
    '东方',
    '皇甫',
    '尉迟',
    '公孙',
    '慕容',
    '司徒',
    '令狐',
    '夏侯',
  ],
  ...[
    '端木',
    '独孤',
    '南宫',
    '宇文',
    '长孙',
    '轩辕',
    '闻人',
    '太史',
    '申屠',
    '呼延',
    '百里',
    '东郭',
  ],
]

const maskedNumber = (number: string): string => {
  const compact = number.replaceAll('-', '')
  const mobile = MOBILE.exec(compact)
  if (mobile) return `${mobile[1] ?? ''}${mobile[2]}${HIDDEN_OF_MOBILE}${mobile[3]}`
  const [whole, area, local = ''] = LANDLINE.exec(compact) ?? []
  // Any part shown would give away a short number, or one of an unknown form.
  if (whole === undefined) return HIDDEN
  const hidden = '*'.repeat(local.length - SHOWN_OF_LANDLINE)
  return `${area ? `${area}-` : ''}${hidden}${local.slice(-SHOWN_OF_LANDLINE)}`
}

const maskedName = (name: string): string => {
  const characters = Array.from(name)
  const [first = ''] = characters
  if (characters.length === 1 || !/^\p{L}/u.test(first)) return HIDDEN
  if (!/^\p{Script=Han}/u.test(first)) return `${first}${HIDDEN}`
  const isDouble = DOUBLE_SURNAMES.some((surname) => name.startsWith(surname))
  const shown = isDouble && characters.length > 2 ? 2 : 1
  const hidden = Math.min(characters.length - shown, MOST_STARS)
  return characters.slice(0, shown).join('') + '*'.repeat(hidden)
}

/** Names and numbers in a text, each masked; what they are separated by is not kept. */
export const masked = (text: string): string => {
  const words = text
    .normalize('NFKC')
    .replaceAll(/[‐-―−]/g, '-')
    // One number in groups; two numbers beside each other become one that is hidden altogether.
    .replaceAll(/(\d)\s+(?=\d)/g, '$1')
    .replaceAll(/(\p{L})(?=[\d+])|([\d*])(?=\p{L})/gu, '$1$2 ')
    .split(/[\s,;:/|、()（）\p{Cc}]+/u)
    .filter((word) => word !== '')
  if (words.length === 0) return HIDDEN
  return words
    .map((word) => (NUMBER.test(word) ? maskedNumber : maskedName)(word))
    .reduce((told, word) => {
      const isBetweenNumbers = /\d$/.test(told) && /^\d/.test(word)
      return `${told}${isBetweenNumbers ? '、' : ' '}${word}`
    })
}

/** Whether a mobile number stands somewhere in a text. */
export const holdsMobile = (text: string): boolean => HOLDS_MOBILE.test(text.normalize('NFKC'))

/** The telephone of a unit's duty room is for everybody; a mobile number in its place is not. */
const maskedMobiles = (text: string): string => (holdsMobile(text) ? masked(text) : text)

/** How a field's text leaves the service; null for a field that may be given out whole. */
const maskOf = (field: Field): ((text: string) => string) | null => {
  if (field.kind !== 'text') return null
  if (field.personal) return masked
  return field.format === 'phone' ? maskedMobiles : null
}

/** Names of the fields that leave the service masked. */
export const maskedFields = (fields: Fields): string[] =>
  Object.keys(fields).filter((name) => maskOf(fields[name]!) !== null)

/** Properties as everybody may read them. */
export const withMasks = <P extends Readonly<Record<string, unknown>>>(
  fields: Fields,
  properties: P,
): P => {
  const masks = maskedFields(fields).flatMap((name) => {
    const value = properties[name]
    return typeof value === 'string' ? [[name, maskOf(fields[name]!)!(value)]] : []
  })
  return { ...properties, ...Object.fromEntries(masks) }
}

/** Properties that were sent, with the stored value wherever the mask given out for it came back. */
export const withWhole = <P extends Readonly<Record<string, unknown>>>(
  fields: Fields,
  sent: P,
  stored: Readonly<Record<string, unknown>>,
): P => {
  const told = withMasks(fields, stored)
  const whole = maskedFields(fields).flatMap((name) =>
    sent[name] === told[name] ? [[name, stored[name]]] : [],
  )
  return { ...sent, ...Object.fromEntries(whole) }
}

/** Answer of a feature's personal reading: what is masked everywhere else, by field. */
export const personalSchema = z.object({
  id: z.string(),
  fields: z.record(z.string(), z.string().nullable()),
})
export type Personal = z.infer<typeof personalSchema>

/** Whether a text has been masked: no name or number has a star in it. */
export const isMasked = (text: unknown): boolean => typeof text === 'string' && /[*＊]/.test(text)

/** What is said where a mask is sent in for a name or number: it would take the place of the whole. */
export const WHOLE_WANTED: Bilingual = {
  en: 'is masked: leave it out where it stays as it is, or send it whole',
  zh: '是脱敏后的内容：不修改时请省略，修改时请填写完整内容',
}
