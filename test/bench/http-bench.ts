/** The product over HTTP: nearest with routes, features, start, memory. */
import { seededRandom } from '../../server/analysis/random.ts'
import { fetchBytes, serveProduct } from '../fixtures/served-product.ts'
import { describeTimes, timesInTurn } from './quantile.ts'

const LOAD_SECONDS = 4
const CONNECTIONS = 4
/** A box in which nearly every place has a road. */
const URBAN_BOX = [116.5, 35.35, 117.0, 35.6] as const

/** Requests per second, with a few connections kept busy for a few seconds. */
const requestsPerSecond = async (address: string): Promise<number> => {
  await Promise.all(Array.from({ length: CONNECTIONS * 5 }, () => fetchBytes(address)))
  const started = performance.now()
  const until = started + LOAD_SECONDS * 1000
  let answered = 0
  const client = async (): Promise<void> => {
    while (performance.now() < until) {
      await fetchBytes(address)
      answered++
    }
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, client))
  return answered / ((performance.now() - started) / 1000)
}

/** How long each of these questions took in milliseconds, every one about another place. */
export const nearestTimes = async (
  origin: string,
  { warmUp, requests, seed }: { warmUp: number; requests: number; seed: number },
): Promise<number[]> => {
  const random = seededRandom(seed)
  const [west, south, east, north] = URBAN_BOX
  return timesInTurn(warmUp, requests, () => {
    const lon = west + (east - west) * random()
    const lat = south + (north - south) * random()
    return fetchBytes(`${origin}/api/nearest?lon=${lon}&lat=${lat}&k=5&onDuty=false`)
  })
}

export const benchHttp = async (dataFolder: string): Promise<string[]> => {
  const product = await serveProduct(dataFolder, ['server/main.ts'])
  const idleMebibytes = product.memoryMebibytes()
  const nearest = await nearestTimes(product.origin, { warmUp: 100, requests: 500, seed: 2 })
  const ours = await requestsPerSecond(
    `${product.origin}/api/collections/stations/items?limit=1000`,
  )
  const busyMebibytes = product.memoryMebibytes()
  await product.stop()
  const plain = await serveProduct(dataFolder, ['test/bench/plain-server.ts'])
  const theirs = await requestsPerSecond(`${plain.origin}/items?limit=1000`)
  await plain.stop()
  // The first start may still install or build; the second is what a user meets every morning.
  await (await serveProduct(dataFolder, ['scripts/start.mjs'])).stop()
  const second = await serveProduct(dataFolder, ['scripts/start.mjs'])
  await second.stop()
  return [
    `nearest 5 with routes over HTTP: ${describeTimes(nearest)}`,
    `stations/items?limit=1000: ${ours.toFixed(0)} requests/s, by drizzle rows, objects and JSON.stringify ${theirs.toFixed(0)}: ${(ours / theirs).toFixed(1)} times as many`,
    `second start by npm start's own script: ready in ${second.readySeconds.toFixed(2)} s`,
    `memory of the server: ${idleMebibytes?.toFixed(0)} MiB after start, ${busyMebibytes?.toFixed(0)} MiB after these requests`,
  ]
}
