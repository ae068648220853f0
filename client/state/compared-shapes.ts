/** The shape of a feature before and after one of its changes, while the history shows both on the map. */
import { create } from 'zustand'
import type { Geometry } from '../../data/geometry.ts'

interface ComparedShapes {
  /** Of the change. */
  readonly sequence: number
  readonly before: Geometry
  readonly after: Geometry
}

export const useComparedShapes = create<{ readonly compared: ComparedShapes | null }>()(() => ({
  compared: null,
}))

export const compareShapes = (compared: ComparedShapes | null): void =>
  useComparedShapes.setState({ compared })
