/** What the report is made from, held fast: a sheet must not change under the hand that prints it. */
import { useIsFetching } from '@tanstack/react-query'
import { useState } from 'react'
import { useCollection } from '../../../api/features.ts'
import { useText } from '../../../i18n/text.ts'
import { useDraftStations } from '../../../map/coverage/draft-layer.tsx'
import { useAppState } from '../../../state/app-state.ts'
import { useCoverageAnswer } from '../../../state/coverage-answer.ts'
import { useProposedSites } from '../../../state/proposed-sites.ts'
import { useScenarioDraft } from '../../../state/scenario-draft.ts'
import { changeEntries } from '../scenario/change-words.ts'
import type { ReportSource } from './content/report-source.ts'

/** Answer, map and isochrones: all of them are on the sheet. */
const isCoverage = ({ queryKey }: { queryKey: readonly unknown[] }): boolean =>
  String(queryKey[0]).startsWith('coverage')

const useSource = (): ReportSource | null => {
  const { t, language } = useText('planning')
  const { data: answer, isPlaceholderData } = useCoverageAnswer()
  const { changes, saved } = useScenarioDraft()
  const stations = useCollection('stations').data?.features
  const draftStations = useDraftStations(changes)
  const proposedSites = useProposedSites((state) => state.sites)
  const look = useAppState((state) => state.coverage)
  if (!answer || isPlaceholderData || !stations) return null
  return {
    answer,
    scenarioName: saved?.name ?? null,
    measures: changeEntries(changes, stations, language, t),
    draftStations,
    proposedSites,
    look,
  }
}

/** Null until everything has been computed. */
export const useReportSource = (): { source: ReportSource | null; error: Error | null } => {
  const { error } = useCoverageAnswer()
  const now = useSource()
  const isBusy = useIsFetching({ predicate: isCoverage }) > 0
  const [kept, setKept] = useState<ReportSource | null>(null)
  if (kept === null && now !== null && !isBusy) setKept(now)
  return { source: kept, error: kept === null && !isBusy ? error : null }
}
