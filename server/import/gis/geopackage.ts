import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readBroughtGeopackage } from '../../store/sqlite/geopackage-reader.ts'
import { FileRefused } from '../tables/file-refused.ts'
import type { RowShape, TableFile } from '../tables/table-file.ts'
import { MOST_ROWS } from '../tables/too-many-rows.ts'
import { projectedCrs, shapeInDegrees } from './projected.ts'
import { rowShape, shapedSheet } from './row-shape.ts'
import { geometryOfBlob } from './wkb.ts'

const shapeOf = (blob: unknown): RowShape => {
  if (!(blob instanceof Uint8Array)) return { geometry: null }
  try {
    return rowShape(geometryOfBlob(blob))
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return { geometry: null, problem: error.message }
  }
}

const broken = (): FileRefused =>
  new FileRefused('broken', {
    zh: '文件是 SQLite 数据库，但不是可读的 GeoPackage。请在 GIS 软件中重新导出。',
    en: 'The file is a database of SQLite and no GeoPackage that can be read. Export it again from the GIS.',
  })

/** All layers of a GeoPackage, each a sheet. @throws FileRefused */
export const readGeopackage = async (bytes: Uint8Array): Promise<TableFile> => {
  // SQLite opens files, not bytes.
  const folder = await mkdtemp(join(tmpdir(), 'geopackage-'))
  try {
    const path = join(folder, 'brought.gpkg')
    await writeFile(path, bytes)
    const layers = await readBroughtGeopackage(path, MOST_ROWS + 1).catch(() => {
      throw broken()
    })
    return {
      format: 'GeoPackage',
      isFrom1904: false,
      text: null,
      declaredEpsg: layers[0]?.epsg ?? null,
      remarks: layers[0]?.description ?? '',
      notes: [],
      sheets: layers.map(({ name, geometryColumn, epsg, rows }) =>
        shapedSheet(
          name,
          geometryColumn,
          rows.map(({ [geometryColumn]: blob, fid: _fid, ...values }) => ({
            shape: shapeInDegrees(shapeOf(blob), projectedCrs('GeoPackage', epsg)),
            values,
          })),
        ),
      ),
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
