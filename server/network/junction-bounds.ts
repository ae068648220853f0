/**
 * What an arrival at a junction must come before to be of any use there: the largest label that its
 * states have, over all sources and for those that were followed through it last. Labels only fall
 * during a search, so what was true once holds until labels are taken away, which is to be said.
 */
import { UNBOUNDED } from './threaded-buckets.ts'

/** Of one that was followed: its owner and its bound. */
const FOLLOWED_FIELDS = 2
const NO_OWNER = -1

export class JunctionBounds {
  /** Per junction the largest label of its states that can be driven, or UNBOUNDED. */
  readonly ofAll: Int32Array
  /**
   * Per junction `depth` owners, and the largest label that each has at the states there (where it has
   * none, the largest of all).
   */
  readonly #followed: Int32Array
  readonly #width: number

  constructor(junctionCount: number, depth: number) {
    this.ofAll = new Int32Array(junctionCount)
    this.#width = depth * FOLLOWED_FIELDS
    this.#followed = new Int32Array(junctionCount * this.#width)
    this.clear()
  }

  clear(): void {
    this.ofAll.fill(UNBOUNDED)
    this.#followed.fill(NO_OWNER)
  }

  /** Labels have gone from the junction, or come back: what was known of it holds no more. */
  forget(junction: number): void {
    this.ofAll[junction] = UNBOUNDED
    this.#followed.fill(NO_OWNER, junction * this.#width, (junction + 1) * this.#width)
  }

  /** Label that an owner must come before at a junction. */
  of(owner: number, junction: number): number {
    const followed = this.#followed
    const end = (junction + 1) * this.#width
    for (let at = junction * this.#width; at < end; at += FOLLOWED_FIELDS) {
      if (followed[at] === owner) return followed[at + 1]!
    }
    return this.ofAll[junction]!
  }

  /**
   * After an owner was followed through a junction.
   * @param largest label of all there. @param ownLargest that the owner has there.
   */
  set(junction: number, largest: number, owner: number, ownLargest: number): void {
    this.ofAll[junction] = Math.min(largest, UNBOUNDED)
    const followed = this.#followed
    const end = (junction + 1) * this.#width
    // In the place of the one that can come latest.
    let place = junction * this.#width
    for (let at = place; at < end; at += FOLLOWED_FIELDS) {
      if (followed[at] === owner || followed[at] === NO_OWNER) {
        place = at
        break
      }
      if (followed[at + 1]! > followed[place + 1]!) place = at
    }
    followed[place] = owner
    followed[place + 1] = Math.min(ownLargest, UNBOUNDED)
  }
}
