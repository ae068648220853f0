/** Warnings as they are kept, and messages that end others: those are not taken a second time. */
import type Database from 'better-sqlite3'
import { WARNING_LIMITS, type WarningInput, type WarningOrigin } from '../../data/warning.ts'
import {
  type DocumentInput,
  type DocumentStore,
  documentStore,
  type NamedDocument,
  type NameOfCopy,
} from './named-documents.ts'

export type WarningContent = Omit<WarningInput, 'name'> & { readonly origin: WarningOrigin }

/** A message by bureau, number and status. */
interface MessageKey {
  readonly sender: string
  readonly identifier: string
  readonly status: string
}

/** A message that is taken: what it ends, and what is kept of it. */
export interface TakenMessage {
  readonly message: MessageKey
  readonly ends: readonly MessageKey[]
  readonly warnings: readonly DocumentInput<WarningContent>[]
}

/** A message that a later one has updated or cancelled; nothing was changed. */
export class MessageEnded extends Error {
  constructor() {
    super('message ended')
  }
}

export interface WarningStore extends DocumentStore<WarningContent> {
  /**
   * Keeps the warnings of a message in place of those that it ends, and of its own from before; all
   * or nothing. @throws MessageEnded, DocumentRefused
   */
  take(message: TakenMessage, freeName: NameOfCopy): Promise<NamedDocument<WarningContent>[]>
}

/** Messages are pasted within days of being sent: the oldest ended ones may be forgotten. */
const MOST_ENDED = 2000
const ENDED_KEY = 'cap-ended'

const wordOf = ({ sender, identifier, status }: MessageKey): string =>
  JSON.stringify([sender, identifier, status])

export const warningStore = (database: Database.Database): WarningStore => {
  const documents = documentStore<WarningContent>(database, 'warnings', WARNING_LIMITS.mostWarnings)
  const readEnded = (): readonly string[] => {
    const select = database.prepare<[string], string>('SELECT value FROM meta WHERE key = ?')
    return JSON.parse(select.pluck().get(ENDED_KEY) ?? '[]')
  }
  const writeEnded = (ended: readonly string[]): void => {
    database
      .prepare(
        'INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
      )
      .run(ENDED_KEY, JSON.stringify(ended.slice(-MOST_ENDED)))
  }
  /** Read by SQLite: the areas of hundreds of warnings are long. */
  const idsOf = (words: ReadonlySet<string>): string[] =>
    database
      .prepare<[], MessageKey & { id: string }>(
        `SELECT id, content ->> '$.origin.sender' AS sender,
           content ->> '$.origin.identifier' AS identifier, content ->> '$.origin.status' AS status
         FROM warnings WHERE content ->> '$.origin.source' = 'cap'`,
      )
      .all()
      .filter((row) => words.has(wordOf(row)))
      .map(({ id }) => id)
  return {
    ...documents,
    async take({ message, ends, warnings }, freeName) {
      const own = wordOf(message)
      const others = ends.map(wordOf).filter((word) => word !== own)
      return documents.exchange(() => {
        const ended = readEnded()
        if (ended.includes(own)) throw new MessageEnded()
        if (others.length > 0) writeEnded([...new Set([...ended, ...others])])
        return { removedIds: idsOf(new Set([own, ...others])), kept: warnings }
      }, freeName)
    },
  }
}
