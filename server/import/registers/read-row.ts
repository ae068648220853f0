/** One row of a register as properties and a place, with all that is to be said of its cells. */
import type { Field } from '../../../data/field.ts'
import { type Crs, crsOfUri, EPSG, zoneOf } from '../../features/crs.ts'
import { shapeOfText } from '../gis/wkt.ts'
import { cellText, columnName, type RowShape } from '../tables/table-file.ts'
import type { DataRow } from './find-table.ts'
import type { Issue } from './issues.ts'
import { headingText, type Match } from './match-headings.ts'
import { readDuty } from './read-duty.ts'
import { readPhone } from './read-phone.ts'
import { type Part, type PlaceRead, type PlaceTexts, readPlace } from './read-place.ts'
import { lengthDisagrees, readBank, readStakes } from './read-stakes.ts'
import { type Reading, readCount, readValue } from './read-value.ts'
import {
  cellAt,
  matchOf,
  nameOf,
  placeColumn,
  type RowContext,
  type RowRead,
  type RowStakes,
  readingOf,
  textAt,
} from './row-context.ts'
import { readAdministrative } from './row-county.ts'
import type { PlaceTarget, SectionTarget } from './targets.ts'

/** The fields of duty: hours may stand in words in the column of the pattern. */
const DUTY = 'dutyPattern'

const readDutyWords = (
  properties: Record<string, unknown>,
  text: string,
  column: string,
): Issue[] | null => {
  const duty = readDuty(text)
  if (!duty) return null
  properties[DUTY] = duty.dutyPattern
  if (duty.dutyFrom !== null) properties.dutyFrom = duty.dutyFrom
  if (duty.dutyUntil !== null) properties.dutyUntil = duty.dutyUntil
  const lacksHours =
    duty.dutyPattern === 'day-shift' && !(properties.dutyFrom && properties.dutyUntil)
  return lacksHours
    ? [{ code: 'duty-hours-missing', severity: 'warning', column, value: text }]
    : []
}

export const isReference = (field: Field | null): boolean =>
  field?.kind === 'text' && field.reference !== undefined

const readField = (
  context: RowContext,
  data: DataRow,
  match: Match,
  properties: Record<string, unknown>,
): readonly Issue[] => {
  const { name, field, item } = match.target
  const cell = cellAt(data, match)
  if (!cell || !field || name === null || isReference(field)) return []
  const reading = readingOf(context, match)
  if (item !== null) {
    const { value, issues } = readCount(cell, reading)
    const counts = properties[name] as Record<string, number>
    if (Number(value) > 0) counts[item] = (counts[item] ?? 0) + Number(value)
    return issues
  }
  if (name === DUTY) {
    const issues = readDutyWords(properties, cellText(cell).trim(), reading.column)
    if (issues) return issues
  }
  const { value, issues } = readValue(field, cell, reading)
  if (value !== null) properties[name] = value
  return [...issues, ...takePhone(context, name, reading, properties)]
}

/** A name with a number behind it: 甲 0537-1234567, 乙（13800000000）. */
const NAME_AND_NUMBER = /^([^\d+(（]+?)[\s/、,，:：;；(（]*([+\d(（].*)$/s
const LEAST_PHONE_DIGITS = 7

/** The number that stands beside a person's name goes to the telephone of that person. */
const takePhone = (
  { resource }: RowContext,
  name: string,
  { column, areaCode }: Reading,
  properties: Record<string, unknown>,
): Issue[] => {
  const phone = `${name.replace(/Person$/, '')}Phone`
  const text = properties[name]
  if (!resource.fields[phone] || typeof text !== 'string') return []
  const [, person, number = ''] = NAME_AND_NUMBER.exec(text) ?? []
  if (person === undefined || number.replace(/\D/g, '').length < LEAST_PHONE_DIGITS) return []
  const read = readPhone(number.replace(/[)）]$/, ''), areaCode)
  if (!read?.phone) return []
  properties[name] = person.trim()
  // A column of its own says it where it is filled, before or after this one.
  properties[phone] ??= read.phone
  return [
    { code: 'phone-beside-name', severity: 'warning', column, value: text },
    ...(read.issue
      ? [{ code: read.issue, severity: 'warning', column, value: text } as const]
      : []),
  ]
}

/** Hours of their own columns are read before the words that may lack them. */
const hoursFirst = (matches: readonly Match[]): Match[] =>
  [...matches].sort((a, b) => Number(a.target.path === DUTY) - Number(b.target.path === DUTY))

/** EPSG:4527 behind a heading, as our own files have it. */
const crsInHeading = (match: Match): Crs | null => {
  const [, code] = /EPSG[:：]?\s*(\d{4,5})/i.exec(headingText(match.heading)) ?? []
  return code === undefined ? null : (crsOfUri(`${EPSG}${code}`) ?? null)
}

const placeTexts = (context: RowContext, data: DataRow): PlaceTexts | null => {
  const at = (target: PlaceTarget): Match | undefined => matchOf(context, target)
  const [both, longitude, latitude] = [
    at('geometry.lonLat'),
    at('geometry.lon'),
    at('geometry.lat'),
  ]
  const [northing, easting] = [at('geometry.northing'), at('geometry.easting')]
  if (northing && easting) {
    const zone = zoneOf(crsInHeading(easting) ?? '')
    const texts = { northing: textAt(data, northing), easting: textAt(data, easting) }
    return zone ? { ...texts, zone } : texts
  }
  if (longitude && latitude) {
    return { longitude: textAt(data, longitude), latitude: textAt(data, latitude) }
  }
  return both ? { both: textAt(data, both) } : null
}

/** `null` where no column holds shapes as text. */
const shapeOfCell = (context: RowContext, data: DataRow): RowShape | null => {
  const match = matchOf(context, 'geometry')
  return match ? shapeOfText(textAt(data, match), crsInHeading(match)) : null
}

const PROBLEMS_OF_PLACE = new Set([
  'coordinates-missing',
  'coordinates-unreadable',
  'coordinates-zero',
  'coordinates-out-of-area',
])

const textOfPart = (texts: PlaceTexts, part: Part): string =>
  ({ ...{ both: '', longitude: '', latitude: '', northing: '', easting: '' }, ...texts })[part]

const placeIssues = (context: RowContext, texts: PlaceTexts, { issues }: PlaceRead): Issue[] =>
  issues.map(({ code, part }) => {
    const value = textOfPart(texts, part)
    const isTold = PROBLEMS_OF_PLACE.has(code) || code === 'coordinates-coarse'
    return {
      code,
      severity: 'warning',
      column: placeColumn(context, part),
      ...(value !== '' && isTold ? { value } : {}),
    }
  })

/** A code of many digits that a spreadsheet kept as a rounded number: 3.70826E+11. */
const RUINED = /^\d\.\d+E\+\d{2}$/i

const ruinedCodes = ({ sheet }: RowContext, { cells }: DataRow): Issue[] =>
  [...cells].flatMap((cell, column) =>
    RUINED.test(cellText(cell).trim())
      ? [
          {
            code: 'code-ruined',
            severity: 'warning',
            column: columnName(sheet, column),
            value: cellText(cell),
          } as const,
        ]
      : [],
  )

/** Bank and stakes; a length that they contradict is dropped. */
const readSection = (
  context: RowContext,
  data: DataRow,
  properties: Record<string, unknown>,
): { readonly stakes: RowStakes | null; readonly issues: readonly Issue[] } => {
  const at = (path: SectionTarget): Match | undefined => matchOf(context, path)
  const [both, from, to, bankMatch] = [at('stakes'), at('stakes.from'), at('stakes.to'), at('bank')]
  const stakesMatch = both ?? from
  const bank = readBank(textAt(data, bankMatch))
  const told = bankMatch ?? stakesMatch
  if (!stakesMatch) {
    const column = told ? nameOf(context, told) : ''
    return { stakes: bank ? { bank, section: null, column } : null, issues: [] }
  }
  const read = readStakes(...(both ? [both] : [from, to]).map((match) => textAt(data, match)))
  const column = nameOf(context, stakesMatch)
  const issues: Issue[] = read?.issue
    ? [{ code: read.issue, severity: 'warning', column, value: textAt(data, stakesMatch) }]
    : []
  const section = read?.section ?? null
  const { lengthMetres } = properties
  const length = matchOf(context, 'lengthMetres')
  if (
    section &&
    length &&
    typeof lengthMetres === 'number' &&
    section.toMetres > section.fromMetres
  ) {
    if (lengthDisagrees(section, lengthMetres)) {
      delete properties.lengthMetres
      const value = textAt(data, length)
      issues.push({
        ...({ code: 'length-disagrees', severity: 'warning', value } as const),
        column: nameOf(context, length),
      })
    }
  }
  return { stakes: { bank, section, column }, issues }
}

/** Reads a row's cells; in which system its degrees are is not asked yet. */
export const readRow = (context: RowContext, data: DataRow): RowRead => {
  const properties: Record<string, unknown> = {}
  const issues: Issue[] = []
  for (const { target } of context.matches) {
    // Who lists nothing has nothing.
    if (target.field?.kind === 'counts') properties[target.name!] = {}
  }
  for (const match of hoursFirst(context.matches)) {
    issues.push(...readField(context, data, match, properties))
  }
  const administrative = readAdministrative(context, data)
  issues.push(...administrative.issues)
  const { fields } = context.resource
  if (fields.countyCode && administrative.county) {
    properties.countyCode = administrative.county.code
  }
  if (fields.townCode && administrative.town) properties.townCode = administrative.town.code
  const made = properties.name === undefined ? context.resource.nameOf?.(properties) : null
  if (made) properties.name = made
  const section = readSection(context, data, properties)
  issues.push(...section.issues)
  const texts = placeTexts(context, data)
  const place = texts ? readPlace(texts, context.known.region) : null
  if (texts && place) issues.push(...placeIssues(context, texts, place))
  issues.push(...ruinedCodes(context, data))
  for (const column of data.fromAbove ?? []) {
    const at = columnName(context.sheet, column)
    issues.push({ code: 'blank-from-above', severity: 'warning', column: at })
  }
  const placePart =
    texts && 'northing' in texts ? 'northing' : texts && 'both' in texts ? 'both' : 'longitude'
  const shape = context.sheet.shapes?.rows[data.row] ?? shapeOfCell(context, data)
  return { data, properties, place, issues, stakes: section.stakes, placePart, shape }
}

/** Required fields that have a column and no value; what a value was refused for is said already. */
export const missingIssues = (
  context: RowContext,
  row: RowRead,
  defaults: Readonly<Record<string, unknown>>,
): Issue[] =>
  context.matches.flatMap((match) => {
    const { name, field, item } = match.target
    // A code that is missing is given by the program; one thing of a catalogue may be missing.
    if (name === null || !field?.required || item !== null || name === 'code') return []
    const column = nameOf(context, match)
    if (row.properties[name] !== undefined || defaults[name] !== undefined) return []
    if (row.issues.some((issue) => issue.severity === 'error' && issue.column === column)) return []
    return [{ code: 'required-missing', severity: 'error', column }]
  })
