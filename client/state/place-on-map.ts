/** A place that is set on the map: it can be taken back for a while, and leaves no tab unasked. */
import { create } from 'zustand'
import type { LonLat } from '../../data/geometry.ts'
import {
  type AppState,
  askAbout,
  changeState,
  type PanelId,
  type Place,
  useAppState,
} from './app-state.ts'

/** How long it can be taken back by a button. */
export const UNDO_MILLISECONDS = 10_000

/** Tabs in which a place is what people click for: where help, or goods, are to go. */
const TABS_OF_PLACES: readonly PanelId[] = ['nearest', 'dispatch']

type Before = Pick<AppState, 'place' | 'emphasisedId' | 'selection'>

/** As many places set one after the other can be taken back. */
const MOST_UNDONE = 5

interface PlaceOnMap {
  /** What stood before the last place was set; null once nothing can be taken back or need be said. */
  readonly before: Before | null
  /** What stood before the places set earlier, the last first. */
  readonly earlier: readonly Before[]
  /** The place that this is about: where another was chosen otherwise, nothing is taken back. */
  readonly set: Place | null
  /** Raised by each place that is set: the time begins anew. */
  readonly sequence: number
}

export const usePlaceOnMap = create<PlaceOnMap>()(() => ({
  before: null,
  earlier: [],
  set: null,
  sequence: 0,
}))

export const forgetBefore = (): void => usePlaceOnMap.setState({ before: null, earlier: [] })

/** What can be put back: nothing once another place was chosen, by search or from a list. */
export const beforeOf = ({ before, set }: PlaceOnMap, place: Place | null): Before | null =>
  place === set ? before : null

/** Whether the open tab shows an answer about the place, or asks for it. */
export const isTabOfPlaces = (panel: PanelId): boolean => TABS_OF_PLACES.includes(panel)

/** Sets the place of the question, whatever tab is open; the tab stays. */
export const setPlaceOnMap = (position: LonLat): void => {
  const { place, emphasisedId, selection, panel } = useAppState.getState()
  if (panel === 'nearest') askAbout(position)
  else changeState({ place: { position, label: null }, areaAsked: null, emphasisedId: null })
  // the first place of all, in a tab that shows it, speaks for itself
  const isPlain = place === null && isTabOfPlaces(panel)
  const { place: set } = useAppState.getState()
  usePlaceOnMap.setState((note) => {
    const last = beforeOf(note, place)
    return {
      before: isPlain ? null : { place, emphasisedId, selection },
      earlier: isPlain || !last ? [] : [last, ...note.earlier].slice(0, MOST_UNDONE - 1),
      set,
      sequence: note.sequence + 1,
    }
  })
}

/** A plain click on open ground: it sets a place where the open tab is about places, else nothing. */
export const clickPlaceOnMap = (position: LonLat): void => {
  if (isTabOfPlaces(useAppState.getState().panel)) setPlaceOnMap(position)
}

/** Puts back what stood before; what stood before that can be put back next. */
export const takePlaceBack = (): void => {
  const note = usePlaceOnMap.getState()
  const before = beforeOf(note, useAppState.getState().place)
  if (!before) return
  const [next = null, ...others] = note.earlier
  const { place: set } = before
  usePlaceOnMap.setState({ before: next, earlier: others, set, sequence: note.sequence + 1 })
  changeState(before)
}
