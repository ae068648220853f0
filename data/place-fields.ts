import type { Bilingual } from './bilingual.ts'
import type { ChoiceField, Field, NumberField, TextField } from './field.ts'

/** Of the county or the town that something lies in: their ids are their codes. */
const TOWN_CODE = {
  kind: 'text',
  label: { zh: '乡镇代码', en: 'Town code' },
  synonyms: ['乡镇', '镇街', '乡镇街道', '街道', '乡镇名称', '街镇', '镇乡街道', 'xzqhdm'],
  reference: 'towns',
} as const satisfies Field
export const COUNTY_CODE = {
  kind: 'text',
  label: { zh: '区县代码', en: 'County code' },
  synonyms: [
    ...['县市区', '区县', '县区', '县', '市区县', '县市', '行政区', '区县名称', '县级'],
    ...['行政区划', '行政区划名称', '区划', '区划名称', '地区', '区域'],
  ],
  required: true,
  reference: 'counties',
} as const satisfies Field
export const REQUIRED_TOWN_CODE = { ...TOWN_CODE, required: true } as const satisfies Field

/** Where a resource belongs administratively, by official codes (GB/T 2260 and its town codes). */
export const PLACE_FIELDS = {
  code: {
    kind: 'text',
    label: { zh: '编号', en: 'Code' },
    synonyms: ['编码', '代码', '统一编码', '统一编号'],
    required: true,
    searchable: true,
  },
  countyCode: COUNTY_CODE,
  townCode: TOWN_CODE,
} as const satisfies Record<string, Field>

/** The class or kind that every feature has, the field that most legends and filters begin with. */
export const classField = <const Options extends ChoiceField['options']>(
  options: Options,
  label: Bilingual = { zh: '类别', en: 'Kind' },
  synonyms: readonly string[] = [],
) =>
  ({
    kind: 'choice',
    label,
    synonyms,
    required: true,
    filter: true,
    listed: true,
    options,
  }) as const

/** What is declared of a field beside its kind and its label. */
type Traits<F extends Field> = Omit<F, 'kind' | 'label'>

export const textField = <const T extends Traits<TextField>>(label: Bilingual, traits: T) =>
  ({ kind: 'text', label, ...traits }) as const

export const wholeField = <const T extends Traits<NumberField>>(label: Bilingual, traits: T) =>
  ({ kind: 'integer', label, ...traits }) as const

export const decimalField = <const T extends Traits<NumberField>>(label: Bilingual, traits: T) =>
  ({ kind: 'number', label, ...traits }) as const

export const phoneField = (label: Bilingual, synonyms: readonly string[] = []) =>
  ({ kind: 'text', format: 'phone', label, synonyms }) as const satisfies Field

/** A person by name; the number of one is a `personPhoneField`. */
export const personField = (label: Bilingual, synonyms: readonly string[] = []) =>
  ({ kind: 'text', label, synonyms, personal: true }) as const satisfies Field

export const personPhoneField = (label: Bilingual, synonyms: readonly string[] = []) =>
  ({ ...phoneField(label, synonyms), personal: true }) as const satisfies Field

/** Which level of government something belongs to. */
const LEVELS = {
  city: { label: { zh: '市级', en: 'City' }, synonyms: ['地市级', '设区市级'] },
  county: { label: { zh: '县级', en: 'County' }, synonyms: ['区县级', '县区级', '区级'] },
  town: {
    label: { zh: '乡镇（街道）级', en: 'Town' },
    synonyms: ['乡镇级', '镇级', '街道级', '镇街级', '乡级'],
  },
  village: { label: { zh: '村（社区）级', en: 'Village' }, synonyms: ['村级', '社区级', '村居级'] },
} as const

export const levelField = (synonyms: readonly string[] = []) =>
  ({
    kind: 'choice',
    label: { zh: '级别', en: 'Level' },
    synonyms,
    required: true,
    filter: true,
    options: LEVELS,
  }) as const

const YES_NO = {
  yes: {
    label: { zh: '有', en: 'Yes' },
    synonyms: ['是', 'true', '√', '✓', '✔', 'Y', '具备', '可以', '能', '已配备', '配备'],
  },
  no: {
    label: { zh: '无', en: 'No' },
    synonyms: [
      '否',
      'false',
      '×',
      '✗',
      '✘',
      'X',
      'N',
      '不具备',
      '没有',
      '不可以',
      '不能',
      '未配备',
    ],
  },
} as const

export const yesNoField = (label: Bilingual, synonyms: readonly string[] = []) =>
  ({ kind: 'choice', label, synonyms, filter: true, options: YES_NO }) as const
