import { type RefObject, useEffect, useRef } from 'react'

const isInField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.closest('input, textarea, select, [role="combobox"]') !== null

/**
 * Focus of a drawer that leaves the page usable: on opening to its heading, on closing back to
 * where it came from; Escape closes it from anywhere but a field that has its own use for the key.
 * @param opened names what is open; another name moves the focus again.
 */
export const useDrawerFocus = (
  opened: string,
  close: () => void,
): RefObject<HTMLHeadingElement | null> => {
  const heading = useRef<HTMLHeadingElement>(null)
  useReturnOfFocus(heading)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new feature is read from its heading
  useEffect(() => heading.current?.focus({ preventScroll: true }), [opened])
  useEffect(() => {
    const closeOnEscape = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.defaultPrevented || isInField(event.target)) return
      close()
    }
    document.addEventListener('keydown', closeOnEscape)
    return () => document.removeEventListener('keydown', closeOnEscape)
  }, [close])
  return heading
}

/** Gives the focus back when the drawer goes, unless the user has moved it elsewhere meanwhile. */
const useReturnOfFocus = (heading: RefObject<HTMLHeadingElement | null>): void => {
  useEffect(() => {
    const cameFrom = document.activeElement
    const drawer = heading.current?.closest('dialog')
    return () => {
      const focused = document.activeElement
      const isLost = focused === document.body || drawer?.contains(focused)
      if (isLost && cameFrom instanceof HTMLElement && cameFrom.isConnected) cameFrom.focus()
    }
  }, [heading])
}
