/**
 * A GeoPackage of one layer (OGC 12-128r18, version 1.3): a database of its own that any GIS opens, with
 * titles of its columns and the meanings of coded values in the schema extension.
 */
import { type Geometry, positionsOf } from '../../../data/geometry.ts'
import type { Value } from '../statements.ts'
import { type Binding, loadDriver } from './driver.ts'

export interface LayerColumn {
  readonly name: string
  readonly type: 'INTEGER' | 'REAL' | 'TEXT' | 'DATE'
  readonly title: string
  readonly isRequired: boolean
  readonly mediaType?: string
  /** What its values mean, where it has no others. */
  readonly meanings?: Readonly<Record<string, string>>
}

/** A row of `gpkg_spatial_ref_sys`. */
export interface SpatialReference {
  readonly id: number
  readonly name: string
  readonly organization: string
  /** In well-known text of the first version. */
  readonly definition: string
}

export interface Layer {
  /** Of the table. */
  readonly name: string
  readonly title: string
  readonly description: string
  /** In capitals; GEOMETRY for several. */
  readonly geometryType: string
  readonly reference: SpatialReference
  readonly columns: readonly LayerColumn[]
  /** For rows that lie nowhere. */
  readonly mayLackShape?: true
}

export interface LayerRow {
  /** Easting first, in the system of the layer; `null` where the layer may lack shapes. */
  readonly geometry: Geometry | null
  /** In the order of the columns. */
  readonly values: readonly Value[]
}

export interface GeopackageWriter {
  write(rows: readonly LayerRow[]): void
  /** @param changedAt when the contents were as they are. */
  finish(changedAt: Date): void
  close(): void
}

/** "GPKG", by which a file is known, and the version. */
const APPLICATION_ID = 0x47504b47
const VERSION = 10_300

const GEOMETRY_COLUMN = 'geom'
const KEY_COLUMN = 'fid'

const TABLES = `
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY,
  organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL,
  description TEXT);
CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL,
  identifier TEXT UNIQUE, description TEXT DEFAULT '',
  last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
  min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
  CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL,
  geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL,
  CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
  CONSTRAINT uk_gc_table_name UNIQUE (table_name),
  CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
  CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
CREATE TABLE gpkg_extensions (table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL,
  definition TEXT NOT NULL, scope TEXT NOT NULL,
  CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name));
CREATE TABLE gpkg_data_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, name TEXT,
  title TEXT, description TEXT, mime_type TEXT, constraint_name TEXT,
  CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name),
  CONSTRAINT gdc_tn UNIQUE (table_name, name));
CREATE TABLE gpkg_data_column_constraints (constraint_name TEXT NOT NULL, constraint_type TEXT NOT NULL,
  value TEXT, min NUMERIC, min_is_inclusive BOOLEAN, max NUMERIC, max_is_inclusive BOOLEAN,
  description TEXT, CONSTRAINT gdcc_ntv UNIQUE (constraint_name, constraint_type, value))`

/** What every GeoPackage has, beside the system of its layer. */
const REFERENCES: readonly SpatialReference[] = [
  { id: -1, name: 'Undefined Cartesian SRS', organization: 'NONE', definition: 'undefined' },
  { id: 0, name: 'Undefined geographic SRS', organization: 'NONE', definition: 'undefined' },
]

const SCHEMA_EXTENSION = 'http://www.geopackage.org/spec130/#extension_schema'

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

type Position = readonly [x: number, y: number]
type Rings = readonly (readonly Position[])[]
/** Of any system, metres too. */
type Extent = [minX: number, minY: number, maxX: number, maxY: number]

const NO_EXTENT: Extent = [
  ...([Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY] as const),
  ...([Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY] as const),
]

const grown = (extent: Extent, [minX, minY, maxX, maxY]: Extent): Extent => [
  Math.min(extent[0], minX),
  Math.min(extent[1], minY),
  Math.max(extent[2], maxX),
  Math.max(extent[3], maxY),
]

const extentOf = (geometry: Geometry): Extent =>
  positionsOf(geometry).reduce<Extent>((sum, [x, y]) => grown(sum, [x, y, x, y]), NO_EXTENT)

const LITTLE_ENDIAN = 1
const WKB_TYPES = { Point: 1, LineString: 2, Polygon: 3, MultiPolygon: 6 } as const

const byte = (value: number): Uint8Array => Uint8Array.of(value)

const whole = (value: number): Uint8Array => {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32LE(value)
  return bytes
}

const doubles = (values: readonly number[]): Uint8Array => {
  const bytes = Buffer.alloc(values.length * 8)
  for (let at = 0; at < values.length; at++) bytes.writeDoubleLE(values[at]!, at * 8)
  return bytes
}

const counted = (line: readonly Position[]): Uint8Array[] => [
  whole(line.length),
  doubles(line.flat()),
]

const ringsOf = (rings: Rings): Uint8Array[] => [whole(rings.length), ...rings.flatMap(counted)]

/** Well-known binary (OGC 06-103r4), in pieces. */
const wellKnownBinary = (geometry: Geometry): Uint8Array[] => {
  const head = [byte(LITTLE_ENDIAN), whole(WKB_TYPES[geometry.type])]
  switch (geometry.type) {
    case 'Point':
      return [...head, doubles(geometry.coordinates)]
    case 'LineString':
      return [...head, ...counted(geometry.coordinates)]
    case 'Polygon':
      return [...head, ...ringsOf(geometry.coordinates)]
    case 'MultiPolygon': {
      const parts = geometry.coordinates.flatMap((coordinates) =>
        wellKnownBinary({ type: 'Polygon', coordinates }),
      )
      return [...head, whole(geometry.coordinates.length), ...parts]
    }
  }
}

const MAGIC = Buffer.from('GP')
const BLOB_VERSION = 0
const WITH_BOX = 0b10

/** As a GeoPackage keeps it: with its box, but for a point. */
const geometryBlob = (geometry: Geometry, referenceId: number, extent: Extent): Uint8Array => {
  const hasBox = geometry.type !== 'Point'
  const [minX, minY, maxX, maxY] = extent
  return Buffer.concat([
    ...[MAGIC, byte(BLOB_VERSION), byte(LITTLE_ENDIAN | (hasBox ? WITH_BOX : 0))],
    whole(referenceId),
    ...(hasBox ? [doubles([minX, maxX, minY, maxY])] : []),
    ...wellKnownBinary(geometry),
  ])
}

const insert = (
  binding: Binding,
  table: string,
  columns: readonly string[],
): ((values: readonly Value[]) => void) => {
  const prepared = binding.prepare(
    `INSERT INTO ${quoted(table)} (${columns.map(quoted).join(', ')})
     VALUES (${columns.map(() => '?').join(', ')})`,
  )
  return (values) => void prepared.run(values)
}

/** Titles of the columns, and what coded values mean (the schema extension). */
const describeColumns = (binding: Binding, { name: table, columns }: Layer): void => {
  const extend = insert(binding, 'gpkg_extensions', [
    ...['table_name', 'extension_name', 'definition', 'scope'],
  ])
  for (const each of ['gpkg_data_columns', 'gpkg_data_column_constraints']) {
    extend([each, 'gpkg_schema', SCHEMA_EXTENSION, 'read-write'])
  }
  const describe = insert(binding, 'gpkg_data_columns', [
    ...['table_name', 'column_name', 'name', 'title', 'mime_type', 'constraint_name'],
  ])
  const mean = insert(binding, 'gpkg_data_column_constraints', [
    ...['constraint_name', 'constraint_type', 'value', 'description'],
  ])
  const told = new Set<string>()
  for (const { name, title, mediaType, meanings } of columns) {
    const constraint = meanings ? `${table}_${name}` : null
    // Each is called once, and some readers know no other title than this.
    const called = told.has(title) ? `${title} (${name})` : title
    told.add(called)
    describe([table, name, called, title, mediaType ?? null, constraint])
    for (const [value, meaning] of Object.entries(meanings ?? {})) {
      mean([constraint, 'enum', value, meaning])
    }
  }
}

const createLayer = (binding: Binding, layer: Layer): void => {
  const { name, title, description, geometryType, reference, columns, mayLackShape } = layer
  binding.exec(TABLES)
  const refer = insert(binding, 'gpkg_spatial_ref_sys', [
    ...['srs_name', 'srs_id', 'organization', 'organization_coordsys_id', 'definition'],
  ])
  for (const each of new Map([...REFERENCES, reference].map((each) => [each.id, each])).values()) {
    refer([each.name, each.id, each.organization, each.id, each.definition])
  }
  const ofColumns = columns.map(
    (each) => `, ${quoted(each.name)} ${each.type}${each.isRequired ? ' NOT NULL' : ''}`,
  )
  binding.exec(`CREATE TABLE ${quoted(name)} (${KEY_COLUMN} INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    ${GEOMETRY_COLUMN} ${geometryType}${mayLackShape ? '' : ' NOT NULL'}${ofColumns.join('')})`)
  insert(binding, 'gpkg_contents', [
    ...['table_name', 'data_type', 'identifier', 'description', 'srs_id'],
  ])([name, 'features', title, description, reference.id])
  insert(binding, 'gpkg_geometry_columns', [
    ...['table_name', 'column_name', 'geometry_type_name', 'srs_id', 'z', 'm'],
  ])([name, GEOMETRY_COLUMN, geometryType, reference.id, 0, 0])
  describeColumns(binding, layer)
}

/**
 * Writes a file of its own, which is whole once it is finished and closed.
 * @param path of a file that is not there.
 */
export const createGeopackage = async (path: string, layer: Layer): Promise<GeopackageWriter> => {
  const binding = (await loadDriver()).open(path, 0)
  // No other program knows of the file, and what a power cut leaves of it is thrown away.
  binding.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${VERSION};
    PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN`)
  createLayer(binding, layer)
  const add = insert(binding, layer.name, [
    GEOMETRY_COLUMN,
    ...layer.columns.map(({ name }) => name),
  ])
  let extent = NO_EXTENT
  return {
    write(rows) {
      for (const { geometry, values } of rows) {
        const own = geometry ? extentOf(geometry) : NO_EXTENT
        extent = grown(extent, own)
        add([geometry && geometryBlob(geometry, layer.reference.id, own), ...values])
      }
    },
    finish(changedAt) {
      const told = extent.map((each) => (Number.isFinite(each) ? each : null))
      binding
        .prepare(
          `UPDATE gpkg_contents SET last_change = ?, min_x = ?, min_y = ?, max_x = ?, max_y = ?`,
        )
        .run([changedAt.toISOString(), ...told])
      binding.exec('COMMIT')
    },
    close: () => binding.close(),
  }
}
