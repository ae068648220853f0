/** What it takes to download a ledger of a million movements, and who waits meanwhile. */
import { once } from 'node:events'
import { cpSync, readFileSync } from 'node:fs'
import { get, type IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { databasePath } from '../../server/store/data-folder.ts'
import { enterMovements } from '../fixtures/many-movements.ts'
import { serveProduct } from '../fixtures/served-product.ts'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'
import { LOOP_DELAY_VARIABLE, type LoopDelay } from './loop-delay.ts'

const MOVEMENTS = 1_000_000
/** The server warms up first. */
const WARM_UP_MILLISECONDS = 15_000
const SAMPLE_MILLISECONDS = 100
const BYTES_PER_MEGABYTE = 1e6

/** @returns bytes, as they come over the wire. */
const download = async (address: string, encoding: string): Promise<number> => {
  const request = get(address, { headers: { 'Accept-Encoding': encoding } })
  const [response] = (await once(request, 'response')) as [IncomingMessage]
  if (response.statusCode !== 200) throw new Error(`${address}: ${response.statusCode}`)
  let size = 0
  for await (const piece of response) size += piece.length
  return size
}

/** A server for each: what one download leaves behind in memory is not laid to the next. */
const measured = async (folder: string, format: string, encoding: string): Promise<string> => {
  const file = join(folder, `${format}-loop-delay.json`)
  process.env[LOOP_DELAY_VARIABLE] = file
  const product = await serveProduct(folder, [
    ...['--import', new URL('loop-delay.ts', import.meta.url).href],
    'server/main.ts',
  ])
  await setTimeout(WARM_UP_MILLISECONDS)
  const before = product.memoryMebibytes() ?? Number.NaN
  let most = before
  const sampling = setInterval(() => {
    most = Math.max(most, product.memoryMebibytes() ?? Number.NaN)
  }, SAMPLE_MILLISECONDS)
  product.signal('SIGUSR2')
  const started = performance.now()
  const address = `${product.origin}/api/stock/tables/movements?f=${format}`
  const bytes = await download(address, encoding)
  const seconds = (performance.now() - started) / 1000
  product.signal('SIGUSR2')
  clearInterval(sampling)
  await setTimeout(SAMPLE_MILLISECONDS)
  const delay = JSON.parse(readFileSync(file, 'utf8')) as LoopDelay
  await product.stop()
  return `${format}, ${encoding}: ${seconds.toFixed(1)} s, ${(bytes / BYTES_PER_MEGABYTE).toFixed(0)} MB; delay of the server's event loop p50 ${delay.p50.toFixed(1)} ms, p99 ${delay.p99.toFixed(1)} ms, longest ${delay.longest.toFixed(0)} ms; memory ${before.toFixed(0)} MiB before, at most ${(most - before).toFixed(0)} MiB more`
}

export const benchTables = async (dataFolder: string): Promise<string[]> => {
  const folder = temporaryFolder()
  cpSync(dataFolder, folder, { recursive: true })
  await enterMovements(databasePath(folder), MOVEMENTS)
  return [
    await measured(folder, 'csv', 'gzip'),
    await measured(folder, 'csv', 'identity'),
    await measured(folder, 'xlsx', 'gzip'),
  ]
}
