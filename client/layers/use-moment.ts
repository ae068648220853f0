import { useEffect, useState } from 'react'
import { instantOf } from '../form/shanghai-time.ts'
import { useAppState } from '../state/app-state.ts'

const MINUTE_MILLISECONDS = 60_000

const thisMinute = (): number => Math.floor(Date.now() / MINUTE_MILLISECONDS) * MINUTE_MILLISECONDS

/** The current minute, milliseconds since 1970 UTC. */
export const useThisMinute = (): number => {
  const [now, setNow] = useState(thisMinute)
  useEffect(() => {
    const timer = window.setInterval(() => setNow(thisMinute()), MINUTE_MILLISECONDS)
    return () => window.clearInterval(timer)
  }, [])
  return now
}

/** The moment that duty is shown for: that of the nearest question, else the current minute. */
export const useMoment = (): number => {
  const at = useAppState((state) => state.nearest.at)
  const now = useThisMinute()
  return (at === null ? null : instantOf(at)) ?? now
}
