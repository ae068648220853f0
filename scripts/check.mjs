/** `npm run check`: format and lint, types, unused code, papers that are true, and a build that works. */
import { ensureInstalled, packageScript, runNode } from './toolchain.mjs'

ensureInstalled()

const STEPS = [
  [
    'biome',
    [packageScript('@biomejs', 'biome', 'bin', 'biome'), 'check', '--error-on-warnings', '.'],
  ],
  ['types', [packageScript('typescript', 'bin', 'tsc'), '--noEmit']],
  ['knip', [packageScript('knip', 'bin', 'knip.js')]],
  ['papers', ['scripts/check-papers.mjs']],
  ['build', [packageScript('vite', 'bin', 'vite.js'), 'build', '--logLevel', 'warn']],
]

const failed = STEPS.filter(([name, args]) => {
  console.log(`\n— ${name}`)
  return runNode(args) !== 0
}).map(([name]) => name)

if (failed.length > 0) {
  console.error(`\n✗ check failed: ${failed.join(', ')}`)
  process.exit(1)
}
console.log('\n✓ check passed')
