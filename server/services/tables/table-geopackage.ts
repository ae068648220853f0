/** A table of an answer as a GeoPackage: types of its columns follow from what stands in them. */
import { join } from 'node:path'
import type { Crs } from '../../features/crs.ts'
import { createGeopackage, type LayerColumn } from '../../store/sqlite/geopackage.ts'
import { filePieces, referenceOf } from '../collections/geopackage-file.ts'
import { type ColumnMeasure, spoolRows } from './spooled-rows.ts'
import type { WrittenTable } from './write-table.ts'

const TYPES = { integer: 'INTEGER', number: 'REAL', day: 'DATE', text: 'TEXT' } as const

const typeOf = ({ kind }: ColumnMeasure): LayerColumn['type'] => TYPES[kind ?? 'text']

/** The bytes of the file; pieces without bytes come while rows are read. */
export async function* tableGeopackage(
  table: WrittenTable,
  crs: Crs,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void> {
  const { name, title, keys, header, remarks } = table
  const spool = await spoolRows(keys.length)
  try {
    const types = new Set<string>()
    for await (const rows of table.pages) {
      await spool.add(rows)
      for (const { geometry } of rows) if (geometry) types.add(geometry.type.toUpperCase())
      yield new Uint8Array(0)
    }
    const path = join(spool.folder, 'table.gpkg')
    const writer = await createGeopackage(path, {
      ...{ name: name.replace(/\W/g, '_'), title, description: remarks.join(' ') },
      geometryType: types.size === 1 ? [...types][0]! : 'GEOMETRY',
      ...{ reference: referenceOf(crs), mayLackShape: true },
      columns: keys.map((key, at) => ({
        ...{ name: key, type: typeOf(spool.columns[at]!), title: header[at]!, isRequired: false },
      })),
    })
    try {
      for await (const { cells, geometry } of spool.rows()) {
        writer.write([{ geometry, values: keys.map((_, at) => cells[at] ?? null) }])
      }
      writer.finish(new Date())
    } finally {
      writer.close()
    }
    yield* filePieces(path)
  } finally {
    await spool.remove()
  }
}
