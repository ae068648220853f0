/** Legend and markers of the report's map. */
import type { Language } from '../../../../data/bilingual.ts'
import { COLLECTIONS } from '../../../../data/collections.ts'
import { numberText } from '../../../../data/wording.ts'
import type { Translate } from '../../../i18n/text.ts'
import {
  cellChangeColours,
  LEAST_CIRCLE_PEOPLE,
  peoplePerCount,
} from '../../../layers/coverage-classes.ts'
import { coverageColours, coverageRamp, fadeMinutes } from '../../../layers/coverage-ramp.ts'
import { classText } from '../../../map/coverage/coverage-map-texts.ts'
import { CELL_OPACITY } from '../../../map/style/coverage-layers.ts'
import {
  CIRCLE_OPACITY,
  circleColours,
  townClasses,
} from '../../../map/style/coverage-town-layers.ts'
import { MAP_PALETTES } from '../../../map/style/palette.ts'
import type { Marker, MarkerKind } from '../../../print/drawing.ts'
import type { LegendEntry, PrintedMap } from '../../../print/map-drawing.ts'
import type { ReportSource } from './report-source.ts'
import type { ReportContext } from './report-tables.ts'

type Text = Translate<'report'>

const { countyTints, symbolPaper, halo } = MAP_PALETTES.light
const GROUND = countyTints[0] ?? halo
const HEX = 16
const CHANNELS = [1, 3, 5] as const

/** A colour as it looks half transparent on the ground of the map. Colours as `#rrggbb`. */
export const onGround = (colour: string, opacity: number, ground = GROUND): string => {
  const channel = (hex: string, start: number): number =>
    Number.parseInt(hex.slice(start, start + 2), HEX)
  const mixed = CHANNELS.map((start) =>
    Math.round(channel(colour, start) * opacity + channel(ground, start) * (1 - opacity)),
  )
  return `#${mixed.map((value) => value.toString(HEX).padStart(2, '0')).join('')}`
}

const swatch = (colour: string, label: string, hatch: string | null = null): LegendEntry => ({
  symbol: { kind: 'swatch', colour: onGround(colour, CELL_OPACITY.light), hatch },
  label,
})

/** Towns, as on the map of the whole city; near, hexagons. */
const townEntries = ({ answer }: ReportSource, t: Text, language: Language): LegendEntry[] => [
  {
    symbol: {
      kind: 'dot',
      fill: onGround(circleColours('light').fill, CIRCLE_OPACITY),
      stroke: halo,
    },
    label: t('legend.circle', {
      people: numberText(LEAST_CIRCLE_PEOPLE / peoplePerCount(answer.query.demand), language),
    }),
  },
  { symbol: { kind: 'line', colour: halo }, label: t('legend.towns') },
]

const paintEntries = (source: ReportSource, t: Text, language: Language): LegendEntry[] => {
  const { look } = source
  const colours = coverageColours('light')
  if (look.paint === 'change') {
    const { won, lost } = cellChangeColours('light')
    return [swatch(won, t('legend.won')), swatch(lost, t('legend.lost'))]
  }
  const served = [
    swatch(colours.inTime, t('legend.inTime')),
    swatch(colours.notInTime, t('legend.notInTime')),
  ]
  const nobody = swatch(colours.unreachable, t('legend.unreachable'), colours.unreachableHatch)
  if (look.paint !== 'served') return [nobody]
  return [...(look.isByTown ? townEntries(source, t, language) : []), ...served, nobody]
}

const stationEntries = (t: Text): LegendEntry[] => {
  const { colour } = COLLECTIONS.stations.symbol
  return [
    { symbol: { kind: 'dot', fill: colour, stroke: symbolPaper }, label: t('legend.ready') },
    { symbol: { kind: 'dot', fill: symbolPaper, stroke: colour }, label: t('legend.notReady') },
  ]
}

const otherEntries = ({ look, answer }: ReportSource, t: Text): LegendEntry[] => {
  const { contour, closure } = coverageColours('light')
  const line: LegendEntry = {
    symbol: { kind: 'line', colour: contour },
    label: t('legend.contour'),
  }
  const closures: LegendEntry = {
    symbol: { kind: 'swatch', colour: symbolPaper, hatch: closure },
    label: t('legend.closure'),
  }
  return [
    ...(look.contours ? [line] : []),
    ...(answer.query.scenario.close.length > 0 ? [closures] : []),
  ]
}

/** In the order of the legend. */
const MARKER_KINDS = [
  'gap',
  'added',
  'moved',
  'removed',
  'proposed',
] as const satisfies readonly MarkerKind[]

const markerEntries = (markers: readonly Marker[], t: Text): LegendEntry[] =>
  MARKER_KINDS.flatMap((kind) => {
    const first = markers.find((marker) => marker.kind === kind)
    return first
      ? [
          {
            symbol: { kind: 'marker' as const, marker: kind, text: first.text },
            label: t(`legend.markers.${kind}`),
          },
        ]
      : []
  })

const legendTitle = ({ look }: ReportSource, t: Text): string => {
  if (look.isByTown) return t(look.paint === 'change' ? 'legend.changeByTown' : 'legend.lateByTown')
  const title = t(`legend.${look.paint}`)
  const minutes =
    look.paint === 'time' || look.paint === 'second' ? fadeMinutes(look.minutes) : null
  return minutes === null ? title : t('legend.faded', { title, minutes })
}

/** What is tried out first: its places matter most where markers are crowded. */
const markersOf = (
  { answer, draftStations, proposedSites }: ReportSource,
  gapCount: number,
): Marker[] => [
  ...draftStations.map(({ kind, position }): Marker => ({ kind, position, text: '' })),
  ...proposedSites.map(
    ({ rank, lon, lat }): Marker => ({
      kind: 'proposed',
      position: [lon, lat],
      text: String(rank),
    }),
  ),
  ...answer.gaps
    .slice(0, gapCount)
    .map(({ rank, centroid }): Marker => ({ kind: 'gap', position: centroid, text: String(rank) })),
]

/** Steps of minutes, or the classes of towns. */
const rampOf = (
  { look: { paint, isByTown }, answer }: ReportSource,
  language: ReportContext['language'],
): PrintedMap['ramp'] => {
  if (isByTown) {
    const towns = paint === 'change' ? 'change' : 'late'
    const classes = townClasses(towns, 'light', peoplePerCount(answer.query.demand))
    return classes.map(({ from, colour }, index) => ({
      colour,
      from: classText(towns, from, classes[index + 1]?.from ?? null, language).mark,
    }))
  }
  if (paint === 'served' || paint === 'change') return []
  return coverageRamp('light').map(({ colour, fromMinutes }) => ({
    colour,
    from: String(fromMinutes),
  }))
}

/** Null for a report without a map. Gaps are numbered where their row is in the table. */
export const reportMap = (context: ReportContext): PrintedMap | null => {
  const { source, language } = context
  const { extent, tables, mostRows } = context.settings
  const t = context.texts.report
  if (extent === 'none') return null
  const numbered = tables.includes('gaps') ? mostRows : 0
  const markers = markersOf(source, numbered)
  const { look } = source
  return {
    title: legendTitle(source, t),
    ramp: rampOf(source, language).map(({ colour, from }) => ({
      colour: onGround(colour, CELL_OPACITY.light),
      from,
    })),
    unit: look.isByTown
      ? t(look.paint === 'change' ? 'legend.people' : 'legend.percent')
      : context.texts.coverage('chart.minutes'),
    entries: [
      ...paintEntries(source, t, language),
      ...stationEntries(t),
      ...otherEntries(source, t),
      ...markerEntries(markers, t),
    ],
    markers,
    language,
  }
}
