/** What the stockpiles on the map are sized by, and how large each one is. */
import { useMemo } from 'react'
import type { LonLat } from '../../../../data/geometry.ts'
import { isMaterialKey, type MaterialKey } from '../../../../data/materials.ts'
import type { StockAnswer, StockpileStock } from '../../../../data/stock.ts'
import { numberText } from '../../../../data/wording.ts'
import { discRadius } from '../../../layers/dispatch-features.ts'
import { useAppState } from '../../../state/app-state.ts'
import { type PicturePart, usePainted } from '../../../state/dispatch-picture.ts'

/**
 * One item: by how much of it is available. Several items, all with a quantity: by the smallest
 * share of what is wanted, so that what is lacking most counts. Otherwise by the first item.
 */
type PaintMeasure =
  | { readonly kind: 'item'; readonly item: MaterialKey; readonly wanted: number }
  | { readonly kind: 'share'; readonly items: readonly MaterialKey[] }

export type Wanted = Readonly<Record<string, number>>

/** @param wanted quantities by item, 0 for any. @returns null while nothing is wanted. */
export const paintMeasure = (wanted: Wanted): PaintMeasure | null => {
  const items = Object.keys(wanted).filter(isMaterialKey)
  const [first] = items
  if (first === undefined) return null
  const isShare = items.length > 1 && items.every((item) => (wanted[item] ?? 0) > 0)
  return isShare
    ? { kind: 'share', items }
    : { kind: 'item', item: first, wanted: wanted[first] ?? 0 }
}

const availableOf = ({ holdings }: StockpileStock, item: MaterialKey): number =>
  holdings.find((holding) => holding.item === item)?.available ?? 0

/** Units of the item, or the share of what is wanted: 1 and more is enough of everything. */
const amountOf = (stockpile: StockpileStock, measure: PaintMeasure, wanted: Wanted): number =>
  measure.kind === 'item'
    ? availableOf(stockpile, measure.item)
    : Math.min(...measure.items.map((item) => availableOf(stockpile, item) / (wanted[item] ?? 1)))

/** More than all that is wanted makes a disc no larger: who has ten times as much is enough, too. */
const FULL_SHARE = 1

interface StockDisc {
  readonly id: string
  readonly position: LonLat
  /** Units, or a share of 0 to 1. */
  readonly amount: number
  /** Nothing, or less than wanted. */
  readonly isShort: boolean
}

interface StockDiscs {
  readonly discs: readonly StockDisc[]
  /** The largest amount: the area of a disc is in proportion to it. */
  readonly largest: number
}

export const stockDiscs = (
  { stockpiles }: Pick<StockAnswer, 'stockpiles'>,
  measure: PaintMeasure,
  wanted: Wanted,
): StockDiscs => {
  const enough = measure.kind === 'share' ? FULL_SHARE : Math.max(measure.wanted, 1)
  const discs = stockpiles.map((stockpile): StockDisc => {
    const amount = amountOf(stockpile, measure, wanted)
    return {
      id: stockpile.id,
      position: [stockpile.lon, stockpile.lat],
      amount: measure.kind === 'share' ? Math.min(amount, FULL_SHARE) : amount,
      isShort: amount < enough,
    }
  })
  const largest = measure.kind === 'share' ? FULL_SHARE : Math.max(0, ...discs.map((d) => d.amount))
  return { discs, largest }
}

const PERCENT = 100

/** Sizes the stockpiles on the map by what they have of the goods looked for. */
export const usePaintedStock = (answer: StockAnswer | undefined, wanted: Wanted): void => {
  const language = useAppState((state) => state.language)
  const parts = useMemo((): PicturePart[] => {
    const measure = paintMeasure(wanted)
    if (!answer || !measure) return []
    const { discs, largest } = stockDiscs(answer, measure, wanted)
    const labelOf = (amount: number): string => {
      if (amount <= 0) return ''
      if (measure.kind === 'item') return numberText(amount, language)
      // a share that is there is not shown as none
      return `${Math.max(1, Math.floor(amount * PERCENT))} %`
    }
    return discs.map(({ id, position, amount, isShort }) => ({
      kind: 'disc',
      position,
      radius: discRadius(amount, largest),
      isHollow: isShort,
      label: labelOf(amount),
      stockpileId: id,
    }))
  }, [answer, wanted, language])
  usePainted(parts)
}
