/** Ctrl+Z, Ctrl+Shift+Z and Ctrl+Y, except while somebody types: there they belong to the text. */
import { useEffect } from 'react'
import { redo, undo } from '../../../state/scenario-draft.ts'

/** Sliders, boxes and buttons have no text of their own to be undone. */
const WITHOUT_TEXT = ['range', 'radio', 'checkbox', 'button', 'file']

const isTyping = (target: EventTarget | null): boolean => {
  if (target instanceof HTMLInputElement) return !WITHOUT_TEXT.includes(target.type)
  return target instanceof Element && target.closest('textarea, [contenteditable="true"]') !== null
}

export const useUndoKeys = (): void => {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || isTyping(event.target)) return
      const key = event.key.toLowerCase()
      const act = key === 'y' || (key === 'z' && event.shiftKey) ? redo : key === 'z' ? undo : null
      if (act === null) return
      event.preventDefault()
      act()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])
}
