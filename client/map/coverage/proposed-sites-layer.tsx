import type { Map as MapLibreMap } from 'maplibre-gl'
import type { MouseEvent } from 'react'
import { createPortal } from 'react-dom'
import type { Bilingual } from '../../../data/bilingual.ts'
import { saidInDemandWords } from '../../../data/demand-words.ts'
import { SITE_KIND_NAMES, SITE_KINDS, type SiteKind } from '../../../data/site-kinds.ts'
import { numberText } from '../../../data/wording.ts'
import { useAppState } from '../../state/app-state.ts'
import { chooseSite, type ProposedSite, useProposedSites } from '../../state/proposed-sites.ts'
import { useMarker } from '../use-marker.ts'
import { besideText, ONLY_HERE, proposedText } from './coverage-map-texts.ts'

/** Sites that an optimisation proposes, numbered in its order, their kind shown by their shape. */
export const ProposedSitesLayer = ({ map }: { map: MapLibreMap }) => {
  const sites = useProposedSites((state) => state.sites)
  const beside = useProposedSites((state) => state.beside)
  return (
    <>
      {beside?.others.map((site) => (
        <MarkerBeside key={site.rank} map={map} site={site} name={beside.name} />
      ))}
      {sites.map((site) => (
        <SiteMarker key={site.rank} map={map} site={site} />
      ))}
    </>
  )
}

interface SiteMarkerProps {
  map: MapLibreMap
  site: ProposedSite
}

/** What only the answer beside has. */
const MarkerBeside = ({ map, site, name }: SiteMarkerProps & { name: string }) => {
  const language = useAppState((state) => state.language)
  const marker = useMarker(map, [site.lon, site.lat], 'site-marker')
  const kind = SITE_KINDS[site.kind][language]
  const label = `${besideText(name)[language]} · ${site.rank} ${site.name} · ${kind}`
  return createPortal(
    <span
      className="proposed-site"
      data-kind={site.kind}
      data-side="there"
      role="img"
      aria-label={label}
      title={label}
    >
      {site.rank}
    </span>,
    marker.getElement(),
  )
}

/** Pressed, it chooses its row of the table. */
const SiteMarker = ({ map, site }: SiteMarkerProps) => {
  const language = useAppState((state) => state.language)
  const isChosen = useProposedSites((state) => state.chosen === site.rank)
  const isUnshared = useProposedSites(({ beside }) => beside?.unshared.has(site.rank) ?? false)
  const { rank, lon, lat, name, kind, peopleWon } = site
  const marker = useMarker(map, [lon, lat], 'site-marker')
  const people = numberText(peopleWon, language)
  const demand = useProposedSites(({ answer }) => answer?.query.demand)
  const said = proposedText(rank, name, SITE_KINDS[kind][language], people)
  const label = saidInDemandWords(said, demand)[language]
  const onClick = (event: MouseEvent): void => {
    event.stopPropagation()
    chooseSite(isChosen ? null : rank)
  }
  return createPortal(
    <button
      type="button"
      className="proposed-site"
      data-kind={kind}
      data-side={isUnshared ? 'here' : undefined}
      aria-label={label}
      aria-pressed={isChosen}
      title={label}
      onClick={onClick}
    >
      {rank}
    </button>,
    marker.getElement(),
  )
}

/** What the shapes mean, of the kinds that are on the map. */
export const SiteShapes = () => {
  const sites = useProposedSites((state) => state.sites)
  const beside = useProposedSites((state) => state.beside)
  const shown = [...sites, ...(beside?.others ?? [])]
  const kinds = SITE_KIND_NAMES.filter((kind) => shown.some((site) => site.kind === kind))
  if (kinds.length === 0) return null
  return (
    <ul className="unmarked row wrapped site-shapes">
      {kinds.map((kind) => (
        <Shape key={kind} kind={kind} means={SITE_KINDS[kind]} />
      ))}
      {beside && (
        <>
          <Shape kind="new-site" side="here" means={ONLY_HERE} />
          <Shape kind="new-site" side="there" means={besideText(beside.name)} />
        </>
      )}
    </ul>
  )
}

interface ShapeProps {
  kind: SiteKind
  /** Of two answers, the one that alone has it. */
  side?: 'here' | 'there'
  means: Bilingual
}

const Shape = ({ kind, side, means }: ShapeProps) => {
  const language = useAppState((state) => state.language)
  return (
    <li className="row">
      <span className="proposed-site" data-kind={kind} data-side={side} aria-hidden="true" />
      {means[language]}
    </li>
  )
}
