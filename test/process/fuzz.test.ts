/**
 * Whatever is asked, of every operation of the API definition, gets an answer that the definition
 * documents, soon, and leaves the service whole: requests made at random from a seed, half of them
 * broken, sent to real servers. Most go to a small town, where analyses take milliseconds; the
 * others to the default data, where nearest is asked ten times a second meanwhile.
 */
import { Agent, request as sendRequest } from 'node:http'
import { setTimeout } from 'node:timers/promises'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { expect, test, vi } from 'vitest'
import { COLLECTION_IDS } from '../../data/collections.ts'
import type { Bbox } from '../../data/geometry.ts'
import type { Health } from '../../data/health.ts'
import { indexBelow, seededRandom } from '../../server/analysis/random.ts'
import { buildGraph } from '../../server/network/build.ts'
import { encodeGraph } from '../../server/network/file.ts'
import { databasePath, networkPath } from '../../server/store/data-folder.ts'
import { replaceNetworkFile } from '../../server/store/network-file.ts'
import { openToRead } from '../../server/store/store.ts'
import {
  type Answer,
  comparedWith,
  type Definition,
  type Operation,
  operationsOf,
} from '../fixtures/api-definition.ts'
import type { Page } from '../fixtures/app.ts'
import { SMALL_DATA_SET } from '../fixtures/app-features.ts'
import { copyOfDefaultData } from '../fixtures/default-data.ts'
import { REGION_BBOX } from '../fixtures/demonstration-region.ts'
import { BLOCK_METRES, gridDraft, gridLonLat } from '../fixtures/grid-network.ts'
import { type RandomRequest, requestMaker, ToldValues } from '../fixtures/random-requests.ts'
import { runs } from '../fixtures/runs.ts'
import { type ServedProduct, serveProduct } from '../fixtures/served-product.ts'
import { withStore } from '../fixtures/stores.ts'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'

const SEED = 11
/** Fewer than the long questions that one client may have under way. */
const CLIENTS = 6
const MOST_MILLISECONDS = 10_000
/** Before it removes anything, it copies the whole database into a backup. */
const BACKS_UP = '/first-run/removals'
/** An analysis may take as long as any answer; a described 429 marks which operations those are. */
const isLong = ({ path, described }: Operation): boolean =>
  '429' in described.responses || path === BACKS_UP
const TIME_LIMIT_MILLISECONDS = 120_000
/** In the last quarter of the requests over what it was in the second, when caches were full. */
const MOST_GROWTH = 1.3
/** Requests: fewer do not fill the caches. */
const FLAT_AFTER = 20_000
/** Of what was slow. */
const ATTEMPTS = 3
const MOST_FAULTS_TOLD = 20
const MILLISECONDS_BETWEEN_NEAREST = 100
const TOWN_BLOCKS = 30
vi.setConfig({ testTimeout: runs(240_000, 7_200_000) })

interface Ground {
  readonly folder: () => Promise<string>
  readonly within: Bbox
  readonly requests: number
}

const makeTown = async (): Promise<string> => {
  const folder = temporaryFolder()
  await withStore(databasePath(folder), ({ features }) => features.replace(SMALL_DATA_SET))
  const graph = buildGraph(gridDraft(TOWN_BLOCKS, TOWN_BLOCKS))
  await replaceNetworkFile(networkPath(folder), encodeGraph(graph))
  return folder
}

const [NORTH_EAST, SOUTH_WEST] = [TOWN_BLOCKS * BLOCK_METRES, 0].map((at) => gridLonLat(at, at))
const GROUNDS: Record<string, Ground> = {
  'a small town': {
    folder: makeTown,
    within: [...SOUTH_WEST!, ...NORTH_EAST!],
    requests: runs(1200, 97_000),
  },
  'the default data': {
    folder: async () => copyOfDefaultData(),
    within: REGION_BBOX,
    requests: runs(300, 3000),
  },
}

const DECODERS: Record<string, (body: Buffer) => Buffer> = {
  gzip: gunzipSync,
  br: brotliDecompressSync,
}

interface Timed extends Answer {
  readonly milliseconds: number
}

type Sent = Omit<RandomRequest, 'operation'>

/** As Node sends it, without the changes that `fetch` makes. Of a stream without end the beginning. */
const askAt = (origin: string) => {
  const agent = new Agent({ keepAlive: true })
  const ask = (request: Sent): Promise<Timed> =>
    new Promise((done, failed) => {
      const began = performance.now()
      const { method, headers } = request
      const sent = sendRequest(origin + request.target, { method, agent, headers }, (response) => {
        const chunks: Buffer[] = []
        const mediaType = response.headers['content-type'] ?? null
        const decoded = DECODERS[response.headers['content-encoding'] ?? ''] ?? ((each) => each)
        const finish = (): void => {
          const milliseconds = performance.now() - began
          const whole = decoded(Buffer.concat(chunks))
          done({ status: response.statusCode!, mediaType, body: whole, milliseconds })
        }
        response.on('data', (chunk: Buffer) => {
          chunks.push(chunk)
          if (mediaType !== 'text/event-stream') return
          finish()
          response.destroy()
        })
        response.on('end', finish)
        response.on('error', failed)
      })
      sent.on('error', (error: NodeJS.ErrnoException) => {
        // A server may close a connection just when another request is sent through it.
        if (sent.reusedSocket && error.code === 'ECONNRESET') ask(request).then(done, failed)
        else failed(error)
      })
      sent.end(request.body ?? undefined)
    })
  return ask
}

const GET = { method: 'GET', headers: {}, body: null }

/** Asks every so often until `isOver`. @returns how long each took. */
const askAgainAndAgain = async (ask: (sent: Sent) => Promise<Timed>, isOver: () => boolean) => {
  const taken: number[] = []
  while (!isOver()) {
    const target = '/api/nearest?lon=116.601&lat=35.4005'
    const [{ status, milliseconds }] = await Promise.all([
      ask({ ...GET, target }),
      setTimeout(MILLISECONDS_BETWEEN_NEAREST),
    ])
    expect(status).toBe(200)
    taken.push(milliseconds)
  }
  return taken
}

const quantilesOf = (milliseconds: number[]): string => {
  const sorted = milliseconds.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))]?.toFixed(1)
  return `p50 ${at(0.5)}, p99 ${at(0.99)}, longest ${at(1)} ms of ${sorted.length}`
}

const mostOf = (mebibytes: number[]): number => Math.round(Math.max(...mebibytes))

const tellOf = ({ operation, ...sent }: RandomRequest, fault: string): string =>
  `${operation.method} ${operation.path}: ${fault.slice(0, 500)}\n${JSON.stringify(sent).slice(0, 1500)}`

test.each(Object.entries(GROUNDS))('requests at random to %s', async (name, ground) => {
  const { within, requests } = ground
  const folder = await ground.folder()
  const product: ServedProduct = await serveProduct(folder, ['server/main.ts'])
  try {
    const ask = askAt(product.origin)
    const read = async <T>(address: string): Promise<T> =>
      JSON.parse((await ask({ ...GET, target: `/api${address}` })).body.toString())
    const definition = await read<Definition>('/openapi.json')
    const operations = operationsOf(definition)
    const faultOf = comparedWith(definition)
    // Collections are many and all alike: half of the requests go to what there is once.
    const kinds = [true, false].map((isOfCollection) =>
      operations.filter(({ path }) => path.startsWith('/collections/') === isOfCollection),
    )
    const told = new ToldValues()
    for (const id of COLLECTION_IDS) {
      const page = await read<Page>(`/collections/${id}/items?limit=50`)
      told.learn(`/collections/${id}/items`, page)
      if (id === 'stockpiles') for (const each of page.features) told.add('stockpileId', each.id)
    }
    told.learn('/ledger', await read('/ledger?limit=50'))

    const most = (operation: Operation): number =>
      MOST_MILLISECONDS + (isLong(operation) ? TIME_LIMIT_MILLISECONDS : 0)
    const faultIn = ({ operation, headers }: RandomRequest, answer: Timed): string | null => {
      const { status, body } = answer
      if (status >= 500 && status !== 503) return `${status}: ${body}`
      if (status === 304 && 'If-None-Match' in headers) return null
      return faultOf(operation, answer)
    }

    const faults: string[] = []
    const slow: RandomRequest[] = []
    const statuses: Record<number, number> = {}
    const answered = new Set<string>()
    const taken: number[] = []
    const memory: number[] = []
    let next = 0
    const client = async (): Promise<void> => {
      while (next < requests && faults.length < MOST_FAULTS_TOLD) {
        const index = next++
        const random = seededRandom(SEED * requests + index)
        const kind = kinds[index % kinds.length]!
        const request = requestMaker(random, told, within)(kind[indexBelow(random, kind.length)]!)
        const { operation } = request
        const answer = await ask(request).catch(String)
        if (typeof answer === 'string') {
          faults.push(tellOf(request, answer))
          continue
        }
        const fault = faultIn(request, answer)
        if (fault !== null) faults.push(tellOf(request, fault))
        if (answer.milliseconds > most(operation)) slow.push(request)
        if (!isLong(operation)) taken.push(answer.milliseconds)
        statuses[answer.status] = (statuses[answer.status] ?? 0) + 1
        if (answer.status < 300) {
          answered.add(`${operation.method} ${operation.path}`)
          if (answer.mediaType?.endsWith('json') && answer.body.length < 50_000) {
            told.learn(operation.path, JSON.parse(answer.body.toString()))
          }
        }
        if (index % 20 === 0) memory.push(product.memoryMebibytes() ?? 0)
      }
    }
    let isOver = false
    const nearest = askAgainAndAgain(ask, () => isOver)
    await Promise.all(Array.from({ length: CLIENTS }, client))
    isOver = true
    // What else ran on this machine may have held an answer up: what is slow is so by itself.
    for (const request of slow) {
      let least = Number.POSITIVE_INFINITY
      for (let attempt = 0; attempt < ATTEMPTS && least > most(request.operation); attempt++) {
        least = Math.min(least, (await ask(request)).milliseconds)
      }
      if (least > most(request.operation)) {
        faults.push(tellOf(request, `took ${Math.round(least)} ms`))
      }
    }
    const quarter = Math.floor(memory.length / 4)
    const [early, late] = [
      mostOf(memory.slice(quarter, 2 * quarter)),
      mostOf(memory.slice(-quarter)),
    ]
    console.log(
      `${name}, seed ${SEED}: ${next} requests to ${operations.length} operations, ${answered.size} of which did what was asked; by status ${JSON.stringify(statuses)}; all but analyses ${quantilesOf(taken)}; nearest meanwhile ${quantilesOf(await nearest)}; ${slow.length} asked again because they were slow; at most ${early} MiB in the second quarter, ${late} MiB in the last`,
    )
    expect(faults).toEqual([])
    const health = await read<Health>('/health')
    // Among the requests are removals of all that is made up, stations too.
    const status = health.counts.stations === 0 ? 'degraded' : 'ok'
    expect(health).toMatchObject({ status, noticed: [] })
    // Half of the operations, or a third of what was sent where that is too little to reach them.
    expect(answered.size).toBeGreaterThan(Math.min(operations.length / 2, requests / 3))
    if (requests > FLAT_AFTER && early > 0) expect(late).toBeLessThan(MOST_GROWTH * early)
    await product.stop()
    const store = await openToRead(databasePath(folder))
    expect(await store.damages()).toEqual([])
    await store.close()
  } finally {
    await product.stop('SIGKILL')
  }
})
