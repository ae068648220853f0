/** `npm test`: unit, property, API and browser tests, from whatever state the machine is in. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureBrowser } from './browser.mjs'
import { ensureClientBuilt } from './client-build.mjs'
import { ensureInstalled, packageScript, runNode } from './toolchain.mjs'

ensureInstalled()
ensureClientBuilt()
const browser = ensureBrowser()

const folder = mkdtempSync(join(tmpdir(), 'emergency-map-test-'))
const report = join(folder, 'report.json')
const projects = browser ? [] : ['--project', '!browser']
const status = runNode(
  [
    packageScript('vitest', 'vitest.mjs'),
    'run',
    ...projects,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...process.argv.slice(2),
  ],
  browser ? { BROWSER_PATH: browser } : {},
)

let result = { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0 }
try {
  result = JSON.parse(readFileSync(report, 'utf8'))
} catch {
  console.error('✗ 测试没有产生报告 / the tests left no report')
}
rmSync(folder, { recursive: true, force: true })

if (!browser) {
  console.error(
    '\n✗ 没有浏览器，浏览器测试未运行：请安装 Chromium、Chrome 或 Edge，或用 BROWSER_PATH 指明其路径。\n' +
      '  No browser, so the browser tests did not run: install Chromium, Chrome or Edge, or name one in BROWSER_PATH.',
  )
}
const { numPassedTests, numFailedTests, numPendingTests } = result
console.log(`\n${numPassedTests} passed, ${numFailedTests} failed, ${numPendingTests} skipped`)
process.exit(status !== 0 || !browser || numPassedTests === 0 ? 1 : 0)
