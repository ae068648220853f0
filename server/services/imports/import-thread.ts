/** A thread that reads, commits or undoes one import, over connections of its own. */
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { checkedDirectory, isArchive } from '../../import/tables/archive.ts'
import { FileRefused } from '../../import/tables/file-refused.ts'
import { StandsInTheWay } from '../../store/imports/standing.ts'
import { putItemsInForce } from '../../store/items-in-force.ts'
import { connect, loadDriver } from '../../store/sqlite/driver.ts'
import { stepBack } from '../../worker/thread-settings.ts'
import type { FromThread, ImportJob, JobResult } from './import-jobs.ts'
import type { InTurn } from './read-import.ts'

const MOST_MOVES = 50
const MOVE_PAUSE_MILLISECONDS = 100

if (!parentPort) throw new Error('this file is a worker thread')
const port = parentPort
const job: ImportJob = workerData
const say = (message: FromThread): void => port.postMessage(message)

const connection = await connect(await loadDriver(), job.path, 'write')
await connection.keepLog(true)

/** Writes one transaction while the program that has started us keeps all others from writing. */
const inTurn: InTurn = async (work) => {
  const given = once(port, 'message')
  say({ turn: 'wanted' })
  await given
  try {
    await connection.begin('write')
    await work(connection)
    await connection.commit()
  } catch (error) {
    await connection.rollback()
    throw error
  } finally {
    say({ turn: 'done' })
  }
  // Others write meanwhile.
  await connection.moveLog()
}

/** A reader of an earlier moment keeps part of the log where it is; the next write moves what is left. */
const moveWholeLog = async (): Promise<void> => {
  for (let attempt = 1; attempt <= MOST_MOVES; attempt++) {
    if (await connection.moveLog()) return
    await setTimeout(MOVE_PAUSE_MILLISECONDS)
  }
}

/** Each loads only what it needs: the readers of all formats take longer than most refusals. */
const carryOut = async (): Promise<void> => {
  if (job.kind === 'read') {
    // Its turns to write are short; who commits would be slowed down with all others waiting.
    stepBack()
    const bytes = readFileSync(job.file)
    if (isArchive(bytes)) checkedDirectory(bytes)
    const { readImport } = await import('./read-import.ts')
    return readImport(job, bytes, inTurn, (progress) => say({ progress }))
  }
  const { commitImport, prepareCommit, undoImport } = await import(
    '../../store/imports/commit-import.ts'
  )
  if (job.kind === 'undo') await inTurn((statements) => undoImport(statements, job))
  else {
    await putItemsInForce(connection, job.path)
    const prepared = await prepareCommit(connection, job)
    await inTurn((statements) => commitImport(statements, job, prepared))
  }
  await moveWholeLog()
}

const result = async (): Promise<JobResult> => {
  try {
    await carryOut()
    return { outcome: 'done' }
  } catch (error) {
    if (error instanceof FileRefused) {
      return { outcome: 'refused', code: error.code, sentence: error.sentence }
    }
    if (error instanceof StandsInTheWay) return { outcome: 'standing', standing: error.standing }
    const failure = error instanceof Error ? (error.stack ?? error.message) : String(error)
    return { outcome: 'failed', failure }
  } finally {
    await connection.close()
  }
}

say({ ended: await result() })
// The port would keep the thread.
port.close()
