/** What the page makes of the stream of events: which answers are read anew, and when it is lost. */
import { globSync, readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { followEvents, type Standing } from '../../../client/api/events/follow-events.ts'
import {
  type Changeable,
  changesBetween,
  changesSince,
  FOLLOWS,
  isTouched,
} from '../../../client/api/events/followed.ts'
import { INITIAL_STATE } from '../../../client/state/app-state.ts'

const known = (revisions: Record<string, number>, start = 'a', network: string | null = 'n') => ({
  ...{ start, network, revisions },
})

test('every query of the page says what it follows from', () => {
  const kinds = globSync('client/api/*.ts').flatMap((file) => {
    const text = readFileSync(file, 'utf8')
    return [...text.matchAll(/(?:queryKey: |reading\(|const [A-Z]+ = )\[\s*'([a-z-]+)'/g)].map(
      ([, kind]) => kind!,
    )
  })
  expect(kinds.length).toBeGreaterThan(20)
  expect(kinds.filter((kind) => !Object.hasOwn(FOLLOWS, kind))).toEqual([])
})

describe('a change', () => {
  const nearest = (collection: string) => [
    'nearest',
    { position: [0, 0], options: { ...INITIAL_STATE.nearest, collection } },
  ]
  test.each<[Changeable, unknown[], boolean]>([
    ['stations', ['collection', 'stations'], true],
    ['stations', ['collection', 'towns'], false],
    ['stations', ['item', 'stations', 'S-1'], true],
    ['stations', nearest('stations'), true],
    ['stockpiles', nearest('stations'), false],
    ['levees', nearest('flood-works'), true],
    ['closures', nearest('stations'), true],
    ['network', nearest('stations'), true],
    ['stations', ['nearest', null], false],
    // those at the place are named
    ['warnings', nearest('stations'), true],
    ['ledger', nearest('stations'), false],
    ['closures', ['coverage', 'full', {}], true],
    ['ledger', ['coverage', 'full', {}], false],
    ['ledger', ['stock', 'near', {}, null], true],
    ['transfers', ['transfers', 'one', '1'], true],
    ['closures', ['materials'], false],
  ])('of %s touches %j: %s', (changed, key, touched) => {
    expect(isTouched(key, new Set([changed]))).toBe(touched)
  })

  test('is a revision that differs, whether greater or less, or another network', () => {
    const before = known({ stations: 4, closures: 9 })
    const after = known({ stations: 4, closures: 2 })
    expect([...changesBetween(before, after)]).toEqual(['closures'])
    expect([...changesBetween(before, { ...before, network: 'm' })]).toEqual(['network'])
    expect(changesBetween(before, before).size).toBe(0)
  })

  test('after an answer is what has a revision above what the answer knew of', () => {
    const now = known({ stations: 4, closures: 9 })
    expect([...changesSince('a.4', now)]).toEqual(['closures'])
    expect([...changesSince('a.9', now)]).toEqual([])
    expect(changesSince('b.9', now).has('levees')).toBe(true)
    expect([...changesSince(null, now)]).toEqual([])
  })

  test('is everything once the service has been started anew', () => {
    const changed = changesBetween(known({ stations: 4 }), known({ stations: 4 }, 'b'))
    expect(changed.has('levees') && changed.has('warnings') && changed.has('network')).toBe(true)
  })
})

describe('the stream', () => {
  class Source extends EventTarget {
    readonly CLOSED = 2
    readyState = 1
    onerror: (() => void) | null = null
    close = (): void => {
      this.readyState = this.CLOSED
    }
  }
  let sources: Source[] = []
  let told: Standing[] = []
  let close = (): void => {}
  const last = (): Standing | undefined => told.at(-1)
  const tell = (event: string, data: unknown = ''): boolean =>
    sources.at(-1)!.dispatchEvent(new MessageEvent(event, { data: JSON.stringify(data) }))

  beforeEach(() => {
    vi.useFakeTimers({ now: 1000 })
    sources = []
    told = []
    vi.stubGlobal(
      'EventSource',
      class extends Source {
        constructor() {
          super()
          sources.push(this)
        }
      },
    )
    close = followEvents((standing) => told.push(standing))
  })
  afterEach(() => {
    close()
    vi.useRealTimers()
    vi.unstubAllGlobals()
  })

  test('puts together what it is told', () => {
    tell('revisions', known({ stations: 1, closures: 1 }))
    tell('revisions', known({ closures: 2 }))
    expect(last()).toEqual({ known: known({ stations: 1, closures: 2 }), lostSince: null })
    tell('revisions', known({ stations: 1 }, 'b'))
    expect(last()?.known).toEqual(known({ stations: 1 }, 'b'))
  })

  test('is lost from its first error on, and there again with the next event', () => {
    tell('revisions', known({ stations: 1 }))
    vi.advanceTimersByTime(500)
    sources[0]!.onerror!()
    vi.advanceTimersByTime(500)
    sources[0]!.onerror!()
    expect(last()).toMatchObject({ lostSince: 1500 })
    tell('revisions', known({ stations: 2 }))
    expect(last()).toEqual({ known: known({ stations: 2 }), lostSince: null })
  })

  test('is opened again at once where it was cut, and ever later while it cannot be had', () => {
    tell('revisions', known({ stations: 1 }))
    const waits = Array.from({ length: 7 }, () => {
      const [from, count] = [Date.now(), sources.length]
      sources.at(-1)!.onerror!()
      expect(sources.at(-1)!.readyState).toBe(2)
      while (sources.length === count) vi.advanceTimersToNextTimer()
      return Date.now() - from
    })
    expect(waits).toEqual([200, 400, 800, 1600, 2000, 2000, 2000])
    // one that is cut whenever it has begun is no better
    tell('revisions', known({ stations: 2 }))
    sources.at(-1)!.onerror!()
    vi.advanceTimersByTime(1900)
    expect(sources).toHaveLength(8)
    vi.advanceTimersByTime(3000)
    sources.at(-1)!.onerror!()
    vi.advanceTimersByTime(200)
    expect(sources).toHaveLength(10)
  })

  test('is lost when nothing is heard, not even beats', () => {
    tell('revisions', known({ stations: 1 }))
    for (let beats = 0; beats < 10; beats++) {
      vi.advanceTimersByTime(15_000)
      tell('beat')
    }
    expect(last()?.lostSince).toBeNull()
    vi.advanceTimersByTime(36_000)
    expect(last()?.lostSince).not.toBeNull()
    expect(sources).toHaveLength(2)
    expect(sources[0]!.readyState).toBe(2)
  })
})
