/** The history of closures and warnings, kept beside them: it stays when they are deleted. */
import type { HazardChangeKind, HazardSubject } from '../../data/hazard-change.ts'
import type { Statements } from './statements.ts'

interface ChangeOf<Content> {
  readonly subject: HazardSubject
  readonly documentId: string
  readonly version: number
  readonly kind: HazardChangeKind
  /** ISO instant. */
  readonly at: string
  readonly who: string
  readonly reason: string | null
  readonly name: string
  readonly content: Content
}

type HazardChange = ChangeOf<object>
export type KeptHazardChange = HazardChange & { readonly sequence: number }

export interface HazardChangeStore {
  /** Oldest first; none of what was never there. */
  list(subject: HazardSubject, documentId: string): Promise<KeptHazardChange[]>
  add(change: HazardChange): Promise<void>
}

export const hazardChangeStore = (statements: Statements): HazardChangeStore => ({
  async list(subject, documentId) {
    const rows = await statements.all<ChangeOf<string> & { sequence: number }>(
      'SELECT * FROM hazard_changes WHERE subject = ? AND documentId = ? ORDER BY sequence',
      [subject, documentId],
    )
    return rows.map(({ content, ...row }) => ({ ...row, content: JSON.parse(content) as object }))
  },
  async add({ content, ...change }) {
    await statements.run(
      `INSERT INTO hazard_changes
         (subject, documentId, version, kind, at, who, reason, name, content)
       VALUES (@subject, @documentId, @version, @kind, @at, @who, @reason, @name, @content)`,
      { ...change, content: JSON.stringify(content) },
    )
  },
})
