import type { Language } from '../../data/bilingual.ts'
import { COLLECTIONS, type CollectionId, isUnionId } from '../../data/collections.ts'
import type { Geometry } from '../../data/geometry.ts'
import type { ResourceDeclaration } from '../../data/resource.ts'
import { type Crs, crsUri, geometryInCrs } from '../features/crs.ts'
import { FEATURE_FORMATS, type FILES, WHOLE_GEOJSON } from '../features/formats.ts'
import { itemDocument, itemsDocument, itemsEnding } from '../features/items-document.ts'
import { type Link, link, linkHeader, MEDIA_TYPES } from '../features/links.ts'
import { askedBox, offsetOf, pageLimit } from '../features/parameters.ts'
import { type FilterChoice, featurePage, listPage, type Paging } from '../html/feature-pages.ts'
import { addressWith } from '../http/base-url.ts'
import { noSuchFeature } from '../services/changes/history.ts'
import type { Services } from '../services/services.ts'
import type { FileForm } from '../services/tables/table-files.ts'
import { type router, send } from './answers.ts'
import { askedForm, type FormOptions, FROM_THE_FIRST, VARY } from './asked-forms.ts'
import { itemRoutes } from './item-routes.ts'
import { mountItemWrites } from './item-writes.ts'

/** Where the pages before and after one are; people turn them by number. */
const pagingOf = (
  { matched, returned, next }: { matched: number; returned: number; next: number | null },
  { limit, offset, after }: { limit: number; offset: number; after: number | null },
  to: (changes: Readonly<Record<string, string | null>>) => string,
): Paging => {
  const at = (place: number): string =>
    to({ ...FROM_THE_FIRST, offset: place > 0 ? `${place}` : null })
  const isCounted = after === null
  const following = isCounted ? at(offset + returned) : to({ ...FROM_THE_FIRST, after: `${next}` })
  return {
    matched,
    before: isCounted ? offset : null,
    first: offset > 0 || !isCounted ? at(0) : null,
    previous: isCounted && offset > 0 ? at(Math.max(0, offset - limit)) : null,
    next: next === null ? null : following,
  }
}

/** Of each field that lists are filtered by, the address for each of its values. */
const filterChoices = (
  { fields }: ResourceDeclaration,
  filter: Readonly<Record<string, readonly (string | number)[]>>,
  to: (changes: Readonly<Record<string, string | null>>) => string,
): FilterChoice[] =>
  Object.entries(fields).flatMap(([name, field]) => {
    if (field.kind !== 'choice' || !field.filter) return []
    const options = Object.keys(field.options).map((value) => ({
      ...{ value, href: to({ [name]: value }) },
      isChosen: filter[name]?.includes(value) ?? false,
    }))
    return [{ field, all: to({ [name]: null }), options }]
  })

const featureHeaders = (base: string, crs: Crs) => ({
  'Content-Crs': `<${crsUri(base, crs)}>`,
  Vary: VARY,
})

/** A query that one feature fits. */
const onlyThis = (id: string) => ({
  ...{ box: null, verified: null, filter: { id: [id] } },
  ...{ after: null, offset: 0, limit: 1 },
})

type FeatureForm = (typeof FEATURE_FORMATS)[number] | typeof WHOLE_GEOJSON

const fileForm = (
  format: (typeof FILES)[number] | typeof WHOLE_GEOJSON,
  language: Language,
  crs: Crs,
  encoding: FileForm['encoding'],
): FileForm => ({
  format: format === WHOLE_GEOJSON ? 'geojson' : format,
  ...{ language, crs, encoding },
})

export interface AnyFeature {
  type: 'Feature'
  id: string
  geometry: Geometry
  properties: Record<string, unknown>
}

export const mountItems = (
  app: ReturnType<typeof router>,
  id: CollectionId,
  services: Services,
  options: FormOptions,
): void => {
  const { cache, trustProxy } = options
  const { collections, now } = services
  const resource: ResourceDeclaration = COLLECTIONS[id]
  const path = `/collections/${id}`
  const { itemsRoute, itemRoute } = itemRoutes(id)
  const collectionLink = (base: string): Link =>
    link(`${base}/api${path}`, 'collection', MEDIA_TYPES.json, 'The collection')
  app.openapi(itemsRoute, async (context) => {
    const query = context.req.valid('query')
    const { f, lang, limit, after, bbox, crs, datetime, ids, encoding, ...rest } = query
    const { 'bbox-crs': bboxCrs, offset, startindex, ...filter } = rest
    const itemsQuery = {
      after: after ?? null,
      offset: offsetOf(offset, startindex),
      verified: datetime ?? null,
      filter: { ...(filter as Record<string, (string | number)[]>), ...(ids && { id: ids }) },
    }
    // Only where it is looked at: of what is cached it is known.
    const box = () => (bbox ? askedBox(bbox, bboxCrs) : null)
    const asked = askedForm<FeatureForm>(context, f, FEATURE_FORMATS, options)
    const { base, self, format } = asked
    const links = () => [...asked.links(), collectionLink(base)]
    const pageQuery = () => ({ ...itemsQuery, box: box(), limit: pageLimit(limit) })
    if (format === 'html') {
      return asked.page({
        ...{ lang, version: await collections.revision([id, 'counties']) },
        headers: featureHeaders(base, crs),
        build: async (pageOf) => {
          const { page, revision, notice } = await collections.page(id, pageQuery())
          return listPage(pageOf({ links: links(), revision, notice }), {
            ...{ id, outlines: await collections.outlines() },
            features: JSON.parse(`[${page.features}]`),
            paging: pagingOf(page, pageQuery(), (changes) => addressWith(context, base, changes)),
            filters: filterChoices(resource, itemsQuery.filter, (changes) =>
              addressWith(context, base, { ...FROM_THE_FIRST, ...changes }),
            ),
          })
        },
      })
    }
    if (format !== 'geojson') {
      const all = { ...itemsQuery, box: box(), limit: limit ?? null }
      const sheet = await collections.file(id, all, crs)
      const headers = { ...featureHeaders(base, crs), Link: linkHeader(links()) }
      return send.file(
        context,
        sheet,
        fileForm(format, asked.languageFor(lang), crs, encoding),
        headers,
      )
    }
    return cache.respond(context, self, await collections.revision([id]), {
      mediaType: MEDIA_TYPES.geojson,
      headers: featureHeaders(base, crs),
      ending: itemsEnding(now()),
      build: async () => {
        const { page, revision, notice } = await collections.page(id, pageQuery())
        const members = { links: links(), notice, revision }
        if (page.next !== null) {
          const counted = { offset: null, startindex: null }
          const next = addressWith(context, base, { ...counted, after: `${page.next}` })
          members.links.push(link(next, 'next', MEDIA_TYPES.geojson, 'Next page'))
        }
        const body = itemsDocument(page, crs, members)
        return { version: revision, body }
      },
    })
  })

  app.openapi(itemRoute, async (context) => {
    const { featureId } = context.req.valid('param')
    const { f, lang, crs, encoding } = context.req.valid('query')
    const { json, version, revision, notice } = await collections.item(id, featureId)
    if (!json) throw noSuchFeature(id, featureId)
    const asked = askedForm(context, f, FEATURE_FORMATS, options)
    const { base, self, format } = asked
    const links = () => [...asked.links(), collectionLink(base)]
    if (format === 'html') {
      return asked.page({
        ...{ lang, version: await collections.revision([id, 'counties']) },
        headers: featureHeaders(base, crs),
        build: async (pageOf) => {
          const feature: AnyFeature = JSON.parse(json.toString())
          return featurePage(pageOf({ links: links(), revision, notice }), {
            ...{ id, feature, outlines: await collections.outlines() },
            ...{ told: geometryInCrs(feature.geometry, crs), crs: crsUri(base, crs) },
          })
        },
      })
    }
    if (format !== 'geojson') {
      const sheet = await collections.file(id, onlyThis(featureId), crs)
      const headers = { ...featureHeaders(base, crs), Link: linkHeader(links()) }
      return send.file(
        context,
        sheet,
        fileForm(format, asked.languageFor(lang), crs, encoding),
        headers,
      )
    }
    return cache.respond(context, self, revision, {
      mediaType: MEDIA_TYPES.geojson,
      tag: version,
      headers: featureHeaders(base, crs),
      build: async () => {
        const body = itemDocument(json, crs, { links: links(), notice })
        return { version: revision, body }
      },
    })
  })

  if (!isUnionId(id)) mountItemWrites(app, id, services, trustProxy)
}
