/** `npm run dev`: the API, restarted on change, beside the client with hot reload. */
import { ensureInstalled, packageScript, runNode, SERVER, startNode } from './toolchain.mjs'

ensureInstalled()
const seeded = runNode(['seeds/main.ts', '--if-missing', ...process.argv.slice(2)])
if (seeded !== 0) process.exit(seeded)

const children = [
  startNode(['--watch', ...SERVER]),
  startNode([packageScript('vite', 'bin', 'vite.js')]),
]
const stop = () => {
  for (const child of children) child.kill('SIGTERM')
}
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, stop)
for (const child of children) {
  child.on('exit', (code) => {
    stop()
    process.exitCode = code ?? 0
  })
}
