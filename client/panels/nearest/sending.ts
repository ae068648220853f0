/** Marking stations as sent from this desk, and what came of the last try. */
import { create } from 'zustand'
import { fromCrossing } from '../../../data/crossing-words.ts'
import { DEPLOYMENT_LIMITS } from '../../../data/deployment-limits.ts'
import type { NearestAnswer } from '../../../data/nearest.ts'
import { coordinateText } from '../../../data/wording.ts'
import type { SendInput, SendOutcome } from '../../api/deployments.ts'
import { placeName, useAppState } from '../../state/app-state.ts'
import { isOfPresentPlace } from '../../state/nearest-answer.ts'
import { useDesk } from './message/message-draft.ts'

/** Of a desk that has said nothing about itself; what is written down must say that it was one. */
const UNNAMED_DESK = { zh: '值班台', en: 'Duty desk' } as const

/** What the mark says of who sent the station: the unit, and the officer. */
export const deskName = (): string => {
  const { unit, officer } = useDesk.getState()
  const name = [unit.trim(), officer.trim()].filter(Boolean).join(' ')
  return name || UNNAMED_DESK[useAppState.getState().language]
}

/** What the mark says of the place: its name, else how it lies to the nearest crossing, else where. */
const whither = ({ crossing, query: { lon, lat } }: NearestAnswer): string => {
  const { place, language } = useAppState.getState()
  const told =
    (place && placeName(place, language)) ??
    (crossing ? fromCrossing(crossing, language) : coordinateText([lon, lat]))
  return told.slice(0, DEPLOYMENT_LIMITS.mostLabelCharacters)
}

type Send = (input: SendInput) => Promise<SendOutcome>

interface Sending {
  /** Why the last try did not send; null where it did. */
  readonly outcome: Exclude<SendOutcome, { kind: 'sent' }> | null
  /** @param despite id of the standing mark that the desk has been shown */
  readonly begin: (
    send: Send,
    answer: NearestAnswer,
    stationId: string,
    despite?: number,
  ) => Promise<void>
  readonly dismiss: () => void
}

export const useSending = create<Sending>()((set) => ({
  outcome: null,
  begin: async (send, answer, stationId, despite) => {
    // A button that belongs to the previous place sends no one to the present one.
    if (!isOfPresentPlace(answer)) return
    const { lon, lat } = answer.query
    set({ outcome: null })
    const outcome = await send({
      stationId,
      position: [lon, lat],
      label: whither(answer),
      by: deskName(),
      ...(despite !== undefined && { despite }),
    })
    set({ outcome: outcome.kind === 'sent' ? null : outcome })
  },
  dismiss: () => set({ outcome: null }),
}))
