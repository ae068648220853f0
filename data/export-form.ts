/**
 * Forms that authorities ask for, as mappings that people keep by name: a workbook of a note and some
 * sheets, each of one collection, whose columns say under which heading which value stands.
 */
import { z } from 'zod'
import { COLLECTION_IDS, COLLECTIONS } from './collections.ts'
import type { Field } from './field.ts'
import { bilingualIssue, onceEach, optionalText, text } from './inputs.ts'
import type { ResourceDeclaration } from './resource.ts'

export const EXPORT_FORM_LIMITS = {
  mostForms: 100,
  mostNameCharacters: 80,
  mostTextCharacters: 4000,
  mostSheets: 12,
  mostColumns: 80,
  mostHeadingCharacters: 80,
  mostSheetNameCharacters: 31,
  mostCodes: 500,
  mostCodeCharacters: 40,
  mostValueCharacters: 200,
} as const

const {
  mostTextCharacters,
  mostHeadingCharacters,
  mostSheetNameCharacters,
  mostCodes,
  mostCodeCharacters,
  mostValueCharacters,
} = EXPORT_FORM_LIMITS

/** Of a thing that is counted, on sheets with a row for each. */
export const ITEM_PARTS = ['label', 'specification', 'unit', 'quantity', 'code'] as const

const fieldName = z.string().min(1).max(80)

/** What stands in a form for a value; one that has no code has an empty cell. */
const codes = z
  .record(z.string().min(1).max(80), text(mostCodeCharacters))
  .refine((record) => Object.keys(record).length <= mostCodes, {
    message: `holds more than ${mostCodes} codes`,
    params: { zh: `代码不得超过 ${mostCodes} 个` },
  })

const columnValueSchema = z.discriminatedUnion('kind', [
  /** A field's value in words, or its code. */
  z.strictObject({ kind: z.literal('field'), field: fieldName, codes: codes.optional() }),
  /** The same in every row; empty where somebody fills it in by hand. */
  z.strictObject({ kind: z.literal('constant'), text: optionalText(mostValueCharacters) }),
  /** How many there are of some items together, which are counted in one unit. */
  z.strictObject({
    kind: z.literal('quantity'),
    field: fieldName,
    items: z.array(fieldName).min(1).max(20),
  }),
  z.strictObject({ kind: z.literal('item'), part: z.enum(ITEM_PARTS), codes: codes.optional() }),
  /** From 1 on. */
  z.strictObject({ kind: z.literal('number') }),
  z.strictObject({ kind: z.literal('longitude') }),
  z.strictObject({ kind: z.literal('latitude') }),
])
export type ColumnValue = z.infer<typeof columnValueSchema>

const columnSchema = z.strictObject({
  heading: text(mostHeadingCharacters),
  value: columnValueSchema,
})

type Path = (string | number)[]
type Refused = readonly [en: string, zh: string, path: Path]

const countsField = (field: Field | undefined) => (field?.kind === 'counts' ? field : null)

/** What is wrong with a column's value in its sheet; null where nothing is. */
const refusalOf = (
  { fields }: ResourceDeclaration,
  itemsOf: string | null,
  value: ColumnValue,
): Refused | null => {
  if (value.kind === 'item') {
    if (itemsOf === null) {
      const zh = '只有按物品分行（itemsOf）的工作表才有物品列'
      return ['needs a sheet with a row for each item (itemsOf)', zh, ['kind']]
    }
    const isCode = value.part === 'code'
    return value.codes && !isCode ? ['belongs to the part code', '只用于代码列', ['codes']] : null
  }
  if (value.kind !== 'field' && value.kind !== 'quantity') return null
  const field = fields[value.field]
  if (!field) return ['is no field of this collection', '不是该数据集的字段', ['field']]
  if (value.kind === 'field') {
    if (!value.codes) return null
    const options = field.kind === 'choice' ? field.options : {}
    const stray = Object.keys(value.codes).find((each) => !Object.hasOwn(options, each))
    if (stray === undefined) return null
    return ['is no choice of this field', '不是该字段的选项', ['codes', stray]]
  }
  const counted = countsField(field)
  if (!counted) return ['counts nothing', '不是计数字段', ['field']]
  const { catalogue } = counted
  const stray = value.items.findIndex(
    (item) => !Object.hasOwn(catalogue, item) && !counted.ownKeys?.test(item),
  )
  if (stray >= 0) return ['is not in the catalogue', '不在物品目录中', ['items', stray]]
  const units = new Set(value.items.map((item) => catalogue[item]?.unit.zh))
  return units.size > 1
    ? ['are counted in several units, which do not add up', '计量单位不同，不能相加', ['items']]
    : null
}

const sheetSchema = z
  .strictObject({
    name: text(mostSheetNameCharacters).refine((name) => !/[\\/?*[\]:]/.test(name), {
      message: 'must not hold any of \\ / ? * [ ] :',
      params: { zh: '不得含有 \\ / ? * [ ] :' },
    }),
    collection: z.enum(COLLECTION_IDS),
    /** A row for each item of this field instead of one for each feature. */
    itemsOf: fieldName.nullable().default(null),
    columns: z.array(columnSchema).min(1).max(EXPORT_FORM_LIMITS.mostColumns),
  })
  .superRefine(({ collection, itemsOf, columns }, context) => {
    const resource: ResourceDeclaration = COLLECTIONS[collection]
    if (itemsOf !== null && !countsField(resource.fields[itemsOf])) {
      const sentence = { en: 'counts nothing in this collection', zh: '不是该数据集的计数字段' }
      context.addIssue(bilingualIssue(sentence, ['itemsOf']))
    }
    for (const [index, { value }] of columns.entries()) {
      const refused = refusalOf(resource, itemsOf, value)
      if (!refused) continue
      const [en, zh, path] = refused
      context.addIssue(bilingualIssue({ en, zh }, ['columns', index, 'value', ...path]))
    }
  })
export type FormSheet = z.infer<typeof sheetSchema>

/** The sheet that says what the others are; no other has its name. */
export const NOTE_SHEET = { zh: '说明', en: 'Note' } as const

const content = {
  /** What the note says; a line each. */
  note: optionalText(mostTextCharacters),
  /** Where the headings and codes come from. */
  source: optionalText(mostTextCharacters),
  sheets: z
    .array(sheetSchema)
    .min(1)
    .max(EXPORT_FORM_LIMITS.mostSheets)
    .superRefine(
      onceEach(({ name }) => name.toLowerCase(), {
        zh: '工作表名称重复',
        en: 'has the name of a sheet above',
      }),
    )
    .superRefine((sheets, context) => {
      const taken: string[] = Object.values(NOTE_SHEET)
      for (const [index, { name }] of sheets.entries()) {
        if (!taken.includes(name)) continue
        const sentence = { en: 'is the name of the note', zh: '与说明页重名' }
        context.addIssue(bilingualIssue(sentence, [index, 'name']))
      }
    }),
}

const exportFormContentSchema = z.strictObject(content)
export type ExportFormContent = z.infer<typeof exportFormContentSchema>

export const exportFormInputSchema = z.strictObject({
  name: text(EXPORT_FORM_LIMITS.mostNameCharacters),
  ...content,
})
export type ExportFormInput = z.infer<typeof exportFormInputSchema>

export const exportFormSchema = z.object({
  name: z.string(),
  ...content,
  id: z.string(),
  version: z.int(),
  /** Came with the program: it can be copied, not changed. */
  isBuiltIn: z.boolean(),
})
export type ExportForm = z.infer<typeof exportFormSchema>
