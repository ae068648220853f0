/** Pages of features for people: a list with its map, and one feature with all that is shown of it. */
import { html } from 'hono/html'
import type { Bilingual } from '../../data/bilingual.ts'
import { COLLECTIONS, type CollectionId } from '../../data/collections.ts'
import type { Field } from '../../data/field.ts'
import { fieldHeading, fieldText, listedFields } from '../../data/field-text.ts'
import type { Geometry } from '../../data/geometry.ts'
import { positionsOf } from '../../data/geometry.ts'
import { maskedFields } from '../../data/personal.ts'
import type { ResourceDeclaration } from '../../data/resource.ts'
import { localisedName, numberText } from '../../data/wording.ts'
import { type PageContext, pathTo } from './document-pages.ts'
import { type Drawn, type Outline, smallMap } from './map.ts'
import { type Html, page } from './page.ts'

/** A feature as it is shown: what has no value is left out. */
export interface ShownFeature {
  readonly id: string
  readonly geometry: Geometry
  readonly properties: Readonly<Record<string, unknown>>
}

const WORDS = {
  where: { zh: '要素与区县界', en: 'Features over county outlines' },
  none: { zh: '没有符合条件的要素。', en: 'Nothing fits.' },
  pages: { zh: '翻页', en: 'Pages' },
  previous: { zh: '上一页', en: 'Previous page' },
  next: { zh: '下一页', en: 'Next page' },
  first: { zh: '第一页', en: 'First page' },
  all: { zh: '全部', en: 'All' },
  filters: { zh: '筛选', en: 'Filter' },
  identifier: { zh: '标识', en: 'Identifier' },
  name: { zh: '名称', en: 'Name' },
  position: { zh: '坐标', en: 'Position' },
  masked: {
    zh: '人名和电话号码已脱敏。',
    en: 'Names and telephone numbers of people are masked.',
  },
} as const satisfies Record<string, Bilingual>

const colourOf = (
  { symbol, fields }: ResourceDeclaration,
  { properties }: ShownFeature,
): string => {
  const field = symbol.colourBy === undefined ? undefined : fields[symbol.colourBy]
  const option =
    field?.kind === 'choice' ? field.options[String(properties[symbol.colourBy!])] : undefined
  return option?.colour ?? symbol.colour
}

const addressOf = ({ to }: PageContext, id: CollectionId, featureId: string): string =>
  to(`/collections/${id}/items/${encodeURIComponent(featureId)}`)

const drawnOf = (context: PageContext, id: CollectionId, feature: ShownFeature): Drawn => ({
  href: addressOf(context, id, feature.id),
  name: localisedName(feature.properties, context.language),
  geometry: feature.geometry,
  colour: colourOf(COLLECTIONS[id], feature),
})

const cell = (context: PageContext, field: Field, value: unknown): Html => {
  const { language, to } = context
  if (field.kind === 'number' || field.kind === 'integer') {
    // The unit stands above.
    return html`<td class="number">${typeof value === 'number' && numberText(value, language)}</td>`
  }
  const text = fieldText(field, value, language)
  const isReference = field.kind === 'text' && field.reference && text !== ''
  return isReference
    ? html`<td><a href="${to(`/collections/${field.reference}/items/${encodeURIComponent(text)}`)}">${text}</a></td>`
    : html`<td>${text}</td>`
}

/** Of how many those on the page are, and where the others are. */
export interface Paging {
  readonly matched: number
  /** How many come before; null where they have not been counted. */
  readonly before: number | null
  readonly first: string | null
  readonly previous: string | null
  readonly next: string | null
}

/** A list narrowed by one of its fields: each value with the address of the list that has it. */
export interface FilterChoice {
  readonly field: Field & { kind: 'choice' }
  readonly all: string
  readonly options: readonly { value: string; href: string; isChosen: boolean }[]
}

interface ListParts {
  readonly id: CollectionId
  readonly features: readonly ShownFeature[]
  readonly outlines: readonly Outline[]
  readonly paging: Paging
  readonly filters: readonly FilterChoice[]
}

const rangeText = (count: number, { matched, before }: Paging): Bilingual => {
  if (before === null || count === 0) {
    return { zh: `共 ${matched} 条`, en: `${matched} in all` }
  }
  const [from, until] = [before + 1, before + count]
  return {
    zh: `第 ${from}–${until} 条，共 ${matched} 条`,
    en: `${from}–${until} of ${matched}`,
  }
}

const pager = ({ language }: PageContext, count: number, paging: Paging): Html => {
  const turns = (['first', 'previous', 'next'] as const).flatMap((turn) => {
    const href = paging[turn]
    const rel = turn === 'previous' ? 'prev' : turn
    return href === null ? [] : [html`<a href="${href}" rel="${rel}">${WORDS[turn][language]}</a>`]
  })
  return html`<p class="row"><span>${rangeText(count, paging)[language]}</span><span class="row no-print" role="group" aria-label="${WORDS.pages[language]}">${turns}</span></p>`
}

const filterRow = ({ language }: PageContext, { field, all, options }: FilterChoice): Html => {
  const isAll = options.every(({ isChosen }) => !isChosen)
  const choice = (isChosen: boolean, href: string, label: string): Html =>
    isChosen
      ? html`<span class="chosen" aria-current="true">${label}</span>`
      : html`<a href="${href}">${label}</a>`
  return html`<p class="row no-print"><span class="quiet">${field.label[language]}</span>
${choice(isAll, all, WORDS.all[language])}
${options.map(({ value, href, isChosen }) => choice(isChosen, href, field.options[value]!.label[language]))}</p>`
}

export const listPage = (
  context: PageContext,
  { id, features, outlines, paging, filters }: ListParts,
): Promise<string> => {
  const { language } = context
  const resource: ResourceDeclaration = COLLECTIONS[id]
  const fields = listedFields(resource)
  const rows = features.map(
    (
      feature,
    ) => html`<tr><th scope="row"><a href="${addressOf(context, id, feature.id)}">${localisedName(feature.properties, language) || feature.id}</a></th>
${fields.map(([name, field]) => cell(context, field, feature.properties[name]))}</tr>`,
  )
  const map = smallMap(
    {
      outlines,
      features: features.map((feature) => drawnOf(context, id, feature)),
      label: WORDS.where,
    },
    language,
  )
  const headings = [
    WORDS.name[language],
    ...fields.map(([, field]) => fieldHeading(field, language)),
  ]
  return page(
    { ...context, path: pathTo(context, id) },
    resource.title[language],
    html`<p>${resource.description[language]}</p>
${filters.map((filter) => filterRow(context, filter))}
${pager(context, features.length, paging)}
${map}
${
  features.length === 0
    ? html`<p>${WORDS.none[language]}</p>`
    : html`<div class="scroll wide"><table><thead><tr>${headings.map((each) => html`<th scope="col">${each}</th>`)}</tr></thead><tbody>${rows}</tbody></table></div>`
}
${pager(context, features.length, paging)}`,
  )
}

/** A place by its two numbers, anything else by how many it has. */
const positionText = (geometry: Geometry): Bilingual => {
  if (geometry.type === 'Point') {
    const text = geometry.coordinates.join(', ')
    return { zh: text, en: text }
  }
  const count = positionsOf(geometry).length
  return { zh: `${geometry.type}，${count} 个坐标`, en: `${geometry.type} of ${count} positions` }
}

interface FeatureParts {
  readonly id: CollectionId
  readonly feature: ShownFeature
  readonly outlines: readonly Outline[]
  /** The geometry as it is asked for, and the URI of its system. */
  readonly told: Geometry
  readonly crs: string
}

export const featurePage = (
  context: PageContext,
  { id, feature, outlines, told, crs }: FeatureParts,
): Promise<string> => {
  const { language } = context
  const { fields }: ResourceDeclaration = COLLECTIONS[id]
  const value = (field: Field, each: unknown): Html => {
    const isNumber = field.kind === 'number' || field.kind === 'integer'
    return isNumber
      ? html`<td>${fieldText(field, each, language)}</td>`
      : cell(context, field, each)
  }
  const rows = Object.entries(fields).map(
    ([name, field]) =>
      html`<tr><th scope="row">${field.label[language]}</th>${value(field, feature.properties[name])}</tr>`,
  )
  const map = smallMap(
    { outlines, features: [drawnOf(context, id, feature)], label: WORDS.where },
    language,
  )
  const isMasked = maskedFields(fields).some((name) => name in feature.properties)
  return page(
    { ...context, path: pathTo(context, id) },
    localisedName(feature.properties, language) || feature.id,
    html`${map}
<table><tbody>
<tr><th scope="row">${WORDS.identifier[language]}</th><td>${feature.id}</td></tr>
${rows}
<tr><th scope="row">${WORDS.position[language]}</th><td>${positionText(told)[language]} <span class="quiet">${crs}</span></td></tr>
</tbody></table>
${isMasked && html`<p class="quiet">${WORDS.masked[language]}</p>`}`,
  )
}
