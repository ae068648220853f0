/** Disaster information officers of the demonstration: two for the city, each county and each town, one for some villages. */

import type { FeatureOf } from '../../server/store/features.ts'
import type { Town } from '../build/facts.ts'
import { integerBetween, randomOf } from '../build/random.ts'
import { daysBeforeReference, generatedTraits } from '../build/resources/feature.ts'
import { createCodes, phoneBlock, townOffice } from '../build/resources/labels.ts'
import { finePointAt } from '../build/resources/plane.ts'
import { placeBeside, settlementsByTown } from '../build/resources/settlements-by-town.ts'
import type { SeedOf } from '../seed-state.ts'

type Post = Pick<FeatureOf<'information-officers'>['properties'], 'level' | 'role' | 'area'> & {
  readonly town: Town
  readonly areaEn: string
  readonly unit: string
  readonly beside: FeatureOf<'settlements'> | undefined
}

const ROLES = ['primary', 'deputy'] as const
const ROLE_LETTERS = { primary: 'A', deputy: 'B' } as const
/** Villages of a town that have one here: there are too few telephone numbers that are assigned to no one. */
const VILLAGES_OF_TOWN = 5
const TRAINED_DAYS = [10, 360] as const

export const seed: SeedOf<'information-officers'> = ({ region, settlements }) => {
  const byTown = settlementsByTown(settlements)
  const first = (town: Town) => byTown.get(town.code)?.[0]
  const citySeat = region.town(region.counties[0]!.seatTown)
  const posts: Post[] = ROLES.map((role) => ({
    level: 'city',
    role,
    area: '济宁市',
    areaEn: 'Jining',
    unit: '济宁市应急管理局',
    town: citySeat,
    beside: first(citySeat),
  }))
  for (const { nameZh, nameEn, seatTown } of region.counties) {
    const town = region.town(seatTown)
    for (const role of ROLES) {
      posts.push({
        level: 'county',
        role,
        area: nameZh,
        areaEn: nameEn,
        unit: `${nameZh}应急管理局`,
        town,
        beside: first(town),
      })
    }
  }
  for (const town of region.towns) {
    const county = region.county(town.countyCode)
    const unit = townOffice(county, town)
    const area = county.nameZh + town.nameZh
    for (const role of ROLES) {
      posts.push({
        level: 'town',
        role,
        area,
        areaEn: town.nameEn,
        unit,
        town,
        beside: first(town),
      })
    }
    const villages = (byTown.get(town.code) ?? []).slice(1, 1 + VILLAGES_OF_TOWN)
    for (const beside of villages) {
      const { name, nameEn } = beside.properties
      posts.push({
        level: 'village',
        role: 'primary',
        area: county.nameZh + name,
        areaEn: nameEn ?? name,
        unit: name,
        town,
        beside,
      })
    }
  }
  const nextCode = createCodes('XX')
  const phone = phoneBlock(8000, 1200)
  return posts.map(({ level, role, area, areaEn, unit, town, beside }, index) => {
    const code = nextCode(town.countyCode)
    const random = randomOf(`information officer ${level} ${area} ${role}`)
    const isVillage = level === 'village'
    return {
      type: 'Feature',
      id: code,
      geometry: finePointAt(placeBeside(random, region, town, beside)),
      properties: {
        name: `${area}灾害信息员${isVillage ? '' : `（${ROLE_LETTERS[role]} 角）`}`,
        nameEn: `${areaEn} Information Officer${isVillage ? '' : ` ${ROLE_LETTERS[role]}`}`,
        code,
        countyCode: town.countyCode,
        townCode: level === 'town' || isVillage ? town.code : null,
        level,
        role,
        area,
        unit,
        post: isVillage ? '村（社区）委员' : '应急专职人员',
        person: '责任人甲',
        personPhone: phone(index),
        trainedOn: daysBeforeReference(integerBetween(random, ...TRAINED_DAYS)),
        ...generatedTraits,
        verifiedAt: daysBeforeReference(integerBetween(random, ...TRAINED_DAYS)),
      },
    }
  })
}
