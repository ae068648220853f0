/** KML, KMZ, GPX and GeoJSON: files of features, always in WGS-84 by their standards. */
import { gpx, kml } from '@tmcw/togeojson'
import { DOMParser } from '@xmldom/xmldom'
import { unpack } from '../tables/archive.ts'
import { FileRefused } from '../tables/file-refused.ts'
import type { TableFile } from '../tables/table-file.ts'
import { projectedCrs, shapeInDegrees } from './projected.ts'
import { type ForeignGeometry, rowShape, shapedSheet } from './row-shape.ts'

const broken = (format: string): FileRefused =>
  new FileRefused('broken', {
    zh: `${format} 文件已损坏，无法读取。请重新导出。`,
    en: `The ${format} file is damaged and cannot be read. Export it again.`,
  })

interface ForeignFeature {
  /** Beside the properties, in GeoJSON (RFC 7946, section 3.2). */
  readonly id?: unknown
  readonly geometry: ForeignGeometry | null
  readonly properties: Readonly<Record<string, unknown>> | null
}

const EPSG_WGS84 = 4326

const fileOf = (
  format: string,
  features: readonly ForeignFeature[],
  epsg = EPSG_WGS84,
): TableFile => ({
  format,
  isFrom1904: false,
  text: null,
  declaredEpsg: epsg,
  notes: [],
  sheets: [
    shapedSheet(
      '',
      'geometry',
      features.map(({ id, geometry, properties }) => ({
        shape: shapeInDegrees(rowShape(geometry), projectedCrs(format, epsg)),
        values: { ...(id === undefined ? {} : { id }), ...properties },
      })),
    ),
  ],
})

const withTexts = ({ properties, ...feature }: ForeignFeature): ForeignFeature => ({
  ...feature,
  properties: Object.fromEntries(
    Object.entries(properties ?? {}).map(([name, value]) => [name, textOf(value)]),
  ),
})

/** How a mark is drawn says nothing of what it is. */
const STYLING =
  /^(?:style|icon|stroke|fill|label|marker|styleMapHash|visibility|times|coordinateProperties)/i

const withoutStyle = ({ geometry, properties }: ForeignFeature): ForeignFeature =>
  withTexts({
    geometry,
    properties: Object.fromEntries(
      Object.entries(properties ?? {}).filter(([name]) => !STYLING.test(name)),
    ),
  })

/** Texts of mark-up come as objects; other objects are counts of things, as GeoJSON of our own has them. */
const textOf = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return value
  return 'value' in value ? value.value : JSON.stringify(value)
}

/** Entities of its own may grow without end. @throws FileRefused */
const documentOf = (text: string, format: string): Document => {
  if (/<!ENTITY/i.test(text)) throw broken(format)
  try {
    const parser = new DOMParser({
      onError: (level, message) => {
        if (level === 'fatalError') throw new Error(message)
      },
    })
    // The parser's documents are those of the browser in all that the reader asks of them.
    return parser.parseFromString(text, 'text/xml') as unknown as Document
  } catch {
    throw broken(format)
  }
}

/** @throws FileRefused */
export const readKml = (text: string): TableFile =>
  fileOf('KML', (kml(documentOf(text, 'KML')).features as ForeignFeature[]).map(withoutStyle))

/** @throws FileRefused */
export const readGpx = (text: string): TableFile => {
  const features = (gpx(documentOf(text, 'GPX')).features as ForeignFeature[]).map(withoutStyle)
  // In the file waypoints stand first; rows are counted as they stand there.
  const isWaypoint = ({ geometry }: ForeignFeature): boolean => geometry?.type === 'Point'
  const ways = features.filter((each) => !isWaypoint(each))
  return fileOf('GPX', [...features.filter(isWaypoint), ...ways])
}

/** @throws FileRefused */
export const readKmz = (bytes: Uint8Array): TableFile => {
  const [document] = Object.values(unpack(bytes, (name) => /\.kml$/i.test(name)))
  if (!document) throw broken('KMZ')
  return { ...readKml(new TextDecoder().decode(document)), format: 'KMZ' }
}

/** A multipolygon of a collection has seven brackets around a number; properties may hold some more. */
const MOST_DEPTH = 64
const [QUOTE, BACKSLASH] = [34, 92]
const [OPENING, CLOSING] = ['[{', ']}'].map((each) => [...each].map((c) => c.charCodeAt(0)))

/** Whether brackets stand in each other as no file of shapes has them: parsing millions of them takes seconds. */
const isTooDeep = (text: string): boolean => {
  let depth = 0
  for (let at = 0; at < text.length && depth <= MOST_DEPTH; at++) {
    const code = text.charCodeAt(at)
    if (code === QUOTE) {
      do at = text.indexOf('"', at + 1)
      while (at > 0 && isEscaped(text, at))
      if (at < 0) return false
    } else if (OPENING!.includes(code)) depth += 1
    else if (CLOSING!.includes(code)) depth -= 1
  }
  return depth > MOST_DEPTH
}

/** Whether an odd number of backslashes stands before a quote. */
const isEscaped = (text: string, quote: number): boolean => {
  let before = quote - 1
  while (text.charCodeAt(before) === BACKSLASH) before -= 1
  return (quote - before) % 2 === 0
}

/** A collection of features, or one alone. @throws FileRefused */
export const readGeoJson = (text: string): TableFile => {
  let parsed: {
    type?: unknown
    features?: unknown
    remarks?: unknown
    crs?: { properties?: { name?: unknown } } | null
  }
  if (isTooDeep(text)) throw broken('GeoJSON')
  try {
    parsed = JSON.parse(text)
  } catch {
    throw broken('GeoJSON')
  }
  const features = parsed.type === 'Feature' ? [parsed] : parsed.features
  if (!Array.isArray(features)) throw broken('GeoJSON')
  const read = features.filter((each) => typeof each === 'object' && each !== null)
  // RFC 7946 knows no other system; files of before it name theirs, and programs still write such.
  const [, epsg] = /EPSG:+(?:[\d.]*:)?(\d+)$/i.exec(String(parsed.crs?.properties?.name)) ?? []
  const file = fileOf(
    'GeoJSON',
    (read as ForeignFeature[]).map(withTexts),
    epsg === undefined ? EPSG_WGS84 : Number(epsg),
  )
  return { ...file, remarks: String(parsed.remarks ?? '') }
}
