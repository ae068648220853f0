/** Whether the books balance, for health: read again only when something was written. */
import type { LedgerStore } from '../store/ledger/ledger-store.ts'

export class LedgerStanding {
  readonly #ledger: LedgerStore
  #known: { balanced: boolean; movements: number } | null = null

  constructor(ledger: LedgerStore) {
    this.#ledger = ledger
  }

  /** Proved over the whole ledger once per state of it; asking again costs a count. */
  async standing(): Promise<{ balanced: boolean; movements: number }> {
    const movements = await this.#ledger.countMovements()
    if (this.#known?.movements !== movements) {
      const { balanced } = await this.#ledger.check()
      this.#known = { balanced, movements }
    }
    return this.#known
  }
}
