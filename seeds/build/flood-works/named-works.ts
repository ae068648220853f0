/** The works that are known by name: points, the lake's levees and its dam. */
import { z } from 'zod'
import type { LonLat } from '../../../data/geometry.ts'
import { optionalNumber, placeColumns, readFeatures, readTable } from '../facts.ts'
import { nearestOnLine } from '../resources/plane.ts'
import type { Region } from '../resources/region.ts'
import { leveeGradeOf, type Work } from './work.ts'

const pointRow = z.object({
  id: z.string().min(1),
  kind: z.enum(['reservoir', 'sluice', 'pump-station', 'dam']),
  nameZh: z.string().min(1),
  nameEn: z.string().min(1),
  riverZh: z.string().min(1),
  /** River onto whose course the work is moved, '' where it stays where it is. */
  snapToRiver: z.string(),
  countyCode: z.string().length(6),
  ...placeColumns,
  scale: z.enum(['', 'large-1', 'large-2', 'medium', 'small-1', 'small-2']),
  capacityTenThousandM3: optionalNumber,
  lengthMetres: optionalNumber,
  source: z.string().min(1),
})

/** A named work that is a point on the map. */
export type PointFact = z.infer<typeof pointRow>

const lineFeature = z.object({
  properties: z.object({
    id: z.string().min(1),
    kind: z.enum(['levee', 'dam']),
    nameZh: z.string().min(1),
    nameEn: z.string().min(1),
    riverZh: z.string().min(1),
    /** Which side of the line is dry, seen along it. */
    side: z.enum(['left', 'right']).nullable(),
    lengthMetres: z.number().nullable(),
    floodStandardYears: z.number().nullable(),
    guaranteedLevelMetres: z.number().nullable(),
    source: z.string().min(1),
  }),
  geometry: z.object({
    type: z.literal('LineString'),
    coordinates: z.array(z.tuple([z.number(), z.number()])).min(2),
  }),
})

/** A named work whose course was drawn by hand: the lake's levees and its dam. */
export type LineFact = z.infer<typeof lineFeature>

export interface FloodWorkFacts {
  points: readonly PointFact[]
  lines: readonly LineFact[]
}

export const readFloodWorkFacts = (): FloodWorkFacts => ({
  points: readTable('flood-works.csv', pointRow),
  lines: readFeatures('flood-works.geojson', lineFeature),
})

/** A work farther than this from the course of its river was written down wrongly. */
const SNAP_METRES = 5_000

const placeOf = (region: Region, fact: PointFact): LonLat => {
  const written: LonLat = [fact.longitude, fact.latitude]
  if (fact.snapToRiver === '') return written
  const river = region.rivers.find(({ id }) => id === fact.snapToRiver)
  const nearest = river && nearestOnLine(written, river.line)
  if (!nearest || nearest.metres > SNAP_METRES) {
    throw new Error(`flood-works.csv: ${fact.id} is not on ${fact.snapToRiver}`)
  }
  return nearest.place
}

export const namedPoints = (region: Region, facts: readonly PointFact[]): Work[] =>
  facts.map((fact) => ({
    kind: fact.kind,
    nameZh: fact.nameZh,
    nameEn: fact.nameEn,
    river: fact.riverZh,
    countyCode: fact.countyCode,
    shape: { point: placeOf(region, fact) },
    scale: fact.scale === '' ? null : fact.scale,
    capacityTenThousandCubicMetres: fact.capacityTenThousandM3,
    lengthMetres: fact.lengthMetres,
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
