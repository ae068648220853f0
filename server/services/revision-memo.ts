/** What is made from the store, kept until something that it was made from is written. */
import type { Subject } from '../../data/events.ts'
import type { Snapshot } from '../store/store.ts'

interface Kept {
  readonly version: string
  readonly value: Promise<unknown>
}

export class RevisionMemo {
  readonly #kept = new Map<string, Kept>()

  /**
   * One value is kept per key. A promise that is rejected is forgotten: who asks next makes it anew.
   * @param key of one kind of value: it must always be made of the same.
   * @param subjects that it is made from.
   * @param make reads it from the same snapshot.
   * @param stamp tells apart what else it is made from, such as the road network.
   */
  async get<T>(
    snapshot: Snapshot,
    key: string,
    subjects: readonly Subject[],
    make: (revision: number) => Promise<T>,
    stamp = '',
  ): Promise<T> {
    const revision = await snapshot.revision(subjects)
    const version = `${revision} ${stamp}`
    const known = this.#kept.get(key)
    // Another request has begun to make it; should that fail, this one reads for itself.
    if (known?.version === version) return (known.value as Promise<T>).catch(() => make(revision))
    const value = make(revision)
    this.#kept.set(key, { version, value })
    value.catch(() => {
      if (this.#kept.get(key)?.value === value) this.#kept.delete(key)
    })
    return value
  }
}
