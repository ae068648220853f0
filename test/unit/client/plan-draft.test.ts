/** The transfer being planned: what one step of it is, and what survives a reload. */
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { newKey } from '../../../client/state/new-key.ts'
import {
  addSite,
  changeSite,
  clearPlan,
  type DraftSite,
  EMPTY_PLAN_DRAFT,
  isPlanned,
  planPlace,
  redoPlan,
  setDemand,
  undoPlan,
  usePlanDraft,
} from '../../../client/state/plan-draft.ts'
import { planInputOf } from '../../../client/state/plan-question.ts'
import { stubStorage } from './stub-storage.ts'

const PLACE: Omit<DraftSite, 'key'> = {
  ...{ workId: null, name: '险工段', lon: 116.6, lat: 35.4 },
  ...{ deadline: null, priority: 'normal', demands: [], receiver: '', contact: '' },
}
const content = () => usePlanDraft.getState().content
const quantities = () => content().sites.flatMap(({ demands }) => demands.map((d) => d.quantity))

beforeEach(() => {
  vi.useFakeTimers()
  usePlanDraft.setState(EMPTY_PLAN_DRAFT)
})

describe('one step', () => {
  test('is a number, not its digits', () => {
    const key = addSite(PLACE)
    setDemand(key, 'sandbag', 500)
    vi.advanceTimersByTime(60_000)
    for (const typed of [8, 80, 800, 8000]) setDemand(key, 'sandbag', typed)
    undoPlan()
    expect(quantities()).toEqual([500])
    redoPlan()
    expect(quantities()).toEqual([8000])
  })

  test('ends where another field begins, however fast', () => {
    const key = addSite(PLACE)
    setDemand(key, 'sandbag', 8000)
    setDemand(key, 'pump', 3)
    undoPlan()
    expect(quantities()).toEqual([8000])
  })

  test('after undoing begins anew', () => {
    const key = addSite(PLACE)
    setDemand(key, 'sandbag', 8000)
    undoPlan()
    setDemand(key, 'sandbag', 90)
    undoPlan()
    expect(quantities()).toEqual([])
  })

  test('is a name, not its letters', () => {
    const key = addSite(PLACE)
    for (const receiver of ['王', '王站', '王站长']) changeSite(key, { receiver })
    undoPlan()
    expect(content().sites[0]?.receiver).toBe('')
  })

  test('brings back what was cleared', () => {
    addSite(PLACE)
    clearPlan()
    undoPlan()
    expect(content().sites).toHaveLength(1)
  })
})

describe('sites', () => {
  test('a place asked for twice is one site', () => {
    expect(addSite(PLACE)).toBe(addSite({ ...PLACE, name: '同一处' }))
    expect(content().sites).toHaveLength(1)
  })

  test('a stake that was found on the map is its levee, unloaded there', () => {
    const onWork = { workId: 'levee', name: '左堤', stake: 'K12+300' }
    const place = { position: [116.6, 35.4], label: '左堤 K12+300', onWork } as const
    expect(isPlanned(content(), place)).toBe(false)
    planPlace(place, '左堤 K12+300')
    const unloading = { kind: 'stake', stake: 'K12+300' }
    expect(content().sites).toMatchObject([{ workId: 'levee', name: '左堤', unloading }])
    expect(isPlanned(content(), place)).toBe(true)
    // Another stake of the levee moves the one unloading place of its goods.
    planPlace({ ...place, onWork: { ...onWork, stake: 'K13+000' } }, '')
    expect(content().sites).toMatchObject([{ unloading: { stake: 'K13+000' } }])
    expect(isPlanned(content(), place)).toBe(false)
  })

  test('a flood work is not the place where it stands', () => {
    addSite(PLACE)
    addSite({ ...PLACE, workId: 'SK-370881-001' })
    addSite({ ...PLACE, lon: 116.7 })
    expect(content().sites).toHaveLength(3)
  })

  test('that want nothing yet are not planned', () => {
    const key = addSite(PLACE)
    setDemand(key, 'sandbag', null)
    expect(planInputOf(content())).toBeNull()
  })
})

test('keys are made without what browsers keep for https, and differ', () => {
  const { getRandomValues } = crypto
  vi.stubGlobal('crypto', { getRandomValues: getRandomValues.bind(crypto) })
  const keys = new Set(Array.from({ length: 1000 }, newKey))
  vi.unstubAllGlobals()
  expect(keys.size).toBe(1000)
  for (const key of keys) expect(key).toMatch(/^[0-9a-f]{32}$/)
})

describe('what was kept', () => {
  const KEY = 'transfer-plan-draft'
  const kept = () => {
    const { requestedBy, pending } = usePlanDraft.getState()
    return { content: content(), requestedBy, pending }
  }
  const NONE = { content: EMPTY_PLAN_DRAFT.content, requestedBy: '', pending: null }
  test('comes back with a confirmation whose outcome is unknown', async () => {
    const pending = { key: 'k', input: {}, sentAt: '2026-07-01T03:00:00.000Z' }
    const stored = { content: { ...content(), emergency: true }, requestedBy: '王', pending }
    stubStorage('localStorage', { [KEY]: JSON.stringify(stored) })
    await usePlanDraft.persist.rehydrate()
    expect(kept()).toEqual(stored)
  })

  test('is left alone where it cannot be read', async () => {
    for (const text of [null, '{', '[]', '{"content":{},"requestedBy":"","pending":null}']) {
      stubStorage('localStorage', text === null ? {} : { [KEY]: text })
      await usePlanDraft.persist.rehydrate()
      expect(kept()).toEqual(NONE)
    }
  })

  test('is written as the page before wrote it, with every step', () => {
    const storage = stubStorage('localStorage', {})
    addSite(PLACE)
    expect(JSON.parse(storage[KEY] ?? '')).toEqual(kept())
    undoPlan()
    expect(JSON.parse(storage[KEY] ?? '')).toEqual(NONE)
  })

  test('is nothing where the browser refuses storage, and planning goes on', async () => {
    vi.stubGlobal('localStorage', undefined)
    await usePlanDraft.persist.rehydrate()
    addSite(PLACE)
    expect(content().sites).toHaveLength(1)
  })
})
