/** What a report is made from, and what can be chosen about it. */
import type { CoverageAnswer } from '../../../../data/coverage.ts'
import type { Translate } from '../../../i18n/text.ts'
import type { DraftStation } from '../../../layers/coverage-draft.ts'
import type { MapExtent } from '../../../map/coverage/report-map.ts'
import type { Paper } from '../../../print/paper.ts'
import type { CoverageOptions } from '../../../state/app-state.ts'
import type { ProposedSite } from '../../../state/proposed-sites.ts'
import type { ChangeEntry } from '../scenario/change-words.ts'

export const REPORT_TABLES = ['counties', 'gaps', 'towns', 'measures', 'differences'] as const
export type ReportTableId = (typeof REPORT_TABLES)[number]

/** Rows of a ranking; counties and measures are always complete. */
export const ROW_LIMITS = [10, 30, Number.POSITIVE_INFINITY] as const

export interface ReportTexts {
  readonly report: Translate<'report'>
  readonly coverage: Translate<'coverage'>
}

export interface ReportSource {
  readonly answer: CoverageAnswer
  /** Name of the saved scenario that is open; null for none. */
  readonly scenarioName: string | null
  /** The changes of the scenario in words, and its stations. */
  readonly measures: readonly Pick<ChangeEntry, 'name' | 'words'>[]
  readonly draftStations: readonly DraftStation[]
  readonly proposedSites: readonly ProposedSite[]
  /** How the map is painted. */
  readonly look: Pick<CoverageOptions, 'paint' | 'minutes' | 'contours'>
}

export interface ReportSettings {
  readonly paper: Paper
  readonly extent: MapExtent | 'none'
  /** Empty for the usual one. */
  readonly title: string
  readonly tables: readonly ReportTableId[]
  /** One of ROW_LIMITS. */
  readonly mostRows: number
}
