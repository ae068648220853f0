/** Archives that workbooks and geographic files are, unpacked only after their directory was looked at. */
import { type UnzipFileInfo, unzipSync } from 'fflate'
import { FileRefused } from './file-refused.ts'

const SIGNATURE = [0x50, 0x4b, 0x03, 0x04]
const MOST_ENTRIES = 5000
const MEBIBYTE = 1_048_576
/** A hundred thousand rows of twenty columns are some 150 MiB. */
const MOST_UNPACKED_BYTES = 400 * MEBIBYTE
/** What unpacks to more than this is looked at for how much it grows; tables grow about tenfold. */
const HARMLESS_BYTES = 16 * MEBIBYTE
const MOST_GROWTH = 100

const megabytes = (bytes: number): string => (bytes / MEBIBYTE).toFixed(1)

const tooLarge = (packed: number, unpacked: number): FileRefused =>
  new FileRefused('unpacks-too-large', {
    zh: `文件只有 ${megabytes(packed)} MB，解压后却有 ${megabytes(unpacked)} MB，远超正常表格，未读取。请在 Excel 或 WPS 中把数据复制到新工作簿后再导入。`,
    en: `The file has ${megabytes(packed)} MB and unpacks to ${megabytes(unpacked)} MB, far more than a table does; it was not read. Copy the data into a new workbook and import that.`,
  })

const tooManyFiles = (count: number): FileRefused =>
  new FileRefused('unpacks-too-large', {
    zh: `压缩包中有 ${count} 个文件，远多于表格，未读取。请只保留要导入的文件。`,
    en: `The archive holds ${count} files, far more than a table does; it was not read. Leave only what is to be imported in it.`,
  })

const broken = (): FileRefused =>
  new FileRefused('broken', {
    zh: '压缩包已损坏，无法读取。请重新导出或重新下载该文件。',
    en: 'The archive is damaged and cannot be read. Export or download the file again.',
  })

export const isArchive = (bytes: Uint8Array): boolean =>
  SIGNATURE.every((byte, index) => bytes[index] === byte)

/** The directory alone; nothing is unpacked. @throws FileRefused */
const directoryOf = (bytes: Uint8Array): UnzipFileInfo[] => {
  const entries: UnzipFileInfo[] = []
  try {
    unzipSync(bytes, {
      filter: (entry) => {
        entries.push(entry)
        return false
      },
    })
  } catch {
    throw broken()
  }
  return entries
}

/** What lies in an archive, by its directory. @throws FileRefused for what unpacks to too much. */
export const checkedDirectory = (bytes: Uint8Array): readonly UnzipFileInfo[] => {
  const entries = directoryOf(bytes)
  const unpacked = entries.reduce((sum, { originalSize }) => sum + originalSize, 0)
  if (entries.length > MOST_ENTRIES) throw tooManyFiles(entries.length)
  const isTooMuch =
    unpacked > MOST_UNPACKED_BYTES ||
    (unpacked > HARMLESS_BYTES && unpacked > MOST_GROWTH * bytes.length)
  if (isTooMuch) throw tooLarge(bytes.length, unpacked)
  return entries
}

/**
 * Unpacks the wanted files. No name is used as a path, and none grows beyond what the directory says:
 * room is made by that, and what would go beyond is not kept.
 * @throws FileRefused
 */
export const unpack = (
  bytes: Uint8Array,
  isWanted: (name: string) => boolean,
): Record<string, Uint8Array> => {
  checkedDirectory(bytes)
  try {
    return unzipSync(bytes, { filter: ({ name }) => isWanted(name) })
  } catch {
    throw broken()
  }
}
