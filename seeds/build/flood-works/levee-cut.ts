/** Cuts the course of a levee into sections, each within one county and of a length one can walk. */
import type { LonLat } from '../../../data/geometry.ts'
import { isInside } from '../resources/areas.ts'
import { type Line, lineMetres, placeAlong, sliceOf } from '../resources/plane.ts'
import type { Region } from '../resources/region.ts'

const STEP_METRES = 50
/** A shorter run in a county, where a river is its border, belongs to the run before. */
const LEAST_RUN_METRES = 5_000

export interface LeveeSection {
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
export const cutIntoSections = (
  region: Region,
  line: Line,
  longestMetres: number,
): LeveeSection[] =>
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
