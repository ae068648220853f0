/** What gear a station has: by its grade, and by what its surroundings ask for. */
import type { EquipmentKey } from '../../../data/equipment.ts'
import { integerBetween, type Random } from '../random.ts'
import type { Setting } from '../resources/setting.ts'

export type StationGrade = 'first' | 'second' | 'third'

type Range = readonly [least: number, most: number]
type Gear = Partial<Record<EquipmentKey, Range>>

/** Least and most of each thing; a station that draws none leaves it out. */
const BY_GRADE: Readonly<Record<StationGrade, Gear>> = {
  first: {
    pump: [2, 4],
    'fire-pump': [2, 3],
    extinguisher: [24, 40],
    hose: [20, 32],
    'breathing-apparatus': [4, 8],
    'life-jacket': [12, 20],
    boat: [0, 1],
    stretcher: [3, 5],
    aed: [1, 2],
    'first-aid-kit': [4, 8],
    cutter: [2, 4],
    generator: [2, 3],
    floodlight: [4, 8],
    'rescue-vehicle': [2, 3],
  },
  second: {
    pump: [1, 2],
    'fire-pump': [1, 2],
    extinguisher: [14, 24],
    hose: [10, 18],
    'breathing-apparatus': [0, 4],
    'life-jacket': [6, 12],
    stretcher: [1, 3],
    aed: [0, 1],
    'first-aid-kit': [2, 4],
    cutter: [1, 2],
    generator: [1, 2],
    floodlight: [2, 4],
    'rescue-vehicle': [1, 1],
  },
  third: {
    pump: [0, 1],
    'fire-pump': [0, 1],
    extinguisher: [8, 14],
    hose: [4, 9],
    'life-jacket': [2, 6],
    stretcher: [1, 1],
    'first-aid-kit': [1, 2],
    cutter: [0, 1],
    generator: [0, 1],
    floodlight: [1, 2],
    'rescue-vehicle': [0, 1],
  },
}

/** What the surroundings add to the grade's gear. */
const URBAN: Gear = { aed: [0, 1], 'breathing-apparatus': [0, 2], extinguisher: [2, 6] }
const BY_LAKE: Readonly<Record<StationGrade, Gear>> = {
  first: { boat: [3, 5], 'life-jacket': [25, 40], pump: [1, 2] },
  second: { boat: [1, 3], 'life-jacket': [14, 24], pump: [0, 1] },
  third: { boat: [0, 2], 'life-jacket': [6, 14], pump: [0, 1] },
}
const IN_HILLS: Readonly<Record<StationGrade, Gear>> = {
  first: { blower: [8, 14], beater: [40, 60] },
  second: { blower: [4, 8], beater: [20, 36] },
  third: { blower: [1, 4], beater: [10, 20] },
}

/** How many of each thing the station has. */
export const stationEquipment = (
  random: Random,
  grade: StationGrade,
  setting: Setting,
): Partial<Record<EquipmentKey, number>> => {
  const gear = [
    BY_GRADE[grade],
    ...(setting.isUrban ? [URBAN] : []),
    ...(setting.isByLake ? [BY_LAKE[grade]] : []),
    ...(setting.isInHills ? [IN_HILLS[grade]] : []),
  ]
  const counts: Partial<Record<EquipmentKey, number>> = {}
  for (const ranges of gear) {
    for (const [key, [least, most]] of Object.entries(ranges) as [EquipmentKey, Range][]) {
      const count = integerBetween(random, least, most)
      if (count > 0) counts[key] = (counts[key] ?? 0) + count
    }
  }
  return counts
}
