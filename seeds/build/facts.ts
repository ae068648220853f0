/** The geography that roads and settlements are generated from, as written in seeds/facts. */
import { z } from 'zod'
import type { LonLat } from '../../data/geometry.ts'
import { readFeatures, readTable } from './resources/read-facts.ts'
import { townRow } from './resources/town-row.ts'

export interface CountyFact {
  readonly code: string
  readonly nameZh: string
  /** Code of the town in which the county's government sits. */
  readonly seatTown: string
  readonly population: number
  /** Rings of all polygons: even-odd filling gives the area. */
  readonly rings: readonly (readonly LonLat[])[]
}

export interface TownFact {
  readonly code: string
  readonly nameZh: string
  readonly nameEn: string
  readonly kind: 'subdistrict' | 'town' | 'township'
  readonly countyCode: string
  readonly seat: LonLat
  readonly builtUpSquareKilometres: number
}

export interface WaterFact {
  readonly id: string
  readonly kind: string
  readonly rings: readonly (readonly LonLat[])[]
}

export interface RiverFact {
  readonly id: string
  readonly nameZh: string
  readonly widthMetres: number
  /** True for a river that is passed only on a crossing. */
  readonly barrier: boolean
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
  readonly counties: readonly CountyFact[]
  readonly towns: readonly TownFact[]
  readonly waters: readonly WaterFact[]
  readonly rivers: readonly RiverFact[]
  readonly mainRoads: readonly MainRoadFact[]
  readonly interchanges: readonly InterchangeFact[]
  readonly crossings: readonly CrossingFact[]
}

const position = z.tuple([z.number(), z.number()])
const polygon = z.array(z.array(position).min(4))
const rings = z
  .discriminatedUnion('type', [
    z.object({ type: z.literal('Polygon'), coordinates: polygon }),
    z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(polygon) }),
  ])
  .transform((area) => (area.type === 'Polygon' ? area.coordinates : area.coordinates.flat()))
const line = z
  .object({ type: z.literal('LineString'), coordinates: z.array(position).min(2) })
  .transform(({ coordinates }) => coordinates)

const county = z
  .object({
    properties: z.object({
      code: z.string(),
      nameZh: z.string(),
      seatTown: z.string(),
      population: z.int().positive(),
    }),
    geometry: rings,
  })
  .transform(({ properties, geometry }) => ({ ...properties, rings: geometry }))

const town = townRow.transform(
  (row): TownFact => ({
    code: row.code,
    nameZh: row.name_zh,
    nameEn: row.name_en,
    kind: row.kind,
    countyCode: row.county_code,
    seat: [row.longitude, row.latitude],
    builtUpSquareKilometres: row.built_up_km2,
  }),
)

const water = z
  .object({ properties: z.object({ id: z.string(), kind: z.string() }), geometry: rings })
  .transform(({ properties, geometry }) => ({ ...properties, rings: geometry }))

const river = z
  .object({
    properties: z.object({
      id: z.string(),
      nameZh: z.string(),
      widthMetres: z.number().positive(),
      barrier: z.boolean(),
    }),
    geometry: line,
  })
  .transform(({ properties, geometry }) => ({ ...properties, line: geometry }))

const mainRoad = z
  .object({
    properties: z.object({
      id: z.string(),
      ref: z.string(),
      nameZh: z.string(),
      class: z.enum(['expressway', 'national', 'provincial']),
    }),
    geometry: line,
  })
  .transform(({ properties: { class: roadClass, ...rest }, geometry }) => ({
    ...rest,
    roadClass,
    line: geometry,
  }))

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
