/** Warnings as they are kept, and messages that end others: those are not taken a second time. */
import type { Ended } from '../../data/hazard-change.ts'
import {
  type MessageKey,
  WARNING_LIMITS,
  type WarningInput,
  type WarningOrigin,
} from '../../data/warning.ts'
import { type DocumentStore, documentStore } from './named-documents.ts'
import { readMeta, writeMeta } from './revisions.ts'
import { jsonText } from './sqlite/dialect.ts'
import type { Statements } from './statements.ts'

export type WarningContent = Omit<WarningInput, 'name' | 'area'> & {
  /** Null where nothing of it can be mapped. */
  readonly area: WarningInput['area'] | null
  readonly origin: WarningOrigin
  readonly ended: Ended | null
}

export interface WarningStore extends DocumentStore<WarningContent> {
  /** Whether a later message has updated or cancelled this one as a whole. */
  isMessageEnded(message: MessageKey): Promise<boolean>
  /** From now on `isMessageEnded`. */
  endMessages(messages: readonly MessageKey[]): Promise<void>
}

/** Messages are pasted within days of being sent: the oldest ended ones may be forgotten. */
const MOST_ENDED_MESSAGES = 2000
const ENDED_KEY = 'cap-ended'

const wordOf = ({ sender, identifier, status }: MessageKey): string =>
  JSON.stringify([sender, identifier, status])

/** What was ended leaves its name and its room to others. */
const NOT_ENDED = `${jsonText('content', 'ended')} IS NULL`

export const warningStore = (statements: Statements): WarningStore => {
  const documents = documentStore<WarningContent>(
    statements,
    'warnings',
    WARNING_LIMITS.mostWarnings,
    'content',
    NOT_ENDED,
  )
  const endedWords = async (): Promise<readonly string[]> =>
    JSON.parse((await readMeta(statements, ENDED_KEY)) ?? '[]')
  return {
    ...documents,
    isMessageEnded: async (message) => (await endedWords()).includes(wordOf(message)),
    async endMessages(messages) {
      if (messages.length === 0) return
      const all = [...new Set([...(await endedWords()), ...messages.map(wordOf)])]
      await writeMeta(statements, ENDED_KEY, JSON.stringify(all.slice(-MOST_ENDED_MESSAGES)))
    },
  }
}
