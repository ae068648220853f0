/** An order with whole names and numbers: for whoever calls somebody, and for its printed form. */
import { useState } from 'react'
import { flushSync } from 'react-dom'
import type { Bilingual } from '../../../../data/bilingual.ts'
import { isMasked } from '../../../../data/personal.ts'
import type { OrderPersons, TransferOrder } from '../../../../data/transfer-order.ts'
import { readOrderPersons } from '../../../api/personal.ts'
import { asApiProblem } from '../../../api/problem.ts'

const hasMasks = ({ sites, loads }: TransferOrder): boolean =>
  sites.some(({ receiver, contact }) => isMasked(receiver) || isMasked(contact)) ||
  loads.some(({ stockpilePhone }) => isMasked(stockpilePhone))

/** The order with what was read of it. */
export const withPersons = (order: TransferOrder, read: OrderPersons): TransferOrder => ({
  ...order,
  sites: order.sites.map((site, index) => ({ ...site, ...read.sites[index] })),
  loads: order.loads.map((load, index) => ({
    ...load,
    stockpilePhone: read.stockpilePhones[index] ?? load.stockpilePhone,
  })),
})

/** What came of asking for an order's persons; of another order it says nothing. */
interface Outcome {
  readonly number: string
  readonly persons: OrderPersons | null
  readonly failure: Bilingual | null
}

interface WholeOrder {
  /** As whole as it is known. */
  readonly order: TransferOrder | undefined
  readonly isMasked: boolean
  /** Why masks have to do. */
  readonly failure: Bilingual | null
  /** Settles when they are on the page, or it is said why they are not. */
  readonly showPersons: () => Promise<void>
}

export const useWholeOrder = (told: TransferOrder | undefined): WholeOrder => {
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const known = outcome?.number === told?.number ? outcome : null
  const order = told && known?.persons ? withPersons(told, known.persons) : told
  const isMasked = order !== undefined && hasMasks(order)
  const showPersons = async (): Promise<void> => {
    if (!order || !isMasked) return
    const { number } = order
    const now = await readOrderPersons(number).then(
      (persons): Outcome => ({ number, persons, failure: null }),
      (error): Outcome => ({ number, persons: null, failure: asApiProblem(error).sentence }),
    )
    flushSync(() => setOutcome(now))
  }
  return { order, isMasked, failure: known?.failure ?? null, showPersons }
}
