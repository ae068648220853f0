/** What the report is made from: an answer, what is being tried out, and how the map is painted. */
import type { Language } from '../../../../../data/bilingual.ts'
import type { CoverageAnswer } from '../../../../../data/coverage.ts'
import type { Translate } from '../../../../i18n/text.ts'
import type { DraftStation } from '../../../../layers/coverage-draft.ts'
import type { CoverageOptions } from '../../../../state/app-state.ts'
import type { ProposedSite } from '../../../../state/proposed-sites.ts'
import type { ChangeEntry } from '../../scenario/change-words.ts'
import type { ReportTableId } from '../layout/report-content.ts'

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

export interface ReportChoices {
  /** Empty for the usual one. */
  readonly title: string
  readonly tables: readonly ReportTableId[]
  readonly hasMap: boolean
  readonly language: Language
}
