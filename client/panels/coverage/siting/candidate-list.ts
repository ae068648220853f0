/** Pasted candidate places: longitude, latitude and perhaps a name per line. */
import { parse } from 'csv-parse/browser/esm/sync'
import type { SitingOptions } from './siting-options.ts'

type CandidatePoint = SitingOptions['points'][number]

const MOST_LONGITUDE = 180
const MOST_LATITUDE = 90

export type CandidateList =
  | { readonly kind: 'points'; readonly points: readonly CandidatePoint[] }
  | { readonly kind: 'unreadable'; readonly line: number; readonly text: string }

const isHeader = (cells: readonly string[]): boolean =>
  cells.slice(0, 2).every((cell) => cell !== '' && Number.isNaN(Number(cell)))

const pointOf = ([lon = '', lat = '', name = '']: readonly string[]): CandidatePoint | null => {
  const [longitude, latitude] = [Number(lon), Number(lat)]
  const isPlace =
    lon !== '' &&
    lat !== '' &&
    Math.abs(longitude) <= MOST_LONGITUDE &&
    Math.abs(latitude) <= MOST_LATITUDE
  if (!isPlace) return null
  return { lon: longitude, lat: latitude, ...(name !== '' && { name }) }
}

/** Reads commas (also full-width ones), semicolons and tabs; a line of headings is passed over. */
export const readCandidates = (text: string): CandidateList => {
  const rows = parse(text.replaceAll('，', ','), {
    bom: true,
    trim: true,
    delimiter: [',', ';', '\t'],
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    info: true,
  }) as unknown as { record: string[]; info: { lines: number } }[]
  const points: CandidatePoint[] = []
  for (const [index, { record, info }] of rows.entries()) {
    if (index === 0 && isHeader(record)) continue
    const point = pointOf(record)
    if (point === null) return { kind: 'unreadable', line: info.lines, text: record.join(', ') }
    points.push(point)
  }
  return { kind: 'points', points }
}
