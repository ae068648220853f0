/** `npm test`: unit, property, API and browser tests, from whatever state the machine is in. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { ensureBrowser } from './browser.mjs'
import { ensureClientBuilt } from './client-build.mjs'
import { ensureInstalled, packageScript, runNode, startNode } from './toolchain.mjs'

ensureInstalled()
const browser = ensureBrowser()
/**
 * A file of pages or programs waits for these, for clocks and for disks, and fills two thirds of a core:
 * for each two cores there is one more of them.
 */
const WORKERS_THAT_WAIT = Math.ceil(1.5 * availableParallelism())
const folder = mkdtempSync(join(tmpdir(), 'emergency-map-test-'))

/** Starts Vitest over these projects; the promise is for its report. */
const start = (name, projects, options = [], environment = {}) => {
  const report = join(folder, `${name}.json`)
  const child = startNode(
    [
      packageScript('vitest', 'vitest.mjs'),
      'run',
      ...projects.map((project) => `--project=${project}`),
      '--passWithNoTests',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
      ...options,
      ...process.argv.slice(2),
    ],
    environment,
  )
  return new Promise((resolve) =>
    child.on('exit', (status) => {
      try {
        resolve({ ...JSON.parse(readFileSync(report, 'utf8')), status })
      } catch {
        console.error('✗ 测试没有产生报告 / the tests left no report')
        resolve({
          ...{ numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, status: 1 },
          testResults: [],
        })
      }
    }),
  )
}

// While the first run, what the others need is made.
const unit = start('unit', ['unit*', 'api'])
ensureClientBuilt()
runNode(['test/fixtures/global-setup.ts'])
const results = [
  await unit,
  await start(
    'rest',
    ['data', 'process', ...(browser ? ['browser'] : [])],
    [`--maxWorkers=${WORKERS_THAT_WAIT}`],
    browser ? { BROWSER_PATH: browser } : {},
  ),
]
rmSync(folder, { recursive: true, force: true })

if (!browser) {
  console.error(
    '\n✗ 没有浏览器，浏览器测试未运行：请安装 Chromium、Chrome 或 Edge，或用 BROWSER_PATH 指明其路径。\n' +
      '  No browser, so the browser tests did not run: install Chromium, Chrome or Edge, or name one in BROWSER_PATH.',
  )
}
// What failed is said once more where one looks first: whole runs print thousands of lines in between.
for (const { name, status, message, assertionResults } of results.flatMap(
  ({ testResults }) => testResults,
)) {
  const file = relative(process.cwd(), name)
  const failed = assertionResults.filter((each) => each.status === 'failed')
  for (const { fullName, failureMessages } of failed)
    console.error(`\n✗ ${file} > ${fullName}\n  ${failureMessages.join('\n').slice(0, 500)}`)
  if (status === 'failed' && failed.length === 0) console.error(`\n✗ ${file}\n  ${message}`)
}
const sum = (count) => results.reduce((total, result) => total + result[count], 0)
const passed = sum('numPassedTests')
console.log(
  `\n${passed} passed, ${sum('numFailedTests')} failed, ${sum('numPendingTests')} skipped`,
)
process.exit(results.some(({ status }) => status !== 0) || !browser || passed === 0 ? 1 : 0)
