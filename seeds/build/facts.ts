/** The geography that everything is generated from, as written in seeds/facts. */
import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import type { LonLat } from '../../data/geometry.ts'

const factsFile = (name: string): URL => new URL(`../facts/${name}`, import.meta.url)

/** Rows of a table, checked. @throws ZodError that names the row and column of a bad value. */
export const readTable = <T>(name: string, row: z.ZodType<T>): T[] => {
  const records: unknown = parse(readFileSync(factsFile(name), 'utf8'), {
    columns: true,
    skip_empty_lines: true,
  })
  return z.array(row).parse(records)
}

/** Features of a GeoJSON file, checked. @throws ZodError that names what is wrong. */
export const readFeatures = <T>(name: string, feature: z.ZodType<T>): T[] => {
  const content: unknown = JSON.parse(readFileSync(factsFile(name), 'utf8'))
  return z.object({ features: z.array(feature) }).parse(content).features
}

/** A number that may be left empty in a table. */
export const optionalNumber = z
  .string()
  .transform((text) => (text === '' ? null : Number(text)))
  .pipe(z.number().nullable())

/** Polygons by their rings, outer ones and holes alike: even-odd filling gives the area. */
export interface AreaFact {
  readonly geometry: z.infer<typeof areaGeometry>
  readonly rings: readonly (readonly LonLat[])[]
}

export interface County extends AreaFact {
  readonly code: string
  readonly nameZh: string
  readonly nameEn: string
  /** Code of the town in which the county's government sits. */
  readonly seatTown: string
  readonly population: number
  readonly source: string
}

export interface Town {
  readonly code: string
  readonly nameZh: string
  readonly nameEn: string
  readonly kind: 'subdistrict' | 'town' | 'township'
  readonly countyCode: string
  readonly seat: LonLat
  readonly builtUpSquareKilometres: number
}

export interface Water extends AreaFact {
  readonly id: string
  readonly nameZh: string
  readonly nameEn: string
  readonly kind: 'lake' | 'reservoir' | 'pond' | 'river'
  readonly source: string
}

export interface River {
  readonly id: string
  readonly nameZh: string
  readonly nameEn: string
  readonly kind: 'river' | 'canal'
  readonly widthMetres: number
  /** True for a river that is passed only on a crossing. */
  readonly barrier: boolean
  readonly floodStandardYears: number | null
  readonly line: readonly LonLat[]
}

export interface MainRoadFact {
  readonly id: string
  readonly ref: string
  readonly nameZh: string
  readonly roadClass: 'expressway' | 'national' | 'provincial'
  readonly line: readonly LonLat[]
}

export interface InterchangeFact {
  readonly id: string
  readonly expresswayId: string
  readonly kind: 'toll' | 'junction'
  /** Empty at a toll gate. */
  readonly otherExpresswayId: string
  readonly nameZh: string
  readonly place: LonLat
}

export interface CrossingFact {
  readonly id: string
  readonly nameZh: string
  readonly kind: 'bridge' | 'dam' | 'tunnel' | 'ferry'
  /** Id of the main road that runs over it, empty where it stands for a minor road's bridge. */
  readonly roadId: string
  readonly roadClass: 'expressway' | 'national' | 'provincial' | 'county' | 'town' | 'village'
  readonly ends: readonly [LonLat, LonLat]
}

export interface Facts {
  readonly counties: readonly County[]
  readonly towns: readonly Town[]
  readonly waters: readonly Water[]
  readonly rivers: readonly River[]
  readonly mainRoads: readonly MainRoadFact[]
  readonly interchanges: readonly InterchangeFact[]
  readonly crossings: readonly CrossingFact[]
}

const position = z.tuple([z.number(), z.number()])
const polygon = z.array(z.array(position).min(4))
const areaGeometry = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Polygon'), coordinates: polygon }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(polygon) }),
])
const line = z
  .object({ type: z.literal('LineString'), coordinates: z.array(position).min(2) })
  .transform(({ coordinates }) => coordinates)

/** A feature whose geometry is an area, flattened. */
const areaFeature = <T extends z.ZodRawShape>(properties: z.ZodObject<T>) =>
  z.object({ properties, geometry: areaGeometry }).transform(({ properties, geometry }) => ({
    ...properties,
    geometry,
    rings: geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat(),
  }))

/** A feature whose geometry is a line, flattened. */
const lineFeature = <T extends z.ZodRawShape>(properties: z.ZodObject<T>) =>
  z
    .object({ properties, geometry: line })
    .transform(({ properties, geometry }) => ({ ...properties, line: geometry }))

const county = areaFeature(
  z.object({
    code: z.string(),
    nameZh: z.string(),
    nameEn: z.string(),
    seatTown: z.string(),
    population: z.int().positive(),
    source: z.string(),
  }),
)

const town = z
  .object({
    code: z.string(),
    name_zh: z.string(),
    name_en: z.string(),
    kind: z.enum(['subdistrict', 'town', 'township']),
    county_code: z.string(),
    longitude: z.coerce.number(),
    latitude: z.coerce.number(),
    built_up_km2: z.coerce.number().positive(),
  })
  .transform(
    (row): Town => ({
      code: row.code,
      nameZh: row.name_zh,
      nameEn: row.name_en,
      kind: row.kind,
      countyCode: row.county_code,
      seat: [row.longitude, row.latitude],
      builtUpSquareKilometres: row.built_up_km2,
    }),
  )

const water = areaFeature(
  z.object({
    id: z.string(),
    nameZh: z.string(),
    nameEn: z.string(),
    kind: z
      .enum(['lake', 'reservoir', 'pond', 'river-surface'])
      .transform((kind) => (kind === 'river-surface' ? 'river' : kind)),
    source: z.string(),
  }),
)

const river = lineFeature(
  z.object({
    id: z.string(),
    nameZh: z.string(),
    nameEn: z.string(),
    kind: z.enum(['river', 'canal']),
    widthMetres: z.int().positive(),
    barrier: z.boolean(),
    floodStandardYears: z.int().nullable(),
  }),
)

const mainRoad = lineFeature(
  z.object({
    id: z.string(),
    ref: z.string(),
    nameZh: z.string(),
    class: z.enum(['expressway', 'national', 'provincial']),
  }),
).transform(({ class: roadClass, ...road }) => ({ ...road, roadClass }))

const interchange = z
  .object({
    id: z.string(),
    expressway_id: z.string(),
    kind: z.enum(['toll', 'junction']),
    other_expressway_id: z.string(),
    name_zh: z.string(),
    longitude: z.coerce.number(),
    latitude: z.coerce.number(),
  })
  .transform(
    (row): InterchangeFact => ({
      id: row.id,
      expresswayId: row.expressway_id,
      kind: row.kind,
      otherExpresswayId: row.other_expressway_id,
      nameZh: row.name_zh,
      place: [row.longitude, row.latitude],
    }),
  )

const crossing = z
  .object({
    id: z.string(),
    name_zh: z.string(),
    kind: z.enum(['bridge', 'dam', 'tunnel', 'ferry']),
    road_ref: z.string(),
    longitude: z.coerce.number(),
    latitude: z.coerce.number(),
    end_longitude: z.coerce.number(),
    end_latitude: z.coerce.number(),
    structure_class: z.enum(['expressway', 'national', 'provincial', 'county', 'town', 'village']),
  })
  .transform(
    (row): CrossingFact => ({
      id: row.id,
      nameZh: row.name_zh,
      kind: row.kind,
      roadId: row.road_ref,
      roadClass: row.structure_class,
      ends: [
        [row.longitude, row.latitude],
        [row.end_longitude, row.end_latitude],
      ],
    }),
  )

/** All facts, checked. @throws ZodError that names the row and column of a bad value. */
export const readFacts = (): Facts => ({
  counties: readFeatures('counties.geojson', county),
  towns: readTable('towns.csv', town),
  waters: readFeatures('water.geojson', water),
  rivers: readFeatures('rivers.geojson', river),
  mainRoads: readFeatures('main-roads.geojson', mainRoad),
  interchanges: readTable('interchanges.csv', interchange),
  crossings: readTable('crossings.csv', crossing),
})
