/** `npm start`: from a fresh clone to a served page. */
import { ensureClientBuilt } from './client-build.mjs'
import { becomeNode, ensureInstalled, runNode, SERVER } from './toolchain.mjs'

ensureInstalled()
ensureClientBuilt()
const options = process.argv.slice(2)
const seeded = runNode(['seeds/main.ts', '--if-missing', ...options])
if (seeded !== 0) process.exit(seeded)
becomeNode([...SERVER, ...options])
