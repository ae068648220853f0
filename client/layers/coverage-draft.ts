/** Changes of a scenario as the map shows them: stations with what happens to them, closed roads. */
import type { LonLat } from '../../data/geometry.ts'
import type { Closure, ScenarioChanges } from '../../data/scenario.ts'
import { collection, feature } from './geojson.ts'

/** A present station as far as the draft needs it. */
export interface PresentStation {
  readonly id: string
  readonly name: string
  readonly nameEn: string | null
  readonly position: LonLat
}

/** `position`: where it stands in the scenario; of a removed one, where it stood. */
export interface DraftStation extends PresentStation {
  readonly kind: 'added' | 'moved' | 'removed'
  /** Where a moved one stands today. */
  readonly from: LonLat | null
}

/** Stations that the changes add, move or close; those that are not known (any more) are left out. */
export const draftStations = (
  { add, move, remove }: ScenarioChanges,
  present: ReadonlyMap<string, PresentStation>,
): DraftStation[] => [
  ...move.flatMap(({ id, lon, lat }): DraftStation[] => {
    const station = present.get(id)
    if (station === undefined || remove.includes(id)) return []
    return [{ ...station, kind: 'moved', position: [lon, lat], from: station.position }]
  }),
  ...remove.flatMap((id): DraftStation[] => {
    const station = present.get(id)
    return station ? [{ ...station, kind: 'removed', from: null }] : []
  }),
  ...add.flatMap(({ id, name = '', lon, lat }): DraftStation[] =>
    id === undefined
      ? []
      : [{ kind: 'added', id, name, nameEn: null, position: [lon, lat], from: null }],
  ),
]

/** Ways of moved stations from the old to the new place, and what is closed. */
export const draftShapes = (stations: readonly DraftStation[], closures: readonly Closure[]) =>
  collection([
    ...closures.map((closure) => feature(closure, { kind: 'closure' })),
    ...stations.flatMap(({ from, position }) =>
      from === null
        ? []
        : [feature({ type: 'LineString', coordinates: [from, position] }, { kind: 'move' })],
    ),
  ])
