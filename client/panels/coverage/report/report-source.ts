/** What a report is made from, and what can be chosen about it. */
import type { CoverageAnswer } from '../../../../data/coverage.ts'
import type { Translate } from '../../../i18n/text.ts'
import type { DraftStation } from '../../../layers/coverage-draft.ts'
import type { MapBox } from '../../../print/map-drawing.ts'
import { MM_PER_INCH, type Paper, type PaperSize } from '../../../print/paper.ts'
import type { CoverageOptions } from '../../../state/app-state.ts'
import type { ProposedSite } from '../../../state/proposed-sites.ts'
import type { ChangeEntry } from '../scenario/change-words.ts'

export const REPORT_TABLES = ['counties', 'gaps', 'towns', 'measures', 'differences'] as const
export type ReportTableId = (typeof REPORT_TABLES)[number]

/** Rows of a ranking; counties and measures are always complete. */
export const ROW_LIMITS = [10, 30, Number.POSITIVE_INFINITY] as const

/** Whole numbers of dots and of CSS pixels; as the box of the whole city, a little higher than broad. */
export const MAP_BOXES: Readonly<Record<PaperSize, MapBox>> = {
  A4: { widthMm: 4.25 * MM_PER_INCH, heightMm: 4.375 * MM_PER_INCH },
  A3: { widthMm: 6.75 * MM_PER_INCH, heightMm: 7 * MM_PER_INCH },
}

export interface ReportTexts {
  readonly report: Translate<'report'>
  readonly coverage: Translate<'coverage'>
}

export interface ReportSource {
  readonly answer: CoverageAnswer
  /** Name of the saved scenario that is open; null for none. */
  readonly scenarioName: string | null
  /** Whether it has been changed since it was saved. */
  readonly isUnsaved: boolean
  /** The changes of the scenario in words, and its stations. */
  readonly measures: readonly Pick<ChangeEntry, 'name' | 'words'>[]
  readonly draftStations: readonly DraftStation[]
  readonly proposedSites: readonly ProposedSite[]
  /** How the map is painted; by town on the map of the whole city. */
  readonly look: Pick<CoverageOptions, 'paint' | 'minutes' | 'contours'> & {
    readonly isByTown: boolean
  }
}

export interface ReportSettings {
  readonly paper: Paper
  readonly extent: 'view' | 'city' | 'none'
  /** Empty for the usual one. */
  readonly title: string
  readonly tables: readonly ReportTableId[]
  /** One of ROW_LIMITS. */
  readonly mostRows: number
}
