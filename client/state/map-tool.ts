/** What a click on the map does beside asking about a place: the planner's tools and the hazards'. */
import { create } from 'zustand'
import type { Closure } from '../../data/scenario.ts'
import type { StationGrade } from './station-values.ts'

/** Tools with which a scenario is edited. */
export type MapToolId = 'none' | 'add' | 'move' | 'close-road' | 'draw-area'

interface MapTool {
  readonly tool: MapToolId
  /** The station that `move` moves. */
  readonly stationId: string | null
  /** Class of the stations that `add` adds. */
  readonly grade: StationGrade
}

export const useMapTool = create<MapTool>()(() => ({
  tool: 'none',
  stationId: null,
  grade: 'third',
}))

export const setTool = (tool: MapToolId, stationId: string | null = null): void =>
  useMapTool.setState({ tool, stationId })

export const setAddedGrade = (grade: StationGrade): void => useMapTool.setState({ grade })

/** Tools that mark a closure or a warning. */
export type HazardTool = 'none' | 'draw-area' | 'mark-point'

interface HazardDraft {
  readonly tool: HazardTool
  /** What has been drawn or marked; null before. */
  readonly area: Closure | null
}

export const useHazardDraft = create<HazardDraft>()(() => ({ tool: 'none', area: null }))

/** Takes a tool up, or puts it away; what was drawn with the last is forgotten. */
export const setHazardTool = (tool: HazardTool): void =>
  useHazardDraft.setState({ tool, area: null })

/** Keeps what was drawn and puts the tool away. */
export const setHazardArea = (area: Closure | null): void =>
  useHazardDraft.setState({ tool: 'none', area })
