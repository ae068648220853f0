/** The thread that writes tables; it reads the database over connections of its own. */
import { parentPort, workerData } from 'node:worker_threads'
import { openMoment } from '../../store/moment.ts'
import { serveByteStreams } from '../../worker/byte-streams.ts'
import type { TableJob } from './table-files.ts'
import { writeTable } from './write-table.ts'

if (!parentPort) throw new Error('this file is a worker thread')
const path: string = workerData
serveByteStreams<TableJob>(parentPort, (job) => writeTable(job, () => openMoment(path)))
