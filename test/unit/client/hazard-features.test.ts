import { describe, expect, it } from 'vitest'
import { hazardFeatures, isOutside } from '../../../client/layers/hazard-features.ts'
import { titleOf } from '../../../client/panels/hazards/hazard-pieces.tsx'
import type { RoadClosure } from '../../../data/road-closure.ts'
import type { Warning } from '../../../data/warning.ts'
import { REGION_BBOX } from '../../fixtures/demonstration-region.ts'
import { square } from '../../fixtures/shapes.ts'

const warning = (status: string | null): Warning => ({
  ...{ id: 'w', version: 1, createdAt: '', updatedAt: '', isActive: true },
  ...{ name: '暴雨红色预警', level: 'red', kind: 'rainstorm', area: square(116.5, 35.3, 0.1) },
  ...{ from: '2026-07-01T08:00:00+08:00', until: null, text: '' },
  ...{ ended: null, unmapped: [] },
  origin: {
    ...{ source: 'cap', identifier: 'B-1', sender: 'x', status, levelFrom: 'headline' },
    ...{ senderName: '', sent: null, areas: [], follows: [], overIn: [] },
  },
})

const nameOf = (status: string | null, language: 'zh' | 'en' = 'zh'): string | undefined =>
  hazardFeatures([], [warning(status)], language, null, 0).features[0]?.properties.name

describe('a warning on the map', () => {
  it('says first that it is an exercise or a test', () => {
    expect(nameOf('Exercise')).toBe('演习 · 暴雨 红色（一级）')
    expect(nameOf('Test', 'en')).toBe('TEST · Rainstorm Red (I)')
    expect(nameOf('SomethingNew')).toBe('SomethingNew · 暴雨 红色（一级）')
  })

  it('says nothing of the kind where it is meant in earnest', () => {
    expect(nameOf('Actual')).toBe('暴雨 红色（一级）')
    expect(nameOf(null)).toBe('暴雨 红色（一级）')
  })

  it('is outside the region where nothing of ours can lie inside', () => {
    expect(isOutside(warning(null), REGION_BBOX)).toBe(false)
    expect(isOutside({ area: square(121.4, 31.2, 0.1) }, REGION_BBOX)).toBe(true)
  })
})

describe('a closure on the map', () => {
  const NOW = Date.parse('2026-11-24T03:00:00+08:00')
  const closure = (changes: Partial<RoadClosure>): RoadClosure => ({
    ...{ id: 'c', version: 1, createdAt: '', updatedAt: '', isActive: true },
    ...{ name: '道路封闭 2026-11-24 07:00', kind: 'road', note: '', closedKilometres: 1.9 },
    ...{ roads: null, lines: [], ended: null },
    area: { type: 'Point', coordinates: [116.6, 35.4] },
    ...{ from: '2026-11-24T07:00:00+08:00', until: null },
    ...changes,
  })
  const drawn = (
    changes: Partial<RoadClosure>,
    obeyed: string[] = [],
    language: 'zh' | 'en' = 'zh',
  ) =>
    hazardFeatures([closure(changes)], [], language, null, NOW, new Set(obeyed)).features[0]
      ?.properties

  it('keeps the date in its name in one piece', () => {
    expect(drawn({})?.name).toBe('道路封闭 2026\u201111\u201124\u00a007:00')
    expect(drawn({})?.label).toBe('道路封闭 2026\u201111\u201124\u00a007:00')
  })

  it('says that something is closed, and until when', () => {
    const works = { name: '施工', from: '2026-11-23T07:00:00+08:00' }
    expect(drawn(works)?.label).toBe('封闭：施工')
    expect(drawn({ ...works, until: '2026-11-24T06:00:00+08:00' })?.label).toBe(
      '封闭：施工 至 06:00',
    )
    expect(drawn({ ...works, until: '2026-11-25T06:00:00+08:00' }, [], 'en')?.label).toBe(
      'Closed: 施工 until 06:00 next day',
    )
  })

  it('whose name says in either language that it is closed is not said to be so again', () => {
    const from = '2026-11-23T07:00:00+08:00'
    for (const name of ['洸河路封闭', '洸河路 closed', '洸河路 flooded'])
      for (const language of ['zh', 'en'] as const)
        expect(drawn({ name, from }, [], language)?.label).toBe(name)
    expect(drawn({ name: 'Enclosed yard', from })?.label).toBe('封闭：Enclosed yard')
  })

  it('that an answer for another hour keeps clear of is shown as one in force', () => {
    const later = { name: '施工', isActive: false }
    expect(drawn(later)).toMatchObject({ isActive: false, isObeyed: false, label: '施工' })
    expect(drawn(later, ['c'])).toMatchObject({
      isActive: true,
      isObeyed: true,
      label: '封闭：施工',
    })
    // over for now, and obeyed by an answer about yesterday
    const over = { ...later, from: '2026-11-23T07:00:00+08:00' }
    expect(drawn(over)).toBeUndefined()
    expect(drawn(over, ['c'])?.isObeyed).toBe(true)
  })
})

it('leaves the moment out of a title where the line below it says the same', () => {
  const from = '2026-11-29T16:00:00+08:00'
  expect(titleOf({ name: '道路封闭 2026-11-29 16:00', from })).toBe('道路封闭')
  expect(titleOf({ name: 'Rainstorm Orange (II) 2026-11-29 16:00', from })).toBe(
    'Rainstorm Orange (II)',
  )
  // it holds from another moment than the one in its name, or was named by hand
  expect(titleOf({ name: '道路封闭 2026-11-29 15:00', from })).toBe('道路封闭 2026-11-29 15:00')
  expect(titleOf({ name: '泗河大桥', from })).toBe('泗河大桥')
})
