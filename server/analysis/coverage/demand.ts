/** Where people are, in H3 hexagons: settlements gathered to demand cells. */
import { cellToBoundary, cellToParent, gridDisk, latLngToCell } from 'h3-js'
import type { DemandFigure, DemandRecord } from '../../../data/demand.ts'
import { roundedPlace } from '../../../data/geometry.ts'
import { AREA_CLASS_NAMES, type AreaClass } from '../../../data/standards.ts'
import type { CompressedRows } from '../../network/compressed-rows.ts'

/** A settlement as far as demand is concerned. */
export interface DemandSource {
  readonly longitude: number
  readonly latitude: number
  readonly people: number
  /** Null where they are not known. */
  readonly peopleByDay?: number | null
  readonly peopleByNight?: number | null
  readonly callsPerYear?: number | null
  readonly areaClass: AreaClass
  readonly townCode: string
  readonly countyCode: string
}

export interface DemandCells {
  readonly count: number
  /** H3 index of each cell, as hexadecimal text. */
  readonly h3: readonly string[]
  /** longitude, latitude per cell: the mean place of its people, which lies inside the cell. */
  readonly lonLat: Float64Array
  /** Whole numbers: residents, or what a question counts instead. 0 where people only come to. */
  readonly people: Float64Array
  /** Left out where no settlement has any; one without a figure of its own counts its residents. */
  readonly peopleByDay?: Float64Array
  readonly peopleByNight?: Float64Array
  /** Left out where no settlement has any; one without a figure has none. */
  readonly callsPerYear?: Float64Array
  readonly record: DemandRecord
  /** Index into AREA_CLASS_NAMES. */
  readonly areaClass: Uint8Array
  /** Index into `towns`. */
  readonly town: Uint16Array
  /** By code. */
  readonly towns: readonly { readonly code: string; readonly countyCode: string }[]
}

/** Villages stand a kilometre apart, blocks of a town a few hundred metres. */
const RURAL_RESOLUTION = 8
const URBAN_RESOLUTION = 9
/** Cells of this resolution are 19 m across: what still shares one is one place. */
const FINEST_RESOLUTION = 12

interface Cell {
  readonly h3: string
  readonly sources: readonly DemandSource[]
}

const cellOf = ({ latitude, longitude }: DemandSource, resolution: number): string =>
  latLngToCell(latitude, longitude, resolution)

/** Town and class: what a cell must have one of. */
const kindOf = ({ townCode, areaClass }: DemandSource): string => `${townCode} ${areaClass}`

/**
 * Cells of one town and one class each: a cell that people of several share is split into finer
 * ones, so that cells never overlap and every sum is exact.
 */
const split = (h3: string, sources: readonly DemandSource[], resolution: number): Cell[] => {
  const kinds = Map.groupBy(sources, kindOf)
  const isUrban = sources.some(({ areaClass }) => areaClass === 'urban')
  const isCoarse = isUrban && resolution < URBAN_RESOLUTION
  if (kinds.size === 1 && !isCoarse) return [{ h3, sources }]
  if (resolution === FINEST_RESOLUTION)
    return [...kinds.values()].map((own) => ({ h3, sources: own }))
  const finer = Map.groupBy(sources, (source) => cellOf(source, resolution + 1))
  return [...finer].flatMap(([child, own]) => split(child, own, resolution + 1))
}

/**
 * H3's finer hexagons stick out of the coarser ones, so two coarse cells may be split into the same
 * fine one.
 */
const merged = (cells: readonly Cell[]): Cell[] =>
  [...Map.groupBy(cells, ({ h3, sources }) => `${h3} ${kindOf(sources[0]!)}`).values()].map(
    (twins) => ({ h3: twins[0]!.h3, sources: twins.flatMap(({ sources }) => sources) }),
  )

/** The most that is counted at a place at any time. */
const mostAt = ({ people, peopleByDay, peopleByNight, callsPerYear }: DemandSource): number =>
  Math.max(people, peopleByDay ?? 0, peopleByNight ?? 0, callsPerYear ?? 0)

/**
 * The mean place of the residents, or of all who come where there are none; where that falls
 * outside the cell, the most populous place.
 */
const placeOf = (
  { h3, sources }: Cell,
  resolution: number,
): [longitude: number, latitude: number] => {
  const isInhabited = sources.some(({ people }) => people > 0)
  const sizeOf = (source: DemandSource): number => (isInhabited ? source.people : mostAt(source))
  let [x, y, people] = [0, 0, 0]
  for (const source of sources) {
    x += source.longitude * sizeOf(source)
    y += source.latitude * sizeOf(source)
    people += sizeOf(source)
  }
  const mean: [number, number] = [x / people, y / people]
  if (latLngToCell(mean[1], mean[0], resolution) === h3) return mean
  const largest = sources.reduce((a, b) => (sizeOf(b) > sizeOf(a) ? b : a))
  return [largest.longitude, largest.latitude]
}

/** H3 writes the resolution of a cell into the second hexadecimal digit of its index. */
const resolutionOf = (h3: string): number => Number.parseInt(h3.charAt(1), 16)

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Figures of settlements that a register may have, and what stands in for one that is missing. */
const FURTHER_FIGURES = {
  peopleByDay: ({ people }: DemandSource) => people,
  peopleByNight: ({ people }: DemandSource) => people,
  callsPerYear: () => 0,
} as const
type FurtherFigure = keyof typeof FURTHER_FIGURES
const FURTHER = Object.keys(FURTHER_FIGURES) as FurtherFigure[]

/** Of each figure the sums by cell, where any settlement has it. */
const sumsOf = (cells: readonly Cell[]): Partial<Record<FurtherFigure, Float64Array>> =>
  Object.fromEntries(
    FURTHER.flatMap((name) => {
      const isKnown = cells.some(({ sources }) => sources.some((each) => (each[name] ?? 0) > 0))
      const standIn = FURTHER_FIGURES[name]
      const sumOf = ({ sources }: Cell): number =>
        sources.reduce((sum, each) => sum + (each[name] ?? standIn(each)), 0)
      return isKnown ? [[name, Float64Array.from(cells, sumOf)]] : []
    }),
  )

const recordOf = (settlements: readonly DemandSource[]): DemandRecord => {
  const without = (name: FurtherFigure): number =>
    settlements.filter((each) => (each[name] ?? null) === null).length
  return {
    settlements: settlements.length,
    withoutDay: without('peopleByDay'),
    withoutNight: without('peopleByNight'),
    withoutCalls: without('callsPerYear'),
  }
}

const counted = new WeakMap<DemandCells, Map<DemandFigure, DemandCells>>()

/** The same cells with what a question counts in place of the residents, once for each figure. */
export const demandBy = (demand: DemandCells, figure: DemandFigure): DemandCells => {
  const { people } = demand
  if (figure === 'people') return demand
  const known = counted.get(demand) ?? new Map<DemandFigure, DemandCells>()
  counted.set(demand, known)
  const standIn = figure === 'callsPerYear' ? new Float64Array(demand.count) : people
  const cells = known.get(figure) ?? { ...demand, people: demand[figure] ?? standIn }
  known.set(figure, cells)
  return cells
}

/**
 * Demand cells of these settlements: of resolution 9 (0.1 km²) where people live in a town, of 8
 * (0.7 km²) elsewhere, finer where towns or classes meet. Sums by county, town and class are those
 * of the settlements exactly. Two settlements of different towns (or classes) share a hexagon only
 * where they stand within 19 m, or where H3's finer hexagons stick out of the coarser ones; they
 * stay two cells of the same index. Cells come in the order of their index, then of the town.
 */
export const buildDemandCells = (settlements: readonly DemandSource[]): DemandCells => {
  const inhabited = settlements.filter((each) => mostAt(each) > 0)
  const cells = merged(
    [...Map.groupBy(inhabited, (source) => cellOf(source, RURAL_RESOLUTION))].flatMap(
      ([h3, sources]) => split(h3, sources, RURAL_RESOLUTION),
    ),
  ).sort(
    (a, b) => compareText(a.h3, b.h3) || compareText(kindOf(a.sources[0]!), kindOf(b.sources[0]!)),
  )
  const towns = [...new Map(inhabited.map(({ townCode, countyCode }) => [townCode, countyCode]))]
    .map(([code, countyCode]) => ({ code, countyCode }))
    .sort((a, b) => compareText(a.code, b.code))
  const townIndex = new Map(towns.map(({ code }, index) => [code, index]))
  const demand = {
    ...sumsOf(cells),
    record: recordOf(inhabited),
    count: cells.length,
    h3: cells.map(({ h3 }) => h3),
    lonLat: new Float64Array(cells.length * 2),
    people: new Float64Array(cells.length),
    areaClass: new Uint8Array(cells.length),
    town: new Uint16Array(cells.length),
    towns,
  }
  cells.forEach((cell, index) => {
    const first = cell.sources[0]!
    demand.lonLat.set(placeOf(cell, resolutionOf(cell.h3)), index * 2)
    demand.people[index] = cell.sources.reduce((sum, { people }) => sum + people, 0)
    demand.areaClass[index] = AREA_CLASS_NAMES.indexOf(first.areaClass)
    demand.town[index] = townIndex.get(first.townCode)!
  })
  return demand
}

/** The cell of rural resolution that a cell lies in. */
const ruralCell = (h3: string): string =>
  resolutionOf(h3) > RURAL_RESOLUTION ? cellToParent(h3, RURAL_RESOLUTION) : h3

/** The place of a cell's people. */
export const cellPosition = ({ lonLat }: DemandCells, cell: number): [number, number] => [
  lonLat[cell * 2]!,
  lonLat[cell * 2 + 1]!,
]

/** GeoJSON: one hexagon per cell, in the order of the cells; the id is the cell's place in it. */
export const cellFeatures = (demand: DemandCells) =>
  demand.h3.map((h3, id) => {
    const { code, countyCode } = demand.towns[demand.town[id]!]!
    const [longitude, latitude] = roundedPlace(cellPosition(demand, id))
    return {
      type: 'Feature' as const,
      id,
      // A closed ring, counter-clockwise, as RFC 7946 wants it.
      geometry: {
        type: 'Polygon' as const,
        coordinates: [cellToBoundary(h3, true).map(roundedPlace)],
      },
      properties: {
        h3,
        people: demand.people[id]!,
        ...Object.fromEntries(
          FURTHER.flatMap((name) => (demand[name] ? [[name, demand[name][id]!]] : [])),
        ),
        areaClass: AREA_CLASS_NAMES[demand.areaClass[id]!]!,
        townCode: code,
        countyCode,
        longitude,
        latitude,
      },
    }
  })

/**
 * Cells that touch each cell, whatever their sizes: those whose hexagons of rural resolution are
 * the same or next to each other.
 */
export const cellNeighbours = (demand: DemandCells): CompressedRows => {
  const ruralCells = demand.h3.map(ruralCell)
  const byRuralCell = Map.groupBy(ruralCells.keys(), (cell) => ruralCells[cell]!)
  const start = new Uint32Array(demand.count + 1)
  const neighbours: number[] = []
  for (const [cell, rural] of ruralCells.entries()) {
    for (const near of gridDisk(rural, 1)) {
      for (const other of byRuralCell.get(near) ?? []) if (other !== cell) neighbours.push(other)
    }
    start[cell + 1] = neighbours.length
  }
  return { start, entries: Uint32Array.from(neighbours) }
}
