/** Reads the geography that resources are placed in. */
import { z } from 'zod'
import { readFeatures, readTable } from './read-facts.ts'
import { createRegion, type Region } from './region.ts'
import { townRow } from './town-row.ts'

const position = z.tuple([z.number(), z.number()])
const ring = z.array(position).min(4)
const areaGeometry = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Polygon'), coordinates: z.array(ring) }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(ring)) }),
])

const county = z
  .object({
    properties: z.object({
      code: z.string(),
      nameZh: z.string(),
      nameEn: z.string(),
      seatTown: z.string(),
      population: z.int(),
      source: z.string(),
    }),
    geometry: areaGeometry,
  })
  .transform(({ properties, geometry }) => ({ ...properties, geometry }))

const water = z
  .object({
    properties: z.object({
      id: z.string(),
      nameZh: z.string(),
      nameEn: z.string(),
      kind: z
        .enum(['lake', 'reservoir', 'pond', 'river-surface'])
        .transform((kind) => (kind === 'river-surface' ? 'river' : kind)),
      source: z.string(),
    }),
    geometry: areaGeometry,
  })
  .transform(({ properties, geometry }) => ({ ...properties, geometry }))

const river = z
  .object({
    properties: z.object({
      id: z.string(),
      nameZh: z.string(),
      nameEn: z.string(),
      kind: z.enum(['river', 'canal']),
      widthMetres: z.int(),
      floodStandardYears: z.int().nullable(),
    }),
    geometry: z.object({ type: z.literal('LineString'), coordinates: z.array(position).min(2) }),
  })
  .transform(({ properties, geometry }) => ({ ...properties, line: geometry.coordinates }))

const town = townRow.transform((row) => ({
  code: row.code,
  nameZh: row.name_zh,
  nameEn: row.name_en,
  kind: row.kind,
  countyCode: row.county_code,
  longitude: row.longitude,
  latitude: row.latitude,
  builtUpSquareKilometres: row.built_up_km2,
}))

/** Counties, towns, lakes and rivers of the facts, with their look-ups. */
export const readRegion = (): Region =>
  createRegion({
    counties: readFeatures('counties.geojson', county),
    towns: readTable('towns.csv', town),
    waters: readFeatures('water.geojson', water),
    rivers: readFeatures('rivers.geojson', river),
  })
