import type { Field } from './field.ts'

/** Where a resource belongs administratively, by official codes (GB/T 2260 and its town codes). */
export const PLACE_FIELDS = {
  code: { kind: 'text', label: { zh: '编号', en: 'Code' }, required: true, searchable: true },
  countyCode: { kind: 'text', label: { zh: '区县代码', en: 'County code' }, required: true },
  townCode: { kind: 'text', label: { zh: '乡镇代码', en: 'Town code' } },
} as const satisfies Record<string, Field>
