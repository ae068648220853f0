/** Pasted coordinates whose system is not certain: the place moves with the system that is chosen. */
import { COORDINATE_SYSTEMS, type CoordinateSystem } from '../../data/coordinate-system.ts'
import type { PastedSystem } from '../../data/search.ts'
import { coordinateText } from '../../data/wording.ts'
import { askAbout, type Place, useAppState } from './app-state.ts'
import { createKept } from './create-kept.ts'

interface Remembered {
  readonly system: CoordinateSystem
}

const isSystem = (text: string): text is CoordinateSystem => Object.hasOwn(COORDINATE_SYSTEMS, text)

/** What was chosen last on this machine for coordinates whose system is not stated. */
export const useRememberedSystem = createKept<Remembered, Remembered>(
  { system: 'wgs84' },
  {
    name: 'coordinate-system',
    area: () => localStorage,
    keep: (state) => state,
    parse: (text) => (isSystem(text) ? { system: text } : null),
    format: ({ system }) => system,
  },
)

type Reading = PastedSystem['readings'][number]

/** Where the coordinates lie in a system; where they have none of it, as the server took them. */
const readingIn = ({ readings }: PastedSystem, system: CoordinateSystem): Reading =>
  readings.find((reading) => reading.system === system) ?? readings[0]!

/** The reading to begin with: what is stated by or assumed of the source, else what was chosen last. */
export const firstReading = (pasted: PastedSystem, remembered: CoordinateSystem): Reading =>
  readingIn(pasted, pasted.certainty === 'unknown' ? remembered : pasted.system)

const ask = (pasted: PastedSystem, { position, system }: Reading, isAsLast: boolean): void =>
  askAbout(position, coordinateText(position), { pasted: { ...pasted, system }, isAsLast })

/** Asks about pasted coordinates. @returns where they were taken to lie. */
export const askAboutPasted = (pasted: PastedSystem): Reading => {
  const reading = firstReading(pasted, useRememberedSystem.getState().system)
  ask(pasted, reading, reading.system !== pasted.system)
  return reading
}

/** Takes the coordinates of the place in another system, and the next of unknown system too. */
export const takeIn = ({ pasted }: Place, system: CoordinateSystem): void => {
  if (!pasted) return
  ask(pasted, readingIn(pasted, system), false)
  if (pasted.certainty === 'unknown') useRememberedSystem.setState({ system })
}

/** Sets where coordinates that came by a link lie in each system; the place stays where it is. */
export const giveReadings = (readings: PastedSystem['readings']): void =>
  useAppState.setState(({ place }) => {
    if (!place?.pasted) return {}
    return { place: { ...place, pasted: { ...place.pasted, readings } } }
  })
