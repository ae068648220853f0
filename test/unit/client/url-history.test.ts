import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  askAbout,
  changeState,
  INITIAL_STATE,
  useAppState,
} from '../../../client/state/app-state.ts'
import { startUrl } from '../../../client/state/url.ts'

/** A browser's history, as far as the page uses it. */
class FakeHistory {
  entries: { hash: string; state: unknown }[]
  index = 0
  replacements = 0

  constructor(hash: string) {
    this.entries = [{ hash, state: null }]
  }
  get hash(): string {
    return this.entries[this.index]?.hash ?? ''
  }
  pushState = (state: unknown, _title: string, hash: string): void => {
    this.entries = [...this.entries.slice(0, this.index + 1), { hash, state }]
    this.index++
  }
  replaceState = (state: unknown, _title: string, hash: string): void => {
    this.entries[this.index] = { hash, state }
    this.replacements++
  }
}

const listeners = new Set<(event: { state: unknown }) => void>()
let stop: () => void
let history: FakeHistory

const open = (hash: string): void => {
  history = new FakeHistory(hash)
  vi.stubGlobal('history', history)
  vi.stubGlobal('location', history)
  vi.stubGlobal('addEventListener', (_name: string, listener: () => void) =>
    listeners.add(listener),
  )
  vi.stubGlobal('removeEventListener', (_name: string, listener: () => void) =>
    listeners.delete(listener),
  )
  stop = startUrl()
}
const goTo = (index: number): void => {
  history.index = index
  for (const listener of listeners) listener({ state: history.entries[index]?.state })
}
const moveTo = (longitude: number): void =>
  changeState({ view: { longitude, latitude: 35, zoom: 10 } })

beforeEach(() => {
  vi.useFakeTimers()
  useAppState.setState(INITIAL_STATE)
})
afterEach(() => stop())

describe('history of the page', () => {
  it('starts with what the address says', () => {
    open('#place=116.5,35.4&lang=en')
    expect(useAppState.getState()).toMatchObject({
      language: 'en',
      place: { position: [116.5, 35.4], label: null },
    })
  })

  it('leaves the first view to the map where the address has none', () => {
    open('')
    expect(useAppState.getState().view).toBe(INITIAL_STATE.view)
    expect(history.hash).toBe('')
  })

  it('writes many moves of the map as one change of one entry', () => {
    open('#')
    const before = history.replacements
    for (let step = 1; step <= 50; step++) moveTo(116 + step / 100)
    expect(history.replacements).toBe(before)
    vi.advanceTimersByTime(1000)
    expect(history.replacements).toBe(before + 1)
    expect(history.entries).toHaveLength(1)
    expect(history.hash).toContain('view=116.5,35,10')
  })

  it('makes a place a step, and keeps the last move with the entry before it', () => {
    open('#')
    moveTo(116.2)
    askAbout([116.5, 35.4], '任城')
    expect(history.entries).toHaveLength(2)
    expect(history.entries[0]?.hash).toContain('view=116.2,35,10')
    expect(history.entries[0]?.hash).not.toContain('place=')
    expect(history.hash).toContain('place=116.5,35.4')
  })

  it('goes back to the state before the place, and forward to it again', () => {
    open('#')
    moveTo(116.2)
    askAbout([116.5, 35.4], '任城')
    goTo(0)
    expect(useAppState.getState()).toMatchObject({ place: null, view: { longitude: 116.2 } })
    goTo(1)
    expect(useAppState.getState().place).toEqual({ position: [116.5, 35.4], label: '任城' })
    expect(history.entries).toHaveLength(2)
  })

  it('keeps language and colours when going back', () => {
    open('#')
    askAbout([116.5, 35.4])
    changeState({ language: 'en', chosenTheme: 'dark' })
    goTo(0)
    expect(useAppState.getState()).toMatchObject({
      language: 'en',
      chosenTheme: 'dark',
      place: null,
    })
  })

  it('obeys an address that was edited by hand, also in language', () => {
    open('#lang=en')
    history.entries.push({ hash: '#panel=legend', state: null })
    goTo(1)
    expect(useAppState.getState()).toMatchObject({ language: 'zh', panel: 'legend' })
  })
})
