/** The station under the hand, drawn where the hand is; the analysis follows as fast as it can. */
import { create } from 'zustand'
import type { LonLat } from '../../../data/geometry.ts'
import { type DraggedStation, dragStation, moveStation } from '../../state/scenario-draft.ts'

interface Held {
  readonly held: DraggedStation | null
}

export const useHeldStation = create<Held>()(() => ({ held: null }))

const setHeld = (held: DraggedStation | null): void => useHeldStation.setState({ held })

/** A hand that has moved less than this has pressed, not dragged. */
const DRAG_PIXELS = 4

interface Hold {
  readonly id: string
  /** Place on the map of a point of the window. */
  readonly positionAt: (clientX: number, clientY: number) => LonLat
  /** Whether the answer about the place told last is still on its way. */
  readonly isBusy: () => boolean
}

/** A drag ends in a click on whatever lies there; it was not meant. The next press is a new one. */
const swallowClick = (): void => {
  const over = new AbortController()
  const options = { capture: true, signal: over.signal }
  const swallow = (event: Event): void => {
    event.stopPropagation()
    over.abort()
  }
  window.addEventListener('click', swallow, options)
  window.addEventListener('pointerdown', () => over.abort(), options)
}

/**
 * Follows the primary pointer until it is let go, and moves the station there; Escape, a second
 * finger or a lost pointer put it back. The station is drawn at every frame, the analysis is asked
 * about a new place only when it has answered about the one before: asked at every frame it would
 * start anew each time and never answer.
 */
export const holdStation = (
  { clientX, clientY }: { clientX: number; clientY: number },
  { id, positionAt, isBusy }: Hold,
): void => {
  let position: LonLat | null = null
  let told: LonLat | null = null
  let frame = 0
  const over = new AbortController()

  const follow = (): void => {
    frame = requestAnimationFrame(follow)
    if (position === null) return
    if (useHeldStation.getState().held?.position !== position) setHeld({ id, position })
    if (told === position || isBusy()) return
    told = position
    dragStation({ id, position })
  }
  const onMove = (event: PointerEvent): void => {
    if (!event.isPrimary) return
    const distance = Math.hypot(event.clientX - clientX, event.clientY - clientY)
    if (position === null && distance < DRAG_PIXELS) return
    position = positionAt(event.clientX, event.clientY)
  }
  const end = (isMeant: boolean): void => {
    cancelAnimationFrame(frame)
    over.abort()
    setHeld(null)
    if (position !== null) swallowClick()
    if (isMeant && position !== null) moveStation(id, position)
    else if (told !== null) dragStation(null)
  }
  const onDown = (event: PointerEvent): void => {
    if (!event.isPrimary) end(false)
  }
  const onUp = (event: PointerEvent): void => {
    if (event.isPrimary) end(true)
  }
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return
    event.stopPropagation()
    end(false)
  }
  const options = { capture: true, signal: over.signal }
  window.addEventListener('pointermove', onMove, options)
  window.addEventListener('pointerdown', onDown, options)
  window.addEventListener('pointerup', onUp, options)
  window.addEventListener('pointercancel', () => end(false), options)
  window.addEventListener('keydown', onKey, options)
  frame = requestAnimationFrame(follow)
}
