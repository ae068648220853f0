/** The town, county or gap that is chosen in a table or on the map: outlined there, marked here. */
import { create } from 'zustand'

export type ChosenArea =
  | { readonly kind: 'towns' | 'counties'; readonly code: string }
  /** By the cell with which its list begins: its rank changes with the conditions. */
  | { readonly kind: 'gaps'; readonly cells: readonly number[]; readonly rank: number }

export const useChosenArea = create<{ readonly chosen: ChosenArea | null }>()(() => ({
  chosen: null,
}))

export const chooseArea = (chosen: ChosenArea | null): void => useChosenArea.setState({ chosen })
