/** What the report says, in words and figures, before it is known where on the sheet it goes. */
import type { LonLat } from '../../../../../data/geometry.ts'

export const REPORT_TABLES = ['counties', 'gaps', 'towns', 'measures', 'differences'] as const
export type ReportTableId = (typeof REPORT_TABLES)[number]

export interface ReportColumn {
  readonly label: string
  /** Figures stand at the right of their column, words at the left. */
  readonly isFigure: boolean
  /** The column that takes the room the others leave. */
  readonly grows?: boolean
  /** Left out where the names would not fit beside it. */
  readonly isSpare?: boolean
}

export interface ReportRow {
  readonly cells: readonly string[]
  /** A sentence under the row. */
  readonly detail?: string
}

export interface ReportTable {
  readonly id: ReportTableId
  readonly title: string
  /** What is listed and in which order, beside the title. */
  readonly note: string
  readonly columns: readonly ReportColumn[]
  readonly rows: readonly ReportRow[]
  /** Of all rows, printed or not. */
  readonly total: readonly string[] | null
  /** What is said where there are no rows. */
  readonly empty: string
  /** Printed in full before the others on the same column of the sheet get more than a few rows. */
  readonly isComplete: boolean
}

export interface ShareFigure {
  readonly label: string
  readonly share: string
  /** The same from 0 to 1. */
  readonly part: number
  readonly detail: string
}

export interface Swatch {
  readonly colour: string
  /** Lines over the colour; null for none. */
  readonly hatch: string | null
}

/** Marks on the map beside the picture: numbers of gaps, and what a scenario does. */
export const MARKER_KINDS = ['gap', 'added', 'moved', 'removed', 'proposed'] as const
export type MarkerKind = (typeof MARKER_KINDS)[number]

export interface Marker {
  readonly kind: MarkerKind
  readonly position: LonLat
  /** Number in it; empty for none. */
  readonly text: string
}

export type LegendSymbol =
  | { readonly kind: 'swatch'; readonly swatch: Swatch }
  | { readonly kind: 'dot'; readonly fill: string; readonly stroke: string }
  | { readonly kind: 'line'; readonly colour: string }
  | { readonly kind: 'marker'; readonly marker: MarkerKind; readonly text: string }

export interface LegendEntry {
  readonly symbol: LegendSymbol
  readonly label: string
}

export interface ReportLegend {
  /** What the colours tell. */
  readonly title: string
  /** Colours side by side with what stands at their edges; empty where there is no order. */
  readonly ramp: readonly { readonly colour: string; readonly from: string }[]
  readonly unit: string
  readonly entries: readonly LegendEntry[]
}

export interface ReportMap {
  readonly legend: ReportLegend
  readonly markers: readonly Marker[]
  readonly north: string
  /** What the map was drawn from. */
  readonly attribution: string
  readonly metres: string
  readonly kilometres: string
  /** "about 1:250 000". */
  readonly ratioText: (ratio: number) => string
}

export interface ReportContent {
  readonly title: string
  /** Which state of things: today's, or a scenario. */
  readonly subtitle: string
  readonly date: string
  /** That the data is made up; null where it is not. */
  readonly notice: string | null
  readonly conditions: readonly string[]
  readonly headline: ShareFigure
  readonly classes: readonly ShareFigure[]
  readonly counts: readonly (readonly [label: string, figure: string])[]
  /** What the scenario wins or loses against today; null where there is none. */
  readonly difference: { readonly label: string; readonly figure: string } | null
  /** Null for a report without a map. */
  readonly map: ReportMap | null
  readonly tables: readonly ReportTable[]
  /** What it was computed from, sentence by sentence. */
  readonly basis: readonly string[]
  /** "… and 12 more rows". */
  readonly moreText: (count: number) => string
  /** "Not printed for want of room: towns (156 rows)". */
  readonly notPrintedText: (tables: readonly string[]) => string
  readonly rowsText: (count: number) => string
}
