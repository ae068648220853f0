import { useState } from 'react'
import type { KeeperMovement } from '../../../../data/ledger.ts'
import { type ApiProblem, asApiProblem, isOutcomeUnknown } from '../../../api/problem.ts'
import { recordMovements } from '../../../api/stock.ts'
import { newKey } from '../../../state/new-key.ts'
import { rememberKeeper } from './remembered-keeper.ts'

interface Written {
  readonly actor: string
  readonly reason: string
  readonly document: string
}

/** What became of the last entry; `unknown` where no answer came, so that it may be in the books. */
export type EntryOutcome =
  | { readonly kind: 'done' | 'unknown'; readonly document: string }
  | { readonly kind: 'refused'; readonly problem: ApiProblem }

/** Sends an entry once; never again by itself, for the books would have it twice. */
export const useEntry = () => {
  const [isSending, setIsSending] = useState(false)
  const [outcome, setOutcome] = useState<EntryOutcome | null>(null)
  const send = async (movement: KeeperMovement, written: Written): Promise<boolean> => {
    setIsSending(true)
    setOutcome(null)
    try {
      const { document } = await recordMovements({ movements: [movement], ...written }, newKey())
      rememberKeeper(written.actor.trim())
      setOutcome({ kind: 'done', document })
      return true
    } catch (error) {
      const problem = asApiProblem(error)
      const isUnknown = isOutcomeUnknown(problem)
      setOutcome(
        isUnknown
          ? { kind: 'unknown', document: written.document.trim() }
          : { kind: 'refused', problem },
      )
      return false
    } finally {
      setIsSending(false)
    }
  }
  return { isSending, outcome, send }
}
