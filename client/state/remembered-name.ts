/** Who acted last on this machine in a role: the next time it is most likely them as well. */
import { createKept } from './create-kept.ts'

interface Remembered {
  readonly name: string
}

const createRemembered = (key: string) =>
  createKept<Remembered, Remembered>(
    { name: '' },
    {
      name: key,
      area: () => localStorage,
      keep: (state) => state,
      parse: (text) => ({ name: text }),
      format: ({ name }) => name,
    },
  )

/** Who wrote in the ledger. */
export const useKeeper = createRemembered('books-keeper')
/** Who moved an order on. */
export const useOrderActor = createRemembered('order-actor')
/** Who changes features on this desk: what the history says. */
export const useDeskName = createRemembered('desk-name')
/** Which unit reports what is filed from this desk. */
export const useReportingUnit = createRemembered('reporting-unit')
