/** The style of the map for paper: what the map shows now, in the colours of the light theme. */
import type { LayerSpecification, StyleSpecification } from '@maplibre/maplibre-gl-style-spec'
import { fadeMinutes } from '../../layers/coverage-ramp.ts'
import { useAppState } from '../../state/app-state.ts'
import { ROUTE_SOURCE, SELECTION_SOURCE } from '../style/answer-layers.ts'
import {
  contourLayers,
  coverageCellLayers,
  coverageDiscLayers,
  draftLayers,
  stationDotLayers,
} from '../style/coverage-layers.ts'
import { mapLayers } from '../style/map-style.ts'
import { styleContext } from '../style/style-context.ts'

/** Selection and earlier answers are no part of the report. */
const NOT_PRINTED: readonly string[] = [ROUTE_SOURCE, SELECTION_SOURCE]

/** Paper is read from nearer than a screen: names and dots need less room on it. */
export const PAPER_SCALE = 0.8

/** Layers as they look on white paper at reading distance, by their names. */
const paperLayers = (): ReadonlyMap<string, LayerSpecification> => {
  const { language, coverage } = useAppState.getState()
  const context = { ...styleContext('light', language, 'desk', false), scale: PAPER_SCALE }
  const look = {
    theme: 'light',
    paint: coverage.paint,
    minutes: fadeMinutes(coverage.minutes),
  } as const
  const layers = [
    ...mapLayers(context),
    ...coverageCellLayers(look),
    ...coverageDiscLayers(look),
    ...contourLayers(context),
    ...stationDotLayers(context),
    ...draftLayers(context),
  ]
  return new Map(layers.map((layer) => [layer.id, layer]))
}

type Values = Readonly<Record<string, unknown>>

const partOf = (layer: LayerSpecification, part: 'layout' | 'paint'): Values =>
  ((layer as unknown as Values)[part] as Values | undefined) ?? {}

/** Whether and at which zooms a layer shows is as it is now; how it looks is not. */
const onPaper = (live: LayerSpecification, paper: LayerSpecification): LayerSpecification =>
  ({
    ...live,
    paint: partOf(paper, 'paint'),
    layout: {
      ...partOf(paper, 'layout'),
      visibility: partOf(live, 'layout').visibility ?? 'visible',
    },
  }) as LayerSpecification

/** @param live style of the map of the page, with the data of its sources */
export const reportStyle = (live: StyleSpecification): StyleSpecification => {
  const paper = paperLayers()
  const layers = live.layers.flatMap((layer) => {
    const look = paper.get(layer.id)
    const isPrinted = !('source' in layer && NOT_PRINTED.includes(String(layer.source)))
    return look && isPrinted ? [onPaper(layer, look)] : []
  })
  const used = new Set(layers.flatMap((layer) => ('source' in layer ? [layer.source] : [])))
  const sources = Object.entries(live.sources).filter(([id]) => used.has(id))
  return { version: live.version, sources: Object.fromEntries(sources), layers }
}
