/** Keys of the desk while an answer stands. */
import { useEffect } from 'react'
import type { NearestAnswer } from '../../../data/nearest.ts'
import { takesText } from '../../form/takes-text.ts'
import { changeState, togglePin, useAppState } from '../../state/app-state.ts'
import { calledByKey, compose, copyMessage, useCopyFlow } from './copy-flow.ts'

/** Whether a key is for the page: no field has the focus, no dialog is open, no key is held with it. */
export const isForPage = (event: KeyboardEvent): boolean => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return false
  const { target } = event
  const isInDialog = target instanceof Element && target.closest('[role="dialog"]') !== null
  // the library leaves closed dialogs where they were, without a box
  const dialogs = [...document.querySelectorAll('[role="dialog"][aria-modal="true"]')]
  return (
    !takesText(target) && !isInDialog && dialogs.every((each) => each.getClientRects().length === 0)
  )
}

/** Ranks that a key chooses: 1 to 5. */
const RANK_KEY = /^[1-5]$/

/**
 * `1`–`5` pin a row or let it go, `c` copies the message of the one that is pinned, else of the first,
 * `m` opens it, Escape lets go of what is pinned once no drawer is open.
 */
export const useAnswerKeys = (answer: NearestAnswer | null): void => {
  useEffect(() => {
    if (answer === null) return
    const act = (event: KeyboardEvent): void => {
      if (!isForPage(event)) return
      const { emphasisedId, selection } = useAppState.getState()
      if (RANK_KEY.test(event.key)) {
        const feature = answer.features[Number(event.key) - 1]
        if (feature) togglePin(feature.id)
        return
      }
      if (event.key === 'Escape') {
        // the drawer closes by itself
        if (selection === null && emphasisedId !== null) changeState({ emphasisedId: null })
        return
      }
      const called = calledByKey(answer)
      if (called === null || useCopyFlow.getState().composing !== null) return
      if (event.key === 'c') void copyMessage({ shown: answer, called })
      if (event.key !== 'm') return
      event.preventDefault()
      compose(called)
    }
    // before the drawer: the same Escape must not close it and let go of the row as well
    document.addEventListener('keydown', act, { capture: true })
    return () => document.removeEventListener('keydown', act, { capture: true })
  }, [answer])
}
