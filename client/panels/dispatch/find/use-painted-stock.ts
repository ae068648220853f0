/** Sizes the stockpiles on the map by what they have of the first item looked for. */
import { useEffect } from 'react'
import type { MaterialKey } from '../../../../data/materials.ts'
import type { StockAnswer } from '../../../../data/stock.ts'
import { numberText } from '../../../form/number-text.ts'
import { discRadius } from '../../../layers/dispatch-features.ts'
import { useAppState } from '../../../state/app-state.ts'
import { paintDispatch } from '../../../state/dispatch-picture.ts'

export const usePaintedStock = (
  answer: StockAnswer | undefined,
  item: MaterialKey | undefined,
  wanted: Readonly<Record<string, number>>,
): void => {
  const language = useAppState((state) => state.language)
  useEffect(() => {
    if (!answer || !item) return
    const quantityOf = ({ holdings }: StockAnswer['stockpiles'][number]): number =>
      holdings.find((holding) => holding.item === item)?.available ?? 0
    const largest = Math.max(0, ...answer.stockpiles.map(quantityOf))
    paintDispatch(
      answer.stockpiles.map((stockpile) => {
        const quantity = quantityOf(stockpile)
        return {
          kind: 'disc',
          position: [stockpile.lon, stockpile.lat],
          radius: discRadius(quantity, largest),
          isHollow: quantity < (wanted[item] || 1),
          label: numberText(quantity, language),
          stockpileId: stockpile.id,
        }
      }),
    )
    return () => paintDispatch([])
  }, [answer, item, wanted, language])
}
