/** The geography that everything is generated from, as written in seeds/facts. */
import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import type { LonLat } from '../../data/geometry.ts'

const factsFile = (name: string): URL => new URL(`../facts/${name}`, import.meta.url)

/** `built_up_km2` as `builtUpKm2`. */
const camelCase = (column: string): string =>
  column.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())

/**
 * Rows of a table, checked; columns are named in camel case.
 * @throws ZodError that names the row and column of a bad value.
 */
export const readTable = <T>(name: string, row: z.ZodType<T>): T[] => {
  const records: unknown = parse(readFileSync(factsFile(name), 'utf8'), {
    columns: (header: string[]) => header.map(camelCase),
    skip_empty_lines: true,
  })
  return z.array(row).parse(records)
}

/** Features of a GeoJSON file, checked. @throws ZodError that names what is wrong. */
export const readFeatures = <T>(name: string, feature: z.ZodType<T>): T[] => {
  const content: unknown = JSON.parse(readFileSync(factsFile(name), 'utf8'))
  return z.object({ features: z.array(feature) }).parse(content).features
}

/** Where a row's thing is. */
export const placeColumns = { longitude: z.coerce.number(), latitude: z.coerce.number() }

/** A number that may be left empty in a table. */
export const optionalNumber = z
  .string()
  .transform((text) => (text === '' ? null : Number(text)))
  .pipe(z.number().nullable())

const position = z.tuple([z.number(), z.number()])
const polygon = z.array(z.array(position).min(4))
const areaGeometry = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Polygon'), coordinates: polygon }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(polygon) }),
])
const line = z
  .object({ type: z.literal('LineString'), coordinates: z.array(position).min(2) })
  .transform(({ coordinates }): readonly LonLat[] => coordinates)

/**
 * A feature whose geometry is an area, flattened: polygons by their rings, outer ones and holes
 * alike, so that even-odd filling gives the area.
 */
const areaFeature = <T extends z.ZodRawShape>(shape: T) =>
  z
    .object({ properties: z.object(shape), geometry: areaGeometry })
    .transform(({ properties, geometry }) => ({
      ...properties,
      geometry,
      rings: (geometry.type === 'Polygon'
        ? geometry.coordinates
        : geometry.coordinates.flat()) as readonly (readonly LonLat[])[],
    }))

/** A feature whose geometry is a line, flattened. */
const lineFeature = <T extends z.ZodRawShape>(shape: T) =>
  z
    .object({ properties: z.object(shape), geometry: line })
    .transform(({ properties, geometry }) => ({ ...properties, line: geometry }))

const county = areaFeature({
  code: z.string(),
  nameZh: z.string(),
  nameEn: z.string(),
  /** Code of the town in which the county's government sits. */
  seatTown: z.string(),
  population: z.int().positive(),
  source: z.string(),
})
export type County = Readonly<z.infer<typeof county>>

const town = z
  .object({
    code: z.string(),
    nameZh: z.string(),
    nameEn: z.string(),
    kind: z.enum(['subdistrict', 'town', 'township']),
    countyCode: z.string(),
    ...placeColumns,
    builtUpKm2: z.coerce.number().positive(),
  })
  .transform(({ longitude, latitude, builtUpKm2, ...row }) => ({
    ...row,
    seat: [longitude, latitude] as LonLat,
    builtUpSquareKilometres: builtUpKm2,
  }))
export type Town = Readonly<z.infer<typeof town>>

const water = areaFeature({
  id: z.string(),
  nameZh: z.string(),
  nameEn: z.string(),
  kind: z
    .enum(['lake', 'reservoir', 'pond', 'river-surface'])
    .transform((kind) => (kind === 'river-surface' ? 'river' : kind)),
  provenance: z.enum(['surveyed', 'approximate']),
  source: z.string(),
})
export type Water = Readonly<z.infer<typeof water>>

const river = lineFeature({
  id: z.string(),
  nameZh: z.string(),
  nameEn: z.string(),
  kind: z.enum(['river', 'canal']),
  widthMetres: z.int().positive(),
  /** True for a river that is passed only on a crossing. */
  barrier: z.boolean(),
  floodStandardYears: z.int().nullable(),
})
export type River = Readonly<z.infer<typeof river>>

const mainRoad = lineFeature({
  id: z.string(),
  ref: z.string(),
  nameZh: z.string(),
  class: z.enum(['expressway', 'national', 'provincial']),
}).transform(({ class: roadClass, ...road }) => ({ ...road, roadClass }))
export type MainRoadFact = Readonly<z.infer<typeof mainRoad>>

const interchange = z
  .object({
    id: z.string(),
    expresswayId: z.string(),
    kind: z.enum(['toll', 'junction']),
    /** Empty at a toll gate. */
    otherExpresswayId: z.string(),
    nameZh: z.string(),
    ...placeColumns,
  })
  .transform(({ longitude, latitude, ...row }) => ({
    ...row,
    place: [longitude, latitude] as LonLat,
  }))
export type InterchangeFact = Readonly<z.infer<typeof interchange>>

const crossing = z
  .object({
    id: z.string(),
    nameZh: z.string(),
    kind: z.enum(['bridge', 'dam', 'tunnel', 'ferry']),
    /** Id of the main road that runs over it, empty where it stands for a minor road's bridge. */
    roadRef: z.string(),
    ...placeColumns,
    endLongitude: z.coerce.number(),
    endLatitude: z.coerce.number(),
    structureClass: z.enum(['expressway', 'national', 'provincial', 'county', 'town', 'village']),
  })
  .transform(({ longitude, latitude, endLongitude, endLatitude, ...row }) => ({
    id: row.id,
    nameZh: row.nameZh,
    kind: row.kind,
    roadId: row.roadRef,
    roadClass: row.structureClass,
    ends: [
      [longitude, latitude],
      [endLongitude, endLatitude],
    ] as const satisfies LonLat[],
  }))
export type CrossingFact = Readonly<z.infer<typeof crossing>>

const street = z.object({
  countyCode: z.string(),
  /** Code of the town whose seat the streets of position 0 pass nearest. */
  anchorTown: z.string(),
  direction: z.enum(['north-south', 'east-west']),
  /** Order among the streets of its direction, counted eastward or northward. */
  position: z.coerce.number().int(),
  nameZh: z.string(),
  /** The first and the last street that it is known to cross, counted eastward or northward. */
  from: z.string(),
  to: z.string(),
  source: z.string().min(1),
})
export type StreetFact = Readonly<z.infer<typeof street>>

/** All facts, checked. @throws ZodError that names the row and column of a bad value. */
export const readFacts = () =>
  ({
    counties: readFeatures('counties.geojson', county),
    towns: readTable('towns.csv', town),
    /** What everything drawn by chance is laid out around: of Nansi Lake only the package's pieces. */
    waters: readFeatures('water.geojson', water),
    /** Nansi Lake as it is shown. */
    lake: readFeatures('nansi-lake.geojson', water),
    rivers: readFeatures('rivers.geojson', river),
    mainRoads: readFeatures('main-roads.geojson', mainRoad),
    interchanges: readTable('interchanges.csv', interchange),
    crossings: readTable('crossings.csv', crossing),
    streets: readTable('streets.csv', street),
  }) as const
export type Facts = ReturnType<typeof readFacts>
