/** What a file is, from how it begins: whatever its name says. */
import type { FileHandle } from 'node:fs/promises'
import { constants, gunzipSync } from 'node:zlib'
import { ImportFailure } from './import-failure.ts'

const HEAD_BYTES = 4096

export type XmlForm = 'xml' | 'xml.gz'

const refusal = (zh: string, en: string): ImportFailure =>
  new ImportFailure(`${zh}；未作任何更改。`, `${en}. Nothing was changed.`)

const startsWith = (head: Uint8Array, ...bytes: number[]): boolean =>
  bytes.every((byte, i) => head[i] === byte)

const textStart = (head: Uint8Array): string =>
  new TextDecoder()
    .decode(head)
    .replace(/^\uFEFF/, '')
    .trimStart()

/** As much of the beginning of the contents as can be unpacked; a head that is cut off is no error. */
const gunzippedHead = (head: Uint8Array): Uint8Array => {
  try {
    return gunzipSync(head, { finishFlush: constants.Z_SYNC_FLUSH })
  } catch {
    return new Uint8Array()
  }
}

const gzipped = (head: Uint8Array): XmlForm => {
  if (textStart(gunzippedHead(head)).startsWith('<')) return 'xml.gz'
  throw refusal(
    '文件是 gzip 压缩的，里面不是 OpenStreetMap XML。.osm.pbf 本身已压缩，请先用 gunzip 解压后再导入',
    'The file is compressed by gzip, and not of OpenStreetMap XML. An .osm.pbf is compressed already: unpack it with gunzip, then import it',
  )
}

const archive = (name: string, unpack: string, ...bytes: number[]) => ({
  bytes,
  zh: `文件是 ${name} 压缩的，请先解压（${unpack}），再导入里面的 .osm.pbf 或 .osm`,
  en: `The file is compressed by ${name}. Unpack it (${unpack}), then import the .osm.pbf or .osm in it`,
})

const UTF_16 = {
  zh: '文件是 UTF-16 编码的 XML，请先转为 UTF-8：iconv -f UTF-16 -t UTF-8 文件.osm | sed 1s/UTF-16/UTF-8/ > 输出.osm',
  en: 'The file is XML in UTF-16. Convert it to UTF-8: iconv -f UTF-16 -t UTF-8 FILE.osm | sed 1s/UTF-16/UTF-8/ > OUT.osm',
}

/** Forms by their first bytes. */
const OTHER_FORMS = [
  archive('zip', 'unzip', 0x50, 0x4b, 0x03, 0x04),
  archive('xz', 'unxz', 0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00),
  archive('7z', '7z x', 0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c),
  archive('zstd', 'unzstd', 0x28, 0xb5, 0x2f, 0xfd),
  { bytes: [0xff, 0xfe, 0x3c, 0x00], ...UTF_16 },
  { bytes: [0xfe, 0xff, 0x00, 0x3c], ...UTF_16 },
  {
    bytes: [0x00, 0x00, 0x27, 0x0a],
    zh: '文件是 Shapefile（.shp）：只有线形，不记录道路在哪里相接，不能成为路网。请改用 OpenStreetMap 的 .osm.pbf',
    en: 'The file is a shapefile (.shp): lines that do not tell where roads join, which are no network. Take the .osm.pbf of OpenStreetMap instead',
  },
]

const OPL = /^[nwr]-?\d+(?: [vdctiuTxyNM]\S*)+/

const json = (text: string): ImportFailure =>
  /"osm3s"|"elements"/.test(text)
    ? refusal(
        '文件是 Overpass JSON，请改以 XML 取数：在查询开头写 [out:xml]，并以 (._;>;); out meta; 结尾，使节点一并取出',
        'The file is Overpass JSON. Ask for XML instead: begin the query with [out:xml], and end it with (._;>;); out meta; so that the nodes come too',
      )
    : refusal(
        '文件是 JSON（如 GeoJSON），不记录道路在哪里相接，不能成为路网。请改用 OpenStreetMap 的 .osm.pbf',
        'The file is JSON (such as GeoJSON), which does not tell where roads join and is no network. Take the .osm.pbf of OpenStreetMap instead',
      )

/**
 * The form of an extract. Bytes that nothing here knows are taken for PBF, whose reader has its own
 * sentence.
 * @throws ImportFailure for known forms that are not read, with how to convert them.
 */
export const formOf = async (file: FileHandle): Promise<'pbf' | XmlForm> => {
  const buffer = Buffer.alloc(HEAD_BYTES)
  const { bytesRead } = await file.read(buffer, 0, HEAD_BYTES, 0)
  const head = buffer.subarray(0, bytesRead)
  if (startsWith(head, 0x1f, 0x8b)) return gzipped(head)
  if (startsWith(head, ...Buffer.from('BZh'))) {
    throw refusal(
      '文件是 bzip2 压缩的（通常是 OpenStreetMap XML），请先转换：osmium cat 文件.osm.bz2 -o 输出.osm.pbf',
      'The file is compressed by bzip2 (usually OpenStreetMap XML). Convert it: osmium cat FILE.osm.bz2 -o OUT.osm.pbf',
    )
  }
  const o5m = head.subarray(3, 7).toString('latin1')
  if (startsWith(head, 0xff, 0xe0) && o5m === 'o5m2') {
    throw refusal(
      '文件是 o5m 格式，请先转换：osmconvert 文件.o5m -o=输出.osm.pbf，或 osmium cat 文件.o5m -o 输出.osm.pbf',
      'The file is in the o5m format. Convert it: osmconvert FILE.o5m -o=OUT.osm.pbf, or osmium cat FILE.o5m -o OUT.osm.pbf',
    )
  }
  if (startsWith(head, 0xff, 0xe0) && o5m === 'o5c2') throw changes()
  const other = OTHER_FORMS.find(({ bytes }) => startsWith(head, ...bytes))
  if (other) throw refusal(other.zh, other.en)
  if (OPL.test(textStart(head))) {
    throw refusal(
      '文件是 OPL 格式（每行一个对象的文本），请先转换：osmium cat 文件.osm.opl -o 输出.osm.pbf',
      'The file is in the OPL format (text, one object a line). Convert it: osmium cat FILE.osm.opl -o OUT.osm.pbf',
    )
  }
  if (textStart(head).startsWith('{')) throw json(textStart(head))
  return textStart(head).startsWith('<') ? 'xml' : 'pbf'
}

/** A file of differences says nothing of what has not changed. */
export const changes = (): ImportFailure =>
  refusal(
    '这是变更文件（只含两个时刻之间的差异），不能当作完整的道路数据导入。请先合并：osmium apply-changes 原文件.osm.pbf 变更.osc.gz -o 输出.osm.pbf',
    'This is a change file: it holds only what differs between two moments and is no set of roads. Apply it first: osmium apply-changes BASE.osm.pbf CHANGES.osc.gz -o OUT.osm.pbf',
  )
