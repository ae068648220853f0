/**
 * Whatever is written in whatever order, by desks that have read this version or an older one: the
 * features, the bin and the collection as it was at every instant are those of a model in memory.
 */
import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { createTestApp, TEST_NOW } from '../fixtures/app.ts'
import { station } from '../fixtures/app-features.ts'
import { runs } from '../fixtures/runs.ts'

vi.setConfig({ testTimeout: runs(60_000, 600_000) })

const ITEMS = '/api/collections/stations/items'
const IDS = ['A', 'B', 'C'] as const

type Guard = 'present' | 'stale' | 'none'
const id = fc.constantFrom(...IDS)
const crew = fc.integer({ min: 0, max: 3 })
const guard = fc.constantFrom<Guard>('present', 'stale', 'none')
const operation = fc.oneof(
  fc.record({ kind: fc.constant('create' as const), id, crew }),
  fc.record({ kind: fc.constant('put' as const), id, crew, guard }),
  fc.record({ kind: fc.constant('patch' as const), id, crew, guard }),
  fc.record({ kind: fc.constant('delete' as const), id, guard }),
  fc.record({ kind: fc.constant('restore' as const), id }),
  fc.record({ kind: fc.constant('empty' as const), id }),
)

/** Of each feature how many are on duty; null in the bin. */
type State = Readonly<Record<string, number>>

const stateOf = (features: readonly { id: string; properties: Record<string, unknown> }[]): State =>
  Object.fromEntries(
    features.map(({ id: each, properties }) => [each, properties.crewOnDuty as number]),
  )

test('features, bin and past are those of a model', () =>
  fc.assert(
    fc.asyncProperty(fc.array(operation, { maxLength: 14 }), async (operations) => {
      let second = 0
      const now = () => new Date(TEST_NOW.getTime() + second * 1000)
      const app = await createTestApp({}, { now })
      const present = new Map<string, number>()
      const bin = new Map<string, { crew: number; location: string }>()
      const versions = new Map<string, number>()
      const past: { at: string; state: State }[] = []
      const gone = new Set<string>()
      const versionOf = (response: Response) =>
        Number(/^"(\d+)/.exec(response.headers.get('ETag')!)![1])
      const headersOf = (of: string, asked: Guard): Record<string, string> => {
        const version = versions.get(of) ?? 1
        return asked === 'none'
          ? {}
          : { 'If-Match': `"${asked === 'stale' ? version - 1 : version}"` }
      }
      const bodyOf = (of: string, count: number) =>
        station(of, [116.6, 35.4], { crewOnDuty: count })
      try {
        for (const each of operations) {
          second++
          const address = `${ITEMS}/${each.id}`
          const isThere = present.has(each.id)
          switch (each.kind) {
            case 'create': {
              const response = await app.post(ITEMS, bodyOf(each.id, each.crew))
              expect(response.status).toBe(isThere ? 409 : 201)
              if (isThere) break
              present.set(each.id, each.crew)
              bin.delete(each.id)
              versions.set(each.id, versionOf(response))
              break
            }
            case 'put':
            case 'patch': {
              const isPut = each.kind === 'put'
              const body = isPut
                ? bodyOf(each.id, each.crew)
                : { properties: { crewOnDuty: each.crew } }
              const headers = headersOf(each.id, each.guard)
              const response = await app.send(each.kind.toUpperCase(), address, body, headers)
              const refusal =
                each.guard === 'stale' ? 412 : isPut && each.guard === 'none' ? 428 : null
              expect(response.status).toBe(isThere ? (refusal ?? 200) : 404)
              if (!isThere || refusal !== null) break
              const version = versionOf(response)
              // Nothing is overwritten unseen: another version with every change, and with no other.
              if (present.get(each.id) === each.crew) expect(version).toBe(versions.get(each.id))
              else expect(version).toBeGreaterThan(versions.get(each.id)!)
              present.set(each.id, each.crew)
              versions.set(each.id, version)
              break
            }
            case 'delete': {
              const response = await app.send(
                'DELETE',
                address,
                undefined,
                headersOf(each.id, each.guard),
              )
              expect(response.status).toBe(isThere ? (each.guard === 'stale' ? 412 : 204) : 404)
              if (response.status !== 204) break
              bin.set(each.id, {
                crew: present.get(each.id)!,
                location: response.headers.get('Location')!,
              })
              present.delete(each.id)
              break
            }
            case 'restore': {
              const thrown = bin.get(each.id)
              if (!thrown) break
              const response = await app.post(`${thrown.location}/restore`)
              expect(response.status).toBe(201)
              present.set(each.id, thrown.crew)
              versions.set(each.id, versionOf(response))
              bin.delete(each.id)
              break
            }
            case 'empty': {
              const thrown = bin.get(each.id)
              if (!thrown) break
              expect((await app.send('DELETE', thrown.location)).status).toBe(204)
              bin.delete(each.id)
              gone.add(each.id)
              // What it held is known of no time any more.
              for (const moment of past) moment.state = without(moment.state, each.id)
              break
            }
          }
          past.push({ at: now().toISOString(), state: Object.fromEntries(present) })
        }
        const { features } = await app.json(ITEMS)
        expect(stateOf(features)).toEqual(Object.fromEntries(present))
        const { entries } = await app.json<{ entries: { featureId: string }[] }>('/api/bin')
        expect(entries.map(({ featureId }) => featureId).sort()).toEqual([...bin.keys()].sort())
        for (const { at, state } of past) {
          const then = await app.json(`/api/collections/stations/as-of?at=${at}`)
          expect(stateOf(then.features)).toEqual(state)
        }
      } finally {
        await app.store.close()
      }
    }),
    { numRuns: runs(25, 300) },
  ))

const without = (state: State, id: string): State => {
  const { [id]: _, ...rest } = state
  return rest
}
