/** What the report is made from, and the picture of its map. */
import { useIsFetching } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { Bbox } from '../../../../data/geometry.ts'
import { useCollection } from '../../../api/features.ts'
import { useRegion } from '../../../api/region.ts'
import { useText } from '../../../i18n/text.ts'
import { useDraftStations } from '../../../map/coverage/draft-layer.tsx'
import type { MapPictureWish } from '../../../map/map-picture.ts'
import { MARKER_RADIUS_MM } from '../../../print/drawing.ts'
import type { PrintedMap } from '../../../print/map-drawing.ts'
import { PAPER_SCALES } from '../../../print/paper.ts'
import { useAppState } from '../../../state/app-state.ts'
import {
  useCoverageAnswer,
  useCoverageBand,
  useIsByTown,
  useSettledChanges,
  useShownPaint,
} from '../../../state/coverage-answer.ts'
import { useProposedSites } from '../../../state/proposed-sites.ts'
import { isUnsaved, useScenarioDraft } from '../../../state/scenario-draft.ts'
import { changeEntries, placedEntries } from '../scenario/change-words.ts'
import { reportMap } from './report-legend.ts'
import { MAP_BOXES, type ReportSettings, type ReportSource } from './report-source.ts'
import type { ReportContext } from './report-tables.ts'
import { type PicturesState, useMapPictures } from './use-map-pictures.ts'

/** Answer, map and isochrones: all of them are in the report. */
const isCoverage = ({ queryKey }: { queryKey: readonly unknown[] }): boolean =>
  String(queryKey[0]).startsWith('coverage')

/** How the map of the page is painted. */
export const useMapLook = (): ReportSource['look'] => {
  const { minutes, contours } = useAppState((state) => state.coverage)
  const [paint, isByTown] = [useShownPaint(), useIsByTown()]
  return useMemo(
    () => ({ paint, isByTown, minutes, contours }),
    [paint, isByTown, minutes, contours],
  )
}

const useSource = (): ReportSource | null => {
  const { t, language } = useText('planning')
  const { data: answer, isPlaceholderData } = useCoverageAnswer()
  const { band } = useCoverageBand()
  const draft = useScenarioDraft()
  // a report on the present state names no scenario
  const changes = useSettledChanges()
  const isPresent = useAppState((state) => state.coverage.tab === 'result')
  const stations = useCollection('stations').data?.features
  const draftStations = useDraftStations(changes)
  const proposedSites = useProposedSites((state) => state.sites)
  const look = useMapLook()
  if (!answer || isPlaceholderData || !stations || !band) return null
  return {
    answer: { ...answer, band },
    scenarioName: isPresent ? null : (draft.saved?.name ?? null),
    isUnsaved: !isPresent && isUnsaved(draft),
    measures: placedEntries(changeEntries(changes, stations, language, t), changes, t),
    draftStations,
    proposedSites,
    look,
  }
}

/**
 * The source as it was when everything had been computed, null until then: a report must not change
 * while it is printed.
 */
export const useReportSource = (): { source: ReportSource | null; error: Error | null } => {
  const answer = useCoverageAnswer()
  const error = useCoverageBand().error ?? answer.error
  const now = useSource()
  const isBusy = useIsFetching({ predicate: isCoverage }) > 0
  const [kept, setKept] = useState<ReportSource | null>(null)
  if (kept === null && now !== null && !isBusy) setKept(now)
  return { source: kept, error: kept === null && !isBusy ? error : null }
}

/** Names keep clear of the markers. */
const pictureWish = (
  { markers }: PrintedMap,
  { extent, paper: { size } }: ReportSettings,
  region: Bbox | null,
): MapPictureWish => ({
  box: MAP_BOXES[size],
  extent: extent === 'view' || !region ? 'view' : region,
  shows: 'resources',
  free: {
    places: markers.map(({ position }) => position),
    sideMm: 2 * MARKER_RADIUS_MM * PAPER_SCALES[size],
  },
})

export interface Report {
  /** Null until the figures are there. */
  readonly context: ReportContext | null
  /** Legend and markers; null for a report without a map. */
  readonly map: PrintedMap | null
  readonly state: PicturesState
}

export const useReport = (
  source: ReportSource | null,
  settings: ReportSettings,
  attempt: number,
): Report => {
  const { t: report, language } = useText('report')
  const { t: coverage } = useText('coverage')
  const context = useMemo(
    () => source && { source, settings, texts: { report, coverage }, language },
    [source, settings, report, coverage, language],
  )
  const { bbox } = useRegion()
  const map = context && reportMap(context)
  const state = useMapPictures(map ? [pictureWish(map, settings, bbox)] : [], attempt)
  return { context, map, state }
}
