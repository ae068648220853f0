/** `npm start`: from a fresh clone to a served page. */
import { ensureClientBuilt } from './client-build.mjs'
import { becomeNode, ensureInstalled, runNode } from './toolchain.mjs'

ensureInstalled()
ensureClientBuilt()
const seeded = runNode(['seeds/main.ts', '--if-missing'])
if (seeded !== 0) process.exit(seeded)
becomeNode(['server/main.ts'])
