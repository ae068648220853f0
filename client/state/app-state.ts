/** What the page shows, in one store: map, list and panels read it and change it only through here. */
import { create } from 'zustand'
import { useShallow } from 'zustand/shallow'
import type { Language } from '../../data/bilingual.ts'
import { type CollectionId, isWithin, LAYER_IDS } from '../../data/collections.ts'
import type { CoverageFilter } from '../../data/coverage.ts'
import { crossingCalled } from '../../data/crossing-words.ts'
import type { Demand } from '../../data/demand.ts'
import type { Bbox, LonLat } from '../../data/geometry.ts'
import type { ProfileId } from '../../data/profile.ts'
import type { PastedSystem, SearchAnswer, SearchFeature } from '../../data/search.ts'
import { DEFAULT_STANDARDS, type Standards } from '../../data/standards.ts'
import { localisedName } from '../../data/wording.ts'
import type { DayPart, Weighting } from '../../data/working-day.ts'
import type { NearestOptions } from '../api/nearest.ts'
import type { MapNote } from './map-notes.ts'

export type ThemeMode = 'light' | 'dark'

/** Which of the panels beside the map is open. */
export const PANEL_IDS = [
  'nearest',
  'dispatch',
  'hazards',
  'coverage',
  'list',
  'legend',
  'data',
] as const
export type PanelId = (typeof PANEL_IDS)[number]

/** Type size and targets for the wall screen of a command centre. */
export type DisplayMode = 'desk' | 'wall'

/** How much larger everything is on the wall screen of a command centre. */
export const DISPLAY_SCALES: Readonly<Record<DisplayMode, number>> = { desk: 1, wall: 1.75 }

export interface MapView {
  longitude: number
  latitude: number
  zoom: number
}

/** The place of the nearest question; `label` is what it was chosen by, null for a point on the map. */
export interface Place {
  position: LonLat
  label: string | null
  /** Of pasted coordinates: the system that they are taken in now, and where they lie in others. */
  pasted?: PastedSystem
  /** The system is the one that was chosen last: it was not stated for these coordinates. */
  isAsLast?: boolean
  /** Of what was found: `label` is its name in the language of that moment. */
  names?: { readonly name: string; readonly nameEn: string | null }
  /** A stake of a levee: goods for it are goods for the levee, unloaded there. */
  onWork?: NonNullable<SearchFeature['properties']['onWork']>
  /** What the search said of it, such as words that were not counted in. */
  remark?: NonNullable<SearchAnswer['remark']>
}

/** What the place is called in the language; null for a point on the map. */
export const placeName = ({ label, names }: Place, language: Language): string | null =>
  names ? localisedName(names, language) : label && (crossingCalled(label)?.[language] ?? label)

export interface Selection {
  collection: CollectionId
  id: string
}

/** Chosen options by field; a field without an entry is not filtered. */
export type LayerFilter = Readonly<Record<string, readonly string[]>>

/** Whether every filtered field has one of the chosen options: one rule for map, legend and list. */
export const passesFilter = (
  properties: Readonly<Record<string, unknown>>,
  filter: LayerFilter,
): boolean =>
  Object.entries(filter).every(([field, options]) => options.includes(String(properties[field])))

/**
 * What the coverage map is painted by: who is in time (towns by their people, hexagons when near),
 * first arrival, arrival of the second, and who is won or lost against another scenario.
 */
export const COVERAGE_PAINTS = ['served', 'time', 'second', 'change'] as const
export type CoveragePaint = (typeof COVERAGE_PAINTS)[number]

/** Parts of the coverage panel. */
export type CoverageTab = 'result' | 'scenario' | 'siting'

export interface CoverageOptions {
  /** A working day in periods, and which of them the map shows; `moment`: `at` alone. */
  part: DayPart | 'moment'
  /** By what the periods of the day count. */
  weighting: Weighting
  /** What counts at each place. */
  demand: Demand
  /** Local wall-clock `YYYY-MM-DDTHH:MM` in Asia/Shanghai, null for now. */
  at: string | null
  profile: ProfileId
  standards: Standards
  filter: CoverageFilter
  /** False: as if no closure were in force. */
  obeyClosures: boolean
  tab: CoverageTab
  paint: CoveragePaint
  /** The slider: cells reached within so many minutes are painted. */
  minutes: number
  contours: boolean
  /** The saved scenario that is open; a link carries it. */
  scenarioId: string | null
  /** The saved scenario laid beside it, `today` for none of the changes, null when nothing is. */
  compareId: string | null
  /** The kept siting run that is open; a link carries it. */
  runId: string | null
}

/** Parts of the dispatcher's panel. */
export const DISPATCH_TABS = ['find', 'plan', 'orders', 'adequacy', 'books'] as const
export type DispatchTab = (typeof DISPATCH_TABS)[number]

export interface DispatchOptions {
  tab: DispatchTab
  /** Goods looked for, by item; 0 for any quantity. */
  wanted: Readonly<Record<string, number>>
  /** The order that is open. */
  orderNumber: string | null
  /** The stockpile whose ledger is open. */
  stockpileId: string | null
}

export interface AppState {
  language: Language
  /** The colours that are shown: those chosen, else those of the operating system. */
  theme: ThemeMode
  /** Null while none has been chosen on this page. */
  chosenTheme: ThemeMode | null
  display: DisplayMode
  panel: PanelId
  view: MapView
  /** What the map shows now, for the list beside it; null until the map has been drawn. */
  viewBbox: Bbox | null
  /** The layers chosen by hand; null while the open tab decides (`layersOf`). */
  visibleLayers: readonly CollectionId[] | null
  filters: Readonly<Partial<Record<CollectionId, LayerFilter>>>
  place: Place | null
  /** Whether the base map of the installation is wanted, where it has one. */
  baseMap: boolean
  /** What was searched for and is too large: the panel asks for a point in it. Null once there is one. */
  areaAsked: {
    readonly name: string
    readonly nameEn: string | null
    readonly kind: 'area' | 'road' | 'line'
  } | null
  /** What people wrote on the map. */
  notes: readonly MapNote[]
  nearest: NearestOptions
  coverage: CoverageOptions
  dispatch: DispatchOptions
  /** The ranked resource that is pinned: its route stays emphasised, and a link carries it. */
  emphasisedId: string | null
  /** The one that is pointed at, for as long as it is. */
  pointedId: string | null
  /** The feature whose drawer is open. */
  selection: Selection | null
  /** A request to the map to show something; `sequence` makes a repeated request a new one. */
  flyTarget: { bbox: Bbox; sequence: number } | null
}

export const INITIAL_STATE: AppState = {
  language: 'zh',
  theme: 'light',
  chosenTheme: null,
  display: 'desk',
  panel: 'nearest',
  view: { longitude: 104, latitude: 36, zoom: 4 },
  viewBbox: null,
  visibleLayers: null,
  filters: {},
  place: null,
  baseMap: false,
  areaAsked: null,
  notes: [],
  nearest: {
    collection: 'stations',
    count: 5,
    profile: 'rescue-van',
    onDuty: true,
    at: null,
    equipment: {},
    item: null,
    quantity: null,
  },
  coverage: {
    part: 'day',
    weighting: 'hours',
    demand: 'residents',
    at: null,
    profile: 'rescue-van',
    standards: DEFAULT_STANDARDS,
    filter: { counted: 'on-duty', by: null, equipment: {}, minimumGrade: null, due: 1 },
    obeyClosures: true,
    tab: 'result',
    paint: 'served',
    minutes: 30,
    contours: false,
    scenarioId: null,
    compareId: null,
    runId: null,
  },
  dispatch: { tab: 'find', wanted: {}, orderNumber: null, stockpileId: null },
  emphasisedId: null,
  pointedId: null,
  selection: null,
  flyTarget: null,
}

export const useAppState = create<AppState>()(() => INITIAL_STATE)

/** Merges changes into the state; the only way components write it. */
export const changeState = (changes: Partial<AppState>): void => useAppState.setState(changes)

/** What each tab is about; the others show every layer. */
const LAYERS_OF_TABS: Partial<Readonly<Record<PanelId, readonly CollectionId[]>>> = {
  dispatch: ['stockpiles', 'flood-works'],
  hazards: ['stations', 'flood-works', 'forests', 'shelters'],
  coverage: ['stations'],
}

/**
 * The layers on the map: those chosen by hand, else those that the open tab is about. While an
 * answer stands, what was asked for and the stations; before, everything there is.
 */
export const layersOf = ({
  visibleLayers,
  panel,
  place,
  nearest: { collection },
}: Pick<AppState, 'visibleLayers' | 'panel' | 'place' | 'nearest'>): readonly CollectionId[] => {
  if (visibleLayers !== null) return visibleLayers
  const asked = panel === 'nearest' && place !== null ? ['stations' as const, collection] : null
  const about = asked ?? LAYERS_OF_TABS[panel]
  return about ? LAYER_IDS.filter((id) => about.some((whole) => isWithin(id, whole))) : LAYER_IDS
}

/** `layersOf` the present state: the same array while it holds the same layers. */
export const useVisibleLayers = (): readonly CollectionId[] => useAppState(useShallow(layersOf))

/** Switches a layer on or off by hand: from then on tabs change nothing. */
export const toggleLayer = (collection: CollectionId): void =>
  useAppState.setState((state) => {
    const layers = layersOf(state)
    return {
      visibleLayers: layers.includes(collection)
        ? layers.filter((id) => id !== collection)
        : [...layers, collection],
    }
  })

/** Sets the chosen options of one field; an empty list removes the filter. */
export const setFilter = (
  collection: CollectionId,
  field: string,
  options: readonly string[],
): void =>
  useAppState.setState(({ filters }) => {
    const { [field]: _replaced, ...others } = filters[collection] ?? {}
    const next = options.length > 0 ? { ...others, [field]: options } : others
    return { filters: { ...filters, [collection]: next } }
  })

export const clearFilter = (collection: CollectionId): void =>
  useAppState.setState(({ filters: { [collection]: _cleared, ...filters } }) => ({ filters }))

export const changeNearest = (changes: Partial<NearestOptions>): void =>
  useAppState.setState(({ nearest }) => ({ nearest: { ...nearest, ...changes } }))

export const changeCoverage = (changes: Partial<CoverageOptions>): void =>
  useAppState.setState(({ coverage }) => ({ coverage: { ...coverage, ...changes } }))

export const changeDispatch = (changes: Partial<DispatchOptions>): void =>
  useAppState.setState(({ dispatch }) => ({ dispatch: { ...dispatch, ...changes } }))

/** Pins a ranked resource; the one that is pinned is let go of. */
export const togglePin = (id: string): void =>
  useAppState.setState(({ emphasisedId }) => ({ emphasisedId: emphasisedId === id ? null : id }))

/** Opens the nearest panel for a place and drops what was emphasised before. */
export const askAbout = (
  position: LonLat,
  label: string | null = null,
  told: Pick<Place, 'pasted' | 'isAsLast' | 'names' | 'onWork' | 'remark'> = {},
): void => {
  changeState({
    place: { position, label, ...told },
    areaAsked: null,
    panel: 'nearest',
    emphasisedId: null,
    pointedId: null,
    selection: null,
  })
}

export const flyTo = (bbox: Bbox): void =>
  useAppState.setState(({ flyTarget }) => ({
    flyTarget: { bbox, sequence: (flyTarget?.sequence ?? 0) + 1 },
  }))
