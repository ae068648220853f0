/** The moment that map and list show: now, or how it was. */
import { create } from 'zustand'

interface Moment {
  /** ISO instant; null for now. */
  readonly at: string | null
}

export const useAsOf = create<Moment>()(() => ({ at: null }))

export const showAsOf = (at: string | null): void => useAsOf.setState({ at })
