/** What a cached answer costs the server's processor, beside one made before anyone asked on the same server library. */
import { readFileSync } from 'node:fs'
import { Agent, get } from 'node:http'
import { type ServedProduct, serveProduct } from '../fixtures/served-product.ts'

const REQUESTS = 3000
const ROUNDS = 3
const CONNECTIONS = 4
/** Of `/proc/PID/stat`. */
const TICKS_PER_SECOND = 100
const PATH = '/api/collections/stations/items?limit=1000'

const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS })

/** Asks once; resolves with the status and the ETag when the body has come. */
const ask = (address: string, headers: Record<string, string>) =>
  new Promise<{ status: number; etag: string }>((resolve, reject) => {
    get(address, { agent, headers }, (response) => {
      response.resume()
      response.on('end', () =>
        resolve({ status: response.statusCode!, etag: response.headers.etag ?? '' }),
      )
    }).on('error', reject)
  })

/** User and system time of a process so far. */
const processorMilliseconds = ({ processId }: ServedProduct): number => {
  const fields = readFileSync(`/proc/${processId}/stat`, 'utf8').split(') ')[1]!.split(' ')
  return ((Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND) * 1000
}

const costMilliseconds = async (
  server: ServedProduct,
  headers: Record<string, string>,
  status: number,
): Promise<number> => {
  const before = processorMilliseconds(server)
  let left = REQUESTS
  const client = async (): Promise<void> => {
    while (left-- > 0) {
      const answer = await ask(server.origin + PATH, headers)
      if (answer.status !== status) throw new Error(`answered ${answer.status}`)
    }
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, client))
  return (processorMilliseconds(server) - before) / REQUESTS
}

export const benchAnswers = async (dataFolder: string): Promise<string[]> => {
  const environment = { WARM_UP: '0', LOG_LEVEL: 'silent' }
  const product = await serveProduct(dataFolder, ['server/main.ts'], { environment })
  const prebuilt = await serveProduct(dataFolder, ['test/bench/prebuilt-server.ts'], {
    environment: { COPY_OF: product.origin + PATH },
  })
  const { etag } = await ask(product.origin + PATH, {})
  const lines: string[] = []
  for (const [what, headers, status] of [
    ['plain', {}, 200],
    ['gzip', { 'Accept-Encoding': 'gzip' }, 200],
    ['304', { 'If-None-Match': etag }, 304],
  ] as const) {
    // In turn; the least, as what else the machine does only adds.
    const costs: [ours: number, ceiling: number][] = []
    for (let round = 0; round <= ROUNDS; round++) {
      costs.push([
        await costMilliseconds(product, headers, status),
        await costMilliseconds(prebuilt, headers, status),
      ])
    }
    const [ours, ceiling] = [0, 1].map((side) => Math.min(...costs.slice(1).map((c) => c[side]!)))
    const percent = (100 * ceiling!) / ours!
    lines.push(
      `cached items, ${what}: ${ours!.toFixed(3)} ms of the processor for one, made beforehand ${ceiling!.toFixed(3)} ms: ${percent.toFixed(0)} % of the ceiling`,
    )
  }
  await product.stop()
  await prebuilt.stop()
  agent.destroy()
  return lines
}

// By itself: node test/bench/answers-bench.ts FOLDER
if (import.meta.main) console.log((await benchAnswers(process.argv[2] ?? '')).join('\n'))
