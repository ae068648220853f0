/** A network file that is replaced, damaged or removed while the service runs. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { watchNetwork } from '../../../server/loaded-network.ts'
import { buildGraph } from '../../../server/network/build.ts'
import { encodeGraph } from '../../../server/network/file.ts'
import { replaceNetworkFile } from '../../../server/store/network-file.ts'
import { gridDraft } from '../../fixtures/grid-network.ts'

const LOOK_AGAIN_MILLISECONDS = 5

let folder: string
let path: string
let lines: string[]
let network: ReturnType<typeof watchNetwork>
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'loaded-network-'))
  path = join(folder, 'roads.network')
  lines = []
  const logger = pino({}, { write: (line: string) => void lines.push(line) })
  network = watchNetwork(path, logger, LOOK_AGAIN_MILLISECONDS)
})
afterEach(() => {
  network.close()
  rmSync(folder, { recursive: true, force: true })
})

const put = (columns: number): Promise<void> =>
  replaceNetworkFile(path, encodeGraph(buildGraph(gridDraft(columns, 2))))
const nodes = (): number | undefined => network.current()?.graph.nodeCount

test('none, one, another, and that one still when the file is damaged or gone', async () => {
  expect(network.current()).toBeNull()
  await put(3)
  await expect.poll(nodes).toBe(6)
  await put(5)
  await expect.poll(nodes).toBe(10)
  writeFileSync(path, 'not a network')
  await expect.poll(() => lines.join('')).toContain('could not be read')
  expect(nodes()).toBe(10)
  expect(network.problem()?.en).toContain('this is not a network file')
  rmSync(path)
  await put(4)
  await expect.poll(nodes).toBe(8)
  expect(network.problem()).toBeNull()
})

test('a start with a damaged file uses the one before it, and says so', async () => {
  await put(3)
  await put(5)
  const bytes = readFileSync(path)
  bytes[bytes.length >> 1]! ^= 1
  writeFileSync(path, bytes)
  const later = watchNetwork(path, pino({ level: 'silent' }))
  expect(later.current()?.graph.nodeCount).toBe(6)
  expect(later.problem()?.en).toContain('is damaged')
  expect(later.problem()?.zh).toContain('使用上一份')
  later.close()
})
