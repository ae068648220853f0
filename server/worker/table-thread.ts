/** A thread that reads one file: whatever it is made of, the program itself goes on. */
import { parentPort, workerData } from 'node:worker_threads'
import { FileRefused } from '../import/tables/file-refused.ts'
import { readTableFile } from '../import/tables/read-table-file.ts'
import type { FromTableThread, TableQuestion } from './table-reader.ts'

const port = parentPort
if (!port) throw new Error('this file is a worker thread')

const answer = async ({ bytes, name }: TableQuestion): Promise<FromTableThread> => {
  try {
    return { file: await readTableFile(bytes, name) }
  } catch (error) {
    if (error instanceof FileRefused) return { code: error.code, sentence: error.sentence }
    return { failure: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}

port.postMessage(await answer(workerData as TableQuestion))
