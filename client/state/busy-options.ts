/** What a planner assumes of calls, while the page is open: it outlives the tab that asks for it. */
import { create } from 'zustand'
import type { BusyRequest } from '../../data/busy.ts'
import type { CoverageRequest } from '../../data/coverage.ts'
import type { Demand } from '../../data/demand.ts'

export interface BusyOptions {
  /** Null: as the service assumes. */
  readonly per10000: number | null
  readonly minutesOnScene: number | null
  readonly years: number
  readonly places: Demand
  /** Relative calls of each local hour; null: as the service assumes. */
  readonly byHour: readonly number[] | null
}

export const INITIAL_BUSY_OPTIONS: BusyOptions = {
  ...{ per10000: null, minutesOnScene: null, years: 1 },
  ...{ places: 'residents', byHour: null },
}

export const useBusyOptions = create<BusyOptions & { readonly isOpen: boolean }>()(() => ({
  ...INITIAL_BUSY_OPTIONS,
  isOpen: false,
}))

/** The question: the conditions in sight, of one moment and of the first station that comes; calls are spread as they say here. */
export const busyRequest = (
  { parts: _parts, periods, band: _band, demand: _demand, ...conditions }: CoverageRequest,
  { per10000, minutesOnScene, years, places, byHour }: BusyOptions,
): BusyRequest => {
  const at = conditions.at ?? periods?.[0]?.at
  return {
    ...conditions,
    ...(at !== undefined && { at }),
    filter: { ...conditions.filter, due: 1 },
    calls: {
      places,
      ...(byHour !== null && { byHour: [...byHour] }),
      ...(per10000 !== null && { per10000 }),
      ...(minutesOnScene !== null && { minutesOnScene }),
    },
    simulation: { years },
  }
}
