/** What a click on the map does while a scenario is edited. */
import { create } from 'zustand'

export type MapToolId = 'none' | 'add' | 'close-road' | 'draw-area'

interface MapTool {
  readonly tool: MapToolId
}

export const useMapTool = create<MapTool>()(() => ({ tool: 'none' }))

export const setTool = (tool: MapToolId): void => useMapTool.setState({ tool })
