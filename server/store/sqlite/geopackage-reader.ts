/** Layers of a GeoPackage that somebody brought: read as data, nothing that it says is run. */
import { loadDriver } from './driver.ts'

/** Columns by name, as SQLite has them; geometries are blobs. */
export interface BroughtLayer {
  readonly name: string
  readonly geometryColumn: string
  /** EPSG number of its system; `null` where it has another authority's. */
  readonly epsg: number | null
  readonly description: string
  readonly rows: readonly Readonly<Record<string, unknown>>[]
}

interface LayerRow {
  name: string
  geometry: string
  epsg: number | null
  description: string | null
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** Views are left out: what they say would be run. */
const LAYERS = `SELECT g.table_name AS name, g.column_name AS geometry,
    CASE WHEN upper(s.organization) = 'EPSG' THEN s.organization_coordsys_id END AS epsg,
    (SELECT c.description FROM gpkg_contents c WHERE c.table_name = g.table_name) AS description
  FROM gpkg_geometry_columns g
  JOIN sqlite_master m ON m.name = g.table_name AND m.type = 'table' AND m.sql NOT LIKE 'CREATE VIRTUAL%'
  LEFT JOIN gpkg_spatial_ref_sys s ON s.srs_id = g.srs_id
  ORDER BY m.rowid`

/** @param mostRows of each layer. @throws what SQLite says where the file is damaged or no GeoPackage. */
export const readBroughtGeopackage = async (
  path: string,
  mostRows: number,
): Promise<BroughtLayer[]> => {
  const database = (await loadDriver()).open(path, 0)
  try {
    database.exec(
      'PRAGMA query_only = ON; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON',
    )
    return (database.prepare(LAYERS).all([]) as LayerRow[]).map(
      ({ name, geometry, epsg, description }) => ({
        name,
        geometryColumn: geometry,
        epsg: epsg === null ? null : Number(epsg),
        description: String(description ?? ''),
        rows: database
          .prepare(`SELECT * FROM ${quoted(name)} ORDER BY rowid LIMIT ?`)
          .all([mostRows]) as Record<string, unknown>[],
      }),
    )
  } finally {
    database.close()
  }
}
