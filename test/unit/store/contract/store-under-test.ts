/** How the contract opens the store that is held to it. */
import type { Store } from '../../../../server/store/store.ts'

export interface StoreUnderTest {
  /** Opens what is kept at a place; nothing is there at first. */
  open(place: string): Promise<Store>
  /** A place that is empty. */
  newPlace(): string
}
