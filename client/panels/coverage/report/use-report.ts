/** The report as it is on the sheet now: content, layout and picture of the map. */
import { useEffect, useMemo, useState } from 'react'
import { useText } from '../../../i18n/text.ts'
import type { KeptFree, MapExtent } from '../../../map/coverage/report-map.ts'
import { buildContent } from './content/build-content.ts'
import type { ReportSource } from './content/report-source.ts'
import { CSS_PIXELS_PER_MM, type Paper } from './layout/paper.ts'
import type { MeasureText } from './layout/primitives.ts'
import type { ReportContent, ReportTableId } from './layout/report-content.ts'
import { layoutReport, type ReportLayout } from './layout/report-layout.ts'
import { createMeasure, loadReportFonts } from './paint/measure-text.ts'
import { type MapState, useMapPicture } from './use-map-picture.ts'

export interface ReportSettings {
  readonly paper: Paper
  readonly extent: MapExtent | 'none'
  /** Empty for the usual one. */
  readonly title: string
  readonly tables: readonly ReportTableId[]
}

export interface Report {
  /** Null until the figures are there and their type has been loaded. */
  readonly layout: ReportLayout | null
  readonly map: MapState
  readonly mapUrl: string | null
}

const useContent = (
  source: ReportSource | null,
  settings: ReportSettings,
): ReportContent | null => {
  const { t: report, language } = useText('report')
  const { t: coverage } = useText('coverage')
  const { title, tables, extent } = settings
  return useMemo(
    () =>
      source &&
      buildContent(
        source,
        { title, tables, hasMap: extent !== 'none', language },
        { report, coverage },
      ),
    [source, title, tables, extent, language, report, coverage],
  )
}

const ALL_FIGURES = 1_234_567_890

/** Each character that can come onto the sheet, once and in order. */
const charactersOf = (content: ReportContent): string => {
  const text = [
    JSON.stringify(content),
    content.moreText(ALL_FIGURES),
    content.rowsText(ALL_FIGURES),
    content.notPrintedText([]),
    content.map?.ratioText(ALL_FIGURES) ?? '',
  ]
  return [...new Set(text.join(''))].sort().join('')
}

/** Null until all characters of the content can be measured. */
const useMeasure = (content: ReportContent | null): MeasureText | null => {
  const [ready, setReady] = useState<{ measure: MeasureText } | null>(null)
  const text = useMemo(() => content && charactersOf(content), [content])
  useEffect(() => {
    if (text === null) return
    let isCurrent = true
    const settle = (): void => {
      if (isCurrent) setReady({ measure: createMeasure() })
    }
    // a report in another type is better than none
    loadReportFonts(text).then(settle, settle)
    return () => {
      isCurrent = false
    }
  }, [text])
  return ready?.measure ?? null
}

/** Where the markers will be, a new object only when it is somewhere else. */
const useKeptFree = (layout: ReportLayout | null): KeptFree => {
  const key = JSON.stringify({
    places: layout?.markers.map(({ position }) => position) ?? [],
    sidePixels: (layout?.markerMm ?? 0) * CSS_PIXELS_PER_MM,
  })
  return useMemo(() => JSON.parse(key) as KeptFree, [key])
}

export const useReport = (
  source: ReportSource | null,
  settings: ReportSettings,
  attempt: number,
): Report => {
  const { paper, extent } = settings
  const content = useContent(source, settings)
  const measure = useMeasure(content)
  const bare = useMemo(
    () => content && measure && layoutReport(content, paper, measure, null),
    [content, paper, measure],
  )
  const free = useKeptFree(bare)
  const map = useMapPicture(
    bare?.mapBox ?? null,
    extent === 'none' ? 'city' : extent,
    free,
    attempt,
  )
  const picture = map.kind === 'drawn' ? map.picture : null
  const layout = useMemo(
    () =>
      content && measure && picture ? layoutReport(content, paper, measure, picture.bbox) : bare,
    [content, paper, measure, picture, bare],
  )
  return { layout, map, mapUrl: picture?.url ?? null }
}
