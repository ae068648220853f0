/** What a tool does at a place of the map. */
import type { LonLat } from '../../../data/geometry.ts'
import { useAppState } from '../../state/app-state.ts'
import type { MapToolId } from '../../state/map-tool.ts'
import { addStation, closeRoads, useScenarioDraft } from '../../state/scenario-draft.ts'
import { newStationText } from './coverage-map-texts.ts'

const idOf = (number: number): string => `new-${number}`

/** The least number that no added station has; undone and redone steps may leave holes. */
const freeNumber = (taken: ReadonlySet<string | undefined>): number => {
  let number = 1
  while (taken.has(idOf(number))) number++
  return number
}

const addAt = ([lon, lat]: LonLat): void => {
  const { add } = useScenarioDraft.getState().changes
  const number = freeNumber(new Set(add.map(({ id }) => id)))
  const { language } = useAppState.getState()
  addStation({ id: idOf(number), name: newStationText(number)[language], lon, lat })
}

/** Adds a station or closes the road there; the other tools do nothing at a single place. */
export const editAt = (tool: MapToolId, position: LonLat): void => {
  if (tool === 'add') addAt(position)
  if (tool === 'close-road') closeRoads({ type: 'Point', coordinates: [...position] })
}
