/** Sites that an optimisation proposes, for the map to show; empty when there is no proposal. */
import { create } from 'zustand'
import type { SiteKind } from '../../data/site-kinds.ts'
import type { SitingAnswer } from '../../data/siting-answer.ts'

export interface ProposedSite {
  /** From 1, in the order of the proposal. */
  readonly rank: number
  readonly lon: number
  readonly lat: number
  readonly name: string
  readonly kind: SiteKind
  /** People who would newly be in time with the sites up to this rank. */
  readonly peopleWon: number
}

interface ProposedSites {
  readonly sites: readonly ProposedSite[]
  /** The answer that proposes them, for its report. */
  readonly answer: SitingAnswer | null
  /** Rank of the one that was chosen in the table or on the map. */
  readonly chosen: number | null
}

export const useProposedSites = create<ProposedSites>()(() => ({
  sites: [],
  answer: null,
  chosen: null,
}))

export const setProposedSites = (
  sites: readonly ProposedSite[],
  answer: SitingAnswer | null,
): void => useProposedSites.setState({ sites, answer })

export const chooseSite = (chosen: number | null): void => useProposedSites.setState({ chosen })
