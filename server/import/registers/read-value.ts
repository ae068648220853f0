/** A cell as a value of a field, and what is said of it. */
import type { Bilingual } from '../../../data/bilingual.ts'
import type { ChoiceField, Field, NumberField, TextField } from '../../../data/field.ts'
import { withArabicNumerals } from '../../../data/numerals.ts'
import { isMasked } from '../../../data/personal.ts'
import { readRoster, rosterText } from '../../../data/roster.ts'
import { DEFAULT_MAX_TEXT_LENGTH } from '../../../data/schema.ts'
import { withoutStake } from '../../../data/stakes.ts'
import { UNITS } from '../../../data/units.ts'
import { type Cell, cellText } from '../tables/table-file.ts'
import type { Issue, IssueCode } from './issues.ts'
import { readChoice } from './read-choice.ts'
import { catalogueNames, catalogueUnits, readCounts } from './read-counts.ts'
import { readDay, readTimeOfDay } from './read-day.ts'
import { inUnit, type NumberRead, readNumber, unitAbove, unitFactor } from './read-number.ts'
import { readPhone } from './read-phone.ts'

export interface ValueRead {
  /** `null` where the cell holds nothing, or nothing that can be taken. */
  readonly value: unknown
  readonly issues: readonly Issue[]
}

export interface Reading {
  /** How the column is called. */
  readonly column: string
  /** The unit that the heading names; empty for the field's own. */
  readonly unit: string
  readonly isFrom1904: boolean
  /** What local numbers of this register lack. */
  readonly areaCode: string | null
}

const NOTHING: ValueRead = { value: null, issues: [] }

/** Cells that say that there is nothing. */
const NONE = /^(?:[-—–/\\]+|无|没有|暂无|n\/?a)$/i

export const holdsNothing = (text: string): boolean =>
  text === '' || NONE.test(text.normalize('NFKC'))

/** A cell that a spreadsheet would run; full width too. */
const FORMULA_START = /^[=+\-@＝＋－＠\t\r]/

const asText = (cell: Cell): string => cellText(cell).replace(/\r\n?/g, '\n')

const said = (
  code: IssueCode,
  severity: Issue['severity'],
  { column }: Reading,
  cell: Cell,
): Issue => ({ code, severity, column, value: cellText(cell) })

/** As it is kept: in Chinese, whichever language it was exported in. */
const keptRoster = (text: string): string => {
  const read = readRoster(text)
  return 'roster' in read ? rosterText(read.roster, 'zh') : text
}

const readText = (field: TextField, cell: Cell, reading: Reading): ValueRead => {
  const raw = asText(cell)
  const value = raw.trim()
  const isNothing = field.required ? value === '' || /^[-—–/\\]+$/.test(value) : holdsNothing(value)
  if (isNothing) return NOTHING
  if (value.length > (field.maxLength ?? DEFAULT_MAX_TEXT_LENGTH)) {
    return { value: null, issues: [said('text-too-long', 'error', reading, cell)] }
  }
  if (field.personal && isMasked(value)) {
    return { value: null, issues: [said('phone-masked', 'warning', reading, cell)] }
  }
  const isFormula = FORMULA_START.test(raw) && Number.isNaN(Number(value))
  return {
    value: field.format === 'roster' ? keptRoster(value) : value,
    issues: isFormula ? [said('formula-text-kept', 'warning', reading, cell)] : [],
  }
}

const readPhoneValue = (cell: Cell, reading: Reading): ValueRead => {
  const read = readPhone(
    typeof cell.value === 'number' ? cell.value : asText(cell),
    reading.areaCode,
  )
  if (!read) return NOTHING
  return {
    value: read.phone,
    issues: read.issue ? [said(read.issue, 'warning', reading, cell)] : [],
  }
}

/**
 * Without a unit of its own a number is in the heading's, else in the field's; one that is written in
 * tens of thousands is not in tens of thousands of them once more.
 */
const factorOf = (
  field: NumberField,
  { unit, isInPowers }: NumberRead,
  heading: string,
): number | null => {
  if (!field.unit) return 1
  if (unit !== '') return unitFactor(field.unit, unit)
  const above = heading === '' ? UNITS[field.unit].zh : heading
  return unitFactor(field.unit, unitAbove(above, { isInPowers })) ?? 1
}

/** Hours, minutes and seconds together, halves of them, and their marks: 1小时30分, 2分半, 1′30″. */
const spokenSeconds = (text: string): string | null => {
  const spoken = text
    // Wide forms have come apart: ″ is ′′.
    .replace(/′′|''|["″]/g, '秒')
    .replace(/['′]/g, '分')
    .replace(/半个?小时/, '30分')
    .replace(/一刻钟/, '15分')
    .replace(/^半分钟?$/, '30秒')
    .replace(/(?<=分)钟?半$/, '30秒')
  const plain = withArabicNumerals(spoken)
  const [, hours, more] = /^(\d+)个?(?:小时|h)(\d{1,2})分?钟?$/i.exec(plain) ?? []
  if (hours !== undefined) return `${Number(hours) * 60 + Number(more)}分`
  const [, minutes, seconds] = /^(\d+)分钟?(\d{1,2})(?:秒钟?)?$/.exec(plain) ?? []
  if (minutes !== undefined) return `${Number(minutes) * 60 + Number(seconds)}秒`
  return spoken === text ? null : spoken
}

/** Words that numbers of some fields stand in: 50年一遇, P=2%, 1分30秒, 2级, K12+300. */
const withoutWords = (field: NumberField, text: string): string => {
  if (field.isStake) return withoutStake(text)
  const plain = text.normalize('NFKC').replace(/\s+/g, '')
  const [, percent] = /^P=(\d+(?:\.\d+)?)%$/i.exec(plain) ?? []
  if (field.unit === 'year' && percent !== undefined) return String(100 / Number(percent))
  if (field.unit === 'second') return spokenSeconds(plain) ?? text
  const [, grade] = /^([ivx]+|\d|[一二三四五])级?$/i.exec(plain) ?? []
  return !field.unit && grade !== undefined ? withArabic(grade) : text
}

const ROMAN = ['', 'i', 'ii', 'iii', 'iv', 'v']

const withArabic = (grade: string): string => {
  const roman = ROMAN.indexOf(grade.toLowerCase())
  return roman > 0 ? String(roman) : grade
}

const WITH_REMARK = /^(.*\d.*?)\([^)]*\)$/
const PART_OF_SUM = /^\D{1,6}?(\d+)[人名位]?$/

/** People are counted by kind: 专职17人、兼职8人; or in all, with those that this includes: 25人（含兼职8人）. */
const summedPeople = (raw: string): string => {
  const text = raw.normalize('NFKC').replace(/\s+/g, '')
  const [, bare] = WITH_REMARK.exec(text) ?? []
  const parts = (bare ?? text).split(/[、,;+和及]/).map((part) => PART_OF_SUM.exec(part)?.[1])
  if (parts.length < 2 || parts.includes(undefined)) return bare ?? raw
  return String(parts.reduce((sum, part) => sum + Number(part), 0))
}

const boundsIssue = (field: NumberField, value: number): IssueCode | null => {
  if (field.minimum !== undefined && value < field.minimum) {
    return field.minimum === 0 ? 'number-negative' : 'number-out-of-range'
  }
  return field.maximum !== undefined && value > field.maximum ? 'number-out-of-range' : null
}

const readNumberValue = (field: NumberField, cell: Cell, reading: Reading): ValueRead => {
  const text = asText(cell).trim()
  if (holdsNothing(text)) return NOTHING
  const words = field.unit === 'person' ? summedPeople(text) : text
  const read = readNumber(typeof cell.value === 'number' ? cell.value : withoutWords(field, words))
  const severity = field.required ? 'error' : 'warning'
  const refuse = (code: IssueCode): ValueRead => ({
    value: null,
    issues: [said(code, severity, reading, cell)],
  })
  if (!read) return refuse('number-unreadable')
  const factor = factorOf(field, read, reading.unit)
  if (factor === null) return refuse('unit-not-convertible')
  let value = inUnit(read.value, factor)
  let isRounded = false
  if (field.kind === 'integer' && !Number.isInteger(value)) {
    const isConverted = factor !== 1 && !Number.isInteger(1 / factor)
    if (!isConverted) return refuse('number-not-whole')
    value = Math.round(value)
    isRounded = true
  }
  const bounds = boundsIssue(field, value)
  if (bounds) return refuse(bounds)
  const isOtherPower = read.isInPowers && read.unit === '' && /亿/.test(text)
  return {
    value,
    issues: [
      ...(read.isApproximate || isRounded
        ? [said('number-approximate', 'warning', reading, cell)]
        : []),
      ...(isOtherPower ? [said('number-with-unit', 'warning', reading, cell)] : []),
    ],
  }
}

/** What may stand there. */
const optionsOf = ({ options }: ChoiceField): Bilingual => {
  const labels = Object.values(options).map(({ label }) => label)
  return {
    zh: `可填${labels.map(({ zh }) => zh).join('、')}`,
    en: `it may be ${labels.map(({ en }) => en).join(', ')}`,
  }
}

const readChoiceValue = (field: ChoiceField, cell: Cell, reading: Reading): ValueRead => {
  const text = asText(cell).trim()
  if (text === '' || /^[-—–/\\]+$/.test(text)) return NOTHING
  const value = readChoice(field, text)
  if (value !== null) return { value, issues: [] }
  const severity = field.required ? 'error' : 'warning'
  const issue = said('choice-unknown', severity, reading, cell)
  return { value: null, issues: [{ ...issue, because: optionsOf(field) }] }
}

const readDate = (cell: Cell, reading: Reading): ValueRead => {
  if (holdsNothing(asText(cell).trim())) return NOTHING
  const read = readDay(cell, reading.isFrom1904)
  if (!read) return NOTHING
  return {
    value: read.day,
    issues: read.issue ? [said(read.issue, 'warning', reading, cell)] : [],
  }
}

/** What a cell is as a value of a field. References are names of places and are read elsewhere. */
export const readValue = (field: Field, cell: Cell, reading: Reading): ValueRead => {
  switch (field.kind) {
    case 'text':
      return field.format === 'phone'
        ? readPhoneValue(cell, reading)
        : readText(field, cell, reading)
    case 'integer':
    case 'number':
      return readNumberValue(field, cell, reading)
    case 'choice':
      return readChoiceValue(field, cell, reading)
    case 'date':
      return readDate(cell, reading)
    case 'timeOfDay':
      return { value: readTimeOfDay(cell), issues: [] }
    case 'counts': {
      const { counts, issues } = readCounts(
        asText(cell),
        catalogueNames(field.catalogue),
        catalogueUnits(field.catalogue),
      )
      return {
        value: counts,
        issues: issues.map((issue) => ({ ...issue, severity: 'warning', column: reading.column })),
      }
    }
  }
}

/** How many of one thing a column of a catalogue says; nothing, or none, is 0. */
export const readCount = (cell: Cell, reading: Reading): ValueRead => {
  const text = asText(cell).trim()
  if (holdsNothing(text)) return { value: 0, issues: [] }
  const read = readNumber(typeof cell.value === 'number' ? cell.value : text)
  const none = (code: IssueCode): ValueRead => ({
    value: 0,
    issues: [said(code, 'warning', reading, cell)],
  })
  if (!read) return none('number-unreadable')
  if (read.value < 0) return none('number-negative')
  if (!Number.isInteger(read.value)) return none('number-not-whole')
  return {
    value: read.value,
    issues: read.isApproximate ? [said('number-approximate', 'warning', reading, cell)] : [],
  }
}
