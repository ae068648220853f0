/** New features: of a layer, or like one that is there. */
import { COLLECTIONS, type ResourceId } from '../../../data/collections.ts'
import type { ResourceDeclaration } from '../../../data/resource.ts'
import { dateOf, wallClockAt } from '../../form/shanghai-time.ts'
import { openDraft, type Values } from '../../state/edit-draft.ts'

/** What a new feature has of itself: entered by hand today, and nothing of what is counted. */
const blank = (collection: ResourceId): Values => {
  const { fields }: ResourceDeclaration = COLLECTIONS[collection]
  const empty = Object.entries(fields).map(([name, field]) => [
    name,
    field.kind === 'counts' && field.required ? {} : null,
  ])
  return {
    ...Object.fromEntries(empty),
    provenance: 'surveyed',
    source: '手工录入',
    sourceCrs: 'wgs-84',
    verifiedAt: dateOf(wallClockAt(Date.now())),
  }
}

/** Opens the form of a new feature. @param like the properties of one that it begins with */
export const startAdding = (collection: ResourceId, like: Values = {}): void => {
  const { provenance, source, sourceCrs, verifiedAt, ...rest } = blank(collection)
  const properties = { ...rest, ...like, provenance, source, sourceCrs, verifiedAt }
  const read = { properties, geometry: null }
  openDraft({ collection, id: null, version: null, read, ...read })
}
