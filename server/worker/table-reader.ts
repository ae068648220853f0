/** Files that users bring are read in a thread of bounded memory and time. */
import { Worker } from 'node:worker_threads'
import type { Bilingual } from '../../data/bilingual.ts'
import { FileRefused, type RefusalCode } from '../import/tables/file-refused.ts'
import type { TableFile } from '../import/tables/table-file.ts'

export interface TableQuestion {
  readonly bytes: Uint8Array
  /** Of the file, without folders. */
  readonly name: string
}

export type FromTableThread =
  | { readonly file: TableFile }
  | { readonly code: RefusalCode; readonly sentence: Bilingual }
  | { readonly failure: string }

/** What a hundred thousand rows take, and room for the reader's own. */
const MOST_HEAP_MEBIBYTES = 400
const MOST_SECONDS = 60
const MEBIBYTE = 1_048_576
export const MOST_FILE_BYTES = 100 * MEBIBYTE

export const fileTooLarge = (): FileRefused =>
  new FileRefused('file-too-large', {
    zh: '文件超过 100 MB，未读取。请分成几个文件导入。',
    en: 'The file has more than 100 MB and was not read. Import it in several files.',
  })

const outOfMemory = (): FileRefused =>
  new FileRefused('unpacks-too-large', {
    zh: '文件内容过多，超出可用内存，未读取。请分成几个文件导入。',
    en: 'The file holds more than there is memory for; it was not read. Import it in several files.',
  })

const tookTooLong = (): FileRefused =>
  new FileRefused('took-too-long', {
    zh: `文件在 ${MOST_SECONDS} 秒内没有读完，已停止。请检查文件是否损坏，或分成几个文件导入。`,
    en: `The file was not read within ${MOST_SECONDS} seconds and was given up. See whether it is damaged, or import it in several files.`,
  })

/** @throws FileRefused with the reason and what to do about it. */
export const readInThread = async (question: TableQuestion): Promise<TableFile> => {
  const thread = new Worker(new URL('./table-thread.ts', import.meta.url), {
    workerData: question,
    resourceLimits: { maxOldGenerationSizeMb: MOST_HEAP_MEBIBYTES },
  })
  const late = setTimeout(() => void thread.terminate(), MOST_SECONDS * 1000)
  try {
    const answer = await new Promise<FromTableThread>((resolve, reject) => {
      thread.once('message', resolve)
      thread.once('error', (error: NodeJS.ErrnoException) =>
        reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? outOfMemory() : error),
      )
      thread.once('exit', () => reject(tookTooLong()))
    })
    if ('file' in answer) return answer.file
    if ('code' in answer) throw new FileRefused(answer.code, answer.sentence)
    throw new Error(answer.failure)
  } finally {
    clearTimeout(late)
    await thread.terminate()
  }
}
