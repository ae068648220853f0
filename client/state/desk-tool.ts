/** Tools that take places from the map: measuring a distance, writing a note, choosing one place for a form. */
import { create } from 'zustand'
import type { LonLat } from '../../data/geometry.ts'
import { changeState, useAppState } from './app-state.ts'
import { type MapNote, NOTE_LIMITS } from './map-notes.ts'
import { setHazardTool, setTool } from './map-tool.ts'

export type DeskToolId = 'none' | 'measure' | 'note' | 'place'

interface DeskTool {
  readonly tool: DeskToolId
  /** Places clicked on with the tool, in their order. */
  readonly corners: readonly LonLat[]
  /** Which of the notes is being written anew; null for one that is not among them yet. */
  readonly edited: number | null
  /** What the one place is for; null with the other tools. */
  readonly onPlace: ((position: LonLat) => void) | null
}

const AWAY: DeskTool = { tool: 'none', corners: [], edited: null, onPlace: null }

export const useDeskTool = create<DeskTool>()(() => AWAY)

export const leaveDeskTool = (): void => useDeskTool.setState(AWAY)

/** Takes a tool up, with nothing done yet; whatever other tool was in hand is put away. */
export const takeDeskTool = (tool: DeskToolId): void => {
  setTool('none')
  setHazardTool('none')
  useDeskTool.setState({ ...AWAY, tool })
}

/** Takes the next place that is clicked on for a form, and puts the tool away again. */
export const choosePlace = (onPlace: (position: LonLat) => void): void => {
  takeDeskTool('place')
  useDeskTool.setState({ onPlace })
}

/** A further corner of what is measured; the place of a note, or for a form. */
export const addCorner = (corner: LonLat): void => {
  const { tool, onPlace } = useDeskTool.getState()
  if (tool === 'place') {
    leaveDeskTool()
    onPlace?.(corner)
    return
  }
  useDeskTool.setState(({ tool, corners, edited }) => {
    if (tool === 'note') return { corners: [corner], edited }
    return corners.length < NOTE_LIMITS.mostCorners ? { corners: [...corners, corner] } : {}
  })
}

export const removeCorner = (): void =>
  useDeskTool.setState(({ corners }) => ({ corners: corners.slice(0, -1) }))

/** What was measured becomes the line of a note that is to be written. */
export const noteMeasured = (): void => useDeskTool.setState({ tool: 'note' })

/** Opens a note to write it anew or to remove it. */
export const openNote = (index: number): void => {
  const note = useAppState.getState().notes[index]
  if (!note) return
  takeDeskTool('note')
  useDeskTool.setState({ corners: note.corners, edited: index })
}

/** Keeps what was written: at its place among the notes, a new one at their end. */
export const saveNote = (text: string): void => {
  const { corners, edited } = useDeskTool.getState()
  const { notes } = useAppState.getState()
  const note: MapNote = { corners, text: text.trim().slice(0, NOTE_LIMITS.mostCharacters) }
  if (corners.length > 0 && note.text !== '') {
    const isNew = edited === null
    const kept = isNew ? [...notes, note] : notes.map((each, at) => (at === edited ? note : each))
    changeState({ notes: kept.slice(0, NOTE_LIMITS.mostNotes) })
  }
  leaveDeskTool()
}

export const removeNote = (): void => {
  const { edited } = useDeskTool.getState()
  const { notes } = useAppState.getState()
  changeState({ notes: notes.filter((_, index) => index !== edited) })
  leaveDeskTool()
}
