/** Forms in which documents and features come: by `f`, else by what the client accepts. */
import { parseAccept } from 'hono/utils/accept'
import { LANGUAGES, type Language } from '../../data/bilingual.ts'
import { ProblemError } from '../http/problem-error.ts'
import { MEDIA_TYPES } from './links.ts'

/** Of each what it is called, its media type, and by which others it may be asked for. */
export const FORMATS = {
  json: { title: 'JSON', mediaType: MEDIA_TYPES.json, isAlso: null },
  geojson: { title: 'GeoJSON', mediaType: MEDIA_TYPES.geojson, isAlso: MEDIA_TYPES.json },
  html: { title: 'HTML', mediaType: MEDIA_TYPES.html, isAlso: null },
  csv: { title: 'CSV', mediaType: 'text/csv', isAlso: null },
  xlsx: {
    title: 'Excel',
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    isAlso: null,
  },
  gpkg: { title: 'GeoPackage', mediaType: 'application/geopackage+sqlite3', isAlso: null },
  shp: { title: 'Shapefile', mediaType: 'application/zip', isAlso: null },
  kml: { title: 'KML', mediaType: 'application/vnd.google-earth.kml+xml', isAlso: null },
} as const

export type Format = keyof typeof FORMATS

/** Forms that hold all that fits a query, where the others come in pages. */
export const FILES = ['csv', 'xlsx', 'gpkg', 'shp', 'kml'] as const

/** Asked for by `f` alone: to programs it is the same as a page, with everything in it. */
export const WHOLE_GEOJSON = 'geojson-file'

/** Of features and of what describes them; the first is what comes where all are welcome. */
export const FEATURE_FORMATS = ['geojson', 'html', ...FILES] as const
export const DOCUMENT_FORMATS = ['json', 'html'] as const

export const isFile = (format: Format): boolean => FILES.some((each) => each === format)

/** Of what is as welcome, what is named itself comes before what is among others. */
const LESS_NAMED = 1e-6

/** How much a media type is wanted: what an Accept header says of it most closely (RFC 9110, section 12.5.1). */
const wanted = (accepted: ReturnType<typeof parseAccept>, mediaType: string): number => {
  const [kind] = mediaType.split('/')
  for (const [distance, range] of [mediaType, `${kind}/*`, '*/*'].entries()) {
    const said = accepted.find(({ type }) => type.toLowerCase() === range)
    if (said) return said.q > 0 ? said.q - distance * LESS_NAMED : 0
  }
  return 0
}

/**
 * The form that is wanted most, of several the first. @param asked by `f`.
 * @throws ProblemError where the client accepts none.
 */
export const formatOf = <const F extends Format>(
  asked: F | undefined,
  accept: string | undefined,
  offered: readonly F[],
): F => {
  if (asked !== undefined) return asked
  if (!accept) return offered[0]!
  const accepted = parseAccept(accept)
  const qualities = offered.map((format) => {
    const { mediaType, isAlso } = FORMATS[format]
    return Math.max(wanted(accepted, mediaType), isAlso ? wanted(accepted, isAlso) : 0)
  })
  const most = Math.max(...qualities)
  if (most > 0) return offered[qualities.indexOf(most)]!
  const known = offered.map((format) => `${FORMATS[format].mediaType} (f=${format})`).join(', ')
  throw new ProblemError('not-acceptable', {
    en: `Nothing that is accepted can be had here; there is ${known}`,
    zh: `没有所要求的格式；此处提供 ${known}`,
  })
}

/** @param asked by `lang`. */
export const languageOf = (
  asked: Language | undefined,
  acceptLanguage: string | undefined,
): Language => {
  if (asked) return asked
  const accepted = parseAccept(acceptLanguage ?? '')
  const quality = (language: Language): number =>
    accepted.find(({ type }) => type.toLowerCase().split('-')[0] === language)?.q ?? 0
  // Chinese where both are as welcome, or neither.
  return [...LANGUAGES].sort((a, b) => quality(b) - quality(a))[0]!
}
