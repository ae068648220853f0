/** What a thread does for an import, and what it says meanwhile. */
import type { Bilingual } from '../../../data/bilingual.ts'

import type { Import, ImportChoices } from '../../../data/imports.ts'
import type { RoadGraph } from '../../network/graph.ts'

/** To read an uploaded file as the user's choices say. */
export interface ReadJob {
  readonly kind: 'read'
  readonly importId: number
  /** Of the database. */
  readonly path: string
  /** Of the file that was uploaded. */
  readonly file: string
  readonly fileName: string
  readonly choices: ImportChoices
  readonly graph: RoadGraph | null
  /** YYYY-MM-DD. */
  readonly today: string
}

export interface CommitJob {
  readonly kind: 'commit' | 'undo'
  readonly importId: number
  readonly path: string
  readonly name: string
  readonly by: string
  /** ISO instant. */
  readonly at: string
}

export type ImportJob = ReadJob | CommitJob

export type Progress = NonNullable<Import['progress']>

/** What a thread says: it asks for its turn to write, and says when it has written. */
export type FromThread =
  | { readonly turn: 'wanted' | 'done' }
  | { readonly progress: Progress }
  | { readonly ended: JobResult }

export type JobResult =
  | { readonly outcome: 'done' }
  | { readonly outcome: 'refused'; readonly code: string; readonly sentence: Bilingual }
  /** What keeps a commit or its undoing from being done. */
  | { readonly outcome: 'standing'; readonly standing: readonly Bilingual[] }
  | { readonly outcome: 'failed'; readonly failure: string }
