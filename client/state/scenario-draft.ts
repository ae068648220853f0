/** The changes being tried out, with undo and redo; every edit is one step. */
import type { LonLat } from '../../data/geometry.ts'
import {
  type AddedStation,
  type ChangedStation,
  type Closure,
  NO_CHANGES,
  type Scenario,
  type ScenarioChanges,
  type ScenarioOrigin,
} from '../../data/scenario.ts'
import { createKept, jsonOf } from './create-kept.ts'

/** Steps that can be undone; older ones are forgotten. */
const MOST_STEPS = 200

/** A station under the hand: where it would stand if it were let go now. */
export interface DraggedStation {
  readonly id: string
  readonly position: LonLat
}

type SavedDraft = Pick<Scenario, 'id' | 'name' | 'note' | 'version' | 'changes' | 'origin'>

export interface ScenarioDraft {
  changes: ScenarioChanges
  past: readonly ScenarioChanges[]
  future: readonly ScenarioChanges[]
  /** As last saved or opened; null for a draft that has never been saved. */
  saved: SavedDraft | null
  /** The siting answer whose sites are among the changes, the last of several. */
  origin: ScenarioOrigin | null
  dragged: DraggedStation | null
}

export const EMPTY_DRAFT: ScenarioDraft = {
  changes: NO_CHANGES,
  past: [],
  future: [],
  saved: null,
  origin: null,
  dragged: null,
}

/** What survives a reload of the page, in this tab only. */
type KeptDraft = Pick<ScenarioDraft, 'changes' | 'saved' | 'origin'>

const isKeptDraft = (value: unknown): value is KeptDraft => {
  if (typeof value !== 'object' || value === null || !('changes' in value)) return false
  const changes = value.changes as Readonly<Record<string, unknown>> | null
  return 'saved' in value && Object.keys(NO_CHANGES).every((list) => Array.isArray(changes?.[list]))
}

export const useScenarioDraft = createKept<ScenarioDraft, KeptDraft>(EMPTY_DRAFT, {
  name: 'scenario-draft',
  area: () => sessionStorage,
  keep: ({ changes, saved, origin }) => ({ changes, saved, origin }),
  parse: jsonOf(isKeptDraft),
})

/** Makes one undoable step of one or several changes. */
export const changeTogether = (edit: (changes: ScenarioChanges) => ScenarioChanges): void =>
  useScenarioDraft.setState(({ changes, past }) => ({
    changes: edit(changes),
    past: [...past, changes].slice(-MOST_STEPS),
    future: [],
    dragged: null,
  }))

const without = <T extends { readonly id?: string | undefined }>(
  list: readonly T[],
  id: string,
): T[] => list.filter((each) => each.id !== id)

const isAdded = ({ add }: ScenarioChanges, id: string): boolean =>
  add.some((station) => station.id === id)

/** The changes with other values of an added station. */
const withAdded = (
  changes: ScenarioChanges,
  id: string,
  values: Partial<AddedStation>,
): ScenarioChanges => ({
  ...changes,
  add: changes.add.map((station) => (station.id === id ? { ...station, ...values } : station)),
})

const moved = (changes: ScenarioChanges, id: string, [lon, lat]: LonLat): ScenarioChanges =>
  isAdded(changes, id)
    ? withAdded(changes, id, { lon, lat })
    : { ...changes, move: [...without(changes.move, id), { id, lon, lat }] }

/** The changes without what was added, moved or changed under that id. */
const withoutStation = (changes: ScenarioChanges, id: string): ScenarioChanges => ({
  ...changes,
  add: without(changes.add, id),
  move: without(changes.move, id),
  change: without(changes.change, id),
})

/** The identifier of the added station with that number. */
export const addStation = (station: AddedStation & { id: string }): void =>
  changeTogether((changes) => ({ ...changes, add: [...without(changes.add, station.id), station] }))

/** Moves a present or an added station. */
export const moveStation = (id: string, position: LonLat): void =>
  changeTogether((changes) => moved(changes, id, position))

/** Closes a present station, or takes an added one away again. */
export const removeStation = (id: string): void =>
  changeTogether((changes) => {
    const rest = withoutStation(changes, id)
    if (isAdded(changes, id) || rest.remove.includes(id)) return rest
    return { ...rest, remove: [...rest.remove, id] }
  })

/** Changes duty, crew, turnout or gear; merges with what was changed before. */
export const changeStation = ({ id, ...values }: ChangedStation): void =>
  changeTogether((changes) => {
    if (isAdded(changes, id)) return withAdded(changes, id, values)
    const before = changes.change.find((each) => each.id === id)
    return { ...changes, change: [...without(changes.change, id), { ...before, ...values, id }] }
  })

/** Calls an added station otherwise; an empty name leaves it as it is. */
export const renameStation = (id: string, name: string): void => {
  if (name.trim() !== '') changeTogether((changes) => withAdded(changes, id, { name: name.trim() }))
}

/** Takes back everything that was changed about one station. */
export const restoreStation = (id: string): void =>
  changeTogether((changes) => ({
    ...withoutStation(changes, id),
    remove: changes.remove.filter((each) => each !== id),
  }))

export const closeRoads = (closure: Closure): void =>
  changeTogether((changes) => ({ ...changes, close: [...changes.close, closure] }))

export const reopenRoads = (index: number): void =>
  changeTogether((changes) => ({
    ...changes,
    close: changes.close.filter((_, each) => each !== index),
  }))

export const clearChanges = (): void => {
  changeTogether(() => NO_CHANGES)
  markOrigin(null)
}

/** Says where the changes came from. */
export const markOrigin = (origin: ScenarioOrigin | null): void =>
  useScenarioDraft.setState({ origin })

export const undo = (): void =>
  useScenarioDraft.setState(({ changes, past, future }) => {
    const before = past.at(-1)
    return before === undefined
      ? {}
      : { changes: before, past: past.slice(0, -1), future: [changes, ...future], dragged: null }
  })

export const redo = (): void =>
  useScenarioDraft.setState(({ changes, past, future }) => {
    const [after, ...later] = future
    return after === undefined
      ? {}
      : { changes: after, past: [...past, changes], future: later, dragged: null }
  })

/** Opens a saved scenario; there is nothing to undo then. */
export const openDraft = (saved: SavedDraft): void =>
  useScenarioDraft.setState({ ...EMPTY_DRAFT, changes: saved.changes, origin: saved.origin, saved })

/** Starts anew, over the data as they are. */
export const discardDraft = (): void => useScenarioDraft.setState(EMPTY_DRAFT)

/** Says that the present changes are what is saved; undo goes on to work. */
export const markSaved = (saved: SavedDraft): void => useScenarioDraft.setState({ saved })

/** Shows a station where the hand holds it; null when it is let go or put back. */
export const dragStation = (dragged: DraggedStation | null): void =>
  useScenarioDraft.setState({ dragged })

/** The changes as they would be if the dragged station were let go now. */
export const liveChanges = ({ changes, dragged }: ScenarioDraft): ScenarioChanges =>
  dragged ? moved(changes, dragged.id, dragged.position) : changes

export const hasChanges = (changes: ScenarioChanges): boolean =>
  Object.values(changes).some((list) => list.length > 0)

/** Whether something would be lost if the page were closed. */
export const isUnsaved = ({ changes, saved }: ScenarioDraft): boolean =>
  saved ? JSON.stringify(saved.changes) !== JSON.stringify(changes) : hasChanges(changes)
