import { describe, expect, it } from 'vitest'
import { groupFields } from '../../../../client/form/field-group.ts'
import { COLLECTION_IDS, COLLECTIONS } from '../../../../data/collections.ts'
import type { Field } from '../../../../data/field.ts'
import { fieldText } from '../../../../data/field-text.ts'
import { stationResource } from '../../../../data/resources/station.ts'
import { nameOfCode } from '../../../../data/wording.ts'

const field = (name: string): Field => {
  const found = Object.entries<Field>(stationResource.fields).find(([each]) => each === name)
  if (!found) throw new Error(`no field ${name}`)
  return found[1]
}

it.each([
  ['grade', 'first', '一级站', 'Grade 1'],
  ['grade', 'from a newer release', 'from a newer release', 'from a newer release'],
  ['crewOnDuty', 5, '5 人', '5 people'],
  ['turnoutSeconds', 90, '1 分 30 秒', '1 min 30 s'],
  ['dutyFrom', '08:00', '08:00', '08:00'],
  ['inspectedAt', '2026-03-01', '2026-03-01', '1 Mar 2026'],
  ['equipment', { aed: 1 }, '自动体外除颤器 1 台', 'Defibrillator (AED): 1 unit'],
  ['address', null, '', ''],
])('a field as text: %s = %o', (name, value, zh, en) => {
  expect(fieldText(field(name), value, 'zh')).toBe(zh)
  expect(fieldText(field(name), value, 'en')).toBe(en)
})

describe('groups of fields', () => {
  const namesByGroup = Object.fromEntries(
    groupFields(COLLECTIONS.stations).map(({ group, fields }) => [
      group,
      fields.map(({ name }) => name).join(' '),
    ]),
  )
  it('put duty, gear and provenance of a station together', () => {
    expect(namesByGroup).toEqual({
      identity: 'name nameEn code countyCode townCode grade address buildStatus openingOn',
      duty: 'dutyPattern dutyFrom dutyUntil roster crewOnDuty turnoutSeconds phone',
      counts: 'equipment',
      provenance: 'inspectedAt provenance source sourceCrs verifiedAt',
    })
  })

  it.each(COLLECTION_IDS)('show every field of %s exactly once', (id) => {
    const shown = groupFields(COLLECTIONS[id]).flatMap(({ fields }) =>
      fields.map(({ name }) => name),
    )
    expect([...shown].sort()).toEqual(Object.keys(COLLECTIONS[id].fields).sort())
  })
})

it('finds the county behind a code, or says that it cannot', () => {
  const counties = [{ properties: { code: '370811', name: '任城区', nameEn: 'Rencheng' } }]
  expect(nameOfCode('370811', counties, 'en')).toBe('Rencheng')
  expect(nameOfCode('370812', counties, 'zh')).toBeNull()
})
