/** Small documents that people keep by name, such as scenarios: one table each, one way of writing. */
import { randomUUID } from 'node:crypto'
import type Database from 'better-sqlite3'

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
export type DocumentRefusal = 'no-such-document' | 'name-taken' | 'changed-meanwhile' | 'too-many'

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

export interface DocumentStore<Content> {
  /** Changed last first. */
  list(): Promise<NamedDocument<Content>[]>
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
  /** @param version that the writer has read, null for any. @throws DocumentRefused */
  remove(id: string, version: number | null): Promise<void>
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

/** @param most documents that the table may hold. */
export const documentStore = <Content>(
  database: Database.Database,
  table: 'scenarios' | 'saved_standards',
  most: number,
): DocumentStore<Content> => {
  const read = (id: string): Row | undefined =>
    database.prepare<[string], Row>(`SELECT * FROM ${table} WHERE id = ?`).get(id)
  const countRows = (): number =>
    database.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get() ?? 0
  const refuseTakenName = (name: string, ownId: string): void => {
    const taken = database
      .prepare<[string, string], Row>(
        `SELECT * FROM ${table} WHERE lower(name) = lower(?) AND id <> ?`,
      )
      .get(name, ownId)
    if (taken) throw new DocumentRefused('name-taken')
  }
  /** The row that is to be changed, if it still is what the writer has read. */
  const expected = (id: string, version: number | null): Row => {
    const row = read(id)
    if (!row) throw new DocumentRefused('no-such-document')
    if (version !== null && row.version !== version) {
      throw new DocumentRefused('changed-meanwhile', row.version)
    }
    return row
  }
  const insert = database.transaction(({ name, content, at }: DocumentInput<Content>): string => {
    const id = randomUUID()
    if (countRows() >= most) throw new DocumentRefused('too-many')
    refuseTakenName(name, id)
    database
      .prepare(
        `INSERT INTO ${table} (id, name, content, version, baseRevision, createdAt, updatedAt)
         VALUES (?, ?, ?, 1, (SELECT value FROM revision), ?, ?)`,
      )
      .run(id, name, JSON.stringify(content), at, at)
    return id
  })
  const update = database.transaction(
    (id: string, version: number, { name, content, at }: DocumentInput<Content>): void => {
      const row = expected(id, version)
      refuseTakenName(name, id)
      database
        .prepare(
          `UPDATE ${table} SET name = ?, content = ?, version = ?, updatedAt = ?,
             baseRevision = (SELECT value FROM revision) WHERE id = ?`,
        )
        .run(name, JSON.stringify(content), row.version + 1, at, id)
    },
  )
  const remove = database.transaction((id: string, version: number | null): void => {
    expected(id, version)
    database.prepare(`DELETE FROM ${table} WHERE id = ?`).run(id)
  })
  const written = (id: string): NamedDocument<Content> => documentOf(read(id)!)
  return {
    async list() {
      const order = 'ORDER BY updatedAt DESC, name'
      return database
        .prepare<[], Row>(`SELECT * FROM ${table} ${order}`)
        .all()
        .map(documentOf<Content>)
    },
    async get(id) {
      const row = read(id)
      return row ? documentOf(row) : null
    },
    async count() {
      return countRows()
    },
    async create(input) {
      return written(insert.immediate(input))
    },
    async update(id, version, input) {
      update.immediate(id, version, input)
      return written(id)
    },
    async remove(id, version) {
      remove.immediate(id, version)
    },
  }
}
