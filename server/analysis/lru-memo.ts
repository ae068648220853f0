/** The last few results of a computation, by key; the least recently used goes first. */
import { LRUCache } from 'lru-cache'

export class LruMemo<T> {
  readonly #results: LRUCache<string, { readonly value: T }>

  constructor(most: number) {
    this.#results = new LRUCache({ max: most })
  }

  get(key: string, compute: () => T): T {
    const known = this.#results.get(key)
    if (known) return known.value
    const value = compute()
    this.#results.set(key, { value })
    return value
  }
}
