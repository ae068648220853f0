/**
 * `npm run backup [-- FOLDER]`: a verified copy of the data folder, which may be in use, in FOLDER
 * (BACKUP_DIR, or `backups` in the data folder). With --thin-out, old ones go: the service calls it so.
 */
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { backUp, reasonOf, thinOut } from './backups.ts'

const PROJECT_FOLDER = fileURLToPath(new URL('../..', import.meta.url))
const FAILED = 1

const main = async (): Promise<number> => {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { 'thin-out': { type: 'boolean', default: false } },
    })
    const dataFolder = resolve(PROJECT_FOLDER, process.env.DATA_DIR ?? 'var')
    const [given = process.env.BACKUP_DIR || join(dataFolder, 'backups')] = positionals
    const folder = resolve(given)
    const backup = await backUp(dataFolder, folder, new Date())
    if (values['thin-out']) thinOut(folder)
    console.log(`✓ 已备份并核验：${backup}\n  Backed up and verified: ${backup}`)
    return 0
  } catch (error) {
    const { zh, en } = reasonOf(error)
    console.error(`✗ 备份失败：${zh}\n  The backup failed: ${en}`)
    return FAILED
  }
}

process.exitCode = await main()
