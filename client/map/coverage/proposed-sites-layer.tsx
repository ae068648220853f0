import type { Map as MapLibreMap } from 'maplibre-gl'
import { createPortal } from 'react-dom'
import { numberText } from '../../form/wording.ts'
import { useAppState } from '../../state/app-state.ts'
import { type ProposedSite, useProposedSites } from '../../state/proposed-sites.ts'
import { useMarker } from '../use-marker.ts'
import { proposedText } from './coverage-map-texts.ts'

/** Sites that an optimisation proposes, numbered in its order. */
export const ProposedSitesLayer = ({ map }: { map: MapLibreMap }) => {
  const sites = useProposedSites((state) => state.sites)
  return sites.map((site) => <SiteMarker key={site.rank} map={map} site={site} />)
}

const SiteMarker = ({ map, site }: { map: MapLibreMap; site: ProposedSite }) => {
  const language = useAppState((state) => state.language)
  const { rank, lon, lat, name, peopleWon } = site
  const marker = useMarker(map, [lon, lat], 'site-marker')
  const label = proposedText(rank, name, numberText(peopleWon, language))[language]
  return createPortal(
    <span className="proposed-site" role="img" aria-label={label} title={label}>
      {rank}
    </span>,
    marker.getElement(),
  )
}
