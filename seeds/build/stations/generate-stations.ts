/** The 600 micro rescue stations of the default data set: how many each town gets, where, and which. */
import type { LonLat } from '../../../data/geometry.ts'
import type { ResourceFeature } from '../../../data/resource.ts'
import { stationResource } from '../../../data/resources/station.ts'
import { apportion } from '../apportion.ts'
import type { Town } from '../facts.ts'
import { type Random, randomOf } from '../random.ts'
import { byTown, type Demand, settingOf } from '../resources/demand.ts'
import { checkedFeature, generatedTraits } from '../resources/feature.ts'
import { chineseNumeral, createCodes, phoneBlock, roadsideAddress } from '../resources/labels.ts'
import { finePointAt, metresBetween } from '../resources/plane.ts'
import type { Region } from '../resources/region.ts'
import type { Roadside, RoadsidePlot } from '../resources/roadside.ts'
import { type StationGrade, stationDuty, stationEquipment } from './station-outfit.ts'

/** The plan of 2022: 600 stations by the year's end. */
const STATION_COUNT = 600

/** Weight of people against built-up area when the stations beyond the first are shared out. */
const PEOPLE_SHARE = 0.7

const sharesOf = (values: readonly number[]): number[] => {
  const sum = values.reduce((total, value) => total + value, 0)
  return values.map((value) => (sum > 0 ? value / sum : 0))
}

/** Stations per town, in the order of `region.towns`: one each, the rest by people and area. */
const stationQuota = (region: Region, demands: readonly Demand[]): number[] => {
  const groups = byTown(demands)
  const people = sharesOf(
    region.towns.map((town) =>
      (groups.get(town.code) ?? []).reduce((sum, demand) => sum + demand.people, 0),
    ),
  )
  const builtUp = sharesOf(region.towns.map((town) => town.builtUpSquareKilometres))
  const weights = people.map(
    (share, i) => PEOPLE_SHARE * share + (1 - PEOPLE_SHARE) * (builtUp[i] ?? 0),
  )
  return apportion(STATION_COUNT, weights, 1)
}

/** A station counts as near within this distance: shorter where people live densely. */
const REACH_METRES = { subdistrict: 1_200, town: 2_500, township: 2_500 } as const
const SEARCH_METRES = 2_500
const SEAT_SEARCH_METRES = 3_000
/** No two stations, of whatever towns, stand closer than this. */
const LEAST_DISTANCE_METRES = 250
const WATER_MARGIN_METRES = 25

interface StationSite {
  town: Town
  plot: RoadsidePlot
  /** Name of the village or quarter that it stands in, '' at the town's seat. */
  settlement: string
}

/** Share of a demand point's people who still lack a station: none beside one, all at its reach. */
const shareLacking = (place: LonLat, sites: readonly LonLat[], reachMetres: number): number => {
  const nearest = Math.min(reachMetres, ...sites.map((site) => metresBetween(place, site)))
  return (nearest / reachMetres) ** 2
}

/** Demand points by how many people within reach of each still lack a station, most first. */
const byPeopleLacking = (
  demands: readonly Demand[],
  sites: readonly LonLat[],
  reachMetres: number,
): Demand[] => {
  const lacking = demands.map(
    ({ place, people }) => people * shareLacking(place, sites, reachMetres),
  )
  const gain = demands.map(({ place }) =>
    demands.reduce((sum, other, i) => {
      const metres = metresBetween(place, other.place)
      return metres < reachMetres ? sum + lacking[i]! * (1 - metres / reachMetres) : sum
    }, 0),
  )
  return demands
    .map((demand, i) => ({ demand, gain: gain[i]! }))
    .sort((a, b) => b.gain - a.gain)
    .map(({ demand }) => demand)
}

const siteNear = (
  random: Random,
  roadside: Roadside,
  region: Region,
  town: Town,
  near: LonLat,
  taken: readonly LonLat[],
  withinMetres: number,
): RoadsidePlot | null =>
  roadside.plot(random, {
    near,
    withinMetres,
    isAllowed: (place) =>
      region.countyAt(place)?.code === town.countyCode &&
      taken.every((other) => metresBetween(other, place) >= LEAST_DISTANCE_METRES) &&
      !region.isWater(place, WATER_MARGIN_METRES),
  })

/**
 * Sites of one town's stations. `taken` is where stations stand already; the new ones are added.
 * @throws Error when the town has no road with room for its quota.
 */
const sitesOfTown = (
  region: Region,
  roadside: Roadside,
  town: Town,
  demands: readonly Demand[],
  quota: number,
  taken: LonLat[],
): StationSite[] => {
  const random = randomOf(`stations ${town.code}`)
  const sites: StationSite[] = []
  const add = (plot: RoadsidePlot, settlement: string): void => {
    sites.push({ town, plot, settlement })
    taken.push(plot.place)
  }
  const seat = siteNear(random, roadside, region, town, town.seat, taken, SEAT_SEARCH_METRES)
  if (seat) add(seat, '')
  while (sites.length < quota) {
    const own = sites.map(({ plot }) => plot.place)
    const candidates = byPeopleLacking(demands, own, REACH_METRES[town.kind])
    const found = firstSite(candidates, (demand) =>
      siteNear(random, roadside, region, town, demand.place, taken, SEARCH_METRES),
    )
    if (!found) throw new Error(`${town.nameEn}: no roadside for station ${sites.length + 1}`)
    add(found.plot, found.demand.nameZh)
  }
  return sites
}

const firstSite = (
  candidates: readonly Demand[],
  plotFor: (demand: Demand) => RoadsidePlot | null,
): { demand: Demand; plot: RoadsidePlot } | null => {
  for (const demand of candidates) {
    const plot = plotFor(demand)
    if (plot) return { demand, plot }
  }
  return null
}

export type StationFeature = ResourceFeature<typeof stationResource>

const phoneOf = phoneBlock(1000, 1000)

/** Chances of the grade of a station that is not its town's first. */
const FURTHER_GRADES = { urban: { first: 0.12, second: 0.4 }, rural: { first: 0, second: 0.22 } }

/** A county seat's first station is the best there is; a town's first comes next. */
const gradeOf = (
  random: Random,
  isFirstOfTown: boolean,
  isUrban: boolean,
  isCountySeat: boolean,
): StationGrade => {
  const draw = random()
  if (isFirstOfTown) return isCountySeat || (isUrban && draw < 0.5) ? 'first' : 'second'
  const { first, second } = isUrban ? FURTHER_GRADES.urban : FURTHER_GRADES.rural
  if (draw < first) return 'first'
  return draw < first + second ? 'second' : 'third'
}

interface NumberedSite extends StationSite {
  /** 1 for the town's first. */
  numberInTown: number
}

const allSites = (
  region: Region,
  roadside: Roadside,
  demands: readonly Demand[],
): NumberedSite[] => {
  const quota = stationQuota(region, demands)
  const groups = byTown(demands)
  const taken: LonLat[] = []
  return region.towns.flatMap((town, i) =>
    sitesOfTown(region, roadside, town, groups.get(town.code) ?? [], quota[i]!, taken).map(
      (site, number) => ({ ...site, numberInTown: number + 1 }),
    ),
  )
}

/** `woods` are the middles of the forest areas, which show where the hills are. */
export const generateStations = (
  region: Region,
  roadside: Roadside,
  demands: readonly Demand[],
  woods: readonly LonLat[],
): StationFeature[] => {
  const nextCode = createCodes('WJZ')
  return allSites(region, roadside, demands).map((site, index) => {
    const { town, plot, settlement, numberInTown } = site
    const random = randomOf(`station ${town.code} ${numberInTown}`)
    const setting = settingOf(region, woods, town, plot.place)
    const grade = gradeOf(random, numberInTown === 1, setting.isUrban, setting.isCountySeat)
    const code = nextCode(town.countyCode)
    return checkedFeature(stationResource, code, finePointAt(plot.place), {
      name: `${town.nameZh}第${chineseNumeral(numberInTown)}微型应急救援站`,
      nameEn: `${town.nameEn} Station ${numberInTown}`,
      code,
      countyCode: town.countyCode,
      townCode: town.code,
      grade,
      address: roadsideAddress(region.county(town.countyCode), town, plot.segment, settlement),
      ...stationDuty(random, grade),
      phone: phoneOf(index),
      equipment: stationEquipment(random, grade, setting),
      ...generatedTraits,
    })
  })
}
