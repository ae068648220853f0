/** What a siting answer was asked: whether it is what strip and form ask now, and how it gets back into them. */
import { USUAL_BAND } from '../../../../../data/planning-day.ts'
import { DEFAULT_TURNOUT_SECONDS, NO_CHANGES } from '../../../../../data/scenario.ts'
import {
  SITING_LIMITS,
  type SiteReference,
  type SitingQuery,
  type SitingRequest,
} from '../../../../../data/siting.ts'
import type { SitingAnswer } from '../../../../../data/siting-answer.ts'
import { DEFAULT_STANDARDS } from '../../../../../data/standards.ts'
import { coordinateText } from '../../../../../data/wording.ts'
import { periodsOfDay, WEIGHTINGS } from '../../../../../data/working-day.ts'
import type { CoverageOptions } from '../../../../state/app-state.ts'
import {
  INITIAL_OPTIONS,
  isSameSite,
  type NamedSite,
  referenceOf,
  type SitingOptions,
} from '../siting-options.ts'

type Question = SitingRequest | SitingQuery
type Asked = ReturnType<typeof understood>

/** What a question asks that does not say so; the schemas that fill it in would come with the first screen. */
const UNSAID = {
  ...{ add: 5, targetPercent: 95, backupPercent: 0, busyPercent: 0, gapPercent: 0, curve: true },
  ...{
    robust: 'nominal',
    leastCountyPercent: null,
    turnoutSeconds: DEFAULT_TURNOUT_SECONDS,
    budget: null,
  },
  ...{ must: [], forbid: [], quotas: [], phases: [], collection: 'stations', closures: [] },
} as const
const ANYWHERE = {
  ...{ towns: false, settlements: true, longerHours: false, moreCrew: false, upgrades: false },
  ...{ area: null, points: [], nearTownsMetres: null, awayFromStationsMetres: null, exclude: [] },
} as const

/** As a question is understood, whether it is sent or answered. */
export const understood = ({
  at,
  periods,
  withoutSent,
  standards,
  demand = 'residents',
  profile,
  filter,
  obeyClosures = true,
  scenario,
  ...rules
}: Question) => ({
  ...{ at, periods, withoutSent, demand, profile, filter, obeyClosures },
  standards: { ...DEFAULT_STANDARDS, ...standards },
  scenario: { ...NO_CHANGES, ...scenario },
  rules: {
    ...UNSAID,
    ...rules,
    band: rules.band && { ...USUAL_BAND, ...rules.band },
    candidates: { ...ANYWHERE, ...rules.candidates },
    quotas: (rules.quotas ?? []).map((quota) => ({
      ...{ least: 0, most: SITING_LIMITS.mostSites },
      ...quota,
    })),
  },
})

/** Parts of a question that the strip and the scenario say, each with what of it they are. */
const CONDITIONS = {
  time: (asked: Asked) => timeOf(asked),
  demand: ({ demand }: Asked) => demand,
  standard: ({ standards }: Asked) => standards,
  vehicle: ({ profile }: Asked) => profile,
  stations: ({ filter }: Asked) => filter,
  closures: ({ obeyClosures }: Asked) => obeyClosures,
  scenario: ({ scenario }: Asked) => scenario,
} as const
export type ConditionName = keyof typeof CONDITIONS
export const CONDITION_NAMES = Object.keys(CONDITIONS) as ConditionName[]

/** Which part of the day, whatever the day: the usual one is always one that is to come. */
type TimeOfDay = readonly [name: string | undefined, at: string, weight: number]

const DAY_CHARACTERS = 'YYYY-MM-DDT'.length
const MINUTE_CHARACTERS = 'YYYY-MM-DDTHH:MM'.length

const partsOf = (periods: NonNullable<Asked['periods']>): TimeOfDay[] =>
  periods.map(({ name, at, weight }) => [name, at.slice(DAY_CHARACTERS), weight])

/** An answer that has left out who is out was asked about now. */
const timeOf = ({ periods, at, withoutSent }: Asked): 'now' | string | TimeOfDay[] => {
  if (periods) return partsOf(periods)
  return at === undefined || withoutSent ? 'now' : at
}

/** Members in one order: a question has them as it was written, its answer as they are declared. */
const inOrder = (_name: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
    : value

const isSame = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one, inOrder) === JSON.stringify(other, inOrder)

/** Conditions that differ between two questions. */
export const conditionsApart = (one: Question, other: Question): ConditionName[] => {
  const [first, second] = [understood(one), understood(other)]
  return CONDITION_NAMES.filter(
    (name) => !isSame(CONDITIONS[name](first), CONDITIONS[name](second)),
  )
}

/** Whether the form asks the same, whatever the conditions. */
export const isSameForm = (one: Question, other: Question): boolean =>
  isSame(understood(one).rules, understood(other).rules)

type StripConditions = Pick<
  CoverageOptions,
  'part' | 'weighting' | 'at' | 'demand' | 'profile' | 'standards' | 'filter' | 'obeyClosures'
>

/** A day that is not the usual one cannot be set on the strip: what the strip has stays. */
const momentOf = (
  { periods, at, withoutSent }: SitingQuery,
  { part }: StripConditions,
): Partial<StripConditions> => {
  if (!periods) return { part: 'moment', at: withoutSent ? null : at.slice(0, MINUTE_CHARACTERS) }
  const weighting = WEIGHTINGS.find((each) =>
    isSame(partsOf(periods), partsOf(periodsOfDay('2026-01-05', each))),
  )
  return weighting ? { part: part === 'moment' ? 'day' : part, weighting } : {}
}

/** The strip as it was for the answer. @param strip as it is now. */
export const stripOf = (query: SitingQuery, strip: StripConditions): Partial<StripConditions> => ({
  demand: query.demand ?? 'residents',
  profile: query.profile,
  standards: query.standards,
  // Siting knows of first arrivals alone.
  filter: { ...query.filter, due: strip.filter.due },
  obeyClosures: query.obeyClosures,
  ...momentOf(query, strip),
})

/** Names of stations by id. */
export type StationNames = ReadonlyMap<
  string,
  { readonly name: string; readonly nameEn: string | null }
>

const namedSite = (
  reference: SiteReference,
  sites: SitingAnswer['sites'],
  stations: StationNames,
): NamedSite => {
  const site = sites.find((each) => isSameSite(referenceOf(each), reference))
  if (site) return { reference, name: site.name, nameEn: site.nameEn }
  if ('stationId' in reference) {
    const { name = reference.stationId, nameEn = null } = stations.get(reference.stationId) ?? {}
    return { reference, name, nameEn }
  }
  const { lon, lat, name } = reference
  return { reference, name: name ?? coordinateText([lon, lat]), nameEn: null }
}

/** The form as it was for the answer. */
export const optionsOf = (
  { query, sites }: Pick<SitingAnswer, 'query' | 'sites'>,
  stations: StationNames,
): SitingOptions => {
  const { problem, add, candidates, budget, quotas, phases, must, forbid } = query
  const { area, exclude, points, ...places } = candidates
  const named = (reference: SiteReference) => namedSite(reference, sites, stations)
  const {
    leastCountyPercent,
    targetPercent,
    turnoutSeconds,
    backupPercent,
    busyPercent,
    gapPercent,
    robust,
  } = query
  const { money, years, costs } = INITIAL_OPTIONS
  return {
    ...{ problem, add, turnoutSeconds, backupPercent, busyPercent, gapPercent, robust },
    targetPercent: problem === 'lscp' ? targetPercent : INITIAL_OPTIONS.targetPercent,
    ...places,
    points,
    view: area || exclude.length > 0 ? 'as-asked' : 'anywhere',
    asAsked: { area, exclude },
    limit: budget ? 'budget' : 'number',
    leastCountyPercent,
    ...(budget
      ? { money: budget.most, years: budget.years, costs: budget.costs }
      : { money, years, costs }),
    quotas: Object.fromEntries(
      quotas.map(({ countyCode, least, most }) => [
        countyCode,
        {
          least: least === 0 ? null : least,
          most: most === SITING_LIMITS.mostSites ? null : most,
        },
      ]),
    ),
    must: must.map(named),
    forbid: forbid.map(named),
    phases,
  }
}
