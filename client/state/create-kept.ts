/** Stores of which a part is kept in the browser's storage. */
import { create, type StoreApi, type UseBoundStore } from 'zustand'
import { type PersistStorage, persist } from 'zustand/middleware'
import { shallow } from 'zustand/shallow'

interface Keeping<State, Kept> {
  /** Key in the storage area. */
  readonly name: string
  /** `() => sessionStorage`: of this tab; `() => localStorage`: of this machine. */
  readonly area: () => Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>
  /** The part of the state that is kept. */
  readonly keep: (state: State) => Kept
  /** What a stored text says; null where it is not what it should be. May throw. */
  readonly parse: (text: string) => Kept | null
  readonly format?: (kept: Kept) => string
}

type KeptStore<State> = UseBoundStore<StoreApi<State>> & {
  readonly persist: { readonly rehydrate: () => Promise<void> }
}

/** JSON whose shape is checked: a newer or older page may have written something else. */
export const jsonOf =
  <Kept>(isKept: (value: unknown) => value is Kept) =>
  (text: string): Kept | null => {
    const value: unknown = JSON.parse(text)
    return isKept(value) ? value : null
  }

/** A browser may refuse storage altogether, or be full: the state then lives as long as the page. */
const quietly = <T>(act: () => T): T | null => {
  try {
    return act()
  } catch {
    return null
  }
}

const textStorage = <State, Kept>(keeping: Keeping<State, Kept>): PersistStorage<Kept> => {
  const { area, parse, format = JSON.stringify } = keeping
  let last: Kept | null = null
  return {
    getItem: (name) =>
      quietly(() => {
        const text = area().getItem(name)
        const state = text === null ? null : parse(text)
        return state === null ? null : { state }
      }),
    setItem: (name, { state }) => {
      // what is not kept may change with every move of the hand
      if (shallow(state, last)) return
      last = state
      quietly(() => area().setItem(name, format(state)))
    },
    removeItem: (name) => quietly(() => area().removeItem(name)),
  }
}

/** A store that begins with what was kept of it, over `initial`, and keeps what comes. */
export const createKept = <State extends object, Kept extends Partial<State>>(
  initial: State,
  keeping: Keeping<State, Kept>,
): KeptStore<State> =>
  create<State>()(
    persist(() => initial, {
      name: keeping.name,
      storage: textStorage(keeping),
      partialize: keeping.keep,
    }),
  )
