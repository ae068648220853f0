import { describe, expect, it } from 'vitest'
import {
  indexFeatures,
  type ListFeature,
  selectEntries,
  sortEntries,
} from '../../../../client/panels/list/list-rows.ts'
import { listedFields } from '../../../../data/field-text.ts'
import { stationResource } from '../../../../data/resources/station.ts'

const station = (
  id: string,
  longitude: number,
  properties: Record<string, unknown>,
): ListFeature => ({
  id,
  geometry: { type: 'Point', coordinates: [longitude, 35] },
  properties: { buildStatus: 'operating', ...properties },
})

const STATIONS = [
  station('c', 116.1, { name: '邹城站', nameEn: 'Zoucheng', grade: 'first', crewOnDuty: 12 }),
  station('a', 116.5, { name: '安居站', nameEn: 'Anju', grade: 'third', crewOnDuty: 4 }),
  station('b', 116.9, {
    name: '曲阜站',
    nameEn: 'Qufu',
    grade: 'second',
    crewOnDuty: null,
    address: '鼓楼大街 8 号',
  }),
]
const ENTRIES = indexFeatures(STATIONS, stationResource)
const ALL = { viewBbox: null, filter: {}, text: '' } as const
const idsOf = (entries: readonly { feature: ListFeature }[]): string[] =>
  entries.map(({ feature }) => feature.id)

describe('what the list shows', () => {
  it('is everything while there is no map', () => {
    expect(idsOf(selectEntries(ENTRIES, ALL))).toEqual(['c', 'a', 'b'])
  })

  it('is what lies in the view, its edges included', () => {
    const viewBbox = [116.5, 34.9, 117, 35] as const
    expect(idsOf(selectEntries(ENTRIES, { ...ALL, viewBbox }))).toEqual(['a', 'b'])
  })

  it('passes one of the chosen options of every filtered field', () => {
    const filter = { grade: ['first', 'second'], buildStatus: ['operating'] }
    expect(idsOf(selectEntries(ENTRIES, { ...ALL, filter }))).toEqual(['c', 'b'])
    expect(selectEntries(ENTRIES, { ...ALL, filter: { buildStatus: ['suspended'] } })).toEqual([])
  })

  it.each([
    ['曲阜', ['b']],
    ['QUFU', ['b']],
    ['鼓楼 二级', ['b']],
    ['grade 3', ['a']],
    ['曲阜 三级', []],
  ])('contains every word of “%s”', (text, expected) => {
    expect(idsOf(selectEntries(ENTRIES, { ...ALL, text }))).toEqual(expected)
  })
})

describe('order of the list', () => {
  const sorted = (field: string, descending: boolean, language: 'zh' | 'en' = 'zh'): string[] =>
    idsOf(sortEntries(ENTRIES, stationResource, { field, descending }, language))

  it('is by pinyin for Chinese names', () => {
    // ānjū < qūfù < zōuchéng
    expect(sorted('name', false)).toEqual(['a', 'b', 'c'])
    expect(sorted('name', true)).toEqual(['c', 'b', 'a'])
  })

  it('is by declared order for choices', () => {
    expect(sorted('grade', false)).toEqual(['c', 'b', 'a'])
  })

  it('leaves the unknown last either way', () => {
    expect(sorted('crewOnDuty', false)).toEqual(['a', 'c', 'b'])
    expect(sorted('crewOnDuty', true)).toEqual(['c', 'a', 'b'])
  })
})

it('takes its columns from the declaration', () => {
  expect(listedFields(stationResource).map(([name]) => name)).toEqual(
    'grade address buildStatus dutyPattern crewOnDuty'.split(' '),
  )
})
