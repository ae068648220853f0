/** Where the people live: generated, and adding up exactly to each county's population. */

import { apportion, apportionWithin } from '../apportion.ts'
import type { County, Facts, Town } from '../facts.ts'
import { createCounter } from '../resources/labels.ts'
import { layOutCourses } from '../roads/courses.ts'
import { LandGrid } from '../roads/land-grid.ts'
import { isInsideRings, Obstacles } from '../roads/obstacles.ts'
import { metresBetween, type Point, toLonLat, toPoint } from '../roads/plane.ts'
import { layOutBuiltUpAreas } from './built-up-areas.ts'
import { type Settlement, type Site, urbanShareOf } from './settlement.ts'
import { layOutUrbanSites, layOutVillageSites } from './sites.ts'

/** Index of the county at a place, -1 outside the city. */
const createCountyAt = (counties: readonly County[]): ((place: Point) => number) => {
  const outlines = counties.map(({ rings }) => rings.map((ring) => ring.map(toPoint)))
  return (place) => outlines.findIndex((rings) => isInsideRings(place, rings))
}

/** A town across a lake or large river counts as so much farther away. */
const ACROSS_WATER_FACTOR = 1.7
/** Towns with much built-up land reach farther: metres of advantage per kilometre of radius. */
const ADVANTAGE_PER_RADIUS = 0.6

/** Nearest towns that are looked at more closely. */
const CANDIDATES = 6

/**
 * The town of that county to which a place is nearest: cells of a Voronoi diagram with additive
 * weights, in which water counts as distance.
 */
const createTownOf = (
  facts: Pick<Facts, 'towns'>,
  obstacles: Obstacles,
): ((place: Point, countyCode: string) => Town) => {
  const seats = facts.towns.map((town) => ({
    town,
    seat: toPoint(town.seat),
    advantageMetres:
      ADVANTAGE_PER_RADIUS * 1000 * Math.sqrt(town.builtUpSquareKilometres / Math.PI),
  }))
  return (place, countyCode) => {
    const near = seats
      .filter(({ town }) => town.countyCode === countyCode)
      .map((seat) => ({ ...seat, metres: metresBetween(place, seat.seat) }))
      .sort((a, b) => a.metres - b.metres)
      .slice(0, CANDIDATES)
      .map(({ town, seat, metres, advantageMetres }) => {
        const factor = obstacles.isClear(place, seat, 0) ? 1 : ACROSS_WATER_FACTOR
        return { town, metres: metres * factor - advantageMetres }
      })
      .sort((a, b) => a.metres - b.metres)
    const nearest = near[0]
    if (!nearest) throw new RangeError(`no town in county ${countyCode}`)
    return nearest.town
  }
}

const PEOPLE = {
  village: { least: 300, most: 3000 },
  'town-centre': { least: 150, most: 3000 },
  'urban-block': { least: 500, most: 3000 },
} as const
/** Share of a county's rural people who live in the middle of its towns; the rest in villages. */
const TOWN_CENTRE_SHARE = 0.15
const ID_PREFIX = { village: 'v', 'town-centre': 'c', 'urban-block': 'b' } as const
const NUMBER_DIGITS = 3

/** People of each site of one county. */
const peopleOf = (county: County, sites: readonly Site[]): Map<Site, number> => {
  const ofKind = (kind: Site['kind']): Site[] => sites.filter((site) => site.kind === kind)
  const urban = ofKind('urban-block')
  const centres = ofKind('town-centre')
  const villages = ofKind('village')
  const share = urbanShareOf(county.code)
  const [urbanPeople = 0, centrePeople = 0, villagePeople = 0] = apportion(county.population, [
    urban.length > 0 ? share : 0,
    centres.length > 0 ? (1 - share) * TOWN_CENTRE_SHARE : 0,
    (1 - share) * (1 - TOWN_CENTRE_SHARE),
  ])
  const shares = [
    [urban, urbanPeople, PEOPLE['urban-block']],
    [centres, centrePeople, PEOPLE['town-centre']],
    [villages, villagePeople, PEOPLE.village],
  ] as const
  return new Map(
    shares.flatMap(([group, total, bounds]) => {
      if (group.length === 0) return []
      const people = apportionWithin(
        total,
        group.map(({ weight }) => weight),
        bounds,
      )
      return group.map((site, i) => [site, people[i]!] as const)
    }),
  )
}

const NAMES = {
  village: { zh: (number: number) => `第${number}村`, en: 'Village' },
  'town-centre': { zh: (number: number) => `驻地第${number}片区`, en: 'Town centre block' },
  'urban-block': { zh: (number: number) => `第${number}片区`, en: 'Block' },
} as const

const nameOf = (kind: Site['kind'], town: Town, number: number) => ({
  nameZh: town.nameZh + NAMES[kind].zh(number),
  nameEn: `${NAMES[kind].en} ${number}, ${town.nameEn}`,
})

/**
 * Villages, blocks of the towns' centres and urban blocks. Deterministic. The people of each county
 * add up to its population.
 */
export const generateSettlements = (facts: Facts): Settlement[] => {
  const obstacles = new Obstacles(facts)
  const grid = new LandGrid(facts, obstacles)
  const areas = layOutBuiltUpAreas(facts)
  const courses = layOutCourses(facts, obstacles)
  const ground = { areas, grid, obstacles, courses, countyAt: createCountyAt(facts.counties) }
  const sites = [...layOutUrbanSites(ground), ...layOutVillageSites(facts, ground)]
  const townOf = createTownOf(facts, obstacles)
  const numberOf = createCounter()
  return facts.counties.flatMap((county, countyIndex) => {
    const ofCounty = sites.filter((site) => site.countyIndex === countyIndex)
    const people = peopleOf(county, ofCounty)
    return ofCounty.map((site): Settlement => {
      const town = townOf(site.place, county.code)
      const key = `${ID_PREFIX[site.kind]}-${town.code}`
      const number = numberOf(key)
      const [longitude, latitude] = toLonLat(site.place)
      return {
        id: `${key}-${String(number).padStart(NUMBER_DIGITS, '0')}`,
        kind: site.kind,
        longitude,
        latitude,
        people: people.get(site) ?? 0,
        areaClass: site.kind === 'urban-block' ? 'urban' : 'rural',
        townCode: town.code,
        countyCode: county.code,
        ...nameOf(site.kind, town, number),
      }
    })
  })
}
