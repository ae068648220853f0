/** The import that is open in the panel `data`, and what of it the map shows and is asked for. */
import { create } from 'zustand'
import type { LonLat } from '../../data/geometry.ts'
import type { ImportTarget, ROW_FILTERS } from '../../data/imports.ts'

/** Which rows are listed and drawn: those of a status, the look-alikes, or all. */
export type RowFilter = keyof typeof ROW_FILTERS | 'all'

/** What the panel shows: a file on its way in, what came in before, forms for what goes out, what was changed and deleted. */
export const DATA_PARTS = ['bring', 'imports', 'forms', 'changes', 'bin'] as const
export type DataPart = (typeof DATA_PARTS)[number]

interface Intake {
  readonly part: DataPart
  /** What the next file is declared to be. */
  readonly target: ImportTarget
  /** Null while none is open. */
  readonly importId: number | null
  readonly filter: RowFilter
  /** The row that is marked on the map and shown in full beside it. */
  readonly chosenRow: number | null
  /** The row that gets a place now. */
  readonly placedRow: number | null
  /** `place`: a click on the map says where that is. */
  readonly tool: 'none' | 'place'
  /** Where it would be put. */
  readonly position: LonLat | null
}

const NOTHING: Omit<Intake, 'target'> = {
  part: 'bring',
  importId: null,
  filter: 'all',
  chosenRow: null,
  placedRow: null,
  tool: 'none',
  position: null,
}

export const useIntake = create<Intake>()(() => ({ ...NOTHING, target: 'auto' }))

/** Whether the import that is open is looked at: then the map shows what it brings, and the rest pale. */
export const isImportInSight = ({ part, importId }: Intake): boolean =>
  part === 'bring' && importId !== null

export const openImport = (importId: number | null): void =>
  useIntake.setState({ ...NOTHING, importId })

export const showPart = (part: DataPart): void => useIntake.setState({ part })

export const setTarget = (target: ImportTarget): void => useIntake.setState({ target })

/** Asks for a file of this collection. */
export const startImport = (target: ImportTarget): void =>
  useIntake.setState({ ...NOTHING, target })

export const filterRows = (filter: RowFilter): void =>
  useIntake.setState({ filter, chosenRow: null })

export const chooseRow = (chosenRow: number | null): void => useIntake.setState({ chosenRow })

/** Begins to look for the place of a row; null leaves it. */
export const placeRow = (placedRow: number | null): void =>
  useIntake.setState({ placedRow, tool: 'none', position: null })

export const takePlaceTool = (): void => useIntake.setState({ tool: 'place' })
export const leavePlaceTool = (): void => useIntake.setState({ tool: 'none' })

export const setRowPosition = (position: LonLat): void => useIntake.setState({ position })
