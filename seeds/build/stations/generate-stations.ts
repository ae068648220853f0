/** The 600 micro rescue stations of the default data set. */
import type { LonLat } from '../../../data/geometry.ts'
import type { ResourceFeature } from '../../../data/resource.ts'
import { stationResource } from '../../../data/resources/station.ts'
import { type Random, randomOf } from '../random.ts'
import { byTown, type Demand, settingOf } from '../resources/demand.ts'
import { checkedFeature, generatedTraits } from '../resources/feature.ts'
import { chineseNumeral, createCodes, phoneBlock, roadsideAddress } from '../resources/labels.ts'
import { roundedFinely } from '../resources/plane.ts'
import type { Region } from '../resources/region.ts'
import type { Roadside } from '../resources/roadside.ts'
import { type StationGrade, stationDuty, stationEquipment } from './station-outfit.ts'
import { type StationSite, sitesOfTown, stationQuota } from './station-sites.ts'

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

/** `woods` are the middles of the forest areas, which tell where the hills are. */
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
    return checkedFeature(
      stationResource,
      code,
      { type: 'Point', coordinates: roundedFinely(plot.place) },
      {
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
      },
    )
  })
}
