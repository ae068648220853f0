/** What an import would do, as `--json` prints it. */
import type { Bilingual } from '../../../data/bilingual.ts'
import type { Geometry } from '../../../data/geometry.ts'
import type { RefusalCode } from '../tables/file-refused.ts'
import type { FileWarning, Issue } from './issues.ts'
import type { Medians, RegisterSystem } from './judge-system.ts'

export type RowStatus = 'add' | 'update' | 'unchanged' | 'unplaced' | 'reject' | 'skip'

export interface RowReport {
  /** As a spreadsheet shows it; in text files the record, from 1. */
  readonly row: number
  /** Of a text file: the line on which the record begins. */
  readonly line?: number
  /** Of a file of several layers. */
  readonly layer?: string
  /** The code that the row is known by. */
  readonly key?: string
  readonly status: RowStatus
  /** WGS-84 degrees. */
  readonly lonLat?: readonly [number, number]
  readonly geometry?: Geometry
  /** The system that the row's degrees were read in, where rows differ. */
  readonly system?: RegisterSystem
  /** What has no value is left out. */
  readonly properties: Readonly<Record<string, unknown>>
  readonly changes?: Readonly<Record<string, { readonly from: unknown; readonly to: unknown }>>
  readonly issues?: readonly Issue[]
}

export interface ColumnReport {
  readonly heading: string
  readonly field: string
  /** 0 … 1. */
  readonly certainty: number
}

export interface Imported {
  readonly outcome: 'imported'
  readonly resource: string
  readonly layout: Readonly<Record<string, unknown>>
  readonly mapping: Readonly<Record<string, ColumnReport>>
  readonly unmapped: readonly { readonly column: string; readonly heading: string }[]
  /** Required fields that the file has no column for: to be asked once for all rows. */
  readonly defaultsToAskFor: readonly string[]
  readonly coordinates: {
    /** `null` where the file has no coordinates. */
    readonly system: RegisterSystem | 'mixed' | 'projected' | 'geographic' | null
    readonly epsg?: number
    readonly axes?: string
    readonly sourceCrs?: RegisterSystem | 'cgcs-2000'
    readonly declared?: string | null
    readonly isSure?: boolean
    readonly medianRoadMetres?: Medians
    readonly groupedBy?: string
    readonly groups?: Readonly<Record<string, RegisterSystem>>
    readonly rows?: Readonly<Record<string, number>>
  }
  readonly counts: Readonly<Record<string, number>>
  readonly rejected: readonly (Issue & { readonly row: number })[]
  readonly warnings: readonly FileWarning[]
  readonly rows: readonly RowReport[]
}

export interface Refused {
  readonly outcome: 'refused'
  readonly refusal: { readonly code: RefusalCode; readonly sentence: Bilingual }
}

export type ImportReport = Imported | Refused
