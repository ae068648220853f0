import { useSyncExternalStore } from 'react'

/** A telephone held upright; the style sheet of the frame has the same. */
export const NARROW = '(max-width: 640px)'

/** Whether a media query holds, now and whenever that changes. */
export const useMedia = (query: string): boolean =>
  useSyncExternalStore(
    (onChange) => {
      const list = matchMedia(query)
      list.addEventListener('change', onChange)
      return () => list.removeEventListener('change', onChange)
    },
    () => matchMedia(query).matches,
  )
