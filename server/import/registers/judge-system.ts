/** In which system a register's degrees are: the one in which its points lie by roads. */
import type { LonLat } from '../../../data/geometry.ts'
import { BD09, CRS84, type Crs, GCJ02, placeInCrs84 } from '../../features/crs.ts'

export const REGISTER_SYSTEMS = ['wgs-84', 'gcj-02', 'bd-09'] as const
export type RegisterSystem = (typeof REGISTER_SYSTEMS)[number]

const CRS_OF: Readonly<Record<RegisterSystem, Crs>> = {
  'wgs-84': CRS84,
  'gcj-02': GCJ02,
  'bd-09': BD09,
}

/** WGS-84 of degrees in a system; `null` where it knows no such place. */
export const placeInSystem = (numbers: LonLat, system: RegisterSystem): LonLat | null =>
  placeInCrs84(numbers, CRS_OF[system])

/** A point as the file has it; what it is grouped by is a value of some other column. */
export interface SystemEvidence {
  readonly numbers: LonLat
  readonly groups: ReadonlyMap<number, string>
}

export type Medians = Readonly<Record<RegisterSystem, number>>

export interface SystemJudgement {
  readonly medianRoadMetres: Medians
  readonly system: RegisterSystem
  /** Whether it fits so much better than the others that nothing need be asked. */
  readonly isSure: boolean
}

const median = (values: number[]): number => {
  const sorted = values.sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.POSITIVE_INFINITY
}

/** So few points may lie by roads of any system by chance. */
const LEAST_POINTS = 5
/** The shift is some hundred metres, roads lie a few hundred apart: half as far is no chance. */
const MOST_OF_SECOND = 0.6

/** @param roadMetres from a place in WGS-84 to the nearest road. */
const judge = (
  points: readonly LonLat[],
  roadMetres: (place: LonLat) => number,
): SystemJudgement => {
  const medians = Object.fromEntries(
    REGISTER_SYSTEMS.map((system) => [
      system,
      median(
        points.map((numbers) => {
          const place = placeInSystem(numbers, system)
          return place ? roadMetres(place) : Number.POSITIVE_INFINITY
        }),
      ),
    ]),
  ) as Record<RegisterSystem, number>
  const [best, second] = [...REGISTER_SYSTEMS].sort((a, b) => medians[a] - medians[b])
  const isSure =
    points.length >= LEAST_POINTS && medians[best!] <= MOST_OF_SECOND * medians[second!]
  return { medianRoadMetres: medians, system: isSure ? best! : 'wgs-84', isSure }
}

export interface GroupedJudgement {
  readonly whole: SystemJudgement
  /** The column whose values distinguish rows of different systems, and the judgement of each value. */
  readonly grouped: {
    readonly column: number
    readonly byValue: ReadonlyMap<string, SystemJudgement>
  } | null
}

const MOST_GROUPS = 12

const valuesOf = (points: readonly SystemEvidence[], column: number): Map<string, LonLat[]> => {
  const byValue = new Map<string, LonLat[]>()
  for (const { numbers, groups } of points) {
    const value = groups.get(column) ?? ''
    byValue.set(value, [...(byValue.get(value) ?? []), numbers])
  }
  return byValue
}

/** Whose coordinates they are says in which system they are. */
const SOURCES: readonly (readonly [RegExp, RegisterSystem])[] = [
  [/高德|腾讯|火星|gcj/i, 'gcj-02'],
  [/百度|bd-?09/i, 'bd-09'],
  [/gps|北斗|rtk|天地图|wgs|cgcs|2000|实测|测绘/i, 'wgs-84'],
]
/** Of so many groups of unknown system it is not known what they show. */
const MOST_UNSURE = 0.25

/** Too small a group goes by what its source is called. */
const byName = (value: string, judgement: SystemJudgement): SystemJudgement => {
  const named = SOURCES.filter(([words]) => words.test(value))
  return judgement.isSure || named.length !== 1
    ? judgement
    : { ...judgement, system: named[0]![1], isSure: true }
}

/** One column's groups, where they are few, not all are of one system, and of nearly all it is sure which. */
const judgeGroups = (
  points: readonly SystemEvidence[],
  column: number,
  roadMetres: (place: LonLat) => number,
): ReadonlyMap<string, SystemJudgement> | null => {
  const byValue = valuesOf(points, column)
  if (byValue.size < 2 || byValue.size > MOST_GROUPS) return null
  const judged = [...byValue].map(
    ([value, places]) => [value, byName(value, judge(places, roadMetres))] as const,
  )
  const systems = new Set(judged.flatMap(([, { system, isSure }]) => (isSure ? [system] : [])))
  const unsure = judged
    .filter(([, { isSure }]) => !isSure)
    .reduce((sum, [value]) => sum + byValue.get(value)!.length, 0)
  return systems.size > 1 && unsure <= MOST_UNSURE * points.length ? new Map(judged) : null
}

/** Points are taken evenly from long registers: medians of a thousand say what those of all do. */
const MOST_POINTS = 2000

const evenly = <T>(all: readonly T[]): readonly T[] => {
  const step = Math.ceil(all.length / MOST_POINTS)
  return step <= 1 ? all : all.filter((_, index) => index % step === 0)
}

/** @param columns that may distinguish sources. */
export const judgeSystems = (
  all: readonly SystemEvidence[],
  columns: readonly number[],
  roadMetres: (place: LonLat) => number,
): GroupedJudgement => {
  const points = evenly(all)
  const whole = judge(
    points.map(({ numbers }) => numbers),
    roadMetres,
  )
  const grouped = columns
    .map((column) => ({ column, byValue: judgeGroups(points, column, roadMetres) }))
    .find(({ byValue }) => byValue !== null)
  return {
    whole,
    grouped: grouped ? { column: grouped.column, byValue: grouped.byValue! } : null,
  }
}
