/** The last few results of a computation, by key; the least recently used goes first. */
import { LRUCache } from 'lru-cache'

export class LruMemo<T extends object> {
  readonly #results: LRUCache<string, T>

  constructor(most: number) {
    this.#results = new LRUCache({ max: most })
  }

  get(key: string, compute: () => T): T {
    const known = this.#results.get(key)
    if (known) return known
    const result = compute()
    this.#results.set(key, result)
    return result
  }
}
