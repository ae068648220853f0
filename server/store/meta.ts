/** Short facts about the database as a whole, by key. */
import type { Statements } from './statements.ts'

export const readMeta = async (statements: Statements, key: string): Promise<string | null> =>
  (await statements.value<string>('SELECT value FROM meta WHERE key = ?', [key])) ?? null

export const writeMeta = async (
  statements: Statements,
  key: string,
  value: string,
): Promise<void> => {
  await statements.run(
    'INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    [key, value],
  )
}
