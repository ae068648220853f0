/** Landing page, conformance and descriptions of collections (OGC API – Features Parts 1 and 2). */
import { COLLECTION_IDS, COLLECTIONS, type CollectionId } from '../../data/collections.ts'
import { REGION_BBOX } from '../../data/geometry.ts'
import { DEMONSTRATION_NOTICE } from '../../data/provenance.ts'
import { CRS84, SUPPORTED_CRS } from './crs.ts'
import { type Link, link, MEDIA_TYPES } from './links.ts'

const CONFORMANCE_CLASSES = [
  'http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core',
  'http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson',
  'http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs',
] as const

export const conformanceDocument = () => ({ conformsTo: CONFORMANCE_CLASSES })

export const landingDocument = (base: string) => ({
  title: '应急资源一张图 / Emergency Resource Map',
  description: `济宁市应急资源 OGC API – Features 服务。${DEMONSTRATION_NOTICE.zh} / Emergency resources of Jining. ${DEMONSTRATION_NOTICE.en}`,
  links: [
    link(`${base}/api`, 'self', MEDIA_TYPES.json, 'This document'),
    link(`${base}/api/openapi.json`, 'service-desc', MEDIA_TYPES.openapi, 'API definition'),
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
    link(`${address}/items`, 'items', MEDIA_TYPES.geojson, `${title.zh} / ${title.en}`),
    link(`${address}/schema`, 'describedby', MEDIA_TYPES.schema, 'Schema'),
    link(
      `${address}/queryables`,
      'http://www.opengis.net/def/rel/ogc/1.0/queryables',
      MEDIA_TYPES.schema,
      'Queryables',
    ),
  ]
}

export const collectionDocument = (base: string, id: CollectionId) => {
  const { title, description } = COLLECTIONS[id]
  return {
    id,
    title: `${title.zh} / ${title.en}`,
    description: `${description.zh} / ${description.en}`,
    itemType: 'feature',
    extent: { spatial: { bbox: [REGION_BBOX], crs: CRS84 } },
    crs: SUPPORTED_CRS,
    storageCrs: CRS84,
    links: collectionLinks(base, id),
  }
}

export const collectionsDocument = (base: string) => ({
  links: [link(`${base}/api/collections`, 'self', MEDIA_TYPES.json, 'This document')],
  crs: SUPPORTED_CRS,
  collections: COLLECTION_IDS.map((id) => collectionDocument(base, id)),
})
