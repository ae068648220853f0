/** Imports (导入): one file of a register on its way in: read, staged, committed, undone. */
import { z } from 'zod'
import type { Bilingual } from './bilingual.ts'
import { COLLECTION_IDS, type CollectionId } from './collections.ts'
import { text } from './inputs.ts'
import { itemSchema, LEDGER_LIMITS } from './ledger.ts'
import { bilingualSchema, keyOf, lonLatSchema, placeInput } from './shapes.ts'

const MEBIBYTE = 1_048_576

export const IMPORT_LIMITS = {
  mostFileBytes: 100 * MEBIBYTE,
  mostNameCharacters: 200,
  mostRowsAnswered: 500,
  mostPlacesAnswered: 20_000,
  /** Of the reasons in a report; all of them come with the rows. */
  mostRejectedTold: 200,
  /** What is neither committed nor discarded for so long is cleared away. */
  keptDays: 30,
} as const

/** What a file may be declared to be, beside a collection. */
export const OTHER_KINDS = ['auto', 'stock', 'duty-roster'] as const

export type ImportTarget = (typeof OTHER_KINDS)[number] | CollectionId

export const importTargetSchema = z.enum([...OTHER_KINDS, ...COLLECTION_IDS])

export const IMPORT_STATES = {
  reading: { zh: '读取中', en: 'Reading' },
  staged: { zh: '待提交', en: 'Staged' },
  refused: { zh: '已拒绝', en: 'Refused' },
  committing: { zh: '提交中', en: 'Committing' },
  committed: { zh: '已提交', en: 'Committed' },
  undone: { zh: '已撤销', en: 'Undone' },
  failed: { zh: '失败', en: 'Failed' },
} as const

/** What a row of the file comes to. */
export const ROW_STATUSES = {
  add: { zh: '新增', en: 'Added' },
  update: { zh: '变更', en: 'Changed' },
  unchanged: { zh: '不变', en: 'Unchanged' },
  unplaced: { zh: '待定位', en: 'Without a place' },
  reject: { zh: '不导入', en: 'Rejected' },
  skip: { zh: '无内容', en: 'Skipped' },
} as const

/** Which rows are listed: those of a status, or those that are possible duplicates. */
export const ROW_FILTERS = {
  ...ROW_STATUSES,
  'look-alike': { zh: '疑似重复', en: 'Look-alikes' },
} as const

export const ROW_DECISIONS = {
  merge: { zh: '合并', en: 'Merge' },
  keep: { zh: '都保留', en: 'Keep both' },
  'leave-out': { zh: '不导入', en: 'Leave out' },
} as const

const systemSchema = z.enum(['wgs-84', 'gcj-02', 'bd-09'])

/** What a user may decide of an import before it is committed. */
const choices = {
  collection: importTargetSchema,
  /** Name of the sheet; null: the one that is found. */
  sheet: z.string().max(LEDGER_LIMITS.mostTextCharacters).nullable(),
  /** Null: judged by roads and counties. */
  system: systemSchema.nullable(),
  /** Field path such as `crew`, `equipment.pump`, `geometry.lon` by column; null: fills nothing. */
  mapping: z.record(z.string().max(200), z.string().max(200).nullable()),
  /** For all rows, by field: what the file has no column for. */
  defaults: z.record(
    z.string().max(200),
    z.union([z.string().max(LEDGER_LIMITS.mostReasonCharacters), z.number()]),
  ),
  /** What becomes of look-alikes, by row. */
  rows: z.record(z.string().max(20), keyOf(ROW_DECISIONS)),
  /** What an item of a stock list is, by its name there. */
  items: z.record(z.string().max(200), itemSchema),
  stockAs: z.enum(['receipts', 'stocktake']),
}

/** Body of `PATCH /api/imports/{id}`: what is left out stays. */
export const importChoicesInputSchema = z.strictObject(choices).partial()
export type ImportChoicesInput = z.infer<typeof importChoicesInputSchema>

export const importChoicesSchema = z.object({
  ...choices,
  /** Where rows without a place were put by hand, by row. */
  places: z.record(z.string(), lonLatSchema),
})
export type ImportChoices = z.infer<typeof importChoicesSchema>

const issueSchema = z.object({
  code: z.string(),
  column: z.string().optional(),
  /** An error keeps the row out; a warning says what was made of a value. */
  severity: z.enum(['warning', 'error']),
  /** As it stands in the file. */
  value: z.string().optional(),
  said: z.string().optional(),
  lies: z.string().optional(),
  of: z.string().optional(),
  sentence: bilingualSchema,
})

export const importRowSchema = z.object({
  /** As a spreadsheet shows it; in text files the record, from 1. */
  row: z.int(),
  line: z.int().optional(),
  layer: z.string().optional(),
  /** The code that the row is known by. */
  key: z.string().optional(),
  status: keyOf(ROW_STATUSES),
  /** The feature that it changes, or became. */
  featureId: z.string().optional(),
  lonLat: lonLatSchema.optional(),
  /** Names and numbers of people are masked. */
  properties: z.record(z.string(), z.unknown()),
  /** Of a row without a place: the address that the file gives. */
  address: z.string().optional(),
  /** Of a row without a place: what stands in columns that fill nothing, by their headings. */
  others: z.record(z.string(), z.string()).optional(),
  changes: z.record(z.string(), z.object({ from: z.unknown(), to: z.unknown() })).optional(),
  issues: z.array(issueSchema).optional(),
})
export type ImportRow = z.infer<typeof importRowSchema>

export const importRowsSchema = z.object({
  rows: z.array(importRowSchema),
  /** `after` of the next page; null after the last. */
  next: z.int().nullable(),
})
export type ImportRows = z.infer<typeof importRowsSchema>

export const importReportSchema = z.object({
  /** A collection, `stock` or `duty-roster`. */
  resource: z.string(),
  /** By headings in their order: files of the same shape have the same. */
  signature: z.string(),
  /** All that a column may be said to fill. */
  targets: z.array(z.object({ path: z.string(), label: bilingualSchema })),
  layout: z.record(z.string(), z.unknown()),
  mapping: z.record(
    z.string(),
    z.object({
      heading: z.string(),
      field: z.string(),
      certainty: z.number(),
      /** A user has said so of an earlier file of this shape. */
      remembered: z.boolean().optional(),
      samples: z.array(z.string()),
    }),
  ),
  unmapped: z.array(
    z.object({
      column: z.string(),
      heading: z.string(),
      samples: z.array(z.string()),
    }),
  ),
  /** Required fields that the file has no column for: to be given in `defaults`. */
  defaultsToAskFor: z.array(z.string()),
  /** Of a stock list: what it calls goods that no item is called, with their units there. */
  unknownItems: z.array(z.object({ name: z.string(), unit: z.string() })).optional(),
  coordinates: z.record(z.string(), z.unknown()),
  /** Of duty: the station's new roster, null where too long or hours are missing; left out where rows are stations. */
  roster: z.object({ month: z.string(), text: z.string().nullable().optional() }).optional(),
  counts: z.record(z.string(), z.int()),
  /** The first of them; all come with the rows. */
  rejected: z.array(issueSchema.extend({ row: z.int() })),
  warnings: z.array(
    z.object({
      code: z.string(),
      detail: z.string(),
      rows: z.array(z.int()).optional(),
      sheets: z.array(z.string()).optional(),
      sentence: bilingualSchema,
    }),
  ),
})
export type ImportSummary = z.infer<typeof importReportSchema>

const signed = z.object({ by: z.string(), at: z.string() })

export const importSchema = z.object({
  id: z.int(),
  name: z.string(),
  fileName: z.string(),
  /** As it was declared; what the file was found to be stands in the report. */
  collection: importTargetSchema,
  state: keyOf(IMPORT_STATES),
  /** While it is being read or committed. */
  progress: z
    .object({
      phase: z.enum(['waiting', 'file', 'rows', 'staging', 'committing']),
      done: z.int(),
      total: z.int(),
    })
    .nullable(),
  by: z.string(),
  at: z.string(),
  committed: signed.nullable(),
  undone: signed.nullable(),
  report: importReportSchema.nullable(),
  refusal: z.object({ code: z.string(), sentence: bilingualSchema }).nullable(),
  choices: importChoicesSchema,
})
export type Import = z.infer<typeof importSchema>

/** Newest first. */
export const importListSchema = z.object({ imports: z.array(importSchema) })
export type ImportList = z.infer<typeof importListSchema>

const nameSchema = text(IMPORT_LIMITS.mostNameCharacters)
const deskSchema = text(LEDGER_LIMITS.mostTextCharacters)

/** Query of `POST /api/imports`. */
export const importUploadQuerySchema = z.strictObject({
  /** Of the file, with its ending. */
  name: nameSchema,
  collection: importTargetSchema.default('auto'),
  crs: systemSchema.optional(),
  by: deskSchema.optional(),
})

/** Body of `POST /api/imports/{id}/commit`. */
export const importCommitSchema = z.strictObject({ name: nameSchema.optional(), by: deskSchema })
export type ImportCommit = z.infer<typeof importCommitSchema>

/** Body of `POST /api/imports/{id}/undo`. */
export const importUndoSchema = z.strictObject({ by: deskSchema })

/** What a 409 says beside what every problem says: what stands on the import. */
export const standingSchema = z.object({ standing: z.array(bilingualSchema) })

/** Body of `POST /api/imports/{id}/rows/{row}/place`. */
export const importPlaceSchema = z.strictObject({
  ...placeInput,
  by: deskSchema,
  /** Of a file of several layers, whose rows each count from 1. */
  layer: z.string().max(IMPORT_LIMITS.mostNameCharacters).optional(),
})
export type ImportPlace = z.infer<typeof importPlaceSchema>

const GEOMETRY = z.looseObject({ type: z.string() })

/** Answer of `GET /api/imports/{id}/map`. */
export const importMapSchema = z.object({
  type: z.literal('FeatureCollection'),
  features: z.array(
    z.object({
      type: z.literal('Feature'),
      geometry: GEOMETRY,
      properties: z.object({
        row: z.int(),
        status: keyOf(ROW_STATUSES),
        name: z.string().nullable(),
        /** It is a possible duplicate of another one. */
        isAlike: z.boolean(),
      }),
    }),
  ),
  /** How many there are in all; more than are listed where there are too many. */
  numberMatched: z.int(),
})
export type ImportMap = z.infer<typeof importMapSchema>

const STORE_OF_ALL: Bilingual = { zh: '储备点（名称或编号）', en: 'Stockpile (name or code)' }
const STATION_ON_DUTY: Bilingual = {
  zh: '值班的站点（名称或编号）',
  en: 'The station on duty (its name or code)',
}

/** Of a duty roster: before the name of a shift, its hours (08:00-20:00) where the file has none. */
export const HOURS_OF = 'hours:'

/** How people know a value that is asked for all rows of a file. */
export const askedLabel = (
  { targets }: Pick<ImportSummary, 'targets'>,
  name: string,
): Bilingual => {
  if (name === 'stockpileId') return STORE_OF_ALL
  const label = targets.find(({ path }) => path === name)?.label
  if (label) return label
  if (name === 'stationId') return STATION_ON_DUTY
  if (!name.startsWith(HOURS_OF)) return { zh: name, en: name }
  const shift = name.slice(HOURS_OF.length)
  return {
    zh: `“${shift}”的起止时间（如 08:00-20:00；不在站内的写“无”）`,
    en: `Hours of "${shift}" (such as 08:00-20:00; "none" where they are not at the station)`,
  }
}
