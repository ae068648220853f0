/** What the siting form holds, how it is kept, and the question it comes to. */
import { create } from 'zustand'
import type { CoverageRequest } from '../../../../data/coverage.ts'
import type { Bbox } from '../../../../data/geometry.ts'
import { DEFAULT_TURNOUT_SECONDS } from '../../../../data/scenario.ts'
import type { SiteKind } from '../../../../data/site-kinds.ts'
import {
  DEFAULT_COSTS,
  type Robustness,
  type SiteCost,
  type SiteReference,
  type SitingProblem,
  type SitingQuery,
  type SitingRequest,
} from '../../../../data/siting.ts'
import type { Site } from '../../../../data/siting-answer.ts'
import { createKept, jsonOf } from '../../../state/create-kept.ts'

/** A site of an earlier answer, with what it is called. */
export interface NamedSite {
  readonly reference: SiteReference
  readonly name: string
  readonly nameEn: string | null
}

type Candidates = NonNullable<SitingRequest['candidates']>

export interface SitingOptions {
  problem: SitingProblem
  add: number
  targetPercent: number
  turnoutSeconds: number
  backupPercent: number
  busyPercent: number
  gapPercent: number
  robust: Robustness
  settlements: boolean
  towns: boolean
  longerHours: boolean
  moreCrew: boolean
  upgrades: boolean
  nearTownsMetres: number | null
  awayFromStationsMetres: number | null
  points: NonNullable<Candidates['points']>
  /** What the present view of the map is used for. */
  view: 'anywhere' | 'inside' | 'outside' | 'as-asked'
  /** Where the question of an opened answer allows sites, and where it does not. */
  asAsked: Pick<NonNullable<SitingQuery['candidates']>, 'area' | 'exclude'>
  /** What the sites are limited by. */
  limit: 'number' | 'budget'
  /** 10,000 yuan. */
  money: number
  years: number
  costs: Readonly<Record<SiteKind, SiteCost>>
  /** By code of the county; null where there is no limit. */
  quotas: Readonly<Record<string, { least: number | null; most: number | null }>>
  /** Percent of its people that every county is to have in time; null: none is asked for. */
  leastCountyPercent: number | null
  must: readonly NamedSite[]
  forbid: readonly NamedSite[]
  phases: readonly { name: string; most: number }[]
}

export const INITIAL_OPTIONS: SitingOptions = {
  problem: 'mclp',
  add: 5,
  targetPercent: 80,
  turnoutSeconds: DEFAULT_TURNOUT_SECONDS,
  backupPercent: 0,
  busyPercent: 0,
  gapPercent: 0,
  robust: 'nominal',
  settlements: true,
  towns: false,
  longerHours: false,
  moreCrew: false,
  upgrades: false,
  nearTownsMetres: null,
  awayFromStationsMetres: null,
  points: [],
  view: 'anywhere',
  asAsked: { area: null, exclude: [] },
  limit: 'number',
  money: 1000,
  years: 1,
  costs: DEFAULT_COSTS,
  quotas: {},
  leastCountyPercent: null,
  must: [],
  forbid: [],
  phases: [],
}

const kindOf = (value: unknown): string => (Array.isArray(value) ? 'list' : typeof value)

/**
 * Whether each option is of its kind: the server says what a value may be, and the schemas that do
 * would come with the first screen. A distance may be none.
 */
const isKept = (value: unknown): value is SitingOptions =>
  typeof value === 'object' &&
  value !== null &&
  Object.entries(INITIAL_OPTIONS).every(([name, initial]) => {
    const kept: unknown = (value as Readonly<Record<string, unknown>>)[name]
    if (initial === null) return kept === null || typeof kept === 'number'
    return kept !== null && kindOf(kept) === kindOf(initial)
  })

/** What is asked for outlives tabs of the panel and a reload of the page. */
export const useSitingOptions = createKept<SitingOptions, SitingOptions>(INITIAL_OPTIONS, {
  name: 'siting-options',
  area: () => sessionStorage,
  keep: (options) => options,
  parse: jsonOf(isKept),
})

export const changeOptions = (changes: Partial<SitingOptions>): void =>
  useSitingOptions.setState(changes)

/** Another one with each form that takes the place of the one before: what was typed then is gone. */
export const useFormEdition = create<number>()(() => 0)

/** Puts the parameters of an answer into the form. */
export const replaceOptions = (options: SitingOptions): void => {
  useSitingOptions.setState(options)
  useFormEdition.setState((edition) => edition + 1, true)
}

/** A site as a question names it: by the station that is changed, or by its place. */
export const referenceOf = ({
  stationId,
  lon,
  lat,
}: Pick<Site, 'stationId' | 'lon' | 'lat'>): SiteReference =>
  stationId === null ? { lon, lat } : { stationId }

export const isSameSite = (one: SiteReference, other: SiteReference): boolean =>
  'stationId' in one
    ? 'stationId' in other && one.stationId === other.stationId
    : 'lon' in other && one.lon === other.lon && one.lat === other.lat

const LISTS = ['must', 'forbid'] as const
export type SiteList = (typeof LISTS)[number]

/** Which of the lists names a site. */
export const listOf = (
  options: Pick<SitingOptions, SiteList>,
  reference: SiteReference,
): SiteList | null =>
  LISTS.find((list) => options[list].some((each) => isSameSite(each.reference, reference))) ?? null

/** Names a site in one list and no other; null takes it out of both. */
export const withListed = (
  options: Pick<SitingOptions, SiteList>,
  site: NamedSite,
  to: SiteList | null,
): Pick<SitingOptions, SiteList> => {
  const others = (list: SiteList): NamedSite[] =>
    options[list].filter(({ reference }) => !isSameSite(reference, site.reference))
  return {
    must: to === 'must' ? [...others('must'), site] : others('must'),
    forbid: to === 'forbid' ? [...others('forbid'), site] : others('forbid'),
  }
}

/** A box as a polygon, counter-clockwise. */
const polygonOf = ([west, south, east, north]: Bbox) => ({
  type: 'Polygon' as const,
  coordinates: [
    [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ] as [number, number][],
  ],
})

/** Present stations that may be changed instead of building. */
export const STATION_KINDS = ['longerHours', 'moreCrew', 'upgrades'] as const
export const PLACE_KINDS = ['settlements', 'towns'] as const

const hasCandidates = (options: SitingOptions): boolean =>
  [...STATION_KINDS, ...PLACE_KINDS].some((kind) => options[kind]) || options.points.length > 0

/** Number of sites, or 10,000 yuan, that the phases share out. */
export const phasedOf = ({ limit, money, add }: SitingOptions): number =>
  limit === 'budget' ? money : add

export const sumOfPhases = ({ phases }: Pick<SitingOptions, 'phases'>): number =>
  inTenths(phases.reduce((sum, { most }) => sum + most, 0))

/** Without what floating point adds to tenths. */
const inTenths = (value: number): number => Number(value.toFixed(1))

/** With a phase more: it gets what is left over, or half of what the last one has. */
export const withPhase = (options: SitingOptions, name: string): SitingOptions['phases'] => {
  const { phases, limit } = options
  const left = inTenths(phasedOf(options) - sumOfPhases(options))
  const last = phases.at(-1)
  if (!last || left > 0) return [...phases, { name, most: Math.max(0, left) }]
  const half = limit === 'number' ? Math.floor(last.most / 2) : inTenths(last.most / 2)
  const rest = { ...last, most: inTenths(last.most - half) }
  return [...phases.slice(0, -1), rest, { name, most: half }]
}

/** Without a phase: the one before it gets what it had, or the one after the first. */
export const withoutPhase = (
  phases: SitingOptions['phases'],
  index: number,
): SitingOptions['phases'] => {
  const freed = phases[index]?.most ?? 0
  return phases
    .filter((_, at) => at !== index)
    .map((phase, at) =>
      at === Math.max(0, index - 1) ? { ...phase, most: inTenths(phase.most + freed) } : phase,
    )
}

/** Counties with a limit; of the others nothing is said. */
const quotasOf = ({ quotas }: SitingOptions): NonNullable<SitingRequest['quotas']> =>
  Object.entries(quotas).flatMap(([countyCode, { least, most }]) =>
    least === null && most === null
      ? []
      : [
          {
            countyCode,
            ...(least !== null && { least }),
            ...(most !== null && { most }),
          },
        ],
  )

/** What keeps the question from being asked; what other problems do not take is not looked at. */
export const optionsFaults = (options: SitingOptions) => {
  const { problem, phases, limit, leastCountyPercent, busyPercent, backupPercent } = options
  const quotas = quotasOf(options)
  const faults = {
    none: !hasCandidates(options),
    phaseSum: phases.length > 0 && sumOfPhases(options) !== phasedOf(options),
    phaseEmpty: phases.some(
      ({ name, most }) =>
        name.trim() === '' || most <= 0 || (limit === 'number' && !Number.isInteger(most)),
    ),
    phaseQuotas:
      limit === 'budget' && phases.length > 0 && quotas.some(({ least = 0 }) => least > 0),
    quotas: quotas.some(({ least = 0, most = least }) => least > most),
    leastBeside:
      leastCountyPercent !== null && (phases.length > 0 || busyPercent > 0 || backupPercent > 0),
  }
  const names = Object.keys(faults) as (keyof typeof faults)[]
  return names.filter((name) => faults[name] && (problem === 'mclp' || name === 'none'))
}

/** What only maximal covering takes. */
const coveringOptions = (options: SitingOptions): Partial<SitingRequest> => {
  const { limit, money, years, costs, robust, must, phases, busyPercent, backupPercent } = options
  const { leastCountyPercent } = options
  return {
    // A busy station's share of the work goes to a second one: its backup is counted already.
    backupPercent: busyPercent > 0 ? 0 : backupPercent,
    busyPercent,
    robust,
    budget: limit === 'budget' ? { most: money, years, costs } : null,
    quotas: quotasOf(options),
    leastCountyPercent,
    must: must.map(({ reference }) => reference),
    phases: phases.map(({ name, most }) => ({ name: name.trim(), most })),
  }
}

/** How far speed and turnout may be off: the usual. */
const USUAL_BAND = {}

/**
 * @param coverage the conditions, with their periods and band.
 * @param view what the map shows now, for candidates inside or outside of it.
 */
export const sitingRequest = (
  coverage: CoverageRequest,
  options: SitingOptions,
  view: Bbox | null,
): SitingRequest => {
  const { problem, settlements, towns, longerHours, moreCrew, upgrades, points } = options
  const { nearTownsMetres, awayFromStationsMetres, forbid } = options
  // Which part of the day the map shows is nothing to the sites.
  const { parts: _parts, at, ...question } = coverage
  const allowed = {
    area: view && options.view === 'inside' ? polygonOf(view) : null,
    exclude: view && options.view === 'outside' ? [polygonOf(view)] : [],
    ...(options.view === 'as-asked' && options.asAsked),
  }
  return {
    ...question,
    ...(question.periods === undefined && at !== undefined && { at }),
    band: question.band ?? USUAL_BAND,
    // Sites are chosen for the first arrival; a second one counts as backup.
    filter: { ...question.filter, due: 1 },
    problem,
    add: options.add,
    turnoutSeconds: options.turnoutSeconds,
    gapPercent: options.gapPercent,
    ...(problem === 'lscp' && { targetPercent: options.targetPercent }),
    ...(problem === 'mclp' && coveringOptions(options)),
    forbid: forbid.map(({ reference }) => reference),
    candidates: {
      ...{ settlements, towns, longerHours, moreCrew, upgrades },
      ...{ points: [...points], ...allowed, nearTownsMetres, awayFromStationsMetres },
    },
  }
}
