import { type ReactNode, useMemo } from 'react'
import type { Demand } from '../../../data/demand.ts'
import { inDemandWords } from '../../../data/demand-words.ts'
import { Reworded, type Rewording } from '../../i18n/text.ts'

interface DemandWordsProps {
  /** Of the answer that is shown inside; answers of before there was a choice do not say. */
  demand: Demand | undefined
  children: ReactNode
}

/** What is shown inside speaks of calls in place of people, where an answer counts them. */
export const DemandWords = ({ demand = 'residents', children }: DemandWordsProps) => {
  const reword = useMemo(
    (): Rewording | null =>
      demand === 'calls' ? (text, language) => inDemandWords(text, demand, language) : null,
    [demand],
  )
  return <Reworded value={reword}>{children}</Reworded>
}
