/**
 * Water as it is shown. Everything that is drawn by chance is laid out around the pieces of Nansi Lake
 * that a package has; the lake itself is closed along its levees, and what it covers gives way to it.
 * So a better outline moves what it covers, and nothing else.
 */
import { bboxOf, type Geometry, type LonLat } from '../../../data/geometry.ts'
import { KnownWater } from '../../../server/analysis/known-water.ts'
import { type Facts, type River, readFacts } from '../facts.ts'
import type { Line } from '../resources/plane.ts'
import { createRegion, type Region } from '../resources/region.ts'

/** Corners of what the lake has swallowed lie in it, or this near to its simplified shore. */
const SWALLOWED_METRES = 60
/** A dredged channel that comes into the lake and runs on through it; those all within it stay whole. */
const CHANNEL = 'jinghang-canal-nanyang'
/** Halvings of a piece of line until its shore is found: to a millimetre on 10 km. */
const HALVINGS = 24

export interface ShownWater {
  /** With the lake in place of the package's pieces, and rivers that end at its shore. */
  readonly region: Region
  readonly isInLake: (place: LonLat) => boolean
  /** Whether a line has a point in common with the lake. */
  readonly meetsLake: (line: Line) => boolean
  /** The longest part of a line outside the lake, with its ends at the shore; `null` where all is inside. */
  readonly outsideLake: (line: Line) => Line | null
}

export const readShownWater = (facts: Facts = readFacts()): ShownWater => {
  const lake = new KnownWater(
    facts.lake.map(({ nameZh, nameEn, ...water }) => {
      const geometry = water.geometry as unknown as Geometry
      return { name: nameZh, nameEn, geometry, bbox: bboxOf(geometry), widthMetres: null }
    }),
  )
  const { isWater } = createRegion({ ...facts, waters: facts.lake, rivers: [] })
  const isInLake = ([longitude, latitude]: LonLat) => lake.at(longitude, latitude) !== null
  const meetsLake = (line: Line) =>
    line.slice(1).some((to, i) => lake.between(line[i]!, to) !== null)

  const shoreBetween = (dry: LonLat, wet: LonLat): LonLat => {
    let [on, off] = [dry, wet]
    for (let i = 0; i < HALVINGS; i++) {
      const middle: LonLat = [(on[0] + off[0]) / 2, (on[1] + off[1]) / 2]
      if (isInLake(middle)) off = middle
      else on = middle
    }
    return on
  }
  const outsideLake = (line: Line): Line | null => {
    const runs: LonLat[][] = []
    line.forEach((place, i) => {
      if (isInLake(place)) return
      const before = line[i - 1]
      const after = line[i + 1]
      if (!before || isInLake(before)) runs.push(before ? [shoreBetween(place, before)] : [])
      runs.at(-1)!.push(place)
      if (after && isInLake(after)) runs.at(-1)!.push(shoreBetween(place, after))
    })
    return runs.toSorted((a, b) => b.length - a.length)[0] ?? null
  }
  const shownRiver = (river: River): River =>
    river.id === CHANNEL ? river : { ...river, line: outsideLake(river.line) ?? river.line }

  const isSwallowed = ({ rings }: (typeof facts.waters)[number]) =>
    rings.flat().every((corner) => isWater(corner, SWALLOWED_METRES))
  const region = createRegion({
    ...facts,
    waters: [...facts.lake, ...facts.waters.filter((water) => !isSwallowed(water))],
    rivers: facts.rivers.map(shownRiver),
  })
  return { region, isInLake, meetsLake, outsideLake }
}
