/** An answer that lies open stays true: it is asked again when something changes, and before it is copied. */
import { QueryObserver } from '@tanstack/react-query'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { startEvents, useConnection } from '../../../client/api/events/connection.ts'
import { offlineProblem, problemFrom } from '../../../client/api/problem.ts'
import { queryClient } from '../../../client/api/request.ts'
import { copyMessage, useCopyFlow } from '../../../client/panels/nearest/copy-flow.ts'
import { standingFailure } from '../../../client/panels/nearest/standing-failure.ts'
import { changeState, INITIAL_STATE } from '../../../client/state/app-state.ts'
import { checkAgain } from '../../../client/state/nearest-answer.ts'
import { ANSWER } from './panels/answer-fixture.ts'

const REQUEST = { position: [116.5, 35.4], options: INITIAL_STATE.nearest } as const

afterEach(() => {
  queryClient.clear()
  vi.unstubAllGlobals()
})

describe('before a message is copied', () => {
  const answered = (changes: object): void => {
    vi.stubGlobal('fetch', async () => Response.json({ ...ANSWER, ...changes }))
  }
  const later = (seconds: number) =>
    ANSWER.features.map((feature, index) => ({
      ...feature,
      properties: {
        ...feature.properties,
        arrivalSeconds: feature.properties.arrivalSeconds + (index === 0 ? seconds : 0),
      },
    }))

  beforeEach(() => {
    changeState({ place: { position: [116.5, 35.4], label: null } })
    queryClient.setQueryData(['nearest', REQUEST], ANSWER)
  })
  afterEach(() => changeState({ place: null }))

  test.each([
    ['the same answer', {}, false],
    ['somebody who comes a little later', { features: later(59) }, false],
    ['somebody who comes a minute later', { features: later(60) }, true],
    ['another order', { features: [...ANSWER.features].reverse() }, true],
    ['one less', { features: ANSWER.features.slice(1) }, true],
  ])('%s is told from another', async (_, changes, changed) => {
    answered(changes)
    expect(await checkAgain()).toMatchObject({ changed, answer: changes })
  })

  test('a server that is gone is no answer', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('gone')))
    await expect(checkAgain()).rejects.toMatchObject({ kind: 'offline' })
    changeState({ place: null })
    await expect(checkAgain()).rejects.toThrow('without a place')
  })
})

describe('a message belongs to the place that its answer is of', () => {
  const here = [ANSWER.query.lon, ANSWER.query.lat] as const
  const called = ANSWER.features[0]!
  const written: string[] = []
  const copy = () => copyMessage({ shown: ANSWER, called, textOf: async () => 'an order' })

  beforeEach(() => {
    written.length = 0
    vi.stubGlobal('navigator', {
      clipboard: { writeText: async (text: string) => void written.push(text) },
    })
    // without a service an answer in sight is copied as it is
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('gone')))
    useCopyFlow.setState({ outcome: { kind: 'idle' } })
    changeState({ place: { position: [...here], label: null } })
  })
  afterEach(() => changeState({ place: null }))

  test('it is copied while that place is asked about', async () => {
    expect(await copy()).toBe(true)
    expect(written).toEqual(['an order'])
    // by its name, also after it has left the ranking
    expect(useCopyFlow.getState().outcome).toMatchObject({ kind: 'unchecked', called })
  })

  test('it is not once another place is chosen', async () => {
    changeState({ place: { position: [116.6, 35.5], label: null } })
    expect(await copy()).toBe(false)
    expect(written).toEqual([])
  })

  test('nor if another place is chosen while it is checked again', async () => {
    const copying = copy()
    changeState({ place: { position: [116.6, 35.5], label: null } })
    expect(await copying).toBe(false)
    expect(written).toEqual([])
  })
})

describe('a failure stands until an answer has come', () => {
  const gone = offlineProblem()
  const nothing = { error: null, errorUpdatedAt: 0, dataUpdatedAt: 0 }
  const failed = standingFailure(null, 'here', { ...nothing, error: gone, errorUpdatedAt: 100 })

  test('while it is asked again, and of another place too where the service is gone', () => {
    expect(failed?.problem.kind).toBe('offline')
    expect(standingFailure(failed, 'here', { ...nothing, errorUpdatedAt: 100 })).toBe(failed)
    expect(standingFailure(failed, 'there', nothing)).toBe(failed)
    // an answer of before is none
    expect(standingFailure(failed, 'there', { ...nothing, dataUpdatedAt: 90 })).toBe(failed)
  })

  test('and no longer; what was wrong with another question never does', () => {
    expect(standingFailure(failed, 'here', { ...nothing, dataUpdatedAt: 101 })).toBeNull()
    const wrong = problemFrom(null, 400)
    const refused = standingFailure(null, 'here', { ...nothing, error: wrong, errorUpdatedAt: 100 })
    expect(standingFailure(refused, 'here', nothing)).toBe(refused)
    expect(standingFailure(refused, 'there', nothing)).toBeNull()
  })
})

test('an event reads anew what follows from it, once somebody looks at it', async () => {
  const listeners: (() => void)[] = []
  const page = {
    hidden: false,
    addEventListener: (_: string, act: () => void) => listeners.push(act),
  }
  vi.stubGlobal('document', page)
  vi.stubGlobal('window', {})
  const sources: EventTarget[] = []
  vi.stubGlobal(
    'EventSource',
    class extends EventTarget {
      constructor() {
        super()
        sources.push(this)
      }
      close(): void {}
    },
  )
  const tell = (revisions: Record<string, number>): void => {
    const data = JSON.stringify({ start: 'a', network: null, revisions })
    sources.at(-1)!.dispatchEvent(new MessageEvent('revisions', { data }))
  }
  const asked: string[] = []
  const ignore = [['closures'], ['warnings']].map((queryKey) =>
    new QueryObserver(queryClient, {
      queryKey,
      queryFn: async () => asked.push(queryKey[0]!),
      retry: false,
    }).subscribe(() => {}),
  )
  const settled = () => new Promise((done) => setTimeout(done, 20))
  startEvents()
  await settled()
  expect(asked).toEqual(['closures', 'warnings'])
  tell({ closures: 1, warnings: 1 })
  await settled()
  expect(asked).toHaveLength(2)
  tell({ closures: 2 })
  await settled()
  expect(asked.slice(2)).toEqual(['closures'])
  // A hidden page has no stream of its own, and catches up when it is shown.
  page.hidden = true
  for (const act of listeners) act()
  page.hidden = false
  for (const act of listeners) act()
  tell({ closures: 2, warnings: 2 })
  await settled()
  expect(asked.slice(3)).toEqual(['warnings'])
  expect(sources).toHaveLength(2)
  expect(useConnection.getState()).toEqual({ state: 'live', lostSince: null })
  page.hidden = true
  for (const act of listeners) act()
  for (const each of ignore) each()
})
