/** Sizes the stockpiles on the map by what they have of the goods looked for. */
import { useEffect } from 'react'
import type { StockAnswer } from '../../../../data/stock.ts'
import { numberText } from '../../../form/number-text.ts'
import { discRadius } from '../../../layers/dispatch-features.ts'
import { useAppState } from '../../../state/app-state.ts'
import { paintDispatch } from '../../../state/dispatch-picture.ts'
import { paintMeasure, stockDiscs } from './painted-stock.ts'

const PERCENT = 100

export const usePaintedStock = (
  answer: StockAnswer | undefined,
  wanted: Readonly<Record<string, number>>,
): void => {
  const language = useAppState((state) => state.language)
  useEffect(() => {
    const measure = paintMeasure(wanted)
    if (!answer || !measure) return
    const { discs, largest } = stockDiscs(answer, measure, wanted)
    const isShare = measure.kind === 'share'
    const labelOf = (amount: number): string => {
      if (amount <= 0) return ''
      if (!isShare) return numberText(amount, language)
      // a share that is there is not told as none
      return `${Math.max(1, Math.floor(amount * PERCENT))} %`
    }
    paintDispatch(
      discs.map(({ id, position, amount, isShort }) => ({
        kind: 'disc',
        position,
        radius: discRadius(amount, largest),
        isHollow: isShort,
        label: labelOf(amount),
        stockpileId: id,
      })),
    )
    return () => paintDispatch([])
  }, [answer, wanted, language])
}
