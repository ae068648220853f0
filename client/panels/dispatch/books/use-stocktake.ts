import { useState } from 'react'
import { MATERIALS } from '../../../../data/materials.ts'
import { asApiProblem, isOutcomeUnknown } from '../../../api/problem.ts'
import { confirmStocktake } from '../../../api/stock.ts'
import { useText } from '../../../i18n/text.ts'
import { newKey } from '../../../state/new-key.ts'
import { type CountLine, NO_COUNTS, stocktakeCounts } from './count-sheet.ts'
import { keepCounts } from './kept-counts.ts'
import { refusedLine } from './refused-line.ts'
import { rememberKeeper } from './remembered-keeper.ts'

export interface StocktakeOutcome {
  readonly kind: 'success' | 'warning' | 'error'
  readonly sentence: string
}

/**
 * Confirms a count. Sent twice it does no harm: each line carries what the books said, and what was
 * entered the first time has changed them.
 */
export const useStocktake = (stockpileId: string) => {
  const { t, language } = useText('ledger')
  const [isSending, setIsSending] = useState(false)
  const [outcome, setOutcome] = useState<StocktakeOutcome | null>(null)

  const failed = (error: unknown, counted: readonly CountLine[]): StocktakeOutcome => {
    const problem = asApiProblem(error)
    if (isOutcomeUnknown(problem)) return { kind: 'warning', sentence: t('stocktakeUnknown') }
    const detail = problem.sentence[language]
    const batch = counted[refusedLine(problem) ?? -1]?.batch
    if (!batch) return { kind: 'error', sentence: detail }
    const line = `${MATERIALS[batch.item].label[language]} ${batch.batch}`
    return { kind: 'error', sentence: t('refused', { line, detail }) }
  }

  const confirm = async (
    lines: readonly CountLine[],
    written: { actor: string; reason: string },
  ): Promise<void> => {
    const counted = lines.filter((line) => line.counted !== null)
    setIsSending(true)
    setOutcome(null)
    try {
      const counts = stocktakeCounts(counted)
      const { document, sequences } = await confirmStocktake(
        { stockpileId, counts, ...written },
        newKey(),
      )
      rememberKeeper(written.actor.trim())
      keepCounts(stockpileId, NO_COUNTS)
      const sentence = t('stocktakeDone', { document, count: sequences.length })
      setOutcome({ kind: 'success', sentence })
    } catch (error) {
      setOutcome(failed(error, counted))
    } finally {
      setIsSending(false)
    }
  }
  return { isSending, outcome, confirm }
}
