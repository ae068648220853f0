/**
 * `npm run ledger:check`: reads the books of DATA_DIR whole and says whether every balance is the
 * sum of its movements. Exit code 1 where it is not.
 */
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { databasePath } from './store/data-folder.ts'
import { openToRead } from './store/store.ts'

const PROJECT_FOLDER = fileURLToPath(new URL('..', import.meta.url))
const UNBALANCED = 1

const check = async (): Promise<number> => {
  const path = databasePath(resolve(PROJECT_FOLDER, process.env.DATA_DIR ?? 'var'))
  if (!existsSync(path)) {
    console.error(`没有数据库：${path}\nThere is no database: ${path}`)
    return UNBALANCED
  }
  const store = await openToRead(path)
  try {
    const { balanced, movements, problems } = await store.read(({ ledger }) => ledger.check())
    if (balanced) {
      console.log(`✓ 台账平衡：${movements} 条流水\n  The books balance: ${movements} movements`)
      return 0
    }
    console.error(`✗ 台账不平 / The books do not balance:\n${problems.join('\n')}`)
    return UNBALANCED
  } finally {
    await store.close()
  }
}

process.exitCode = await check()
