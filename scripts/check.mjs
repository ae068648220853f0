/**
 * `npm run check`: format and lint, types, unused code, papers that are true, and a build that works.
 * With names of steps, those alone.
 */
import { ensureClientBuilt } from './client-build.mjs'
import { ensureInstalled, packageScript, runNode, startNode } from './toolchain.mjs'

ensureInstalled()

const run = (...args) => runNode(args) === 0

/** What each step runs; whether it holds. */
const STEPS = {
  biome: () =>
    run(packageScript('@biomejs', 'biome', 'bin', 'biome'), 'check', '--error-on-warnings', '.'),
  knip: () => run(packageScript('knip', 'bin', 'knip.js')),
  papers: () => run('scripts/check-papers.mjs'),
  build: () => {
    ensureClientBuilt()
    return true
  },
  unit: () => run(packageScript('vitest', 'vitest.mjs'), 'run', '--project', 'unit'),
}
const TYPES = 'types'
const USUAL = [TYPES, 'biome', 'knip', 'papers', 'build']

/** On one core beside the other steps: several threads cost nearly twice the work. */
const checkTypes = () => {
  const tsc = startNode([packageScript('typescript', 'bin', 'tsc'), '--noEmit', '--singleThreaded'])
  return new Promise((resolve) => tsc.on('exit', (status) => resolve(status === 0)))
}

const asked = process.argv.slice(2)
const names = asked.length > 0 ? asked : USUAL
const types = names.includes(TYPES) && checkTypes()
const failed = names
  .filter((name) => name !== TYPES)
  .filter((name) => {
    console.log(`\n— ${name}`)
    return !STEPS[name]()
  })
if (types) {
  console.log(`\n— ${TYPES}`)
  if (!(await types)) failed.push(TYPES)
}

if (failed.length > 0) {
  console.error(`\n✗ check failed: ${failed.join(', ')}`)
  process.exit(1)
}
console.log('\n✓ check passed')
