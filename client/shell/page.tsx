import type { MouseEvent } from 'react'
import { lateCode } from '../form/late-code.ts'
import { lazyPart, PartBoundary } from '../form/part-boundary.tsx'
import { useText } from '../i18n/text.ts'
import {
  FeatureDrawer,
  fetchFeatureChanges,
  fetchNearbyGoods,
} from '../panels/drawer/feature-drawer.tsx'
import { LegendPanel } from '../panels/legend/legend-panel.tsx'
import { fetchListChanges, ListPanel } from '../panels/list/list-panel.tsx'
import { NearestPanel } from '../panels/nearest/nearest-panel.tsx'
import { SearchBox } from '../panels/search/search-box.tsx'
import { useAppState } from '../state/app-state.ts'
import { useAsOf } from '../state/as-of.ts'
import { useEditing } from '../state/edit-draft.ts'
import { useEditNote } from '../state/edit-note.ts'
import { AppHeader } from './app-header.tsx'
import { DataNotice, NoticedProblems } from './data-notice.tsx'
import { FirstRunOffer } from './first-run-offer.tsx'
import { KeyList } from './key-list.tsx'
import { fetchDispatchPicture, MapSlot } from './map-slot.tsx'
import { SidePanel } from './side-panel.tsx'
import { WallOffer } from './wall-offer.tsx'

/** Planners come for it, duty officers do not wait for it. */
const CoveragePanel = lazyPart(
  lateCode(async () => (await import('../panels/coverage/coverage-panel.tsx')).CoveragePanel),
)

const ConditionsStrip = lazyPart(
  lateCode(
    async () =>
      (await import('../panels/coverage/conditions/conditions-strip.tsx')).ConditionsStrip,
  ),
  { Waiting: () => <div className="planner-strip" /> },
)

/** Clerks' work, not done at night: its code is fetched when it is first shown. */
const DataPanel = lazyPart(
  lateCode(async () => (await import('../panels/data/data-panel.tsx')).DataPanel),
)

const fetchDispatchPanel = lateCode(
  async () => (await import('../panels/dispatch/dispatch-panel.tsx')).DispatchPanel,
)
const fetchHazardsPanel = lateCode(
  async () => (await import('../panels/hazards/hazards-panel.tsx')).HazardsPanel,
)

/** Dispatchers' work; it comes after the first picture, or when its tab is opened. */
const DispatchPanel = lazyPart(fetchDispatchPanel)
const HazardsPanel = lazyPart(fetchHazardsPanel)

const fetchEditRoot = lateCode(async () => (await import('../panels/edit/edit-root.tsx')).EditRoot)
const EditRoot = lazyPart(fetchEditRoot, { Waiting: () => null })

/** Code of the dispatcher's parts, fetched while there is a connection: at night it may go. */
const EARLY_PARTS: readonly (() => Promise<unknown>)[] = [
  fetchDispatchPanel,
  fetchDispatchPicture,
  fetchHazardsPanel,
  fetchNearbyGoods,
  fetchFeatureChanges,
  fetchListChanges,
  fetchEditRoot,
]
/** The first picture of the map goes before what has not been opened yet. */
const WAIT_MILLISECONDS = 5000

export const fetchPartsEarly = (): void => {
  setTimeout(() => {
    // What fails now is fetched again, and its failure shown, when it is opened.
    for (const fetchPart of EARLY_PARTS) fetchPart().catch(() => undefined)
  }, WAIT_MILLISECONDS)
}

/** Where everything is: header, panel, map with notice and drawer. */
export const Page = () => {
  const { t } = useText('shell')
  const hasPlace = useAppState(({ place, panel }) => place !== null && panel === 'nearest')
  const isPlanning = useAppState(({ panel }) => panel === 'coverage')
  const isEdited = useEditing((state) => state.draft !== null)
  const hasDrawer = useAppState((state) => state.selection !== null) || isEdited
  const isPast = useAsOf((state) => state.at !== null)
  const isEditing = useEditNote((state) => state.note !== null) || isEdited || isPast
  return (
    <div className="column page">
      <SkipLink to="panel" text={t('skipToPanel')} />
      <SkipLink to="map" text={t('skipToMap')} />
      <AppHeader
        search={
          <PartBoundary>
            <SearchBox />
            {hasPlace && <SkipLink to="answer" text={t('skipToAnswer')} />}
          </PartBoundary>
        }
      />
      <KeyList />
      <WallOffer />
      <FirstRunOffer />
      <NoticedProblems />
      {isPlanning && (
        <PartBoundary>
          <ConditionsStrip />
        </PartBoundary>
      )}
      <div className="workspace">
        <SidePanel
          panels={{
            nearest: <NearestPanel />,
            dispatch: <DispatchPanel />,
            hazards: <HazardsPanel />,
            coverage: <CoveragePanel />,
            list: <ListPanel />,
            legend: <LegendPanel />,
            data: <DataPanel />,
          }}
        />
        <main
          id="map"
          className="stage"
          data-drawer={hasDrawer}
          tabIndex={-1}
          aria-label={t('map.label')}
        >
          <DataNotice />
          <MapSlot />
          <PartBoundary>
            <FeatureDrawer />
          </PartBoundary>
          {isEditing && <EditRoot />}
        </main>
      </div>
    </div>
  )
}

/** The part after # holds the state of the page, so a skip link moves the focus by itself. */
const skip = (event: MouseEvent, to: string): void => {
  event.preventDefault()
  const target = document.getElementById(to)
  const first = target?.querySelector<HTMLElement>('[role="tab"][tabindex="0"], canvas')
  const focused = first ?? target
  focused?.focus()
}

const SkipLink = ({ to, text }: { to: string; text: string }) => (
  <a className="skip-link" href={`#${to}`} onClick={(event) => skip(event, to)}>
    {text}
  </a>
)
