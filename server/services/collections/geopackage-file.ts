/**
 * Features of a collection as a GeoPackage. A database is written in no order of its bytes, so it is
 * made whole as a temporary file, then sent piece by piece, then removed.
 */
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import type { Bilingual, Language } from '../../../data/bilingual.ts'
import { COLLECTIONS, type CollectionId } from '../../../data/collections.ts'
import type { Field } from '../../../data/field.ts'
import { fieldHeading } from '../../../data/field-text.ts'
import type { Geometry } from '../../../data/geometry.ts'
import type { ResourceDeclaration, ResourceFeature } from '../../../data/resource.ts'
import { type Crs, geometryInCrs, OWN_CRS, zoneOf } from '../../features/crs.ts'
import type { Moment } from '../../store/moment.ts'
import {
  createGeopackage,
  type Layer,
  type LayerColumn,
  type LayerRow,
  type SpatialReference,
} from '../../store/sqlite/geopackage.ts'
import { tableName } from '../../store/table-name.ts'
import { PAGE_ROWS } from '../tables/stored-table.ts'
import { type Circumstances, remarksOf } from '../tables/table-files.ts'
import type { FeaturesQuery } from './feature-tables.ts'

const PIECE_BYTES = 65_536

const GREENWICH = 'PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]]'
const DEGREE = 'UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]]'
const METRE = 'UNIT["metre",1,AUTHORITY["EPSG","9001"]]'
const WGS84 = `GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],\
AUTHORITY["EPSG","6326"]],${GREENWICH},${DEGREE},AUTHORITY["EPSG","4326"]]`
const CGCS2000 = `GEOGCS["China Geodetic Coordinate System 2000",DATUM["China_2000",SPHEROID["CGCS2000",6378137,\
298.257222101,AUTHORITY["EPSG","1024"]],AUTHORITY["EPSG","1043"]],${GREENWICH},${DEGREE},AUTHORITY["EPSG","4490"]]`

type Definition = readonly [name: string, wellKnownText: string]

const gaussKruger = (zone: NonNullable<ReturnType<typeof zoneOf>>): Definition => {
  const name = `CGCS2000 / ${zone.name}`
  const parameters = Object.entries({
    ...{ latitude_of_origin: 0, central_meridian: zone.meridian, scale_factor: 1 },
    ...{ false_easting: zone.falseEastingMetres, false_northing: 0 },
  }).map(([parameter, value]) => `PARAMETER["${parameter}",${value}]`)
  return [
    name,
    `PROJCS["${name}",${CGCS2000},PROJECTION["Transverse_Mercator"],${parameters},${METRE},AUTHORITY["EPSG","${zone.epsg}"]]`,
  ]
}

/** Systems of EPSG that collections are served in. */
const DEFINITIONS: Readonly<Record<number, Definition>> = {
  4326: ['WGS 84', WGS84],
  4490: ['China Geodetic Coordinate System 2000', CGCS2000],
  3857: [
    'WGS 84 / Pseudo-Mercator',
    `PROJCS["WGS 84 / Pseudo-Mercator",${WGS84},PROJECTION["Mercator_1SP"],PARAMETER["central_meridian",0],\
PARAMETER["scale_factor",1],PARAMETER["false_easting",0],PARAMETER["false_northing",0],${METRE},AUTHORITY["EPSG","3857"]]`,
  ],
}

const WGS84_CODE = 4326
/** Of a system in degrees that no register defines, such as GCJ-02. */
const UNDEFINED_GEOGRAPHIC = { id: 0, name: 'Undefined geographic SRS', organization: 'NONE' }

/** How a GeoPackage describes a system. */
export const referenceOf = (crs: Crs): SpatialReference => {
  if (Object.hasOwn(OWN_CRS, crs)) return { ...UNDEFINED_GEOGRAPHIC, definition: 'undefined' }
  const id = Number(/\/EPSG\/0\/(\d+)$/.exec(crs)?.[1] ?? WGS84_CODE)
  const zone = zoneOf(crs)
  const [name, definition] = zone ? gaussKruger(zone) : DEFINITIONS[id]!
  return { id, name, organization: 'EPSG', definition }
}

const typeOf = ({ kind }: Field): LayerColumn['type'] => {
  switch (kind) {
    case 'integer':
      return 'INTEGER'
    case 'number':
      return 'REAL'
    case 'date':
      return 'DATE'
    default:
      return 'TEXT'
  }
}

const columnOf = (name: string, field: Field, language: Language): LayerColumn => ({
  name,
  type: typeOf(field),
  title: fieldHeading(field, language),
  isRequired: field.required ?? false,
  ...(field.kind === 'counts' && { mediaType: 'application/json' }),
  ...(field.kind === 'choice' && {
    meanings: Object.fromEntries(
      Object.entries(field.options).map(([value, { label }]) => [value, label[language]]),
    ),
  }),
})

const ID: Bilingual = { zh: '标识', en: 'Identifier' }

/** Polygons beside multipolygons are written as multipolygons: a layer has one type where one will do. */
const typeOfLayer = ({ geometryTypes }: ResourceDeclaration): Geometry['type'] | null => {
  const types = new Set(geometryTypes)
  const isPolygons = types.has('MultiPolygon') && [...types].every((type) => /Polygon$/.test(type))
  if (isPolygons) return 'MultiPolygon'
  return types.size === 1 ? [...types][0]! : null
}

const inParts = (geometry: Geometry): Geometry =>
  geometry.type === 'Polygon'
    ? { type: 'MultiPolygon', coordinates: [geometry.coordinates] }
    : geometry

const layerOf = (
  { collection, crs }: FeaturesQuery,
  language: Language,
  remarks: readonly Bilingual[],
): Layer => {
  const resource: ResourceDeclaration = COLLECTIONS[collection]
  const { title, description, fields } = resource
  const told = [description, ...(Object.hasOwn(OWN_CRS, crs) ? [OWN_CRS[crs as never]] : [])]
  return {
    name: tableName(collection),
    title: title[language],
    description: [...told, ...remarks].map((each) => (each as Bilingual)[language]).join(' '),
    geometryType: typeOfLayer(resource)?.toUpperCase() ?? 'GEOMETRY',
    reference: referenceOf(crs),
    columns: [
      { name: 'id', type: 'TEXT', title: ID[language], isRequired: true },
      ...Object.entries(fields).map(([name, field]) => columnOf(name, field, language)),
    ],
  }
}

type Feature = ResourceFeature<ResourceDeclaration>

/** Of a feature its row. */
const rowMaker = (collection: CollectionId, crs: Crs): ((feature: Feature) => LayerRow) => {
  const resource: ResourceDeclaration = COLLECTIONS[collection]
  const areInParts = typeOfLayer(resource) === 'MultiPolygon'
  const fields = Object.entries(resource.fields)
  return ({ id, geometry, properties }) => {
    const told = geometryInCrs(geometry, crs, 'east-first')
    const values = fields.map(([name, { kind }]) => {
      const value = properties[name] ?? null
      return kind === 'counts' && value !== null ? JSON.stringify(value) : value
    })
    return {
      geometry: areInParts ? inParts(told) : told,
      values: [id, ...(values as (string | number | null)[])],
    }
  }
}

/** The bytes of a file. */
export async function* filePieces(path: string): AsyncGenerator<Uint8Array<ArrayBuffer>, void> {
  const file = await open(path)
  try {
    for (;;) {
      const bytes = new Uint8Array(PIECE_BYTES)
      const { bytesRead } = await file.read(bytes)
      if (bytesRead === 0) return
      yield bytes.subarray(0, bytesRead)
    }
  } finally {
    await file.close()
  }
}

/**
 * The bytes of the file. While it is written pieces without bytes come: who has hung up asks for no
 * further one, and then no more is written.
 */
export async function* geopackageFile(
  asked: FeaturesQuery,
  language: Language,
  { at, notice }: Circumstances,
  openMoment: () => Promise<Moment>,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void> {
  const folder = await mkdtemp(join(tmpdir(), 'emergency-map-'))
  const path = join(folder, 'features.gpkg')
  const moment = await openMoment()
  try {
    const remarks = remarksOf(at, { revision: await moment.revision(), notice })
    const writer = await createGeopackage(path, layerOf(asked, language, remarks))
    try {
      const { collection, query, crs } = asked
      const rowOf = rowMaker(collection, crs)
      for await (const features of moment.features(collection, query, PAGE_ROWS)) {
        writer.write(features.map(rowOf))
        yield new Uint8Array(0)
        await setImmediate()
      }
      writer.finish(new Date(at))
    } finally {
      writer.close()
    }
    yield* filePieces(path)
  } finally {
    await moment.end()
    await rm(folder, { recursive: true, force: true })
  }
}
