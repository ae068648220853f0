/** Keeps the address and the state of the page the same, both ways. */

import { hashFromState, stateFromHash } from './address.ts'
import { type AppState, INITIAL_STATE, useAppState } from './app-state.ts'

/** Browsers refuse more than about 100 changes of the address in 30 s; this stays well below. */
const REPLACE_MILLISECONDS = 500

/** Marks the history entries of this page; an address edited by hand has no mark. */
const OWN_ENTRY = { writtenBy: 'emergency-resource-map' }

const isOwnEntry = (entry: unknown): boolean =>
  typeof entry === 'object' && entry !== null && 'writtenBy' in entry

/** What Back should undo: another place, another feature opened; not every move of the map. */
const isStep = (state: AppState, before: AppState): boolean =>
  state.place !== before.place || state.selection !== before.selection

/** Settings of the screen: Back leaves them as they are. */
const preferencesOf = ({ language, chosenTheme, display }: AppState): Partial<AppState> => ({
  language,
  chosenTheme,
  display,
})

/** The state of a bare address; what the map and the operating system say is not part of it. */
const { viewBbox: _viewBbox, flyTarget: _flyTarget, theme: _theme, ...BARE_STATE } = INITIAL_STATE

const replaceAddress = (state: AppState): void =>
  history.replaceState(OWN_ENTRY, '', hashFromState(state))

/** Reads the address into the state and from then on follows both. Returns how to stop. */
export const startUrl = (): (() => void) => {
  let timer: ReturnType<typeof setTimeout> | undefined
  let isReading = false

  const cancel = (): void => {
    clearTimeout(timer)
    timer = undefined
  }
  const write = (state: AppState, before: AppState): void => {
    if (isReading || hashFromState(state) === hashFromState(before)) return
    if (!isStep(state, before)) {
      timer ??= setTimeout(() => {
        cancel()
        replaceAddress(useAppState.getState())
      }, REPLACE_MILLISECONDS)
      return
    }
    cancel()
    // moves not yet written belong to the entry that is being left
    replaceAddress(before)
    history.pushState(OWN_ENTRY, '', hashFromState(state))
  }
  const read = ({ state: entry }: PopStateEvent): void => {
    cancel()
    isReading = true
    const kept = isOwnEntry(entry) ? preferencesOf(useAppState.getState()) : {}
    useAppState.setState({ ...BARE_STATE, ...stateFromHash(location.hash), ...kept })
    isReading = false
    replaceAddress(useAppState.getState())
  }

  useAppState.setState(stateFromHash(location.hash))
  if (location.hash !== '') replaceAddress(useAppState.getState())
  const unsubscribe = useAppState.subscribe(write)
  addEventListener('popstate', read)
  return () => {
    cancel()
    unsubscribe()
    removeEventListener('popstate', read)
  }
}
