/** The maps of the report on sites: the whole city with all numbers, and each county with its own. */
import type { Bbox } from '../../../../../data/geometry.ts'
import type { ApiFeature } from '../../../../api/features.ts'
import type { MapPictureWish } from '../../../../map/map-picture.ts'
import { MARKER_RADIUS_MM, type Marker } from '../../../../print/drawing.ts'
import type { MapBox, PrintedMap } from '../../../../print/map-drawing.ts'
import { MM_PER_INCH, PAPER_SCALES, type PaperSize } from '../../../../print/paper.ts'
import { areaBbox } from '../../result/tables/show-place.ts'
import { reportMap } from '../report-legend.ts'
import { MAP_BOXES, type ReportSource } from '../report-source.ts'
import type { SitingReportContext } from './siting-source.ts'
import { countyName } from './siting-tables.ts'

/** Whole numbers of dots and of CSS pixels: three beside each other on a lying sheet, two on an upright one. */
export const INSET_BOXES: Readonly<Record<PaperSize, MapBox>> = {
  A4: { widthMm: 3.5 * MM_PER_INCH, heightMm: 3 * MM_PER_INCH },
  A3: { widthMm: 5 * MM_PER_INCH, heightMm: 4.25 * MM_PER_INCH },
}

export interface ReportMap {
  readonly map: PrintedMap
  readonly box: MapBox
  /** What is shown; null: all there is. */
  readonly bbox: Bbox | null
  /** Under it in place of the legend: the county and its numbers. */
  readonly caption: string | null
}

const siteMarkers = ({ source: { answer } }: SitingReportContext, county?: string): Marker[] =>
  answer.sites
    .filter(({ countyCode }) => county === undefined || countyCode === county)
    .map(({ rank, lon, lat }) => ({ kind: 'proposed', position: [lon, lat], text: String(rank) }))

/** Counties with sites, those with the lowest number first. */
const countiesWithSites = ({ source: { answer } }: SitingReportContext): string[] => [
  ...new Set([...answer.sites].sort((a, b) => a.rank - b.rank).map((site) => site.countyCode)),
]

/**
 * The overview first, then a map of each county with sites whose outline is known.
 * @param look how the map of the page is painted.
 */
export const sitingMaps = (
  context: SitingReportContext,
  {
    look,
    region,
    counties,
  }: {
    readonly look: ReportSource['look']
    readonly region: Bbox | null
    readonly counties: readonly ApiFeature[]
  },
): ReportMap[] => {
  const { source, settings, texts, language } = context
  const overview = reportMap({
    source: {
      ...{ answer: source.before, scenarioName: null, isUnsaved: false, measures: [] },
      ...{ draftStations: [], look },
      proposedSites: source.answer.sites.map((site) => ({ ...site })),
    },
    settings: { ...settings, tables: [], mostRows: 0 },
    texts,
    language,
  })
  if (overview === null) return []
  const { size } = settings.paper
  const insets = countiesWithSites(context).flatMap((code): ReportMap[] => {
    const bbox = areaBbox(counties, code)
    if (bbox === null) return []
    const markers = siteMarkers(context, code)
    const caption = texts.siting('map.inset', {
      county: countyName(source, code),
      ranks: markers.map(({ text }) => text).join(', '),
    })
    return [
      { map: { ...overview, title: caption, markers }, box: INSET_BOXES[size], bbox, caption },
    ]
  })
  return [
    {
      map: { ...overview, markers: siteMarkers(context) },
      box: MAP_BOXES[size],
      bbox: region,
      caption: null,
    },
    ...insets,
  ]
}

/** Names keep clear of the numbers. */
export const wishOf = ({ map, box, bbox }: ReportMap, size: PaperSize): MapPictureWish => ({
  box,
  extent: bbox ?? 'view',
  shows: 'resources',
  free: {
    places: map.markers.map(({ position }) => position),
    sideMm: 2 * MARKER_RADIUS_MM * PAPER_SCALES[size],
  },
})
