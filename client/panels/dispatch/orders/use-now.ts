import { useEffect, useState } from 'react'

/** Clocks that run down and lorries that move are told anew this often. */
const TICK_MILLISECONDS = 20_000

/** Milliseconds since 1970 UTC, kept fresh: answers that did not change do not render by themselves. */
export const useNow = (): number => {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MILLISECONDS)
    return () => clearInterval(timer)
  }, [])
  return now
}
