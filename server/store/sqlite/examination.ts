/** What a start finds wrong with a database that can be opened all the same. */
import type { Bilingual } from '../../../data/bilingual.ts'
import type { Statements } from '../statements.ts'
import { changedTable } from './row-digests.ts'

const MILLISECONDS_PER_DAY = 86_400_000

/**
 * Pages and indexes that do not fit together (sqlite.org/pragma.html#pragma_integrity_check), and rows
 * that are not those that were written; null where all is well.
 */
export const damage = async (statements: Statements): Promise<Bilingual | null> => {
  const found = await statements
    .value<string>('PRAGMA integrity_check(1)')
    .catch((error: unknown) => String(error))
  if (found !== 'ok') return damaged(found ?? '')
  const changed = await changedTable(statements).catch((error: unknown) => String(error))
  return changed === null ? null : damaged(`${changed}: not as it was written`)
}

const damaged = (found: string): Bilingual => ({
  en: `The database is damaged (${found}). What can still be read is shown; restore the file from a backup.`,
  zh: `数据库已损坏（${found}）。仍可读取的内容照常显示；请从备份恢复该文件。`,
})

/** A clock that is behind what has been written, or behind the newest table, is wrong. */
const wrongClock = async (statements: Statements, now: Date): Promise<Bilingual | null> => {
  const last = await statements
    .value<string>(
      `SELECT max(at) FROM (SELECT max(at) AS at FROM stock_movements
         UNION ALL SELECT max(at) FROM feature_changes
         UNION ALL SELECT strftime('%Y-%m-%dT%H:%M:%fZ', max(created_at) / 1000, 'unixepoch')
           FROM __drizzle_migrations)`,
    )
    .catch(() => null)
  if (!last || Date.parse(last) <= now.getTime() + MILLISECONDS_PER_DAY) return null
  return {
    en: `The clock of this machine says ${now.toISOString()}, but the database knows of ${last} already. Set the clock before anything is entered; until then entries carry the time of the last one.`,
    zh: `本机时钟为 ${now.toISOString()}，而数据库中已有 ${last} 的内容。请先校准时钟，再登记任何内容；在此之前，新登记沿用最后一次登记的时刻。`,
  }
}

export const examine = async (statements: Statements, now: Date): Promise<Bilingual[]> =>
  [await damage(statements), await wrongClock(statements, now)].filter((each) => each !== null)
