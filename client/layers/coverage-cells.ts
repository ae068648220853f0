/** What each demand cell is painted by: today's times with the changes of a scenario laid over. */

import { type CellTimes, UNREACHED } from '../../data/cell-times.ts'
import type { CellCollection, CoverageAnswer } from '../../data/coverage.ts'
import type { AreaClass, Standards } from '../../data/standards.ts'
import { collection, pointAt } from './geojson.ts'

/** The middles of the hexagons, with what the map needs of them. */
export const cellPoints = ({ features }: Pick<CellCollection, 'type' | 'features'>) =>
  collection(
    features.map(({ id, properties: { longitude, latitude, areaClass } }) => ({
      ...pointAt([longitude, latitude], { areaClass }),
      id,
    })),
  )

const DECISECONDS_PER_SECOND = 10

/** Deciseconds from the call per cell, UNREACHED where no station arrives. */
export interface CellPicture {
  readonly first: Int32Array
  readonly second: Int32Array
  /** Arrival of the station that has to be in time. */
  readonly due: Int32Array
}

/** The state of a cell's hexagon on the map. */
export interface CellState {
  readonly first: number
  readonly second: number
  readonly served: boolean
  /** 1 where it is in time in this picture alone, −1 in the other alone, 0 in both or neither. */
  readonly difference: number
}

export type CellChanges = Pick<
  NonNullable<CoverageAnswer['changes']>,
  'cells' | 'deciseconds' | 'dueDeciseconds'
>

/**
 * The arrivals that the map needs. An answer holds two arrivals, more where more are due.
 * @param due how many stations have to be there: 1, 2 …
 */
export const pictureOf = ({ deciseconds }: CellTimes, due: number): CellPicture | null => {
  const [first, second] = deciseconds
  const dueRow = deciseconds[due - 1]
  return first && second && dueRow ? { first, second, due: dueRow } : null
}

/** The picture with changes laid over it; the arrays given stay as they are. Changes hold no second arrivals. */
export const overlaid = (picture: CellPicture, changes: CellChanges | null): CellPicture => {
  if (changes === null || changes.cells.length === 0) return picture
  const first = picture.first.slice()
  const due = picture.due.slice()
  for (const [place, cell] of changes.cells.entries()) {
    // an answer over other cells than these (the data have just changed) must not write beside them
    if (cell >= first.length) continue
    first[cell] = changes.deciseconds[place] ?? UNREACHED
    due[cell] = changes.dueDeciseconds[place] ?? UNREACHED
  }
  return { ...picture, first, due }
}

/** Whether an arrival keeps the standard of the cell's class; to the second inclusive. */
export const isInTime = (
  deciseconds: number,
  areaClass: AreaClass,
  standards: Standards,
): boolean =>
  deciseconds !== UNREACHED && deciseconds <= standards[areaClass] * DECISECONDS_PER_SECOND

/**
 * The state of every cell, in the order of the cells.
 * @param differences from another picture; null where there is none to compare with
 */
export const cellStates = (
  { first, second, due }: CellPicture,
  areaClasses: readonly AreaClass[],
  standards: Standards,
  differences: Int8Array | null = null,
): CellState[] =>
  areaClasses.map((areaClass, cell) => ({
    first: first[cell] ?? UNREACHED,
    second: second[cell] ?? UNREACHED,
    served: isInTime(due[cell] ?? UNREACHED, areaClass, standards),
    difference: differences?.[cell] ?? 0,
  }))

/** Indexes of the cells whose state is not what it was; all of them where there was none. */
export const differingCells = (
  before: readonly CellState[] | null,
  after: readonly CellState[],
): number[] => {
  const differing: number[] = []
  for (const [cell, { first, second, served, difference }] of after.entries()) {
    const old = before?.[cell]
    const isSame =
      old?.first === first &&
      old.second === second &&
      old.served === served &&
      old.difference === difference
    if (!isSame) differing.push(cell)
  }
  return differing
}
