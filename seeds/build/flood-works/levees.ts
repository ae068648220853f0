/** Levee sections: along both banks of the rivers with a flood standard, round the lake, and two
 *  great levees whose lengths are known; cut where a county ends or one could not walk as far. */

import type { Bilingual } from '../../../data/bilingual.ts'
import type { LonLat } from '../../../data/geometry.ts'
import type { River } from '../facts.ts'
import { numberBetween, randomOf } from '../random.ts'
import { chineseNumeral, createCounter, shortNameEn, shortNameZh } from '../resources/labels.ts'
import { type Line, lineMetres, placeAlong, shiftedSideways, sliceOf } from '../resources/plane.ts'
import { isInside, type Region } from '../resources/region.ts'
import type { LineFact } from './named-works.ts'
import { leveeGradeOf, type Work } from './work.ts'

const STEP_METRES = 50
/** A shorter run in a county, where a river is its border, belongs to the run before. */
const LEAST_RUN_METRES = 5_000

interface LeveeSection {
  line: Line
  countyCode: string
  startMetres: number
  endMetres: number
}

/** Where no levee is: a lake ends it, the land outside the city only interrupts it. */
const LAKE = 'lake'
const OUTSIDE = 'outside'

interface Run {
  /** County code, or one of the two above. */
  countyCode: string
  startMetres: number
  endMetres: number
}

const groundAt = (region: Region, place: LonLat): string =>
  region.waters.some((water) => water.value.kind === 'lake' && isInside(place, water))
    ? LAKE
    : (region.countyAt(place)?.code ?? OUTSIDE)

const rawRuns = (region: Region, line: Line): Run[] => {
  const total = lineMetres(line)
  const runs: Run[] = []
  for (let start = 0; start < total; start += STEP_METRES) {
    const end = Math.min(total, start + STEP_METRES)
    const countyCode = groundAt(region, placeAlong(line, (start + end) / 2))
    const last = runs.at(-1)
    if (last && last.countyCode === countyCode) last.endMetres = end
    else runs.push({ countyCode, startMetres: start, endMetres: end })
  }
  return runs
}

const lengthOf = (run: Run): number => run.endMetres - run.startMetres

const isCounty = (run: Run): boolean => run.countyCode !== LAKE && run.countyCode !== OUTSIDE

/** Runs without the slivers that come from a border which follows the river. */
const mergedRuns = (runs: readonly Run[]): Run[] => {
  const merged: Run[] = []
  for (const [i, run] of runs.entries()) {
    const last = merged.at(-1)
    const isEnd = i === runs.length - 1 && !isCounty(run)
    const joins = last && (lengthOf(run) < LEAST_RUN_METRES || last.countyCode === run.countyCode)
    if (joins && isCounty(last) && run.countyCode !== LAKE && !isEnd) last.endMetres = run.endMetres
    else merged.push({ ...run })
  }
  const sections = merged.filter(isCounty)
  const long = sections.filter((run) => lengthOf(run) >= LEAST_RUN_METRES)
  return long.length > 0 ? long : sections
}

/** The sections of a course, in its direction; stretches in lakes and outside the city are left out. */
const cutIntoSections = (region: Region, line: Line, longestMetres: number): LeveeSection[] =>
  mergedRuns(rawRuns(region, line)).flatMap((run) => {
    const count = Math.ceil(lengthOf(run) / longestMetres)
    return Array.from({ length: count }, (_, i) => {
      const startMetres = run.startMetres + (lengthOf(run) * i) / count
      const endMetres = run.startMetres + (lengthOf(run) * (i + 1)) / count
      return {
        line: sliceOf(line, startMetres, endMetres),
        countyCode: run.countyCode,
        startMetres,
        endMetres,
      }
    })
  })

/** From the water's edge to the levee's crest. */
const FORELAND_METRES = 45
const SIDES = [
  { id: 'left', sign: 1, zh: '左堤', en: 'Left Levee' },
  { id: 'right', sign: -1, zh: '右堤', en: 'Right Levee' },
] as const
type Side = (typeof SIDES)[number]

/**
 * Levees of which only one bank is in the city, with their published lengths; so far off the schematic
 * rivers, which run along the border, that they lie in the counties they protect.
 */
const GREAT_LEVEES = [
  {
    riverId: 'huanghe',
    side: SIDES[1],
    offMetres: 1_800,
    lengthMetres: 24_300,
    countyCode: '370832',
    source:
      '黄河右岸大堤梁山段长 24.3 公里；堤线按示意河道近似。 24.3 km in Liangshan; course approximate, along the schematic river.',
  },
  {
    riverId: 'dawenhe',
    side: SIDES[0],
    offMetres: 2_200,
    lengthMetres: 15_300,
    countyCode: '370830',
    source:
      '大汶河左岸堤防汶上段长 15.3 公里；堤线按示意河道近似。 15.3 km in Wenshang; course approximate, along the schematic river.',
  },
] as const

const GREAT_LEVEE_STEP_METRES = 250
const LONGEST_RIVER_SECTION_METRES = 45_000
const LONGEST_LAKE_SECTION_METRES = 22_000

/** Levels rise from the lake upstream, steeper towards the hills; invented, for generated rows. */
const GENERATED_LEVEL = { mouthMetres: 36.5, warningBelowMetres: 1.5, spreadMetres: 0.3 }
const METRES_PER_KILOMETRE: Readonly<Record<string, number>> = {
  sihe: 0.55,
  baimahe: 0.4,
  guangfuhe: 0.25,
  'liangji-canal': 0.03,
  'hanzhuang-canal': 0,
}
const PLAIN_METRES_PER_KILOMETRE = 0.1

/** Names of sections: by county, numbered where a county has several. */
const sectionNames = (
  region: Region,
  sections: readonly LeveeSection[],
  levee: Bilingual,
): Bilingual[] => {
  const numberIn = createCounter()
  return sections.map(({ countyCode }) => {
    const county = region.county(countyCode)
    const number = numberIn(countyCode)
    const several = sections.filter((other) => other.countyCode === countyCode).length > 1
    return {
      zh: `${levee.zh}${shortNameZh(county.nameZh)}段${several ? `（${chineseNumeral(number)}）` : ''}`,
      en: `${levee.en}, ${shortNameEn(county.nameEn)} Section${several ? ` ${number}` : ''}`,
    }
  })
}

const oneDecimal = (value: number): number => Math.round(value * 10) / 10

/** Invented levels of a section that ends `metresToMouth` above the river's mouth. */
const generatedLevels = (riverId: string, metresToMouth: number, key: string) => {
  const { mouthMetres, warningBelowMetres, spreadMetres } = GENERATED_LEVEL
  const slope = METRES_PER_KILOMETRE[riverId] ?? PLAIN_METRES_PER_KILOMETRE
  const level =
    mouthMetres +
    (slope * metresToMouth) / 1000 +
    numberBetween(randomOf(key), -spreadMetres, spreadMetres)
  return {
    guaranteedLevelMetres: oneDecimal(level),
    warningLevelMetres: oneDecimal(level - warningBelowMetres),
  }
}

/** The sections of a levee along a line, with what they have in common. */
const sectionsAlong = (
  region: Region,
  line: Line,
  longestMetres: number,
  levee: Bilingual,
  common: Pick<Work, 'river' | 'approximateSource'> & { floodStandardYears: number | null },
  levelsOf: (section: LeveeSection, name: string) => Partial<Work>,
): Work[] => {
  const sections = cutIntoSections(region, line, longestMetres)
  const names = sectionNames(region, sections, levee)
  return sections.map((section, i) => ({
    ...common,
    kind: 'levee',
    nameZh: names[i]!.zh,
    nameEn: names[i]!.en,
    countyCode: section.countyCode,
    shape: { line: section.line },
    lengthMetres: Math.round(lineMetres(section.line)),
    leveeGrade: leveeGradeOf(common.floodStandardYears),
    ...levelsOf(section, names[i]!.zh),
  }))
}

const riverSections = (region: Region, river: River, side: Side): Work[] => {
  const bank = shiftedSideways(river.line, side.sign * (river.widthMetres / 2 + FORELAND_METRES))
  const levee = { zh: `${river.nameZh}${side.zh}`, en: `${river.nameEn} ${side.en}` }
  const { nameZh, floodStandardYears } = river
  const common = { river: nameZh, floodStandardYears }
  const total = lineMetres(bank)
  return sectionsAlong(region, bank, LONGEST_RIVER_SECTION_METRES, levee, common, (section, name) =>
    generatedLevels(river.id, total - section.endMetres, name),
  )
}

/** The stretch of that length which lies in the county most; of several, the middle one. */
const bestStretch = (
  region: Region,
  bank: Line,
  lengthMetres: number,
  countyCode: string,
): Line => {
  const starts: number[] = []
  for (let start = 0; start + lengthMetres <= lineMetres(bank); start += GREAT_LEVEE_STEP_METRES) {
    starts.push(start)
  }
  const inside = starts.map((start) => {
    let count = 0
    for (let at = start; at <= start + lengthMetres; at += GREAT_LEVEE_STEP_METRES) {
      if (region.countyAt(placeAlong(bank, at))?.code === countyCode) count++
    }
    return count
  })
  const best = starts.filter((_, i) => inside[i] === Math.max(...inside))
  const start = best[Math.floor(best.length / 2)]
  if (start === undefined) throw new Error(`the river is shorter than ${lengthMetres} m`)
  return sliceOf(bank, start, start + lengthMetres)
}

const greatLevees = (region: Region): Work[] =>
  GREAT_LEVEES.flatMap(({ riverId, side, offMetres, lengthMetres, countyCode, source }) => {
    const river = region.rivers.find(({ id }) => id === riverId)
    if (!river) throw new Error(`rivers.geojson has no ${riverId}`)
    const county = region.county(countyCode)
    const bank = shiftedSideways(river.line, side.sign * offMetres)
    return {
      kind: 'levee' as const,
      nameZh: `${river.nameZh}${side.zh}${shortNameZh(county.nameZh)}段`,
      nameEn: `${river.nameEn} ${side.en}, ${shortNameEn(county.nameEn)} Section`,
      river: river.nameZh,
      countyCode,
      shape: { line: bestStretch(region, bank, lengthMetres, countyCode) },
      lengthMetres,
      floodStandardYears: river.floodStandardYears,
      leveeGrade: leveeGradeOf(river.floodStandardYears),
      approximateSource: source,
    }
  })

const lakeLevees = (region: Region, facts: readonly LineFact[]): Work[] =>
  facts
    .filter(({ properties }) => properties.kind === 'levee')
    .flatMap(({ properties: fact, geometry }) => {
      const half = fact.id.endsWith('-upper')
        ? { zh: '上级湖', en: 'upper lake' }
        : { zh: '下级湖', en: 'lower lake' }
      const levee = { zh: `${fact.nameZh}${half.zh}`, en: `${fact.nameEn} (${half.en})` }
      const { riverZh: river, floodStandardYears, guaranteedLevelMetres, source } = fact
      const common = { river, floodStandardYears, approximateSource: source }
      const line = geometry.coordinates
      return sectionsAlong(region, line, LONGEST_LAKE_SECTION_METRES, levee, common, () => ({
        guaranteedLevelMetres,
      }))
    })

/** All levee sections of the city. */
export const leveeSections = (region: Region, facts: readonly LineFact[]): Work[] => [
  ...greatLevees(region),
  ...lakeLevees(region, facts),
  ...region.rivers
    .filter(({ id }) => !GREAT_LEVEES.some(({ riverId }) => riverId === id))
    .filter(({ floodStandardYears }) => floodStandardYears !== null)
    .flatMap((river) => SIDES.flatMap((side) => riverSections(region, river, side))),
]
