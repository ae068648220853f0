/** What a start finds wrong with a database that can be opened all the same. */
import type { Bilingual } from '../../../data/bilingual.ts'
import type { Statements } from '../statements.ts'

const MILLISECONDS_PER_DAY = 86_400_000

/** Pages that do not fit together (sqlite.org/pragma.html#pragma_quick_check); null where all do. */
const damage = async (statements: Statements): Promise<Bilingual | null> => {
  const found = await statements
    .value<string>('PRAGMA quick_check(1)')
    .catch((error: unknown) => String(error))
  if (found === 'ok') return null
  return {
    en: `The database is damaged (${found}). What can still be read is shown; restore the file from a backup.`,
    zh: `数据库已损坏（${found}）。仍可读取的内容照常显示；请从备份恢复该文件。`,
  }
}

/** A clock that is behind what has been written would order the ledger wrongly. */
const wrongClock = async (statements: Statements, now: Date): Promise<Bilingual | null> => {
  const last = await statements
    .value<string>(
      'SELECT max(at) FROM (SELECT max(at) AS at FROM stock_movements UNION ALL SELECT max(at) FROM feature_changes)',
    )
    .catch(() => null)
  if (!last || Date.parse(last) <= now.getTime() + MILLISECONDS_PER_DAY) return null
  return {
    en: `The clock of this machine says ${now.toISOString()}, but the last entry was written at ${last}. Set the clock before anything is entered.`,
    zh: `本机时钟为 ${now.toISOString()}，而最后一次登记写于 ${last}。请先校准时钟，再登记任何内容。`,
  }
}

export const examine = async (statements: Statements, now: Date): Promise<Bilingual[]> =>
  [await damage(statements), await wrongClock(statements, now)].filter((each) => each !== null)
