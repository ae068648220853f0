/** Warnings as they are kept, and messages that end others: those are not taken a second time. */
import { WARNING_LIMITS, type WarningInput, type WarningOrigin } from '../../data/warning.ts'
import {
  type DocumentInput,
  type DocumentStore,
  documentStore,
  type NamedDocument,
  type NameOfCopy,
} from './named-documents.ts'
import { readMeta, writeMeta } from './revisions.ts'
import { jsonText } from './sqlite/dialect.ts'
import type { Statements } from './statements.ts'

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
export class MessageEnded extends Error {}

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

const origin = (name: string): string => jsonText('content', `origin.${name}`)

export const warningStore = (statements: Statements): WarningStore => {
  const documents = documentStore<WarningContent>(
    statements,
    'warnings',
    WARNING_LIMITS.mostWarnings,
  )
  /** Picked out by the database: the areas of hundreds of warnings are long. */
  const idsOf = async (words: ReadonlySet<string>): Promise<string[]> => {
    const rows = await statements.all<MessageKey & { id: string }>(
      `SELECT id, ${origin('sender')} AS sender, ${origin('identifier')} AS identifier,
         ${origin('status')} AS status
       FROM warnings WHERE ${origin('source')} = 'cap'`,
    )
    return rows.filter((row) => words.has(wordOf(row))).map(({ id }) => id)
  }
  return {
    ...documents,
    async take({ message, ends, warnings }, freeName) {
      const own = wordOf(message)
      const others = ends.map(wordOf).filter((word) => word !== own)
      const ended: readonly string[] = JSON.parse((await readMeta(statements, ENDED_KEY)) ?? '[]')
      if (ended.includes(own)) throw new MessageEnded('message ended')
      if (others.length > 0) {
        const all = [...new Set([...ended, ...others])]
        await writeMeta(statements, ENDED_KEY, JSON.stringify(all.slice(-MOST_ENDED)))
      }
      const removedIds = await idsOf(new Set([own, ...others]))
      return documents.exchange({ removedIds, kept: warnings }, freeName)
    },
  }
}
