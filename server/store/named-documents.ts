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

/** Documents that give way to others. */
export interface DocumentExchange<Content> {
  readonly removedIds: readonly string[]
  readonly kept: readonly DocumentInput<Content>[]
}

export interface DocumentStore<Content, Summary = Content> {
  /** Changed last first, of each what a list tells of it. */
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
  /**
   * Removes documents and keeps others in their place, all or nothing.
   * @param plan asked within the transaction; what it throws undoes everything.
   * @param freeName what a document is called whose name may be taken. @throws DocumentRefused
   */
  exchange(
    plan: () => DocumentExchange<Content>,
    freeName: NameOfCopy,
  ): Promise<NamedDocument<Content>[]>
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

/** What two names have in common that a reader takes for one; SQLite's lower() knows ASCII only. */
const folded = (name: string): string => name.normalize().toLowerCase()

/**
 * @param most documents that the table may hold.
 * @param summary SQL expression over `content`: the JSON that a list tells of a document.
 */
export const documentStore = <Content, Summary = Content>(
  database: Database.Database,
  table: 'scenarios' | 'saved_standards' | 'road_closures' | 'warnings' | 'reserve_norms',
  most: number,
  summary = 'content',
): DocumentStore<Content, Summary> => {
  const read = (id: string): Row | undefined =>
    database.prepare<[string], Row>(`SELECT * FROM ${table} WHERE id = ?`).get(id)
  const countRows = (): number =>
    database.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get() ?? 0
  const otherNames = (ownId: string): ReadonlySet<string> => {
    const select = database.prepare<[string], string>(`SELECT name FROM ${table} WHERE id <> ?`)
    return new Set(select.pluck().all(ownId).map(folded))
  }
  const refuseName = (name: string, ownId: string): void => {
    if (UNREADABLE.test(name)) throw new DocumentRefused('name-unreadable')
    if (otherNames(ownId).has(folded(name))) throw new DocumentRefused('name-taken')
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
  const insertRow = (name: string, content: string, at: string): Row => {
    const id = randomUUID()
    if (countRows() >= most) throw new DocumentRefused('too-many')
    refuseName(name, id)
    return database
      .prepare<string[], Row>(
        `INSERT INTO ${table} (id, name, content, version, baseRevision, createdAt, updatedAt)
         VALUES (?, ?, ?, 1, (SELECT value FROM revision), ?, ?) RETURNING *`,
      )
      .get(id, name, content, at, at)!
  }
  const insert = database.transaction(insertRow)
  const update = database.transaction(
    (id: string, version: number, { name, content, at }: DocumentInput<Content>): Row => {
      const row = expected(id, version)
      refuseName(name, id)
      return database
        .prepare<[string, string, number, string, string], Row>(
          `UPDATE ${table} SET name = ?, content = ?, version = ?, updatedAt = ?,
             baseRevision = (SELECT value FROM revision) WHERE id = ? RETURNING *`,
        )
        .get(name, JSON.stringify(content), row.version + 1, at, id)!
    },
  )
  const copy = database.transaction((id: string, nameOfCopy: NameOfCopy, at: string): Row => {
    const { name, content } = expected(id, null)
    const taken = otherNames('')
    return insertRow(
      nameOfCopy(name, (each) => taken.has(folded(each))),
      content,
      at,
    )
  })
  const remove = database.transaction((id: string, version: number | null): void => {
    expected(id, version)
    database.prepare(`DELETE FROM ${table} WHERE id = ?`).run(id)
  })
  const exchange = database.transaction(
    (plan: () => DocumentExchange<Content>, freeName: NameOfCopy): Row[] => {
      const { removedIds, kept } = plan()
      const drop = database.prepare(`DELETE FROM ${table} WHERE id = ?`)
      for (const id of removedIds) drop.run(id)
      const taken = new Set(otherNames(''))
      return kept.map(({ name, content, at }) => {
        const free = freeName(name, (each) => taken.has(folded(each)))
        taken.add(folded(free))
        return insertRow(free, JSON.stringify(content), at)
      })
    },
  )
  return {
    async list() {
      const select = database.prepare<[], Row>(
        `SELECT id, name, ${summary} AS content, version, baseRevision, createdAt, updatedAt
         FROM ${table} ORDER BY updatedAt DESC, name`,
      )
      return select.all().map(documentOf<Summary>)
    },
    async get(id) {
      const row = read(id)
      return row ? documentOf(row) : null
    },
    async count() {
      return countRows()
    },
    async create({ name, content, at }) {
      return documentOf(insert.immediate(name, JSON.stringify(content), at))
    },
    async update(id, version, input) {
      return documentOf(update.immediate(id, version, input))
    },
    async copy(id, nameOfCopy, at) {
      return documentOf(copy.immediate(id, nameOfCopy, at))
    },
    async remove(id, version) {
      remove.immediate(id, version)
    },
    async exchange(plan, freeName) {
      return exchange.immediate(plan, freeName).map(documentOf<Content>)
    },
  }
}
