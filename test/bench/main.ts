/** `npm run bench`: every figure that the README quotes, measured on this machine now. */
import { buildDefaultData } from '../fixtures/global-setup.ts'
import { measureBundles } from './bundle-sizes.ts'
import { benchCoverage } from './coverage-bench.ts'
import { benchHttp } from './http-bench.ts'
import { benchKernel } from './kernel-bench.ts'
import { describeMachine } from './machine.ts'
import { benchCover } from './siting-bench.ts'
import { benchMedian } from './siting-median-bench.ts'
import { benchTransfers } from './transfer-bench.ts'

const print = (title: string, lines: readonly string[]): void =>
  console.log(`\n${title}\n${lines.map((line) => `  ${line}`).join('\n')}`)

console.log(describeMachine())
const folder = await buildDefaultData()
print('Kernel', await benchKernel(folder))
print('Service', await benchHttp(folder))
print('Coverage', await benchCoverage(folder))
print('Maximal covering', await benchCover())
print('p-median', benchMedian())
print('Transfer plans', await benchTransfers(folder))
print('Page', measureBundles())
