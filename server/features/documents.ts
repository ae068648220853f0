/** Landing page, conformance and descriptions of collections (OGC API – Features Parts 1 and 2). */
import { COLLECTION_IDS, COLLECTIONS, type CollectionId } from '../../data/collections.ts'
import type { Bbox } from '../../data/geometry.ts'
import { DEMONSTRATION_NOTICE } from '../../data/provenance.ts'
import type { CollectionExtent } from '../store/features.ts'
import { CRS84, crsOfRegion, crsUri } from './crs.ts'
import { FEATURE_FORMATS, FORMATS } from './formats.ts'
import { type Link, link, MEDIA_TYPES } from './links.ts'

const SCHEMAS = 'http://www.opengis.net/spec/ogcapi-common-3/1.0/conf'

/** Only what is kept in full. */
const CONFORMANCE_CLASSES = [
  'http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core',
  'http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson',
  'http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30',
  'http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs',
  'http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/queryables',
  'http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/queryables-query-parameters',
  ...['create-replace-delete', 'update', 'optimistic-locking-etags', 'features'].map(
    (name) => `http://www.opengis.net/spec/ogcapi-features-4/1.0/conf/${name}`,
  ),
  `${SCHEMAS}/schemas`,
  `${SCHEMAS}/advanced-property-roles`,
  `${SCHEMAS}/references`,
  `${SCHEMAS}/returnables-and-receivables`,
  `${SCHEMAS}/queryables`,
  // The name that Part 5 had for the first of them before it was approved: QGIS 3.44 looks for this one.
  'http://www.opengis.net/spec/ogcapi-features-5/1.0/conf/schemas',
]

export const conformanceDocument = () => ({ conformsTo: CONFORMANCE_CLASSES })

/** The same for people. */
const asPage = (address: string): Link =>
  link(`${address}?f=html`, 'alternate', MEDIA_TYPES.html, FORMATS.html.title)

export const landingDocument = (base: string) => ({
  title: '应急资源一张图 / Emergency Resource Map',
  description: `应急资源 OGC API – Features 服务。${DEMONSTRATION_NOTICE.zh} / Emergency resources as OGC API – Features. ${DEMONSTRATION_NOTICE.en}`,
  links: [
    link(`${base}/api`, 'self', MEDIA_TYPES.json, 'This document'),
    asPage(`${base}/api`),
    link(
      `${base}/api/openapi.json?f=oas30`,
      'service-desc',
      MEDIA_TYPES.openapi30,
      'API definition, OpenAPI 3.0',
    ),
    link(
      `${base}/api/openapi.json`,
      'service-desc',
      MEDIA_TYPES.openapi31,
      'API definition, OpenAPI 3.1',
    ),
    link(`${base}/api/docs`, 'service-doc', MEDIA_TYPES.html, 'API documentation'),
    link(`${base}/api/conformance`, 'conformance', MEDIA_TYPES.json, 'Conformance classes'),
    link(`${base}/api/collections`, 'data', MEDIA_TYPES.json, 'Collections'),
  ],
})

const collectionLinks = (base: string, id: CollectionId): Link[] => {
  const address = `${base}/api/collections/${id}`
  const { title } = COLLECTIONS[id]
  return [
    link(address, 'self', MEDIA_TYPES.json, 'This collection'),
    asPage(address),
    ...FEATURE_FORMATS.map((format) => {
      const { mediaType, title: form } = FORMATS[format]
      const isFirst = format === FEATURE_FORMATS[0]
      const items = isFirst ? `${address}/items` : `${address}/items?f=${format}`
      return link(items, 'items', mediaType, `${title.zh} / ${title.en} (${form})`)
    }),
    // GDAL wants the schema of a GeoJSON feature, not of the collection, and up to 3.6 this spelling.
    link(
      `${address}/schemas/feature`,
      'describedBy',
      MEDIA_TYPES.schema,
      'Schema of its features as GeoJSON',
    ),
    link(
      `${address}/schema`,
      'http://www.opengis.net/def/rel/ogc/1.0/schema',
      MEDIA_TYPES.schema,
      'Schema',
    ),
    link(
      `${address}/queryables`,
      'http://www.opengis.net/def/rel/ogc/1.0/queryables',
      MEDIA_TYPES.schema,
      'Queryables',
    ),
  ]
}

/** Days as the instants between which they lie, in local time. */
const intervalOf = ([from, until]: readonly [string, string]): [string, string] => [
  `${from}T00:00:00+08:00`,
  `${until}T23:59:59+08:00`,
]

/** Where and when the features lie; nothing is said of an empty collection. */
const extentMembers = ({ bbox, verified }: CollectionExtent) =>
  bbox && {
    extent: {
      spatial: { bbox: [bbox], crs: CRS84 },
      ...(verified && { temporal: { interval: [intervalOf(verified)] } }),
    },
  }

/** @param region whose zones are listed; null where nothing lies anywhere yet. */
export const collectionDocument = (
  base: string,
  id: CollectionId,
  extent: CollectionExtent,
  region: Bbox | null,
) => {
  const { title, description } = COLLECTIONS[id]
  return {
    id,
    title: `${title.zh} / ${title.en}`,
    description: `${description.zh} / ${description.en}`,
    itemType: 'feature',
    ...extentMembers(extent),
    crs: crsOfRegion(region).map((crs) => crsUri(base, crs)),
    storageCrs: CRS84,
    links: collectionLinks(base, id),
  }
}

export const collectionsDocument = (
  base: string,
  /** In the order of `COLLECTION_IDS`. */
  extents: readonly CollectionExtent[],
  region: Bbox | null,
) => ({
  links: [
    link(`${base}/api/collections`, 'self', MEDIA_TYPES.json, 'This document'),
    asPage(`${base}/api/collections`),
  ],
  crs: crsOfRegion(region).map((crs) => crsUri(base, crs)),
  collections: COLLECTION_IDS.map((id, index) =>
    collectionDocument(base, id, extents[index]!, region),
  ),
})
