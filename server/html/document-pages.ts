/** Pages for people of what describes the service: landing, conformance, collections. */
import type { Context } from 'hono'
import { html } from 'hono/html'
import type { Bilingual, Language } from '../../data/bilingual.ts'
import { COLLECTION_IDS, COLLECTIONS, type CollectionId } from '../../data/collections.ts'
import type { Field } from '../../data/field.ts'
import { fieldHeading } from '../../data/field-text.ts'
import { maskedFields } from '../../data/personal.ts'
import type { ResourceDeclaration } from '../../data/resource.ts'
import type { conformanceDocument, landingDocument } from '../features/documents.ts'
import { queryableFields } from '../features/fields.ts'
import type { Link } from '../features/links.ts'
import { addressWith } from '../http/base-url.ts'
import type { CollectionExtent } from '../store/features.ts'
import { type Outline, smallMap } from './map.ts'
import { type Html, type PageFrame, page } from './page.ts'

/** A frame, and how an address of the service is written so that the language stays. */
export interface PageContext extends Omit<PageFrame, 'path'> {
  /** @param path below /api. */
  readonly to: (path: string) => string
}

/** What a page says beside its contents. */
export interface PageFacts {
  readonly links: readonly Link[]
  readonly notice?: Bilingual | null
  readonly revision?: number | null
}

/** @param lang as the request asks for it: links of the page ask so, too. */
export const pageContext = (
  context: Context,
  base: string,
  language: Language,
  lang: Language | undefined,
  { links, notice = null, revision = null }: PageFacts,
): PageContext => ({
  language,
  languages: {
    zh: addressWith(context, base, { lang: 'zh' }),
    en: addressWith(context, base, { lang: 'en' }),
  },
  ...{ links, notice, revision },
  to: (path) => `${base}/api${path}${lang ? `?lang=${lang}` : ''}`,
})

const WORDS = {
  api: { zh: '数据接口', en: 'Data service' },
  about: {
    zh: '应急资源 OGC API – Features 服务：可在 QGIS、ArcGIS、GDAL、Excel 和浏览器中读取。',
    en: 'Emergency resources as OGC API – Features: to be read by QGIS, ArcGIS, GDAL, Excel and browsers.',
  },
  collections: { zh: '数据集', en: 'Collections' },
  conformance: { zh: '符合的标准', en: 'Conformance' },
  links: { zh: '链接', en: 'Links' },
  name: { zh: '名称', en: 'Name' },
  description: { zh: '说明', en: 'Description' },
  features: { zh: '要素', en: 'Features' },
  shape: { zh: '几何类型', en: 'Geometry' },
  list: { zh: '列表', en: 'List' },
  fields: { zh: '字段', en: 'Fields' },
  key: { zh: '键', en: 'Key' },
  kind: { zh: '类型', en: 'Type' },
  filter: { zh: '可筛选', en: 'Filter' },
  yes: { zh: '是', en: 'yes' },
  masked: { zh: '已脱敏', en: 'masked' },
  systems: { zh: '坐标系（crs）', en: 'Coordinate systems (crs)' },
  extent: { zh: '范围', en: 'Extent' },
  verified: { zh: '核实日期', en: 'Verified' },
  where: { zh: '数据范围与区县界', en: 'Extent of the data over county outlines' },
} as const satisfies Record<string, Bilingual>

const KINDS: Readonly<Record<Field['kind'], Bilingual>> = {
  text: { zh: '文字', en: 'Text' },
  number: { zh: '数字', en: 'Number' },
  integer: { zh: '整数', en: 'Whole number' },
  choice: { zh: '选项', en: 'Choice' },
  date: { zh: '日期', en: 'Day' },
  timeOfDay: { zh: '时刻', en: 'Time of day' },
  counts: { zh: '种类与数量', en: 'Things and how many' },
}

/** What links of these relations lead to; those of other relations have titles for every language. */
const LINKED: Readonly<Record<string, Bilingual>> = {
  'service-desc': { zh: '接口定义', en: 'API definition' },
  'service-doc': { zh: '接口文档', en: 'API documentation' },
  conformance: WORDS.conformance,
  data: WORDS.collections,
  describedBy: { zh: '要素的结构（GeoJSON）', en: 'Schema of the features (GeoJSON)' },
  schema: { zh: '字段的结构', en: 'Schema of the fields' },
  queryables: { zh: '可筛选的字段', en: 'What can be filtered by' },
}

/** Pages above one: the service, its collections, a collection. */
export const pathTo = (
  context: PageContext,
  below: 'service' | 'collections' | CollectionId,
): PageFrame['path'] => {
  const { language, to } = context
  const service = { href: to(''), title: WORDS.api[language] }
  if (below === 'service') return [service]
  const collections = { href: to('/collections'), title: WORDS.collections[language] }
  if (below === 'collections') return [service, collections]
  const collection = {
    href: to(`/collections/${below}`),
    title: COLLECTIONS[below].title[language],
  }
  return [service, collections, collection]
}

const saying =
  ({ language }: PageContext) =>
  (word: keyof typeof WORDS): string =>
    WORDS[word][language]

const listOfLinks = (links: readonly Link[], language: Language): Html =>
  html`<ul>${links.map(({ href, rel, type, title }) => {
    const relation = rel.split('/').at(-1)!
    return html`<li><a href="${href}" type="${type}">${LINKED[relation]?.[language] ?? title}</a> <span class="quiet">${relation} · ${type}</span></li>`
  })}</ul>`

const table = (headings: readonly string[], rows: readonly Html[]): Html =>
  html`<div class="scroll"><table><thead><tr>${headings.map((each) => html`<th scope="col">${each}</th>`)}</tr></thead><tbody>${rows}</tbody></table></div>`

export const landingPage = (
  context: PageContext,
  { links }: ReturnType<typeof landingDocument>,
): Promise<string> => {
  const say = saying(context)
  const others = links.filter(({ rel }) => rel !== 'self' && rel !== 'alternate')
  return page(
    { ...context, path: [] },
    say('api'),
    html`<p>${say('about')}</p>
<p><a href="${context.to('/collections')}">${say('collections')}</a></p>
<h2>${say('links')}</h2>${listOfLinks(others, context.language)}`,
  )
}

export const conformancePage = (
  context: PageContext,
  { conformsTo }: ReturnType<typeof conformanceDocument>,
): Promise<string> =>
  page(
    { ...context, path: pathTo(context, 'service') },
    saying(context)('conformance'),
    html`<ul>${conformsTo.map((each) => html`<li><a href="${each}">${each}</a></li>`)}</ul>`,
  )

export const collectionsPage = (context: PageContext): Promise<string> => {
  const say = saying(context)
  const rows = COLLECTION_IDS.map((id) => {
    const { title, description, geometryTypes }: ResourceDeclaration = COLLECTIONS[id]
    return html`<tr><th scope="row"><a href="${context.to(`/collections/${id}`)}">${title[context.language]}</a></th>
<td>${description[context.language]}</td><td>${[...new Set(geometryTypes)].join(', ')}</td>
<td><a href="${context.to(`/collections/${id}/items`)}">${say('list')}</a></td></tr>`
  })
  const headings = [say('name'), say('description'), say('shape'), say('features')]
  return page(
    { ...context, path: pathTo(context, 'service') },
    say('collections'),
    table(headings, rows),
  )
}

const fieldRows = (context: PageContext, resource: ResourceDeclaration): Html[] => {
  const say = saying(context)
  const queryable = new Set(queryableFields(resource).map(([name]) => name))
  const masked = new Set(maskedFields(resource.fields))
  return Object.entries(resource.fields).map(
    ([name, field]) => html`<tr><th scope="row">${fieldHeading(field, context.language)}</th>
<td><code>${name}</code></td><td>${KINDS[field.kind][context.language]}${masked.has(name) && ` · ${say('masked')}`}</td>
<td>${queryable.has(name) && say('yes')}</td></tr>`,
  )
}

interface CollectionParts {
  readonly id: CollectionId
  readonly extent: CollectionExtent
  readonly outlines: readonly Outline[]
  /** URIs of its coordinate systems. */
  readonly systems: readonly string[]
}

export const collectionPage = (
  context: PageContext,
  { id, extent, outlines, systems }: CollectionParts,
): Promise<string> => {
  const say = saying(context)
  const resource: ResourceDeclaration = COLLECTIONS[id]
  const { language } = context
  const shown = ['items', 'describedBy', 'schema', 'queryables']
  const links = context.links.filter(({ rel }) => shown.includes(rel.split('/').at(-1)!))
  const map = smallMap(
    { outlines, features: [], extent: extent.bbox, label: WORDS.where },
    language,
  )
  return page(
    { ...context, path: pathTo(context, 'collections') },
    resource.title[language],
    html`<p>${resource.description[language]}</p>
<p><a href="${context.to(`/collections/${id}/items`)}">${say('list')}</a></p>
${map}
${extent.bbox && html`<p class="quiet">${say('extent')} ${extent.bbox.join(', ')}</p>`}
${extent.verified && html`<p class="quiet">${say('verified')} ${extent.verified.join(' – ')}</p>`}
<h2>${say('links')}</h2>${listOfLinks(links, language)}
<h2>${say('fields')}</h2>${table([say('name'), say('key'), say('kind'), say('filter')], fieldRows(context, resource))}
<h2>${say('systems')}</h2><ul>${systems.map((each) => html`<li><a href="${each}">${each}</a></li>`)}</ul>`,
  )
}
