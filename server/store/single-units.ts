/** Every call a unit of work of its own: for callers that need no more than one. */
import type { Store, Transaction } from './store.ts'

/** Names of what changes nothing, in whatever capability. */
const READING: readonly string[] = [
  ...['revision', 'meta', 'counts', 'extent', 'isDemonstration', 'hasImportedRows', 'page', 'json'],
  ...['all', 'search', 'list', 'get', 'count', 'batches', 'minimums', 'movements'],
  ...['countMovements', 'check', 'confirmedBefore', 'countOverdue'],
]

type Capability = Readonly<Record<string, unknown>>

export const singleUnits = ({ read, write }: Pick<Store, 'read' | 'write'>): Transaction => {
  /** @param path to the capability within a unit. */
  const within = (path: readonly string[]): unknown =>
    new Proxy(() => undefined, {
      get: (_, name) => within([...path, String(name)]),
      apply: (_, _this, values: unknown[]) => {
        const call = (unit: object): Promise<unknown> => {
          const owner = path
            .slice(0, -1)
            .reduce<unknown>((each, name) => (each as Capability)[name], unit)
          const method = (owner as Capability)[path.at(-1) ?? '']
          return Reflect.apply(method as () => Promise<unknown>, owner, values)
        }
        return READING.includes(path.at(-1) ?? '') ? read(call) : write(call)
      },
    })
  return within([]) as Transaction
}
