/** Closures in force, read once per change of them: what every analysis obeys. */
import {
  type ActiveClosure,
  isClosureActiveDuring,
  type RoadClosureInput,
} from '../../data/road-closure.ts'
import type { Closure } from '../../data/scenario.ts'
import type { NamedDocument } from '../store/named-documents.ts'
import type { Store } from '../store/store.ts'

type ClosureDocument = NamedDocument<Omit<RoadClosureInput, 'name'>>

export interface ClosuresInForce {
  /** What an answer says that it obeyed. */
  readonly list: readonly ActiveClosure[]
  readonly closures: readonly Closure[]
  /** The same for the same closures. */
  readonly key: string
}

export class ActiveClosures {
  readonly #store: Store
  #read: Promise<ClosureDocument[]> | null = null

  constructor(store: Store) {
    this.#store = store
  }

  /** To be called after every change of a closure. */
  changed(): void {
    this.#read = null
  }

  /** In force at this moment. */
  at(at: Date): Promise<ClosuresInForce> {
    return this.during(at, at)
  }

  /** In force at `from` or at any later moment before `until`. */
  async during(from: Date, until: Date): Promise<ClosuresInForce> {
    this.#read ??= this.#store.closures.list()
    const documents = await this.#read
    const inForce = documents
      .filter(({ content }) => isClosureActiveDuring(content, from, until))
      .sort((a, b) => a.id.localeCompare(b.id))
    return {
      list: inForce.map(({ id, name, content: { kind } }) => ({ id, name, kind })),
      closures: inForce.map(({ content: { area } }) => area),
      key: inForce.map(({ id, version }) => `${id}:${version}`).join(),
    }
  }
}
