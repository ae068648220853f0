/** Sites that an optimisation proposes, for the map to show; empty when there is no proposal. */
import { create } from 'zustand'

export interface ProposedSite {
  /** From 1, in the order of the proposal. */
  readonly rank: number
  readonly lon: number
  readonly lat: number
  readonly name: string
  /** People who would newly be in time with the sites up to this rank. */
  readonly peopleWon: number
}

export const useProposedSites = create<{ readonly sites: readonly ProposedSite[] }>()(() => ({
  sites: [],
}))

export const setProposedSites = (sites: readonly ProposedSite[]): void =>
  useProposedSites.setState({ sites })
