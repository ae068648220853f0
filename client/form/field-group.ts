/** Which fields of a resource belong together in front of a reader, decided by their declarations. */
import type { Bilingual } from '../../data/bilingual.ts'
import type { Field } from '../../data/field.ts'
import { PROVENANCE_FIELDS } from '../../data/provenance.ts'
import type { ResourceDeclaration } from '../../data/resource.ts'

/** Whom to call comes first: it is what somebody in a hurry opens a feature for. */
export const FIELD_GROUPS = {
  duty: { zh: '值守与联系', en: 'Duty and contact' },
  people: { zh: '责任人', en: 'Persons in charge' },
  identity: { zh: '基本信息', en: 'Identity' },
  counts: { zh: '装备与库存', en: 'Equipment and stock' },
  figures: { zh: '规模与特征值', en: 'Size and levels' },
  provenance: { zh: '数据来源与时效', en: 'Provenance and age' },
} as const satisfies Record<string, Bilingual>

export type FieldGroup = keyof typeof FIELD_GROUPS

/** By convention of the data dictionary, fields about readiness begin with these words. */
const DUTY_NAME = /^(duty|roster|crew|turnout)/

const isOfDuty = (name: string, field: Field): boolean =>
  DUTY_NAME.test(name) || (field.kind === 'text' && field.format === 'phone')

/** A day on which something begins or ends is the thing's own (`openingOn`); others give the age of what is known. */
const isOwnDay = (name: string): boolean => name.endsWith('On')

/** The first rule that holds decides. */
const groupOf = (name: string, field: Field): FieldGroup => {
  if (Object.hasOwn(PROVENANCE_FIELDS, name)) return 'provenance'
  if (field.kind === 'date' && !isOwnDay(name)) return 'provenance'
  if (field.personal) return 'people'
  if (field.kind === 'counts') return 'counts'
  if (isOfDuty(name, field)) return 'duty'
  if (field.kind === 'number' || field.kind === 'integer') return 'figures'
  return 'identity'
}

export interface GroupedField {
  readonly name: string
  readonly field: Field
}

/** Fields by group in the order of FIELD_GROUPS; groups without fields are left out. */
export const groupFields = (
  resource: ResourceDeclaration,
): { group: FieldGroup; fields: GroupedField[] }[] => {
  const named = Object.entries(resource.fields).map(([name, field]) => ({ name, field }))
  return (Object.keys(FIELD_GROUPS) as FieldGroup[]).flatMap((group) => {
    const fields = named.filter(({ name, field }) => groupOf(name, field) === group)
    return fields.length > 0 ? [{ group, fields }] : []
  })
}
