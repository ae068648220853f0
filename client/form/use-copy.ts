import { useEffect, useState } from 'react'

/** How long the confirmation stays. */
const CONFIRMATION_MILLISECONDS = 2500

type CopyOutcome =
  | { readonly kind: 'idle' | 'done' }
  /** The text has to be copied by hand. */
  | { readonly kind: 'denied'; readonly text: string }

/** Writes to the clipboard; false where the browser has none or refuses, as over plain HTTP. */
const writeClipboard = async (text: string): Promise<boolean> => {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    // No clipboard (undefined) and no permission look the same to the reader: copy by hand.
    return false
  }
}

/** Copies a text and reports the outcome; a success is cleared after a moment. */
export const useCopy = (): {
  outcome: CopyOutcome
  copy: (text: string) => Promise<void>
  dismiss: () => void
} => {
  const [outcome, setOutcome] = useState<CopyOutcome>({ kind: 'idle' })
  useEffect(() => {
    if (outcome.kind !== 'done') return
    const timer = setTimeout(() => setOutcome({ kind: 'idle' }), CONFIRMATION_MILLISECONDS)
    return () => clearTimeout(timer)
  }, [outcome])
  const copy = async (text: string): Promise<void> =>
    setOutcome((await writeClipboard(text)) ? { kind: 'done' } : { kind: 'denied', text })
  return { outcome, copy, dismiss: () => setOutcome({ kind: 'idle' }) }
}
