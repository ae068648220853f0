/** What is measured and the lines of notes as features of one source. */
import { haversineMetres, type LonLat } from '../../data/geometry.ts'
import type { MapNote } from '../state/map-notes.ts'
import { collection, feature, pointAt } from './geojson.ts'

/** Metres from the first corner to each, as the crow flies: 0 for the first. */
export const runningMetres = (corners: readonly LonLat[]): number[] => {
  let metres = 0
  return corners.map(([longitude, latitude], index) => {
    const before = corners[index - 1]
    if (before) metres += haversineMetres(before[0], before[1], longitude, latitude)
    return metres
  })
}

const lineThrough = (corners: readonly LonLat[], kind: 'measure' | 'note') =>
  corners.length > 1
    ? [feature({ type: 'LineString' as const, coordinates: corners }, { kind, label: '' })]
    : []

/** @param labels of the corners that are measured, as many as there are */
export const deskMarks = (
  corners: readonly LonLat[],
  labels: readonly string[],
  notes: readonly MapNote[],
) =>
  collection([
    ...notes.flatMap((note) => lineThrough(note.corners, 'note')),
    ...lineThrough(corners, 'measure'),
    ...corners.map((corner, index) =>
      pointAt(corner, { kind: 'measure' as const, label: labels[index] ?? '' }),
    ),
  ])
