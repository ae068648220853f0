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

/** Another answer that lies beside the one that proposes. */
interface SitesBeside {
  readonly name: string
  /** Its sites that the one that proposes does not have. */
  readonly others: readonly ProposedSite[]
  /** Ranks of the proposed sites that it does not have. */
  readonly unshared: ReadonlySet<number>
}

interface ProposedSites {
  readonly sites: readonly ProposedSite[]
  /** The answer that proposes them, for its report. */
  readonly answer: SitingAnswer | null
  /** Rank of the one that was chosen in the table or on the map. */
  readonly chosen: number | null
  /** Null where none is compared. */
  readonly beside: SitesBeside | null
}

export const useProposedSites = create<ProposedSites>()(() => ({
  sites: [],
  answer: null,
  chosen: null,
  beside: null,
}))

export const setProposedSites = (
  sites: readonly ProposedSite[],
  answer: SitingAnswer | null,
): void => useProposedSites.setState({ sites, answer })

export const chooseSite = (chosen: number | null): void => useProposedSites.setState({ chosen })

export const setSitesBeside = (beside: SitesBeside | null): void =>
  useProposedSites.setState({ beside })
