/** The named works that are points, and the lake's dam. */
import type { LonLat } from '../../../data/geometry.ts'
import { nearestOnLine } from '../resources/lines.ts'
import type { Region } from '../resources/region.ts'
import type { LineFact, PointFact } from './flood-work-facts.ts'
import { leveeGradeOf } from './standards.ts'
import type { Work } from './work.ts'

/** A work farther than this from the course of its river was written down wrongly. */
const SNAP_METRES = 5_000

const placeOf = (region: Region, fact: PointFact): LonLat => {
  const written: LonLat = [fact.longitude, fact.latitude]
  if (fact.snap_to_river === '') return written
  const river = region.rivers.find(({ id }) => id === fact.snap_to_river)
  const nearest = river && nearestOnLine(written, river.line)
  if (!nearest || nearest.metres > SNAP_METRES) {
    throw new Error(`flood-works.csv: ${fact.id} is not on ${fact.snap_to_river}`)
  }
  return nearest.place
}

export const namedPoints = (region: Region, facts: readonly PointFact[]): Work[] =>
  facts.map((fact) => ({
    kind: fact.kind,
    nameZh: fact.name_zh,
    nameEn: fact.name_en,
    river: fact.river_zh,
    countyCode: fact.county_code,
    shape: { point: placeOf(region, fact) },
    scale: fact.scale === '' ? null : fact.scale,
    capacityTenThousandCubicMetres: fact.capacity_ten_thousand_m3,
    lengthMetres: fact.length_metres,
    approximateSource: fact.source,
  }))

export const namedDams = (region: Region, facts: readonly LineFact[]): Work[] =>
  facts
    .filter(({ properties }) => properties.kind === 'dam')
    .map(({ properties: fact, geometry }) => ({
      kind: 'dam',
      nameZh: fact.nameZh,
      nameEn: fact.nameEn,
      river: fact.riverZh,
      countyCode: countyOfLine(region, geometry.coordinates),
      shape: { line: geometry.coordinates },
      lengthMetres: fact.lengthMetres,
      floodStandardYears: fact.floodStandardYears,
      leveeGrade: leveeGradeOf(fact.floodStandardYears),
      guaranteedLevelMetres: fact.guaranteedLevelMetres,
      approximateSource: fact.source,
    }))

const countyOfLine = (region: Region, line: readonly LonLat[]): string => {
  const county = line.map((place) => region.countyAt(place)).find(Boolean)
  if (!county) throw new Error('flood-works.geojson: a dam lies outside the city')
  return county.code
}
