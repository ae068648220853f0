import proj4 from 'proj4'
import { parseDbf, parseShp } from 'shpjs'
import { unpack } from '../tables/archive.ts'
import { FileRefused } from '../tables/file-refused.ts'
import type { FileNote, TableFile } from '../tables/table-file.ts'
import { type ForeignGeometry, rowShape, shapedSheet } from './row-shape.ts'

const broken = (): FileRefused =>
  new FileRefused('broken', {
    zh: 'Shapefile 不完整或已损坏：压缩包中应有同名的 .shp 和 .dbf。请重新导出。',
    en: 'The shapefile is incomplete or damaged: .shp and .dbf of one name are wanted in the archive. Export it again.',
  })

const unknownProjection = (): FileRefused =>
  new FileRefused('not-a-table', {
    zh: 'Shapefile 的投影（.prj）无法识别。请在 GIS 软件中转换为 CGCS2000 或 WGS-84 经纬度后再导出。',
    en: 'The projection of the shapefile (.prj) is not known. Export it in degrees of CGCS2000 or WGS-84.',
  })

const textIn = (bytes: Uint8Array, encoding: string): string | null => {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/** A record count that the bytes cannot hold is a lie. */
const recordsOf = (dbf: Uint8Array): Uint8Array => {
  if (dbf.length < 33) throw broken()
  const view = new DataView(dbf.buffer, dbf.byteOffset, dbf.byteLength)
  const [count, start, size] = [
    view.getUint32(4, true),
    view.getUint16(8, true),
    view.getUint16(10, true),
  ]
  if (start + count * size > dbf.length + 1) throw broken()
  return dbf.subarray(start)
}

const NOT_READ = /\uFFFD/g
/** Texts are cut at the end of their field, in the middle of a character. */
const MOST_NOT_READ = 0.02

/** Whether bytes are text of an encoding, but for what was cut. */
const areTextIn = (bytes: Uint8Array, encoding: string): boolean => {
  try {
    const text = new TextDecoder(encoding).decode(bytes)
    const wide = text.match(/\P{ASCII}/gu)?.length ?? 0
    return (text.match(NOT_READ)?.length ?? 0) <= MOST_NOT_READ * wide
  } catch {
    return false
  }
}

/** What `.cpg` says where that can be true, else UTF-8 where the bytes are valid as such, else GB18030. */
const encodingOf = (
  dbf: Uint8Array,
  told: string | null,
): { encoding: string; isTold: boolean } => {
  const records = recordsOf(dbf)
  const name = told?.trim().replace(/^(?:cp|ansi\s*)?936$/i, 'gbk') ?? ''
  if (name !== '' && areTextIn(records, name)) return { encoding: name, isTold: true }
  return { encoding: areTextIn(records, 'utf-8') ? 'utf-8' : 'gb18030', isTold: false }
}

const withoutCut = (values: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' ? value.replace(NOT_READ, '') : value,
    ]),
  )

/** Only projected systems are converted: degrees of CGCS2000 are those of WGS-84 here. */
const shapesOf = (shp: Uint8Array, prj: string): ForeignGeometry[] => {
  const isProjected = /^\s*PROJCS/i.test(prj)
  if (isProjected) {
    try {
      proj4(prj)
    } catch {
      throw unknownProjection()
    }
  }
  try {
    const bytes = Buffer.from(shp)
    return (isProjected ? parseShp(bytes, prj) : parseShp(bytes)) as ForeignGeometry[]
  } catch {
    throw broken()
  }
}

const EPSG_CGCS2000 = 4490
const EPSG_WGS84 = 4326

/** A shapefile in its archive, each `.shp` a sheet. @throws FileRefused */
export const readShapefile = (bytes: Uint8Array): TableFile => {
  const files = unpack(
    bytes,
    (name) => /\.(shp|dbf|prj|cpg|txt)$/i.test(name) && !/__MACOSX/.test(name),
  )
  const byName = new Map(Object.entries(files).map(([name, file]) => [name.toLowerCase(), file]))
  const properName = new Map(Object.keys(files).map((name) => [name.toLowerCase(), name]))
  const layers = [...byName.keys()].filter((name) => name.endsWith('.shp'))
  const part = (layer: string, ending: string): Uint8Array | undefined =>
    byName.get(layer.replace(/shp$/, ending))
  const notes: FileNote[] = []
  let encodingTold = ''
  const sheets = layers.map((layer) => {
    const dbf = part(layer, 'dbf')
    if (!dbf) throw broken()
    const cpg = part(layer, 'cpg')
    const { encoding, isTold } = encodingOf(dbf, cpg ? textIn(cpg, 'utf-8') : null)
    encodingTold = encoding
    if (!isTold) notes.push({ code: 'encoding-guessed', detail: encoding })
    const records = parseDbf(Buffer.from(dbf), Buffer.from(encoding)) as Record<string, unknown>[]
    const shapes = shapesOf(byName.get(layer)!, textOf(part(layer, 'prj')))
    return shapedSheet(
      (properName.get(layer) ?? layer).replace(/^.*\/|\.shp$/gi, ''),
      'geometry',
      records.map((values, index) => ({
        shape: rowShape(shapes[index]),
        values: withoutCut(values),
      })),
    )
  })
  const prj = textOf(part(layers[0] ?? '', 'prj'))
  return {
    format: 'Shapefile in zip',
    isFrom1904: false,
    text: { encoding: encodingTold, byteOrderMark: false, delimiter: null, lineEnd: null },
    declaredEpsg: prj === '' ? null : /2000|CGCS/i.test(prj) ? EPSG_CGCS2000 : EPSG_WGS84,
    remarks: Object.entries(files)
      .flatMap(([name, file]) => (/\.txt$/i.test(name) ? [textOf(file)] : []))
      .join('\n'),
    notes,
    sheets,
  }
}

const textOf = (bytes: Uint8Array | undefined): string =>
  bytes ? new TextDecoder().decode(bytes) : ''
