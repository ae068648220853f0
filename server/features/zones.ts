/**
 * The zones of Gauss-Krüger that CGCS2000 has for China, as EPSG numbers them: of three degrees and of six,
 * each with its number before the easting and without. The numbers follow each other within each kind.
 */
import type { Bbox } from '../../data/geometry.ts'

export interface Zone {
  /** Degrees between the zones' meridians; their numbers do not overlap. */
  readonly width: 3 | 6
  /** What stands before the easting; `null` where the metres are counted without it. */
  readonly number: number | null
  /** Degrees. */
  readonly meridian: number
}

interface KnownZone extends Zone {
  readonly epsg: number
  readonly falseEastingMetres: number
  /** As EPSG has it: `3-degree Gauss-Kruger zone 39`. */
  readonly name: string
}

const HALF_ZONE_METRES = 500_000
const METRES_PER_ZONE = 1_000_000

/** @param firstEpsg that of the first zone. */
const zonesOf = (
  width: 3 | 6,
  [first, last]: readonly [number, number],
  isNumbered: boolean,
  firstEpsg: number,
): KnownZone[] =>
  Array.from({ length: last - first + 1 }, (_, index) => {
    const number = first + index
    const meridian = width === 3 ? number * 3 : number * 6 - 3
    return {
      ...{ width, meridian, number: isNumbered ? number : null, epsg: firstEpsg + index },
      falseEastingMetres: (isNumbered ? number * METRES_PER_ZONE : 0) + HALF_ZONE_METRES,
      name: `${width === 3 ? '3-degree ' : ''}Gauss-Kruger ${isNumbered ? `zone ${number}` : `CM ${meridian}E`}`,
    }
  })

const NUMBERS = { 3: [25, 45], 6: [13, 23] } as const

export const ZONES: readonly KnownZone[] = [
  ...zonesOf(3, NUMBERS[3], true, 4513),
  ...zonesOf(3, NUMBERS[3], false, 4534),
  ...zonesOf(6, NUMBERS[6], true, 4491),
  ...zonesOf(6, NUMBERS[6], false, 4502),
]

/** The zones that a box lies in, those of three degrees first, each with its number and then without. */
export const zonesOfBox = ([west, , east]: Bbox): KnownZone[] =>
  ZONES.filter(
    ({ meridian, width }) => meridian + width / 2 > west && meridian - width / 2 < east,
  ).sort((a, b) => a.width - b.width || a.meridian - b.meridian || a.epsg - b.epsg)
