/** `npm run bench`: every figure that the README quotes, measured on this machine now. */
import { cpus, totalmem } from 'node:os'
import { buildDefaultData } from '../fixtures/global-setup.ts'
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
import { benchCover } from './siting-bench.ts'
import { benchSitingDay } from './siting-day-bench.ts'
import { benchMedian } from './siting-median-bench.ts'
import { benchStopping } from './stop-bench.ts'
import { benchTables } from './tables-bench.ts'
import { benchTransfers } from './transfer-bench.ts'

const print = (title: string, lines: readonly string[]): void =>
  console.log(`\n${title}\n${lines.map((line) => `  ${line}`).join('\n')}`)

/** What the figures are measured on; no figure without it. */
const [processor] = cpus()
const gibibytes = Math.round(totalmem() / 2 ** 30)
console.log(
  `${processor?.model.trim() ?? 'unknown processor'}, ${cpus().length} cores, ${gibibytes} GiB, Node ${process.version}, ${process.platform}`,
)
const folder = await buildDefaultData()
print('Kernel', await benchKernel(folder))
print('Service', await benchHttp(folder))
print('Closures', await benchClosures(folder))
print('Changes', await benchChanges(folder))
print('Names', benchNames())
print('Tables', await benchTables(folder))
print('Judging', await benchJudging(folder))
print('Import', await benchImport(folder))
print('Giving up', await benchStopping(folder))
print('Coverage', await benchCoverage(folder))
print('Busy stations', await benchBusy(folder))
print('Maximal covering', await benchCover())
print('A planner’s day', await benchSitingDay(folder))
print('p-median', benchMedian())
print('Transfer plans', await benchTransfers(folder))
print('Page', measureBundles())
