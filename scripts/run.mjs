/** Runs one of the project's TypeScript programs on the pinned Node: `node scripts/run.mjs FILE …` */
import { becomeNode, ensureInstalled } from './toolchain.mjs'

ensureInstalled()
becomeNode(process.argv.slice(2))
