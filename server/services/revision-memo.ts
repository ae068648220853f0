/** What is made from the store, kept until something that it was made from is written. */
import type { Subject } from '../../data/events.ts'
import type { Snapshot } from '../store/store.ts'

/** A value, and the revision that it was made at. */
export interface MadeAt<T> {
  readonly revision: number
  readonly value: T
}

interface Kept extends MadeAt<Promise<unknown>> {
  readonly stamp: string
}

/** Of what follows: a unit that began before the last write still reads the moment before it. */
const MOMENTS_KEPT = 2

export class RevisionMemo {
  /** By key; the latest last. */
  readonly #kept = new Map<string, readonly Kept[]>()

  /**
   * One value is kept per key. A promise that is rejected is forgotten: who asks next makes it anew.
   * @param key of one kind of value: it must always be made of the same.
   * @param subjects that it is made from.
   * @param make reads it from the same snapshot.
   * @param stamp distinguishes what else it is made from, such as the road network.
   */
  get<T>(
    snapshot: Snapshot,
    key: string,
    subjects: readonly Subject[],
    make: (revision: number) => Promise<T>,
    stamp = '',
  ): Promise<T> {
    return this.#get(snapshot, key, subjects, make, stamp, 1)
  }

  /**
   * The same of what need not be made anew where little of it was written.
   * @param make is given the value of an earlier moment to go on from, null where there is none; it
   *   leaves that as it is, for whoever still reads that moment.
   */
  follow<T>(
    snapshot: Snapshot,
    key: string,
    subjects: readonly Subject[],
    make: (revision: number, before: MadeAt<T> | null) => Promise<T>,
  ): Promise<T> {
    return this.#get(snapshot, key, subjects, make, '', MOMENTS_KEPT)
  }

  async #get<T>(
    snapshot: Snapshot,
    key: string,
    subjects: readonly Subject[],
    make: (revision: number, before: MadeAt<T> | null) => Promise<T>,
    stamp: string,
    most: number,
  ): Promise<T> {
    const revision = await snapshot.revision(subjects)
    const kept = this.#kept.get(key) ?? []
    const known = kept.find((each) => each.revision === revision && each.stamp === stamp)
    // Another request has begun to make it; should that fail, this one reads for itself.
    if (known) return (known.value as Promise<T>).catch(() => make(revision, null))
    const earlier = kept.findLast((each) => each.revision < revision && each.stamp === stamp)
    const value = this.#before<T>(earlier).then((before) => make(revision, before))
    const mine: Kept = { revision, stamp, value }
    const others = kept.filter((each) => each.revision !== revision)
    const all = [...others, mine].sort((a, b) => a.revision - b.revision)
    this.#kept.set(key, all.slice(-most))
    value.catch(() => {
      const now = this.#kept.get(key) ?? []
      this.#kept.set(
        key,
        now.filter((each) => each !== mine),
      )
    })
    return value
  }

  async #before<T>(earlier: Kept | undefined): Promise<MadeAt<T> | null> {
    if (!earlier) return null
    try {
      return { revision: earlier.revision, value: (await earlier.value) as T }
    } catch {
      return null
    }
  }
}
