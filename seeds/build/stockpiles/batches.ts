/** The demonstration's stock in batches, as keepers receive it, and what each keeps back. */
import { MATERIALS, type MaterialKey } from '../../../data/materials.ts'
import type { OpeningStock } from '../../../server/store/ledger/ledger-store.ts'
import { integerBetween, type Random, randomOf } from '../random.ts'
import { daysBeforeReference } from '../resources/feature.ts'
import { createCounter } from '../resources/labels.ts'
import type { StockpileFeature } from './generate-stockpiles.ts'
import { type Tier, twoFigures } from './stock.ts'

const DAYS_PER_MONTH = 30.44
/** Most stock is younger than this share of its life; a little is past it. */
const OLDEST_SHARE = 1.08
const OLDEST_DAYS = 2200
const NEWEST_DAYS = 20
/** Small quantities come at once; large ones in up to three deliveries. */
const LEAST_PER_BATCH = 12
const MOST_BATCHES = 3
/** Share of an item that a tier keeps back. */
const MINIMUM_SHARE: Readonly<Record<Tier, number>> = {
  city: 0.3,
  county: 0.25,
  town: 0.2,
  village: 0,
}

/** Parts that add up to a quantity. */
const partsOf = (random: Random, quantity: number): number[] => {
  const count = Math.min(
    integerBetween(random, 1, MOST_BATCHES),
    Math.max(1, Math.floor(quantity / LEAST_PER_BATCH)),
  )
  const parts: number[] = []
  let left = quantity
  for (let rest = count; rest > 1; rest--) {
    const part = Math.max(1, Math.round((left / rest) * (0.7 + 0.6 * random())))
    parts.push(Math.min(part, left - rest + 1))
    left -= parts.at(-1)!
  }
  return [...parts, left]
}

/** Days before the reference day on which a delivery came, and how long it lasts from then on. */
const datesOf = (random: Random, item: MaterialKey) => {
  const { shelfLifeMonths } = MATERIALS[item]
  const life = shelfLifeMonths === null ? null : Math.round(shelfLifeMonths * DAYS_PER_MONTH)
  const oldest = Math.min(OLDEST_DAYS, life === null ? OLDEST_DAYS : life * OLDEST_SHARE)
  const age = Math.max(NEWEST_DAYS, Math.round(NEWEST_DAYS + random() * (oldest - NEWEST_DAYS)))
  return {
    receivedOn: daysBeforeReference(age),
    expiresOn: life === null ? null : daysBeforeReference(age - life),
  }
}

const batchesOf = (stockpileId: string, item: MaterialKey, quantity: number) => {
  const random = randomOf(`batches ${stockpileId} ${item}`)
  const deliveryOf = createCounter()
  return partsOf(random, quantity).map((part) => {
    const { receivedOn, expiresOn } = datesOf(random, item)
    const month = receivedOn.slice(0, 7)
    const delivery = deliveryOf(month)
    const batch = delivery === 1 ? month : `${month}-${delivery}`
    return { stockpileId, item, batch, receivedOn, expiresOn, quantity: part }
  })
}

/** Same input, same output; the batches of an item add up to the feature's count. */
export const generateStock = (stockpiles: readonly StockpileFeature[]): OpeningStock => {
  const counts = stockpiles.flatMap(({ id, properties: { tier, stock } }) =>
    (Object.entries(stock) as [MaterialKey, number][]).map(([item, quantity]) => ({
      stockpileId: id,
      tier,
      item,
      quantity,
    })),
  )
  return {
    batches: counts.flatMap(({ stockpileId, item, quantity }) =>
      batchesOf(stockpileId, item, quantity),
    ),
    minimums: counts.flatMap(({ stockpileId, tier, item, quantity }) => {
      const minimum = twoFigures(quantity * MINIMUM_SHARE[tier])
      return minimum > 0 ? [{ stockpileId, item, minimum }] : []
    }),
  }
}
