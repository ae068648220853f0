/** Warnings: entered or taken from CAP 1.2, and what lies inside their areas. */
import { z } from 'zod'
import type { Bilingual } from '../../../data/bilingual.ts'
import {
  type Warning,
  type WarningInput,
  type WarningInside,
  type WarningOrigin,
  warningInputSchema,
} from '../../../data/warning.ts'
import { aboutParameter } from '../../http/problem-error.ts'
import { freeName, messageExchange } from '../../import/cap/cap-warnings.ts'
import { CapError } from '../../import/cap/xml-elements.ts'
import type { NamedDocument } from '../../store/named-documents.ts'
import { MessageEnded, type WarningContent } from '../../store/warnings.ts'
import { NamedDocuments } from '../documents/named-documents.ts'
import type { ServiceContext } from '../service-context.ts'
import { warningInside } from './warning-inside.ts'

const ENTERED: WarningOrigin = {
  source: 'entered',
  identifier: null,
  sender: null,
  status: null,
  levelFrom: null,
}

const MESSAGE_ENDED: Bilingual = {
  en: 'A later message has updated or cancelled this one already; it is not taken again.',
  zh: '此消息已被后来的更新或解除消息取代，不再接收。',
}

/** From its first moment until just before its last. */
export const isWarningActive = (
  { from, until }: Pick<WarningInput, 'from' | 'until'>,
  now: Date,
): boolean =>
  Date.parse(from) <= now.getTime() && (until === null || now.getTime() < Date.parse(until))

/** What is wrong with a message becomes a problem with the parameter `xml`. */
const messageProblem = (error: unknown): unknown => {
  if (error instanceof CapError) return aboutParameter('invalid-body', 'xml', error.sentence)
  if (error instanceof MessageEnded) return aboutParameter('conflict', 'xml', MESSAGE_ENDED)
  if (!(error instanceof z.ZodError)) return error
  // The reader makes nothing that does not fit; should it, that is the message's fault, not ours.
  const fields = error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')
  return aboutParameter('invalid-body', 'xml', {
    en: `The message makes a warning that cannot be kept (${fields}).`,
    zh: `由该消息形成的预警无法保存（${fields}）。`,
  })
}

export class Warnings extends NamedDocuments<WarningInput, WarningContent, Warning> {
  constructor(context: ServiceContext) {
    const answerOf = (document: NamedDocument<WarningContent>) => this.#answer(document)
    super(context, {
      words: { one: { zh: '预警', en: 'warning' }, several: { zh: '预警', en: 'warnings' } },
      reader: ({ warnings }) => warnings,
      writer: ({ warnings }) => warnings,
      contentOf: ({ name: _, ...rest }, earlier) => ({
        ...rest,
        origin: earlier?.origin ?? ENTERED,
      }),
      answerOf,
      entryOf: answerOf,
    })
  }

  /** Takes a CAP message whole: nothing is removed before all that comes in its place was read. */
  async take(xml: string): Promise<Warning[]> {
    const at = this.context.now().toISOString()
    try {
      const { warnings, ...message } = messageExchange(xml)
      const inputs = warnings.map(({ input, origin }) => {
        const { name, ...content } = warningInputSchema.parse(input)
        return { name, content: { ...content, origin }, at }
      })
      const kept = await this.write((_, transaction) =>
        transaction.warnings.take({ ...message, warnings: inputs }, freeName),
      )
      return kept.map((document) => this.#answer(document))
    } catch (error) {
      throw messageProblem(error)
    }
  }

  /** What lies inside the area of a warning. @throws ProblemError */
  async inside(id: string): Promise<WarningInside> {
    const { store, registers, now } = this.context
    return store.read(async (snapshot) => {
      const warning = await snapshot.warnings.get(id)
      if (!warning) throw this.noSuchDocument()
      return warningInside(registers, snapshot, warning.content.area, now())
    })
  }

  #answer({ content, baseRevision: _, ...kept }: NamedDocument<WarningContent>) {
    return { ...kept, ...content, isActive: isWarningActive(content, this.context.now()) }
  }
}
