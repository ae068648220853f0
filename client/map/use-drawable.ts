/** Waits for the fonts of names on the map: a canvas does not, and keeps what it has drawn. */
import { useEffect, useState } from 'react'
import { loadCharacters } from '../chinese-font.ts'

/**
 * The last value whose text can be drawn, undefined before the first; almost at once where the
 * machine has a Chinese font. @param textOf must be the same function each time
 */
export const useDrawable = <T>(value: T, textOf: (value: T) => string): T | undefined => {
  const [drawable, setDrawable] = useState<T>()
  useEffect(() => {
    let isCurrent = true
    const settle = (): void => {
      if (isCurrent) setDrawable(() => value)
    }
    // boxes are better than no names at all
    loadCharacters(textOf(value)).then(settle, settle)
    return () => {
      isCurrent = false
    }
  }, [value, textOf])
  return drawable
}
