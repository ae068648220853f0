/** What the report on sites is made from, and the pictures of its maps. */
import { useMemo } from 'react'
import type { SitingAnswer } from '../../../../../data/siting-answer.ts'
import { useCoverage } from '../../../../api/coverage.ts'
import { useCollection } from '../../../../api/features.ts'
import { useRegion } from '../../../../api/region.ts'
import { useText } from '../../../../i18n/text.ts'
import { useAreaNames } from '../../siting/use-area-names.ts'
import { type PicturesState, useMapPictures } from '../use-map-pictures.ts'
import { useMapLook } from '../use-report.ts'
import { type ReportMap, sitingMaps, wishOf } from './siting-maps.ts'
import {
  beforeAndAfter,
  rowsOf,
  type SitingReportContext,
  type SitingReportSource,
} from './siting-source.ts'

/** Null until everything has been computed. */
export const useSitingSource = (
  answer: SitingAnswer,
): { source: SitingReportSource | null; error: Error | null } => {
  const { language } = useText('sitingReport')
  const stations = useCollection('stations').data?.features
  const settlements = useCollection('settlements').data?.features
  const { countyNames, townNames } = useAreaNames()
  const asked = useMemo(() => {
    const values = new Map(stations?.map(({ id, properties }) => [String(id), properties]))
    return beforeAndAfter(answer, language, (id) => values.get(id) ?? {})
  }, [answer, language, stations])
  const before = useCoverage(asked.before, 'areas', stations !== undefined)
  const after = useCoverage(asked.after, 'areas', stations !== undefined)
  const isThere = !before.isPlaceholderData && !after.isPlaceholderData
  const source = useMemo(
    () =>
      before.data && after.data && isThere && stations && settlements && townNames.size > 0
        ? {
            ...{ answer, before: before.data, after: after.data, countyNames, townNames },
            stations: rowsOf(stations),
            settlements: rowsOf(settlements),
          }
        : null,
    [answer, before.data, after.data, isThere, stations, settlements, countyNames, townNames],
  )
  return { source, error: before.error ?? after.error }
}

export interface SitingReport {
  /** Null until the figures are there. */
  readonly context: SitingReportContext | null
  /** Empty for a report without maps. */
  readonly maps: readonly ReportMap[]
  readonly state: PicturesState
}

export const useSitingReport = (
  source: SitingReportSource | null,
  settings: SitingReportContext['settings'],
  attempt: number,
): SitingReport => {
  const { t: siting, language } = useText('sitingReport')
  const { t: report } = useText('report')
  const { t: coverage } = useText('coverage')
  const { t: planning } = useText('planning')
  const look = useMapLook()
  const counties = useCollection('counties').data?.features
  const { bbox: region } = useRegion()
  const context = useMemo(
    () => source && { source, settings, texts: { siting, report, coverage, planning }, language },
    [source, settings, siting, report, coverage, planning, language],
  )
  const maps = useMemo(
    () => (context && counties ? sitingMaps(context, { look, region, counties }) : []),
    [context, look, region, counties],
  )
  const state = useMapPictures(
    maps.map((map) => wishOf(map, settings.paper.size)),
    attempt,
  )
  return { context, maps, state }
}
