/** Small documents that people keep by name, such as scenarios: one table each, one way of writing. */
import { randomUUID } from 'node:crypto'
import { DOCUMENT_TABLES } from './revisions.ts'
import type { Statements } from './statements.ts'

export interface NamedDocument<Content> {
  readonly id: string
  readonly name: string
  readonly content: Content
  /** Raised by every change. */
  readonly version: number
  /** Revision of the data when it was last saved. */
  readonly baseRevision: number
  /** ISO instants. */
  readonly createdAt: string
  readonly updatedAt: string
}

/** What is to be kept, and when. */
export interface DocumentInput<Content> {
  readonly name: string
  readonly content: Content
  readonly at: string
}

/** Why nothing was written. */
export type DocumentRefusal =
  | 'no-such-document'
  | 'name-taken'
  | 'name-unreadable'
  | 'changed-meanwhile'
  | 'too-many'

export class DocumentRefused extends Error {
  readonly reason: DocumentRefusal
  /** The version that there is, where another was expected. */
  readonly version: number | null

  constructor(reason: DocumentRefusal, version: number | null = null) {
    super(reason)
    this.reason = reason
    this.version = version
  }
}

/** A name for the copy of a document of this name, one that is not taken. */
export type NameOfCopy = (name: string, isTaken: (name: string) => boolean) => string

export interface DocumentStore<Content, Summary = Content> {
  /** Changed last first, of each what a list shows of it. */
  list(): Promise<NamedDocument<Summary>[]>
  get(id: string): Promise<NamedDocument<Content> | null>
  count(): Promise<number>
  /** @throws DocumentRefused */
  create(input: DocumentInput<Content>): Promise<NamedDocument<Content>>
  /** @param version that the writer has read. @throws DocumentRefused */
  update(
    id: string,
    version: number,
    input: DocumentInput<Content>,
  ): Promise<NamedDocument<Content>>
  /** Keeps a document once more. @param at when. @throws DocumentRefused */
  copy(id: string, nameOfCopy: NameOfCopy, at: string): Promise<NamedDocument<Content>>
  /** @param version that the writer has read, null for any. @throws DocumentRefused */
  remove(id: string, version: number | null): Promise<void>
  /** Keeps it under a name that is not taken. @throws DocumentRefused */
  createCalled(
    input: DocumentInput<Content>,
    nameOfCopy: NameOfCopy,
  ): Promise<NamedDocument<Content>>
}

interface Row {
  id: string
  name: string
  content: string
  version: number
  baseRevision: number
  createdAt: string
  updatedAt: string
}

const documentOf = <Content>({ content, ...row }: Row): NamedDocument<Content> => ({
  ...row,
  content: JSON.parse(content) as Content,
})

/**
 * Control characters and halves of surrogate pairs: no name that a person reads has them, and
 * SQLite ends its count of characters at the first NUL.
 */
const UNREADABLE = /[\p{Cc}\p{Cs}]/u

/** The revision of the data at this moment. */
const REVISION = '(SELECT value FROM revision WHERE id = 1)'

/** What two names have in common that a reader takes for one; SQLite's lower() knows ASCII only. */
const folded = (name: string): string => name.normalize().toLowerCase()

/**
 * @param most documents that the table may hold.
 * @param summary SQL expression over `content`: the JSON that a list shows of a document.
 * @param counted SQL condition for those that count among `most` and whose names must differ.
 */
export const documentStore = <Content, Summary = Content>(
  statements: Statements,
  kind: keyof typeof DOCUMENT_TABLES,
  most: number,
  summary = 'content',
  counted = 'TRUE',
): DocumentStore<Content, Summary> => {
  const table = DOCUMENT_TABLES[kind]
  const countRows = async (): Promise<number> =>
    (await statements.value<number>(`SELECT count(*) FROM ${table} WHERE ${counted}`)) ?? 0
  const otherNames = async (ownId: string): Promise<Set<string>> => {
    const rows = await statements.all<{ name: string }>(
      `SELECT name FROM ${table} WHERE id <> ? AND ${counted}`,
      [ownId],
    )
    return new Set(rows.map(({ name }) => folded(name)))
  }
  const refuseName = async (name: string, ownId: string): Promise<void> => {
    if (UNREADABLE.test(name)) throw new DocumentRefused('name-unreadable')
    if ((await otherNames(ownId)).has(folded(name))) throw new DocumentRefused('name-taken')
  }
  const freeName = async (name: string, nameOfCopy: NameOfCopy): Promise<string> => {
    const taken = await otherNames('')
    return nameOfCopy(name, (each) => taken.has(folded(each)))
  }
  const read = (id: string): Promise<Row | undefined> =>
    statements.get<Row>(`SELECT * FROM ${table} WHERE id = ?`, [id])
  /** The row that is to be changed, if it still is what the writer has read. */
  const expected = async (id: string, version: number | null): Promise<Row> => {
    const row = await read(id)
    if (!row) throw new DocumentRefused('no-such-document')
    if (version !== null && row.version !== version) {
      throw new DocumentRefused('changed-meanwhile', row.version)
    }
    return row
  }
  const insert = async (
    name: string,
    content: string,
    at: string,
  ): Promise<NamedDocument<Content>> => {
    const id = randomUUID()
    if ((await countRows()) >= most) throw new DocumentRefused('too-many')
    await refuseName(name, id)
    const row = await statements.get<Row>(
      `INSERT INTO ${table} (id, name, content, version, baseRevision, createdAt, updatedAt)
       VALUES (?, ?, ?, 1, ${REVISION}, ?, ?) RETURNING *`,
      [id, name, content, at, at],
    )
    return documentOf(row!)
  }
  return {
    async list() {
      const rows = await statements.all<Row>(
        `SELECT id, name, ${summary} AS content, version, baseRevision, createdAt, updatedAt
         FROM ${table} ORDER BY updatedAt DESC, name`,
      )
      return rows.map(documentOf<Summary>)
    },
    async get(id) {
      const row = await read(id)
      return row ? documentOf(row) : null
    },
    count: countRows,
    create: ({ name, content, at }) => insert(name, JSON.stringify(content), at),
    async update(id, version, { name, content, at }) {
      const row = await expected(id, version)
      await refuseName(name, id)
      const changed = await statements.get<Row>(
        `UPDATE ${table} SET name = ?, content = ?, version = ?, updatedAt = ?,
           baseRevision = ${REVISION} WHERE id = ? RETURNING *`,
        [name, JSON.stringify(content), row.version + 1, at, id],
      )
      return documentOf(changed!)
    },
    async copy(id, nameOfCopy, at) {
      const { name, content } = await expected(id, null)
      return insert(await freeName(name, nameOfCopy), content, at)
    },
    async remove(id, version) {
      await expected(id, version)
      await statements.run(`DELETE FROM ${table} WHERE id = ?`, [id])
    },
    async createCalled({ name, content, at }, nameOfCopy) {
      return insert(await freeName(name, nameOfCopy), JSON.stringify(content), at)
    },
  }
}
