/** The history of features: what was changed, by whom, why; and the bin, which holds what was deleted. */
import { z } from 'zod'
import { COLLECTION_IDS, RESOURCE_IDS } from './collections.ts'
import { geometrySchema } from './geometry.ts'
import { instantSchema, onceEach, text } from './inputs.ts'
import { named } from './shapes.ts'

/** Who has changed something on a desk that gives no name; there are no accounts. */
export const UNNAMED = '未具名'

export const CHANGE_LIMITS = {
  mostNameCharacters: 100,
  mostReasonCharacters: 200,
  /** In one transaction. */
  mostChanges: 1000,
  mostListed: 200,
} as const

/**
 * What may happen to a feature. `replace` concerns a whole collection: its features were exchanged
 * for others. `empty` is the last of a feature: it left the bin, and what it held the history.
 */
export const CHANGE_KINDS = ['create', 'update', 'delete', 'restore', 'empty', 'replace'] as const
export type ChangeKind = (typeof CHANGE_KINDS)[number]

/** A feature as it is given out: names and numbers of people are masked, what has no value is left out. */
export const changedFeatureSchema = z.object({
  type: z.literal('Feature'),
  id: z.string(),
  geometry: geometrySchema,
  properties: z.record(z.string(), z.unknown()),
})
export type ChangedFeature = z.infer<typeof changedFeatureSchema>

/** The import by which a change came. */
const importSchema = z.object({ id: z.int(), name: z.string() }).nullable()

/** An entry of the history. */
export const changeSchema = z.object({
  sequence: z.int(),
  /** ISO instant. */
  at: z.string(),
  who: z.string(),
  kind: z.enum(CHANGE_KINDS),
  reason: z.string().nullable(),
  import: importSchema,
  /** Whether the writer said which version it was made from, so that nothing newer was lost. */
  guarded: z.boolean(),
  collection: z.enum(COLLECTION_IDS),
  /** Null where the whole collection was replaced. */
  featureId: z.string().nullable(),
  /** Null where there was, or is, no feature, and where the bin was emptied since. */
  before: changedFeatureSchema.nullable(),
  after: changedFeatureSchema.nullable(),
})
export type Change = z.infer<typeof changeSchema>

/** Newest first. @see ChangesPage */
export const changesPageSchema = z.object({
  changes: z.array(changeSchema),
  /** Sent as `before` it gets what is older; null where that was all. */
  next: z.int().nullable(),
})
export type ChangesPage = z.infer<typeof changesPageSchema>

/** A deleted feature that can be restored. */
export const binEntrySchema = z.object({
  /** Of the change by which it was deleted. */
  sequence: z.int(),
  collection: z.enum(RESOURCE_IDS),
  featureId: z.string(),
  ...named,
  at: z.string(),
  who: z.string(),
  reason: z.string().nullable(),
  import: importSchema,
})
export type BinEntry = z.infer<typeof binEntrySchema>

export const binPageSchema = z.object({
  entries: z.array(binEntrySchema),
  next: z.int().nullable(),
})
export type BinPage = z.infer<typeof binPageSchema>

const version = z.int().nonnegative()

/** Several changes of a collection that are written together or not at all. */
export const bulkChangesSchema = z.strictObject({
  changes: z
    .array(
      z.union([
        z.strictObject({ id: z.string().min(1), version, delete: z.literal(true) }),
        z.strictObject({
          id: z.string().min(1),
          version,
          /** Named members only; null removes a value. */
          properties: z.record(z.string(), z.unknown()).optional(),
          geometry: geometrySchema.optional(),
        }),
      ]),
    )
    .min(1)
    .max(CHANGE_LIMITS.mostChanges)
    // The second would be made from what was before the first.
    .superRefine(
      onceEach(({ id }) => id, {
        zh: '同一要素不止一次出现',
        en: 'names a feature that is named above already',
      }),
    ),
  reason: text(CHANGE_LIMITS.mostReasonCharacters).optional(),
})
export type BulkChanges = z.infer<typeof bulkChangesSchema>

export const bulkChangedSchema = z.object({
  /** As they are now; a deleted one has the version of its deletion. */
  features: z.array(z.object({ id: z.string(), version })),
})
export type BulkChanged = z.infer<typeof bulkChangedSchema>

/** Fields of a feature that get back the values from before or after one of its changes. */
export const revertSchema = z.strictObject({
  sequence: z.int().positive(),
  /** `geometry` is the shape. */
  fields: z.union([z.literal('all'), z.array(z.string()).min(1)]),
  to: z.enum(['before', 'after']),
})
export type Revert = z.infer<typeof revertSchema>

/** How far the features of a collection are known that it had at an instant. */
export const asOfSchema = z.object({
  /** The instant that was asked for. */
  at: instantSchema,
  /** Before the first change, or the last exchange of all features, nothing is known; null: all was. */
  knownSince: z.string().nullable(),
  /** Features that were there, but whose contents left the history when the bin was emptied. */
  emptied: z.int(),
  /** Stockpiles that are shown without their stock: their books begin later. */
  withoutStock: z.int(),
})
export type AsOf = z.infer<typeof asOfSchema>
