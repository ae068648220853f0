/** A register of a hundred thousand rows: from the file to the collections, and who waits meanwhile. */
import { cpSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import type { Import } from '../../data/imports.ts'
import { seededRandom } from '../../server/analysis/random.ts'
import { serveProduct } from '../fixtures/served-product.ts'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'
import { nearestTimes } from './http-bench.ts'
import { quantile } from './quantile.ts'

const ROWS = 100_000
const SAMPLE_MILLISECONDS = 20
/** In which all of them lie. */
const BOX = [116.5, 35.35, 116.9, 35.6] as const
/** The server warms up first. */
const WARM_UP_MILLISECONDS = 15_000

/** A register of stations as a bureau has it, in Chinese headings. */
const register = (): string => {
  const random = seededRandom(14)
  const [west, south, east, north] = BOX
  const rows = Array.from({ length: ROWS }, (_, index) => {
    const [lon, lat] = [west + (east - west) * random(), south + (north - south) * random()]
    const phone = `0537-${String(2_000_000 + index)}`
    return `X-${index},第${index}微型站,${lon.toFixed(6)},${lat.toFixed(6)},三级,24小时,${1 + (index % 9)},${phone},60,抽水泵2台,已建成`
  })
  return `编号,名称,经度,纬度,等级,值班,人数,值班电话,出动时间,装备,建设状态\n${rows.join('\n')}\n`
}

/** How long the service's own writes wait: a scenario is saved and removed again and again. */
const writeWaits = (origin: string) => {
  const samples: number[] = []
  let isEnding = false
  const headers = { 'Content-Type': 'application/json' }
  const body = JSON.stringify({ name: 'w', changes: { remove: [] } })
  const writing = (async () => {
    while (!isEnding) {
      const started = performance.now()
      const made = await fetch(`${origin}/api/scenarios`, { method: 'POST', headers, body })
      samples.push(performance.now() - started)
      const { id } = (await made.json()) as { id: string }
      await fetch(`${origin}/api/scenarios/${id}`, { method: 'DELETE' })
      await setTimeout(SAMPLE_MILLISECONDS)
    }
  })()
  return {
    async end() {
      isEnding = true
      await writing
      return samples
    },
  }
}

/** How long nearest takes while something goes on. */
const nearestDuring = async <T>(
  origin: string,
  going: Promise<T>,
): Promise<{ times: number[]; result: T }> => {
  let isOver = false
  const over = going.finally(() => {
    isOver = true
  })
  const times: number[] = []
  for (let seed = 1; !isOver; seed++) {
    times.push(...(await nearestTimes(origin, { warmUp: 0, requests: 5, seed })))
    await setTimeout(SAMPLE_MILLISECONDS)
  }
  return { times, result: await over }
}

export const benchImport = async (dataFolder: string): Promise<string[]> => {
  const folder = temporaryFolder()
  cpSync(dataFolder, folder, { recursive: true })
  const content = register()
  const product = await serveProduct(folder, ['server/main.ts'])
  const { origin } = product
  await setTimeout(WARM_UP_MILLISECONDS)
  const alone = await nearestTimes(origin, { warmUp: 50, requests: 300, seed: 9 })
  const before = product.memoryMebibytes() ?? Number.NaN
  let most = before
  const sampling = setInterval(() => {
    most = Math.max(most, product.memoryMebibytes() ?? Number.NaN)
  }, SAMPLE_MILLISECONDS)
  const json = async (address: string, init?: RequestInit): Promise<Import> => {
    const response = await fetch(`${origin}/api/imports${address}`, init)
    if (!response.ok) throw new Error(`${address}: ${response.status} ${await response.text()}`)
    return response.json() as Promise<Import>
  }
  const started = performance.now()
  const read = async (): Promise<Import> => {
    const made = await json('?name=r.csv&collection=stations', {
      method: 'POST',
      headers: { 'Content-Type': 'application/octet-stream' },
      body: content,
    })
    for (;;) {
      const now = await json(`/${made.id}`)
      if (now.progress === null) return now
      await setTimeout(SAMPLE_MILLISECONDS)
    }
  }
  const staging = await nearestDuring(origin, read())
  const stagedAt = performance.now()
  const { id, state, report } = staging.result
  if (state !== 'staged' || !(report!.counts.add! > 0.99 * ROWS)) {
    throw new Error(
      `${state} ${JSON.stringify(report?.counts)} ${JSON.stringify(staging.result.refusal)}`,
    )
  }
  const waits = writeWaits(origin)
  const commit = json(`/${id}/commit`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ by: '甲' }),
  })
  const committing = await nearestDuring(origin, commit)
  const committedAt = performance.now()
  const longestWait = Math.max(...(await waits.end()))
  clearInterval(sampling)
  await product.stop()
  const seconds = (from: number, to: number): string => ((to - from) / 1000).toFixed(1)
  const p99 = (times: readonly number[]): string =>
    `p50 ${quantile(times, 0.5).toFixed(1)} ms, p99 ${quantile(times, 0.99).toFixed(1)} ms (${times.length})`
  return [
    `${ROWS} stations: ${seconds(started, stagedAt)} s from the file to staged rows, ${seconds(stagedAt, committedAt)} s to committed, ${(ROWS / ((committedAt - started) / 1000)).toFixed(0)} rows/s in all`,
    `another write waited ${longestWait.toFixed(0)} ms at most for the commit`,
    `nearest alone ${p99(alone)}; while it was read ${p99(staging.times)}; while it was committed ${p99(committing.times)}`,
    `memory ${before.toFixed(0)} MiB before, at most ${(most - before).toFixed(0)} MiB more`,
  ]
}
