import { useState } from 'react'
import { tight } from '../../../data/crossing-words.ts'
import { representativePoint } from '../../../data/feature-place.ts'
import type { LonLat } from '../../../data/geometry.ts'
import type { NearestAnswer } from '../../../data/nearest.ts'
import { durationText } from '../../../data/wording.ts'
import { useText } from '../../i18n/text.ts'
import { answerBbox, emphasisedOf } from '../../layers/answer-features.ts'
import { drawMapPicture, type MapPicture } from '../../map/map-picture.ts'
import { MAP_PALETTES } from '../../map/style/palette.ts'
import { MARKER_RADIUS_MM, type Marker } from '../../print/drawing.ts'
import type { LegendEntry } from '../../print/map-drawing.ts'
import { MapFigure } from '../../print/map-figure.tsx'
import { MM_PER_INCH } from '../../print/paper.ts'
import { type AppState, useAppState } from '../../state/app-state.ts'
import { noteLetter } from '../../state/map-notes.ts'

/**
 * As much of an A4 sheet lying as leaves room for header and legend in both languages, in whole
 * numbers of dots and CSS pixels.
 */
const BOX = { widthMm: 10 * MM_PER_INCH, heightMm: 4.75 * MM_PER_INCH }
/** Free at each side of the ways, as a share of their box. */
const ROOM = 0.06

/** What stands on the printed map: the place, who comes in which order, the notes of this desk. */
const markersOf = (
  answer: NearestAnswer,
  position: LonLat,
  { language, notes }: Pick<AppState, 'language' | 'notes'>,
): Marker[] => [
  { kind: 'place', position, text: '' },
  ...answer.features.map(({ geometry, properties: { rank, arrivalSeconds } }) => ({
    kind: 'rank' as const,
    position: representativePoint(geometry),
    text: String(rank),
    words: tight(durationText(arrivalSeconds, language), language),
  })),
  ...notes.map(({ corners, text }, index) => ({
    kind: 'note' as const,
    position: corners[0]!,
    text: noteLetter(index),
    words: text,
  })),
]

/** A picture of the map with the ways of the answer that it shows now. @throws as drawMapPicture */
export const drawWays = (answer: NearestAnswer, position: LonLat): Promise<MapPicture> => {
  // Those passed over are described in words; room is needed to distinguish those who come.
  const [west, south, east, north] = answerBbox({ ...answer, passedOver: [] }, position)
  const [width, height] = [(east - west) * ROOM, (north - south) * ROOM]
  const places = markersOf(answer, position, useAppState.getState()).map(
    (marker) => marker.position,
  )
  return drawMapPicture(
    {
      box: BOX,
      extent: [west - width, south - height, east + width, north + height],
      shows: 'ways',
      free: { places, sideMm: 2 * MARKER_RADIUS_MM },
    },
    new AbortController().signal,
  )
}

interface WaysFigureProps {
  answer: NearestAnswer
  position: LonLat
  picture: MapPicture
}

/** The ways of an answer on a printed map. */
export const WaysFigure = ({ answer, position, picture }: WaysFigureProps) => {
  const { t, language } = useText('panels', 'nearest.print.map')
  // As it was when the picture was drawn, a moment ago.
  const [{ emphasised, notes }] = useState(() => {
    const { emphasisedId, notes } = useAppState.getState()
    return { emphasised: emphasisedOf(answer, emphasisedId), notes }
  })
  const rank = answer.features.find(({ id }) => id === emphasised)?.properties.rank
  const { route, otherRoute, mark } = MAP_PALETTES.light
  const entries: LegendEntry[] = [
    { symbol: { kind: 'marker', marker: 'place', text: '' }, label: t('place') },
    { symbol: { kind: 'marker', marker: 'rank', text: '1' }, label: t('rank') },
    { symbol: { kind: 'line', colour: route }, label: t('thick', { rank }) },
    { symbol: { kind: 'line', colour: otherRoute }, label: t('others') },
    ...(notes.length > 0
      ? [{ symbol: { kind: 'marker', marker: 'note', text: 'A' } as const, label: t('note') }]
      : []),
  ]
  const markers = markersOf(answer, position, { language, notes })
  const along = notes.map(({ corners }) => corners).filter(({ length }) => length > 1)
  const lines = { colour: mark, corners: along }
  const map = { title: t('title'), ramp: [], unit: '', entries, markers, lines, language }
  return <MapFigure map={map} picture={picture} box={BOX} paperSize="A4" />
}
