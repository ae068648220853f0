/** Warnings: entered or taken from CAP 1.2, lifted, and what lies inside their areas. */
import { z } from 'zod'
import type { Bilingual } from '../../../data/bilingual.ts'
import {
  WARNING_LIMITS,
  type Warning,
  type WarningInput,
  type WarningInside,
  type WarningOrigin,
  warningOriginSchema,
  warningTextsSchema,
} from '../../../data/warning.ts'
import { aboutParameter } from '../../http/problem-error.ts'
import { placesOfHeadline } from '../../import/cap/area-places.ts'
import { type CapMessage, freeName, readMessage } from '../../import/cap/cap-warnings.ts'
import { CapError } from '../../import/cap/xml-elements.ts'
import type { ChangedBy } from '../../store/feature-changes.ts'
import type { DocumentStore } from '../../store/named-documents.ts'
import type { Transaction } from '../../store/store.ts'
import type { WarningContent } from '../../store/warnings.ts'
import { NamedDocuments } from '../documents/named-documents.ts'
import type { ServiceContext } from '../service-context.ts'
import { mapAreas, readDirectory, unmappedIn } from './message-areas.ts'
import { type KeptWarning, type MappedPart, settleMessage } from './settle-message.ts'
import { warningInside } from './warning-inside.ts'

const ENTERED: WarningOrigin = warningOriginSchema.parse({
  ...{ source: 'entered', identifier: null, sender: null, status: null, levelFrom: null },
})

const MESSAGE_ENDED: Bilingual = {
  en: 'A later message has updated or cancelled this one already; it is not taken again.',
  zh: '此消息已被后来的更新或解除消息取代，不再接收。',
}

const endsNothing = (): CapError =>
  new CapError(
    '解除消息（Cancel）没有用 references 指明所解除的预警，按内容也没有找到对应的预警。',
    'The cancellation does not say in references which message it cancels, and there is no warning that its words fit.',
  )

/** From its first moment until just before its last, unless it was ended. */
export const isWarningActive = (
  { from, until, ended }: Pick<WarningContent, 'from' | 'until' | 'ended'>,
  now: Date,
): boolean =>
  // Rows from before there were endings have none.
  (ended ?? null) === null &&
  Date.parse(from) <= now.getTime() &&
  (until === null || now.getTime() < Date.parse(until))

/** What is wrong with a message becomes a problem with the parameter `xml`. */
const messageProblem = (error: unknown): unknown => {
  if (error instanceof CapError) return aboutParameter('invalid-body', 'xml', error.sentence)
  if (!(error instanceof z.ZodError)) return error
  // The reader makes nothing that does not fit; should it, that is the message's fault, not ours.
  const fields = error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')
  return aboutParameter('invalid-body', 'xml', {
    en: `The message makes a warning that cannot be kept (${fields}).`,
    zh: `由该消息形成的预警无法保存（${fields}）。`,
  })
}

/** @param follows earlier messages that this one stands for. */
const contentOf = (
  { key, sent }: CapMessage,
  part: MappedPart,
  follows: WarningOrigin['follows'],
): WarningContent => {
  const { level, levelFrom, kind, from, until, text, area, mapped, senderName } = part
  const { name: _, ...fields } = warningTextsSchema.parse({
    ...{ name: part.name, level, kind, from, until, text },
  })
  return {
    ...{ ...fields, area, ended: null },
    origin: {
      ...{ source: 'cap', ...key, levelFrom, senderName, sent },
      ...{ areas: [...mapped], follows, overIn: [] },
    },
  }
}

type Documents = DocumentStore<WarningContent>

export class Warnings extends NamedDocuments<WarningInput, WarningContent, Warning> {
  constructor(context: ServiceContext) {
    const answerOf = (document: KeptWarning) => this.#answer(document)
    super(context, {
      words: { one: { zh: '预警', en: 'warning' }, several: { zh: '预警', en: 'warnings' } },
      reader: ({ warnings }) => warnings,
      writer: ({ warnings }) => warnings,
      contentOf: ({ name: _, ...rest }, earlier) => ({
        ...rest,
        origin: earlier?.origin ?? ENTERED,
        ended: earlier?.ended ?? null,
      }),
      answerOf,
      entryOf: answerOf,
      notedAs: 'warnings',
    })
  }

  /**
   * Takes a CAP message whole, or nothing of it.
   * @returns what is kept of it, then what it ended, in all or in part.
   */
  async take(xml: string, by: ChangedBy): Promise<Warning[]> {
    try {
      const message = readMessage(xml)
      const kept = await this.write((documents, transaction) =>
        this.#takeInto(documents, transaction, message, by),
      )
      return kept.map((document) => this.#answer(document))
    } catch (error) {
      throw messageProblem(error)
    }
  }

  async #takeInto(
    documents: Documents,
    transaction: Transaction,
    message: CapMessage,
    by: ChangedBy,
  ): Promise<KeptWarning[]> {
    const { key, type, references } = message
    const { warnings } = transaction
    const directory = await readDirectory(this.context.registers, transaction)
    const parts = message.parts.map((part): MappedPart => {
      const isPlaceless = part.isEnding && part.areas.length === 0
      const meant = isPlaceless ? placesOfHeadline(directory, part.name) : part.areas
      const { area, areas } = mapAreas(directory, meant)
      return { ...part, area, mapped: areas }
    })
    const settled = settleMessage(message, parts, await documents.list())
    const { ended, left, coming, known, endedMessages, follows, isOutdated } = settled
    if (isOutdated || (await warnings.isMessageEnded(key))) {
      throw aboutParameter('conflict', 'xml', MESSAGE_ENDED)
    }
    if (type === 'Cancel' && references.length === 0 && ended.length + left.length === 0) {
      throw endsNothing()
    }
    await warnings.endMessages(endedMessages)
    const { identifier, sender } = key
    const who = message.parts.find(({ senderName }) => senderName !== '')?.senderName ?? sender
    const noted: ChangedBy = { ...by, reason: by.reason ?? `CAP ${type} ${identifier}` }
    const done: KeptWarning[] = []
    for (const { id, version, name, content } of ended) {
      const over = { at: by.at, who, reason: null, message: identifier }
      const input = { name, content: { ...content, ended: over }, at: by.at }
      const changed = await documents.update(id, version, input)
      done.push(await this.noted(transaction, 'end', changed, noted))
    }
    for (const { warning, area, areas, overIn } of left) {
      const { id, version, name, content } = warning
      const origin = { ...content.origin, areas: [...areas], overIn: [...overIn] }
      const input = { name, content: { ...content, area, origin }, at: by.at }
      const changed = await documents.update(id, version, input)
      done.push(await this.noted(transaction, 'update', changed, noted))
    }
    await this.#makeRoom(documents, coming.length, by.at)
    const created: KeptWarning[] = []
    for (const part of coming) {
      const content = contentOf(message, part, [...follows])
      const input = { name: part.name, content, at: by.at }
      const document = await documents.createCalled(input, freeName)
      created.push(await this.noted(transaction, 'create', document, noted))
    }
    return [...created, ...known, ...done]
  }

  /** Lets go of what was ended, but for the latest; where there is no room, of what has expired. */
  async #makeRoom(documents: Documents, more: number, now: string): Promise<void> {
    const all = await documents.list()
    const ended = all
      .flatMap(({ id, content }) => (content.ended ? [{ id, at: content.ended.at }] : []))
      .sort((a, b) => b.at.localeCompare(a.at))
    for (const { id } of ended.slice(WARNING_LIMITS.mostEnded)) await documents.remove(id, null)
    const wanted = all.length - ended.length + more - WARNING_LIMITS.mostWarnings
    const expired = all
      .flatMap(({ id, content: { until, ended: over } }) =>
        until && !over && Date.parse(until) <= Date.parse(now)
          ? [{ id, at: Date.parse(until) }]
          : [],
      )
      .sort((a, b) => a.at - b.at)
    for (const { id } of expired.slice(0, Math.max(0, wanted))) await documents.remove(id, null)
  }

  /** Lifts a warning before its time is over; one that was ended stays as it is. @throws ProblemError */
  end(id: string, by: ChangedBy): Promise<Warning> {
    return this.change(async (documents, transaction) => {
      const warning = await documents.get(id)
      if (!warning) throw this.noSuchDocument()
      const { name, version, content } = warning
      if (content.ended) return warning
      const { at, who, reason = null } = by
      const ended = { at, who, reason, message: null }
      const changed = await documents.update(id, version, {
        name,
        content: { ...content, ended },
        at,
      })
      return this.noted(transaction, 'end', changed, by)
    })
  }

  /** What lies inside the area of a warning; nothing where it has none. @throws ProblemError */
  async inside(id: string): Promise<WarningInside> {
    const { store, registers, now } = this.context
    return store.read(async (snapshot) => {
      const warning = await snapshot.warnings.get(id)
      if (!warning) throw this.noSuchDocument()
      return warningInside(registers, snapshot, warning.content.area, now())
    })
  }

  #answer({ content, baseRevision: _, ...kept }: KeptWarning): Warning {
    // Rows from before there were endings and areas one by one lack these.
    const origin = warningOriginSchema.parse(content.origin)
    const isNameless = content.area === null && origin.areas.length === 0
    return {
      ...{ ...kept, ...content, origin, ended: content.ended ?? null },
      isActive: isWarningActive(content, this.context.now()),
      unmapped: isNameless ? [kept.name] : unmappedIn(origin.areas),
    }
  }
}
