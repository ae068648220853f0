/** The lines along which an area's streets run: a slightly bent grid of its own orientation. */
import { integerBetween, numberBetween, type Random, randomOf } from '../random.ts'
import { smoothNoise } from '../roads/noise.ts'
import type { Point } from '../roads/plane.ts'
import type { BuiltUpArea } from './built-up-areas.ts'

/** Positions of a family of parallel lines, metres from the area's centre. */
export interface LineFamily {
  readonly positions: readonly number[]
  /** Which of them are arterials. */
  readonly isMain: readonly boolean[]
}

export interface StreetPlan {
  readonly area: BuiltUpArea
  /** Lines that run north–south (经), from west to east. */
  readonly meridians: LineFamily
  /** Lines that run west–east (纬), from south to north. */
  readonly parallels: LineFamily
  /** The place of a point of the unbent grid. */
  readonly placeAt: (east: number, north: number) => Point
}

const SPACING = {
  urban: { from: 140, to: 240, mainEveryMetres: 760 },
  rural: { from: 105, to: 185, mainEveryMetres: 1500 },
} as const
const MOST_TURNED_DEGREES = 12
const BEND = { waveMetres: 1600, amplitudeMetres: 55 } as const
const SEEDS = 100_000

/** Lines outwards from the middle, which is a main line, to both sides. */
const familyOf = (random: Random, area: BuiltUpArea): LineFamily => {
  const spacing = area.isUrban ? SPACING.urban : SPACING.rural
  const side = (): { position: number; main: boolean }[] => {
    const lines = []
    let sinceMain = 0
    for (let position = 0; ; ) {
      const step = numberBetween(random, spacing.from, spacing.to)
      position += step
      sinceMain += step
      if (position > area.reachMetres) return lines
      const main = sinceMain > spacing.mainEveryMetres
      if (main) sinceMain = 0
      lines.push({ position, main })
    }
  }
  const lines = [
    ...side()
      .map(({ position, main }) => ({ position: -position, main }))
      .reverse(),
    { position: 0, main: true },
    ...side(),
  ]
  return { positions: lines.map(({ position }) => position), isMain: lines.map(({ main }) => main) }
}

/** The plan of one area; the same area always gets the same plan. */
export const planStreets = (area: BuiltUpArea): StreetPlan => {
  const random = randomOf(`streets ${area.id}`)
  const turn = (numberBetween(random, -1, 1) ** 3 * MOST_TURNED_DEGREES * Math.PI) / 180
  const seed = integerBetween(random, 1, SEEDS)
  const { centre } = area
  const bend = (place: Point, offset: number): number =>
    smoothNoise(place, BEND.waveMetres, seed + offset) * BEND.amplitudeMetres
  return {
    area,
    meridians: familyOf(random, area),
    parallels: familyOf(random, area),
    placeAt: (east, north) => {
      const straight = {
        x: centre.x + east * Math.cos(turn) - north * Math.sin(turn),
        y: centre.y + east * Math.sin(turn) + north * Math.cos(turn),
      }
      return { x: straight.x + bend(straight, 0), y: straight.y + bend(straight, 1) }
    },
  }
}
