/** Documents that people keep by name: read, kept, changed and removed in units of the store. */
import type { Bilingual } from '../../../data/bilingual.ts'
import type { CollectionId } from '../../../data/collections.ts'
import type { HazardChangeKind, HazardHistory, HazardSubject } from '../../../data/hazard-change.ts'
import { ProblemError } from '../../http/problem-error.ts'
import type { ChangedBy } from '../../store/feature-changes.ts'
import {
  type DocumentRefusal,
  DocumentRefused,
  type DocumentStore,
  type NamedDocument,
} from '../../store/named-documents.ts'
import type { Snapshot, Transaction } from '../../store/store.ts'
import { noteHazardChange, readHazardHistory } from '../hazards/hazard-history.ts'
import { Service, type ServiceContext } from '../service-context.ts'

/** What a document is called in a sentence. */
export interface DocumentWords {
  readonly one: Bilingual
  readonly several: Bilingual
}

const sentences = ({ one, several }: DocumentWords): Record<DocumentRefusal, Bilingual> => ({
  'no-such-document': {
    en: `There is no such ${one.en}; it may have been deleted.`,
    zh: `没有这个${one.zh}，可能已被删除。`,
  },
  'name-taken': {
    en: `There is a ${one.en} of this name already; choose another name.`,
    zh: `已有同名${one.zh}，请换一个名称。`,
  },
  'name-unreadable': {
    en: 'The name holds control characters or half characters; type it anew.',
    zh: '名称中有控制字符或残缺字符，请重新输入。',
  },
  'changed-meanwhile': {
    en: `Somebody has changed this ${one.en} since it was read; read it again, or save yours under another name.`,
    zh: `这个${one.zh}在您打开之后已被修改；请重新载入，或另存为新的名称。`,
  },
  'too-many': {
    en: `There are as many ${several.en} as can be kept; delete one first.`,
    zh: `${several.zh}数量已达上限，请先删除不用的。`,
  },
})

const PROBLEM_KINDS = {
  'no-such-document': 'not-found',
  'name-taken': 'conflict',
  'name-unreadable': 'invalid-body',
  'changed-meanwhile': 'precondition-failed',
  'too-many': 'conflict',
} as const

const ABOUT_THE_NAME: readonly DocumentRefusal[] = ['name-taken', 'name-unreadable']

/** What sets one kind of document apart from the others. */
export interface DocumentKind<Input extends { name: string }, Content, Answer, Summary, Entry> {
  readonly words: DocumentWords
  readonly reader: (snapshot: Snapshot) => Pick<DocumentStore<Content, Summary>, 'list' | 'get'>
  readonly writer: (transaction: Transaction) => DocumentStore<Content, Summary>
  /** What stands against keeping an input beside the others. @throws ProblemError */
  readonly refuse?: (
    input: Input,
    others: readonly NamedDocument<Summary>[],
    transaction: Transaction,
    earlier: NamedDocument<Content> | null,
  ) => void | Promise<void>
  /** What stands against removing one. @throws ProblemError */
  readonly refuseRemoval?: (
    document: NamedDocument<Content>,
    transaction: Transaction,
  ) => Promise<void>
  /** What is kept of an input. @param earlier content that it replaces. */
  readonly contentOf: (input: Input, earlier: Content | null) => Content
  /** @param revision of the data that documents of this kind are about. */
  readonly answerOf: (
    document: NamedDocument<Content>,
    revision: number,
  ) => Answer | Promise<Answer>
  /** The same for an entry of the list. */
  readonly entryOf: (document: NamedDocument<Summary>, revision: number) => Entry | Promise<Entry>
  /** Collections that the documents are about; left out: all of them. */
  readonly about?: readonly CollectionId[]
  /** Comes with the program: read before the others and like them, neither changed nor removed. */
  readonly builtIn?: Answer & Entry & { readonly id: string }
  /** As what each change is noted; left out: there is no history. */
  readonly notedAs?: HazardSubject
}

/** What routes call, whatever the documents are. */
export interface DocumentService<Input, Answer, Entry> {
  readonly words: DocumentWords
  /** Changed last first. */
  list(): Promise<Entry[]>
  /** @throws ProblemError where there is none of this id. */
  get(id: string): Promise<Answer>
  /** @param by is noted where there is a history. */
  create(input: Input, by: ChangedBy): Promise<Answer>
  /** @param version that the writer has read, null for any. */
  update(id: string, version: number | null, input: Input, by: ChangedBy): Promise<Answer>
  /** @param version that the writer has read, null for any. */
  remove(id: string, version: number | null, by: ChangedBy): Promise<void>
}

export class NamedDocuments<
    Input extends { name: string },
    Content,
    Answer,
    Summary = Content,
    Entry = Answer,
  >
  extends Service
  implements DocumentService<Input, Answer, Entry>
{
  readonly #kind: DocumentKind<Input, Content, Answer, Summary, Entry>

  constructor(context: ServiceContext, kind: DocumentKind<Input, Content, Answer, Summary, Entry>) {
    super(context)
    this.#kind = kind
  }

  get words(): DocumentWords {
    return this.#kind.words
  }

  async list(): Promise<Entry[]> {
    const { reader, entryOf, about, builtIn } = this.#kind
    const [documents, revision] = await this.context.store.read(async (snapshot) =>
      Promise.all([reader(snapshot).list(), snapshot.revision(about)]),
    )
    const entries: Entry[] = builtIn ? [builtIn] : []
    for (const document of documents) entries.push(await entryOf(document, revision))
    return entries
  }

  async get(id: string): Promise<Answer> {
    const { reader, answerOf, about, builtIn } = this.#kind
    if (builtIn?.id === id) return builtIn
    const [document, revision] = await this.context.store.read(async (snapshot) =>
      Promise.all([reader(snapshot).get(id), snapshot.revision(about)]),
    )
    if (!document) throw this.noSuchDocument()
    return answerOf(document, revision)
  }

  create(input: Input, by: ChangedBy): Promise<Answer> {
    return this.change(async (documents, transaction) => {
      await this.#refuse(documents, input, transaction, null)
      const created = await documents.create(this.#inputOf(input, null))
      return this.noted(transaction, 'create', created, by)
    })
  }

  update(id: string, version: number | null, input: Input, by: ChangedBy): Promise<Answer> {
    return this.change(async (documents, transaction) => {
      const earlier = await documents.get(id)
      if (!earlier) throw this.noSuchDocument()
      await this.#refuse(documents, input, transaction, earlier)
      const input_ = this.#inputOf(input, earlier.content)
      const updated = await documents.update(id, version ?? earlier.version, input_)
      return this.noted(transaction, 'update', updated, by)
    })
  }

  async #refuse(
    documents: DocumentStore<Content, Summary>,
    input: Input,
    transaction: Transaction,
    earlier: NamedDocument<Content> | null,
  ): Promise<void> {
    const others = (await documents.list()).filter(({ id }) => id !== earlier?.id)
    await this.#kind.refuse?.(input, others, transaction, earlier)
  }

  /** What was done to one, newest first. @throws ProblemError where there never was one of this id. */
  async history(id: string): Promise<HazardHistory> {
    const { notedAs } = this.#kind
    const history = notedAs && (await readHazardHistory(this.context.store, notedAs, id))
    if (!history) throw this.noSuchDocument()
    return history
  }

  async remove(id: string, version: number | null, by: ChangedBy): Promise<void> {
    await this.write(async (documents, transaction) => {
      const last = await documents.get(id)
      if (last) await this.#kind.refuseRemoval?.(last, transaction)
      await documents.remove(id, version)
      if (last) await this.noted(transaction, 'delete', last, by)
    })
  }

  /** Writes one document. @throws ProblemError where the store refuses, nothing written. */
  async change(
    act: (
      documents: DocumentStore<Content, Summary>,
      transaction: Transaction,
    ) => Promise<NamedDocument<Content>>,
  ): Promise<Answer> {
    const [document, revision] = await this.write(
      async (documents, transaction) =>
        [await act(documents, transaction), await transaction.revision(this.#kind.about)] as const,
    )
    return this.#kind.answerOf(document, revision)
  }

  /** Part of the unit that has changed it: written into the history, where there is one. */
  async noted(
    transaction: Transaction,
    kind: HazardChangeKind,
    document: NamedDocument<Content>,
    by: ChangedBy,
  ): Promise<NamedDocument<Content>> {
    const { notedAs } = this.#kind
    if (notedAs) {
      await noteHazardChange(transaction, notedAs, kind, document as NamedDocument<object>, by)
    }
    return document
  }

  /** One transaction. @throws ProblemError where the store refuses, nothing written. */
  async write<T>(
    act: (documents: DocumentStore<Content, Summary>, transaction: Transaction) => Promise<T>,
  ): Promise<T> {
    const { words, writer } = this.#kind
    try {
      return await this.context.store.write((transaction) => act(writer(transaction), transaction))
    } catch (error) {
      if (!(error instanceof DocumentRefused)) throw error
      const sentence = sentences(words)[error.reason]
      const isAboutName = ABOUT_THE_NAME.includes(error.reason)
      const problems = isAboutName ? [{ parameter: 'name', sentence }] : []
      throw new ProblemError(PROBLEM_KINDS[error.reason], sentence, problems)
    }
  }

  #inputOf(input: Input, earlier: Content | null) {
    const content = this.#kind.contentOf(input, earlier)
    return { name: input.name, content, at: this.context.now().toISOString() }
  }

  noSuchDocument(): ProblemError {
    return new ProblemError('not-found', sentences(this.#kind.words)['no-such-document'])
  }
}
