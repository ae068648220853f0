/** Laws of the scenario under the hand: every edit is one step, and every step can be taken back. */
import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import {
  addStation,
  changeStation,
  clearChanges,
  closeRoads,
  dragStation,
  EMPTY_DRAFT,
  hasChanges,
  isUnsaved,
  liveChanges,
  moveStation,
  redo,
  removeStation,
  reopenRoads,
  restoreStation,
  undo,
  useScenarioDraft,
} from '../../../client/state/scenario-draft.ts'
import { NO_CHANGES, scenarioChangesSchema } from '../../../data/scenario.ts'
import { forAll } from '../../fixtures/runs.ts'
import { stubStorage } from './stub-storage.ts'

beforeEach(() => useScenarioDraft.setState(EMPTY_DRAFT))

const changesNow = () => useScenarioDraft.getState().changes
const id = fc.constantFrom('S-1', 'S-2', 'new-1', 'new-2')
const place = fc.tuple(fc.integer({ min: 110, max: 120 }), fc.integer({ min: 30, max: 40 }))

const editBy = <T>(values: fc.Arbitrary<T>, edit: (value: T) => void): fc.Arbitrary<() => void> =>
  values.map((value) => () => edit(value))

/** Edits as a person makes them. */
const edit = fc.oneof(
  editBy(fc.tuple(fc.constantFrom('new-1', 'new-2'), place), ([newId, [lon, lat]]) =>
    addStation({ id: newId, lon, lat }),
  ),
  editBy(fc.tuple(id, place), ([each, position]) => moveStation(each, position)),
  editBy(id, removeStation),
  editBy(fc.tuple(id, fc.nat(9)), ([each, crewOnDuty]) => changeStation({ id: each, crewOnDuty })),
  editBy(id, restoreStation),
  editBy(place, (coordinates) => closeRoads({ type: 'Point', coordinates })),
  editBy(fc.nat(2), reopenRoads),
  fc.constant(clearChanges),
)

describe('undo and redo', () => {
  it('take every edit back, one after the other, and make it again', () => {
    forAll(100, fc.array(edit, { maxLength: 12 }), (edits) => {
      useScenarioDraft.setState(EMPTY_DRAFT)
      const states = [changesNow()]
      for (const act of edits) {
        act()
        states.push(changesNow())
      }
      for (const state of states.toReversed()) {
        expect(changesNow()).toEqual(state)
        undo()
      }
      expect(changesNow()).toEqual(NO_CHANGES)
      for (const state of states) {
        expect(changesNow()).toEqual(state)
        redo()
      }
      expect(changesNow()).toEqual(states.at(-1))
    })
  })

  it('forget what was undone once something else is done', () => {
    addStation({ id: 'new-1', lon: 116, lat: 35 })
    undo()
    removeStation('S-1')
    redo()
    expect(changesNow()).toEqual({ ...NO_CHANGES, remove: ['S-1'] })
  })
})

describe('edits', () => {
  it('leave nothing of an added station that is removed again', () => {
    addStation({ id: 'new-1', lon: 116, lat: 35 })
    moveStation('new-1', [116.5, 35.5])
    changeStation({ id: 'new-1', crewOnDuty: 3 })
    expect(changesNow().add).toEqual([{ id: 'new-1', lon: 116.5, lat: 35.5, crewOnDuty: 3 }])
    removeStation('new-1')
    expect(changesNow()).toEqual(NO_CHANGES)
  })

  it('merge what is changed about one station, and restore all of it at once', () => {
    changeStation({ id: 'S-1', crewOnDuty: 3 })
    changeStation({ id: 'S-1', turnoutSeconds: 30 })
    moveStation('S-1', [116, 35])
    expect(changesNow().change).toEqual([{ id: 'S-1', crewOnDuty: 3, turnoutSeconds: 30 }])
    restoreStation('S-1')
    expect(changesNow()).toEqual(NO_CHANGES)
  })

  it('always make a scenario that the server accepts', () => {
    forAll(100, fc.array(edit, { maxLength: 12 }), (edits) => {
      useScenarioDraft.setState(EMPTY_DRAFT)
      for (const act of edits) act()
      expect(scenarioChangesSchema.safeParse(changesNow()).success).toBe(true)
    })
  })

  it('follow the hand without a step until it lets go', () => {
    dragStation({ id: 'S-1', position: [116, 35] })
    expect(liveChanges(useScenarioDraft.getState()).move).toEqual([
      { id: 'S-1', lon: 116, lat: 35 },
    ])
    expect(changesNow()).toEqual(NO_CHANGES)
    moveStation('S-1', [116.1, 35])
    expect(useScenarioDraft.getState()).toMatchObject({ dragged: null, past: [NO_CHANGES] })
  })
})

it('knows what would be lost', () => {
  expect(isUnsaved(EMPTY_DRAFT)).toBe(false)
  removeStation('S-1')
  const draft = useScenarioDraft.getState()
  expect([hasChanges(draft.changes), isUnsaved(draft)]).toEqual([true, true])
  const saved = {
    ...{ id: 'a', name: 'A', note: '', version: 1, changes: draft.changes },
    origin: null,
  }
  expect(isUnsaved({ ...draft, saved })).toBe(false)
  expect(isUnsaved({ ...draft, saved: { ...saved, changes: NO_CHANGES } })).toBe(true)
})

describe('the storage of the tab', () => {
  const KEY = 'scenario-draft'
  const kept = () => {
    const { changes, saved, origin } = useScenarioDraft.getState()
    return { changes, saved, origin }
  }
  it('gives the draft back, unless it holds something else', async () => {
    const stored = { changes: { ...NO_CHANGES, remove: ['S-1'] }, saved: null }
    stubStorage('sessionStorage', { [KEY]: JSON.stringify(stored) })
    await useScenarioDraft.persist.rehydrate()
    expect(kept()).toEqual({ ...stored, origin: null })
    useScenarioDraft.setState(EMPTY_DRAFT)
    for (const text of [null, '', '{', '[]', '{"changes":{}}']) {
      stubStorage('sessionStorage', text === null ? {} : { [KEY]: text })
      await useScenarioDraft.persist.rehydrate()
      expect(useScenarioDraft.getState()).toEqual(EMPTY_DRAFT)
    }
  })

  it('is written with every step, not with every move of the hand', () => {
    const storage = stubStorage('sessionStorage', {})
    removeStation('S-1')
    expect(JSON.parse(storage[KEY] ?? '')).toEqual(kept())
    delete storage[KEY]
    dragStation({ id: 'S-2', position: [116, 35] })
    expect(storage[KEY]).toBeUndefined()
  })
})
