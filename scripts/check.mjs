/**
 * `npm run check`: format and lint, types, unused code, papers that are true, and a build that works.
 * With names of steps, those alone.
 */
import { ensureClientBuilt } from './client-build.mjs'
import { ensureInstalled, packageScript, runNode } from './toolchain.mjs'

ensureInstalled()

const run = (...args) => runNode(args) === 0

/** What each step runs; whether it holds. */
const STEPS = {
  biome: () =>
    run(packageScript('@biomejs', 'biome', 'bin', 'biome'), 'check', '--error-on-warnings', '.'),
  types: () => run(packageScript('typescript', 'bin', 'tsc'), '--noEmit'),
  knip: () => run(packageScript('knip', 'bin', 'knip.js')),
  papers: () => run('scripts/check-papers.mjs'),
  build: () => {
    ensureClientBuilt()
    return true
  },
  unit: () => run(packageScript('vitest', 'vitest.mjs'), 'run', '--project', 'unit*'),
}
const USUAL = ['biome', 'types', 'knip', 'papers', 'build']

const asked = process.argv.slice(2)
const failed = (asked.length > 0 ? asked : USUAL).filter((name) => {
  console.log(`\n— ${name}`)
  return !STEPS[name]()
})

if (failed.length > 0) {
  console.error(`\n✗ check failed: ${failed.join(', ')}`)
  process.exit(1)
}
console.log('\n✓ check passed')
