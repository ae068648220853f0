/** Rescue teams of the demonstration: those of the counties at their seats, one more in each town. */
import { z } from 'zod'
import type { EquipmentKey } from '../../data/equipment.ts'
import type { Properties } from '../../data/resource.ts'
import { rescueTeamResource } from '../../data/resources/rescue-team.ts'
import { readTable, type Town } from '../build/facts.ts'
import { integerBetween, randomOf } from '../build/random.ts'
import { daysBeforeReference, generatedTraits } from '../build/resources/feature.ts'
import {
  createCodes,
  phoneBlock,
  shortNameEn,
  shortNameZh,
  townOffice,
} from '../build/resources/labels.ts'
import { finePointAt } from '../build/resources/plane.ts'
import { placeBeside, settlementsByTown } from '../build/resources/settlements-by-town.ts'
import type { SeedOf } from '../seed-state.ts'

type Kind = Properties<typeof rescueTeamResource>['kind']
type Level = Properties<typeof rescueTeamResource>['level']
type Range = readonly [least: number, most: number]

/** Invented, but for the people of forest teams: 25 at least in key towns, 50 in key counties. */
const OUTFITS: Readonly<
  Record<Kind, { people: Range; gear: readonly (readonly [EquipmentKey, Range])[] }>
> = {
  flood: {
    people: [30, 90],
    gear: [
      ['boat', [1, 6]],
      ['pump', [2, 12]],
      ['life-jacket', [20, 60]],
    ],
  },
  'forest-fire': {
    people: [25, 80],
    gear: [
      ['blower', [8, 30]],
      ['beater', [20, 60]],
    ],
  },
  fire: {
    people: [12, 40],
    gear: [
      ['rescue-vehicle', [1, 4]],
      ['hose', [10, 40]],
      ['cutter', [1, 4]],
    ],
  },
  'water-rescue': {
    people: [12, 40],
    gear: [
      ['boat', [2, 8]],
      ['life-jacket', [20, 60]],
    ],
  },
  mine: {
    people: [20, 60],
    gear: [
      ['breathing-apparatus', [10, 40]],
      ['rescue-vehicle', [1, 4]],
    ],
  },
  hazardous: {
    people: [12, 40],
    gear: [
      ['breathing-apparatus', [6, 24]],
      ['rescue-vehicle', [1, 3]],
    ],
  },
  earthquake: {
    people: [20, 60],
    gear: [
      ['cutter', [2, 8]],
      ['generator', [1, 4]],
    ],
  },
  medical: {
    people: [10, 30],
    gear: [
      ['stretcher', [4, 12]],
      ['first-aid-kit', [6, 20]],
      ['aed', [1, 4]],
    ],
  },
  volunteer: {
    people: [15, 60],
    gear: [
      ['boat', [1, 3]],
      ['first-aid-kit', [2, 8]],
    ],
  },
}
/** Minutes until those who are called have gathered, by level. */
const TURNOUT_MINUTES: Readonly<Record<Level, Range>> = {
  city: [10, 30],
  county: [10, 30],
  town: [15, 45],
  village: [15, 45],
}
const COUNTY_KINDS: readonly Kind[] = [
  'flood',
  'fire',
  'water-rescue',
  'hazardous',
  'medical',
  'volunteer',
]
/** Where coal is mined. */
const MINING_COUNTIES: readonly string[] = ['370811', '370812', '370826', '370829', '370883']
const VERIFIED_DAYS = [5, 330] as const
const FOUNDED_DAYS = [400, 4500] as const
const CALLED_SECONDS = 60

interface Wanted {
  readonly town: Town
  readonly level: Level
  readonly kind: Kind
}

const forestCounties = (): Set<string> =>
  new Set(
    readTable('forests.csv', z.object({ countyCode: z.string() })).map(
      ({ countyCode }) => countyCode,
    ),
  )

export const seed: SeedOf<'rescue-teams'> = ({ region, settlements }) => {
  const byTown = settlementsByTown(settlements)
  const wooded = forestCounties()
  const ofCounties = region.counties.flatMap(({ code, seatTown }): Wanted[] => {
    const town = region.town(seatTown)
    const kinds: Kind[] = [...COUNTY_KINDS]
    if (wooded.has(code)) kinds.push('forest-fire')
    if (MINING_COUNTIES.includes(code)) kinds.push('mine')
    return kinds.map((kind) => ({ town, level: 'county', kind }))
  })
  const ofTowns = region.towns.map((town, index): Wanted => {
    const kind = wooded.has(town.countyCode) && index % 2 === 0 ? 'forest-fire' : 'flood'
    return { town, level: 'town', kind }
  })
  const ofCity: Wanted[] = [
    { town: region.town(region.counties[0]!.seatTown), level: 'city', kind: 'earthquake' },
  ]
  const nextCode = createCodes('DW')
  const phone = phoneBlock(7000, 300)
  const leaderPhone = phoneBlock(7300, 300)
  return [...ofCity, ...ofCounties, ...ofTowns].map(({ town, level, kind }, index) => {
    const random = randomOf(`rescue team ${level} ${town.code} ${kind}`)
    const county = region.county(town.countyCode)
    const code = nextCode(town.countyCode)
    const { people, gear } = OUTFITS[kind]
    const { label } = rescueTeamResource.fields.kind.options[kind]
    const of = {
      city: { zh: '市级', en: 'City' },
      county: { zh: county.nameZh, en: shortNameEn(county.nameEn) },
    }
    const name =
      level === 'town' || level === 'village'
        ? { zh: county.nameZh + shortNameZh(town.nameZh), en: shortNameEn(town.nameEn) }
        : of[level]
    const beside = byTown.get(town.code)?.[0]
    return {
      type: 'Feature',
      id: code,
      geometry: finePointAt(placeBeside(random, region, town, beside)),
      properties: {
        name: `${name.zh}${label.zh}应急救援队`,
        nameEn: `${name.en} ${label.en} Team`,
        code,
        countyCode: town.countyCode,
        townCode: town.code,
        kind,
        level,
        address: `${county.nameZh}${beside?.properties.name ?? town.nameZh}`,
        people: integerBetween(random, ...people),
        turnoutSeconds: integerBetween(random, ...TURNOUT_MINUTES[level]) * CALLED_SECONDS,
        equipment: Object.fromEntries(
          gear.map(([key, range]) => [key, integerBetween(random, ...range)]),
        ),
        expertise: label.zh,
        keeper: level === 'town' ? townOffice(county, town) : `${county.nameZh}应急管理局`,
        phone: phone(index),
        leader: '责任人甲',
        leaderPhone: leaderPhone(index),
        foundedOn: daysBeforeReference(integerBetween(random, ...FOUNDED_DAYS)),
        ...generatedTraits,
        verifiedAt: daysBeforeReference(integerBetween(random, ...VERIFIED_DAYS)),
      },
    }
  })
}
