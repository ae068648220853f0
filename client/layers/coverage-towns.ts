/** What towns are painted by: people not in time, and what one picture wins or loses over another. */
import type { CellFeature } from '../../data/coverage.ts'
import type { DemandFigure } from '../../data/demand.ts'
import type { Standards } from '../../data/standards.ts'
import { type CellPicture, isInTime } from './coverage-cells.ts'

/** What of the cells is counted. */
export type CountedCell = Pick<CellFeature['properties'], 'people' | 'areaClass' | 'townCode'>

/** A cell with what a question counts at this hour in place of the residents. */
export const countedCell = (
  properties: CellFeature['properties'],
  figure: DemandFigure,
): CellFeature['properties'] => {
  const { people } = properties
  const standIn = figure === 'callsPerYear' ? 0 : people
  return figure === 'people' ? properties : { ...properties, people: properties[figure] ?? standIn }
}

export interface TownFigures {
  readonly people: number
  /** Not reached in time. */
  readonly late: number
}

export interface TownDifference {
  readonly people: number
  /** In time here and not there. */
  readonly gained: number
  /** In time there and not here. */
  readonly lost: number
}

/** Whether each cell is reached in time, in the order of the cells. */
const served = (
  { due }: Pick<CellPicture, 'due'>,
  cells: readonly CountedCell[],
  standards: Standards,
): boolean[] =>
  cells.map(({ areaClass }, cell) => {
    const arrival = due[cell]
    return arrival !== undefined && isInTime(arrival, areaClass, standards)
  })

/** People by town, and how many of them are not in time, at the moment of the picture. */
export const townFigures = (
  cells: readonly CountedCell[],
  picture: Pick<CellPicture, 'due'>,
  standards: Standards,
): ReadonlyMap<string, TownFigures> => {
  const inTime = served(picture, cells, standards)
  const towns = new Map<string, TownFigures>()
  for (const [cell, { townCode, people }] of cells.entries()) {
    const before = towns.get(townCode) ?? { people: 0, late: 0 }
    towns.set(townCode, {
      people: before.people + people,
      late: before.late + (inTime[cell] ? 0 : people),
    })
  }
  return towns
}

/** Per cell 1 where it is in time in the first picture alone, −1 in the second alone, 0 where both are alike. */
export const cellDifferences = (
  cells: readonly CountedCell[],
  here: Pick<CellPicture, 'due'>,
  there: Pick<CellPicture, 'due'>,
  standards: Standards,
): Int8Array => {
  const [inTimeHere, inTimeThere] = [here, there].map((each) => served(each, cells, standards))
  return Int8Array.from(
    cells,
    (_, cell) => Number(inTimeHere?.[cell] ?? false) - Number(inTimeThere?.[cell] ?? false),
  )
}

/** People won and lost by town. @param differences as `cellDifferences` returns them */
export const townDifferences = (
  cells: readonly CountedCell[],
  differences: Int8Array,
): ReadonlyMap<string, TownDifference> => {
  const towns = new Map<string, TownDifference>()
  for (const [cell, { townCode, people }] of cells.entries()) {
    const before = towns.get(townCode) ?? { people: 0, gained: 0, lost: 0 }
    const difference = differences[cell] ?? 0
    towns.set(townCode, {
      people: before.people + people,
      gained: before.gained + (difference > 0 ? people : 0),
      lost: before.lost + (difference < 0 ? people : 0),
    })
  }
  return towns
}
