import { useEffect, useState } from 'react'

/** Up to here nobody wonders whether anything happens. */
const PATIENCE_MILLISECONDS = 2000

/** Whether something has been going on for longer than a reader waits without a word. */
export const useSlow = (isGoingOn: boolean): boolean => {
  const [isSlow, setIsSlow] = useState(false)
  useEffect(() => {
    if (!isGoingOn) return
    const timer = setTimeout(() => setIsSlow(true), PATIENCE_MILLISECONDS)
    return () => {
      clearTimeout(timer)
      setIsSlow(false)
    }
  }, [isGoingOn])
  return isGoingOn && isSlow
}
