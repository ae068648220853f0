/** From which parts of the data each kind of answer follows, so that a change reads anew just those. */
import type { QueryKey } from '@tanstack/react-query'
import { COLLECTION_IDS, type CollectionId, partsOf } from '../../../data/collections.ts'
import { OTHER_SUBJECTS, type RevisionsEvent, type Subject } from '../../../data/events.ts'
import type { NearestRequest } from '../nearest.ts'

export type Changeable = Subject | 'network'

const EVERYTHING: readonly Changeable[] = [...COLLECTION_IDS, ...OTHER_SUBJECTS, 'network']
const ROADS = ['closures', 'network'] as const
const PLACES = ['counties', 'towns'] as const
const COVERED = ['stations', 'settlements', 'deployments', ...PLACES, ...ROADS] as const
const STOCK = ['stockpiles', 'ledger', 'transfers', ...ROADS] as const

type Follows = readonly Changeable[] | ((...rest: unknown[]) => readonly Changeable[])

/** By the first part of a query's key. */
export const FOLLOWS: Readonly<Record<string, Follows>> = {
  collection: (id) => [id as CollectionId],
  item: (id) => [id as CollectionId],
  history: (id) => [id as CollectionId],
  'as-of': (id) => [id as CollectionId],
  changes: COLLECTION_IDS,
  bin: COLLECTION_IDS,
  // Roads, crossings and kilometre posts come with the network.
  search: [...COLLECTION_IDS, 'network'],
  health: EVERYTHING,
  'first-run': [...COLLECTION_IDS, 'region', 'ledger'],
  roads: ['network'],
  region: [...COLLECTION_IDS, 'region', 'network'],
  nearest: (request) => [
    ...partsOf((request as NearestRequest).options.collection),
    'deployments',
    'warnings',
    ...PLACES,
    ...ROADS,
  ],
  coverage: COVERED,
  'coverage-busy': COVERED,
  'coverage-times': COVERED,
  'coverage-contours': COVERED,
  'coverage-cells': ['settlements', ...PLACES, 'network'],
  'coverage-town-areas': ['settlements', ...PLACES],
  standards: ['standards'],
  imports: ['imports'],
  'import-rows': ['imports'],
  'import-map': ['imports'],
  'siting-runs': ['sitingRuns', 'stations', 'settlements', 'water', ...PLACES, 'network'],
  scenarios: ['scenarios'],
  scenario: ['scenarios'],
  closures: ROADS,
  warnings: ['warnings'],
  stock: [...STOCK, 'norms', 'levees', 'hydraulic-structures'],
  'transfer-plan': [...STOCK, 'unloadingPoints'],
  // of a plan under its id, which stays as it is
  counterfactual: [],
  'unloading-points': ['unloadingPoints'],
  'export-forms': ['exportForms'],
  'item-sheets': ['itemSheets'],
  kits: ['kits'],
  transfers: ['transfers'],
  'order-watch': ['transfers', 'warnings', ...ROADS],
  deployments: ['deployments'],
  'reserve-norms': ['norms'],
  // Of roads alone: what is being drawn.
  'would-close': ['network'],
  materials: ['itemSheets'],
  // They come with the program and its settings.
  'base-map': [],
  // Read once for who looks at it; its key has the masks that it stands behind.
  personal: [],
}

/** Whether what was answered under this key may be another answer now. */
export const isTouched = ([kind, ...rest]: QueryKey, changed: ReadonlySet<Changeable>): boolean => {
  const follows = FOLLOWS[String(kind)] ?? []
  if (typeof follows !== 'function') return follows.some((each) => changed.has(each))
  return rest[0] !== null && follows(...rest).some((each) => changed.has(each))
}

/**
 * What has changed since an answer was made; none where it is not known when that was.
 * @param id of an event that the answer knew of.
 */
export const changesSince = (id: string | null, now: RevisionsEvent): ReadonlySet<Changeable> => {
  const [start, clock] = id?.split('.') ?? []
  if (start === undefined) return new Set()
  if (start !== now.start) return new Set(EVERYTHING)
  const changed = Object.entries(now.revisions).filter(([, value]) => value > Number(clock))
  return new Set(changed.map(([subject]) => subject as Changeable))
}

/** What differs from what was known; everything where the service has been started anew. */
export const changesBetween = (
  before: RevisionsEvent,
  now: RevisionsEvent,
): ReadonlySet<Changeable> => {
  if (before.start !== now.start) return new Set(EVERYTHING)
  const changed = Object.keys(now.revisions).filter(
    (subject) => now.revisions[subject] !== before.revisions[subject],
  ) as Changeable[]
  return new Set(before.network === now.network ? changed : [...changed, 'network'])
}
