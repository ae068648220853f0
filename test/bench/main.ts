/**
 * `npm run bench [-- PART …] [--json FILE] [--compare FILE]`: measures on this machine now, all parts or
 * those that are named; writes what it found, and compares it with what was written before.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { parseArgs } from 'node:util'
import { buildDefaultData } from '../fixtures/global-setup.ts'
import { benchAnswers } from './answers-bench.ts'
import { measureBundles } from './bundle-sizes.ts'
import { benchBusy } from './busy-bench.ts'
import { benchChanges } from './changes-bench.ts'
import { benchClosures } from './closures-bench.ts'
import { benchCoverage } from './coverage-bench.ts'
import { benchHttp } from './http-bench.ts'
import { benchImport } from './import-bench.ts'
import { benchJudging } from './judge-bench.ts'
import { benchKernel } from './kernel-bench.ts'
import { benchNames } from './names-bench.ts'
import { benchPages } from './pages-bench.ts'
import { benchProvince } from './province-bench.ts'
import { benchCover } from './siting-bench.ts'
import { benchSitingDay } from './siting-day-bench.ts'
import { benchMedian } from './siting-median-bench.ts'
import { benchStopping } from './stop-bench.ts'
import { benchTables } from './tables-bench.ts'
import { benchTransfers } from './transfer-bench.ts'

/** Every part by the name that chooses it. @param folder of the default data. */
const PARTS: Readonly<
  Record<string, (folder: string) => readonly string[] | Promise<readonly string[]>>
> = {
  kernel: benchKernel,
  pages: benchPages,
  service: benchHttp,
  answers: benchAnswers,
  closures: benchClosures,
  changes: benchChanges,
  names: benchNames,
  tables: benchTables,
  judging: benchJudging,
  import: benchImport,
  stopping: benchStopping,
  coverage: benchCoverage,
  busy: benchBusy,
  cover: benchCover,
  day: benchSitingDay,
  median: benchMedian,
  transfers: benchTransfers,
  bundles: measureBundles,
  province: (folder) => benchProvince(folder),
}

/** It takes minutes. */
const ONLY_WHEN_NAMED = 'province'

/** What was measured: lines of each part, every one a label, a colon and its figures. */
type Report = Readonly<Record<string, readonly string[]>>

const labelOf = (line: string): string => line.split(':')[0]!
/** The first figure of a line that has a unit in which less is better. */
const FIRST_COST = /: .*?([\d.]+) (?:ms|s|MiB|kB)\b/

const costIn = (lines: readonly string[] | undefined, label: string): number | null => {
  const line = lines?.find((each) => labelOf(each) === label)
  const cost = line && FIRST_COST.exec(line)?.[1]
  return cost ? Number(cost) : null
}

/** The line with what it was in an earlier report. */
const compared = (line: string, before: readonly string[] | undefined): string => {
  const [was, is] = [costIn(before, labelOf(line)), costIn([line], labelOf(line))]
  if (was === null || is === null || was === 0) return line
  return `${line} [${(is / was).toFixed(2)} times the ${was} before]`
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'string' }, compare: { type: 'string' } },
})
const unknown = positionals.filter((name) => !(name in PARTS))
if (unknown.length > 0) {
  console.error(
    `There is no part ${unknown.join(', ')}; there are ${Object.keys(PARTS).join(', ')}.`,
  )
  process.exit(1)
}
const before: Report = values.compare ? JSON.parse(readFileSync(values.compare, 'utf8')) : {}
/** What the figures are measured on; no figure without it. */
const [processor] = cpus()
const gibibytes = Math.round(totalmem() / 2 ** 30)
const machine = `${processor?.model.trim() ?? 'unknown processor'}, ${cpus().length} cores, ${gibibytes} GiB, Node ${process.version}, ${process.platform}`
console.log(machine)
const report: Record<string, readonly string[]> = { machine: [machine] }
const folder = await buildDefaultData()
for (const [name, measure] of Object.entries(PARTS)) {
  if (positionals.length > 0 ? !positionals.includes(name) : name === ONLY_WHEN_NAMED) continue
  const started = performance.now()
  const lines = await measure(folder)
  report[name] = lines
  const seconds = Math.round((performance.now() - started) / 1000)
  const shown = lines.map((line) => `  ${compared(line, before[name])}`)
  console.log(`\n${name} (${seconds} s)\n${shown.join('\n')}`)
  // After each part, so that what was measured is kept whatever comes.
  if (values.json) writeFileSync(values.json, JSON.stringify(report, null, 2))
}
