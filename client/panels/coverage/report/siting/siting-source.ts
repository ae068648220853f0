/** What the report on sites is made from. */
import type { Language } from '../../../../../data/bilingual.ts'
import type { CoverageAnswer, CoverageRequest } from '../../../../../data/coverage.ts'
import { type PresentValues, withSites } from '../../../../../data/scenario-edits.ts'
import type { Site, SitingAnswer } from '../../../../../data/siting-answer.ts'
import { localisedName } from '../../../../../data/wording.ts'
import type { Translate } from '../../../../i18n/text.ts'
import type { AreaNames } from '../../siting/use-area-names.ts'
import type { ReportSettings, ReportTexts } from '../report-source.ts'

/** What is known of the rows of a collection: how many there are, where they come from, how old they are. */
export interface DataRows {
  readonly count: number
  /** By key of PROVENANCE_OPTIONS. */
  readonly byProvenance: ReadonlyMap<string, number>
  /** Days on which rows were last verified, the earliest and the latest; null where none was. */
  readonly verified: {
    readonly count: number
    readonly from: string
    readonly until: string
  } | null
}

export interface SitingReportSource extends AreaNames {
  readonly answer: SitingAnswer
  /** The same question without any of the sites, and with all of them built. */
  readonly before: CoverageAnswer
  readonly after: CoverageAnswer
  readonly stations: DataRows
  readonly settlements: DataRows
}

export interface SitingReportTexts extends ReportTexts {
  readonly siting: Translate<'sitingReport'>
  readonly planning: Translate<'planning'>
}

export interface SitingReportContext {
  readonly source: SitingReportSource
  readonly settings: Pick<ReportSettings, 'paper' | 'extent' | 'title'>
  readonly texts: SitingReportTexts
  readonly language: Language
}

/** What of the question is that of the coverage. */
const coverageOf = ({
  collection,
  at,
  periods,
  band,
  demand = 'residents',
  profile,
  standards,
  filter,
  closures,
  obeyClosures,
  withoutSent,
  scenario,
}: SitingAnswer['query']) => ({
  ...{ collection, at, demand, profile, standards, filter, closures, obeyClosures },
  ...{ withoutSent, scenario },
  ...(periods && { periods }),
  ...(band && { band }),
})

/**
 * The coverage questions whose answers the report holds against each other.
 * @param valuesOf those of a present station.
 */
export const beforeAndAfter = (
  { query, sites }: Pick<SitingAnswer, 'query' | 'sites'>,
  language: Language,
  valuesOf: (stationId: string) => PresentValues,
): { before: CoverageRequest; after: CoverageRequest } => {
  const before = coverageOf(query)
  const nameOf = (site: Site): string => `${localisedName(site, language)} · ${site.rank}`
  return {
    before,
    after: { ...before, scenario: withSites(query.scenario, sites, query, nameOf, valuesOf) },
  }
}

interface Row {
  readonly properties: Readonly<Record<string, unknown>>
}

export const rowsOf = (features: readonly Row[]): DataRows => {
  const byProvenance = new Map<string, number>()
  const days: string[] = []
  for (const { properties } of features) {
    const provenance = String(properties.provenance)
    byProvenance.set(provenance, (byProvenance.get(provenance) ?? 0) + 1)
    if (typeof properties.verifiedAt === 'string') days.push(properties.verifiedAt)
  }
  days.sort()
  const [from, until] = [days[0], days.at(-1)]
  return {
    count: features.length,
    byProvenance,
    verified: from && until ? { count: days.length, from, until } : null,
  }
}
