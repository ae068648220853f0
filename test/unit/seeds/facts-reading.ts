import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'

/** Reads the fact files as they are, without any of the product's own code. */

export type LonLat = [longitude: number, latitude: number]
export type Rings = LonLat[][]

interface Feature<Properties, Geometry> {
  properties: Properties
  geometry: Geometry
}

const factsFolder = new URL('../../../seeds/facts/', import.meta.url)

function textOf(file: string): string {
  return readFileSync(new URL(file, factsFolder), 'utf8')
}

function featuresOf<Properties, Geometry>(file: string): Feature<Properties, Geometry>[] {
  return JSON.parse(textOf(file)).features
}

function rowsOf(file: string): Record<string, string>[] {
  return parse(textOf(file), { columns: true })
}

function field(row: Record<string, string>, name: string): string {
  const value = row[name]
  if (value === undefined) throw new Error(`Column ${name} is missing`)
  return value
}

function place(row: Record<string, string>, prefix = ''): LonLat {
  return [Number(field(row, `${prefix}longitude`)), Number(field(row, `${prefix}latitude`))]
}

export const counties = featuresOf<
  { code: string; nameZh: string; nameEn: string; seatTown: string; population: number },
  { type: 'MultiPolygon'; coordinates: Rings[] }
>('counties.geojson')

export const water = featuresOf<
  { id: string; nameZh: string; kind: string; provenance: string },
  { type: 'MultiPolygon'; coordinates: Rings[] }
>('water.geojson')

export const rivers = featuresOf<
  { id: string; nameZh: string; widthMetres: number; barrier: boolean },
  { type: 'LineString'; coordinates: LonLat[] }
>('rivers.geojson')

export const mainRoads = featuresOf<
  { id: string; ref: string; class: string },
  { type: 'LineString'; coordinates: LonLat[] }
>('main-roads.geojson')

export const towns = rowsOf('towns.csv').map((row) => ({
  code: field(row, 'code'),
  nameZh: field(row, 'name_zh'),
  nameEn: field(row, 'name_en'),
  kind: field(row, 'kind'),
  countyCode: field(row, 'county_code'),
  seat: place(row),
  builtUpKm2: Number(field(row, 'built_up_km2')),
}))

export const interchanges = rowsOf('interchanges.csv').map((row) => ({
  id: field(row, 'id'),
  expresswayId: field(row, 'expressway_id'),
  kind: field(row, 'kind'),
  otherExpresswayId: field(row, 'other_expressway_id'),
  place: place(row),
}))

export const crossings = rowsOf('crossings.csv').map((row) => ({
  id: field(row, 'id'),
  nameZh: field(row, 'name_zh'),
  kind: field(row, 'kind'),
  over: field(row, 'over'),
  roadRef: field(row, 'road_ref'),
  line: [place(row), place(row, 'end_')] as [LonLat, LonLat],
}))
