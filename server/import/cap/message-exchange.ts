/** What a CAP message does to the warnings that are kept. */
import { CapRefused } from './cap-refused.ts'
import { type CapReference, readCap } from './read-cap.ts'
import { type CapWarning, warningsOf } from './warnings-of.ts'

/** A message by bureau, number and status: an exercise never ends what is meant in earnest. */
export interface MessageKey extends CapReference {
  readonly status: string
}

export interface MessageExchange {
  readonly message: MessageKey
  /** The messages that it updates or cancels. */
  readonly ends: readonly MessageKey[]
  /** What is kept in their place; nothing after a cancellation. */
  readonly warnings: readonly CapWarning[]
}

/** Types that only answer a message and warn of nothing. */
const ANSWERING_TYPES = ['Ack', 'Error']

/** @throws CapRefused with a sentence. */
export const messageExchange = (xml: string): MessageExchange => {
  const alert = readCap(xml)
  const { sender, identifier, status, msgType, references } = alert
  if (ANSWERING_TYPES.includes(msgType)) {
    throw new CapRefused(
      `msgType 为 ${msgType} 的消息只是对其他消息的答复，不形成也不改变预警。`,
      `A message of msgType ${msgType} only answers another one; it makes no warning and changes none.`,
    )
  }
  const isCancel = msgType === 'Cancel'
  if (isCancel && references.length === 0) {
    throw new CapRefused(
      '解除消息（Cancel）没有用 references 指明所解除的预警。',
      'The cancellation does not say in references which message it cancels.',
    )
  }
  return {
    message: { sender, identifier, status },
    ends: references.map((reference) => ({ ...reference, status })),
    warnings: isCancel ? [] : warningsOf(alert),
  }
}
