/** The feature whose form is open: what was read, what is entered, and the tool in hand for its shape. */
import { create } from 'zustand'
import type { ResourceId } from '../../data/collections.ts'
import type { Geometry, LonLat } from '../../data/geometry.ts'

export type Values = Readonly<Record<string, unknown>>

/** What a feature holds: whole names and numbers, null where a field has no value. */
export interface Contents {
  readonly properties: Values
  /** Null before a new one has its place. */
  readonly geometry: Geometry | null
}

export interface FeatureDraft extends Contents {
  readonly collection: ResourceId
  /** Null of a new one. */
  readonly id: string | null
  /** Of what was read; null of a new one. */
  readonly version: number | null
  readonly read: Contents
}

/** Click a place, draw a shape or a further part of it, move its corners, take corners out. */
export type EditTool = 'none' | 'place' | 'draw' | 'add-part' | 'reshape' | 'erase'

interface Editing {
  readonly draft: FeatureDraft | null
  readonly tool: EditTool
  /** Shapes before each step on the map, the last first. */
  readonly earlier: readonly (Geometry | null)[]
  /** Raised where the shape was set beside the drawing library, which then begins anew. */
  readonly shapeSequence: number
  /** Somebody asked for something that would throw away what was entered: done when that is let go. */
  readonly leaving: (() => void) | null
}

const AWAY: Editing = {
  draft: null,
  tool: 'none',
  earlier: [],
  shapeSequence: 0,
  leaving: null,
}

/** As many steps of drawing can be taken back. */
const MOST_STEPS = 50

export const useEditing = create<Editing>()(() => AWAY)

/** Whether a field holds the same; none and null are. */
export const isSame = (a: unknown, b: unknown): boolean =>
  JSON.stringify(a ?? null) === JSON.stringify(b ?? null)

/** Names of the fields that are not as they were read; `geometry` is the shape. */
export const changedFields = (
  { properties, geometry }: Contents,
  before: Contents,
): readonly string[] => [
  ...Object.keys({ ...before.properties, ...properties }).filter(
    (name) => !isSame(properties[name], before.properties[name]),
  ),
  ...(isSame(geometry, before.geometry) ? [] : ['geometry']),
]

const isCounts = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A value as a merge patch has it (RFC 7396): of things and their counts, those that are gone are null. */
const patched = (value: unknown, before: unknown): unknown => {
  if (!isCounts(value) || !isCounts(before)) return value ?? null
  const gone = Object.keys(before).filter((key) => !Object.hasOwn(value, key))
  return { ...value, ...Object.fromEntries(gone.map((key) => [key, null])) }
}

/** What is to be written: the members alone that are not as they were read. */
export const patchOf = (
  draft: FeatureDraft,
): Partial<{ properties: Values; geometry: Geometry }> => {
  const { properties, geometry, read } = draft
  const names = changedFields(draft, read)
  const fields = names.filter((name) => name !== 'geometry')
  return {
    ...(fields.length > 0 && {
      properties: Object.fromEntries(
        fields.map((name) => [name, patched(properties[name], read.properties[name])]),
      ),
    }),
    ...(geometry && names.includes('geometry') && { geometry }),
  }
}

export const isChanged = (draft: FeatureDraft): boolean =>
  changedFields(draft, draft.read).length > 0

/** Opens a form; on a new feature the place comes first. */
export const openDraft = (draft: FeatureDraft): void =>
  useEditing.setState(({ shapeSequence }) => ({
    ...AWAY,
    draft,
    shapeSequence: shapeSequence + 1,
    tool: draft.geometry === null ? 'place' : 'none',
  }))

const changeDraft = (changes: Partial<FeatureDraft>): void =>
  useEditing.setState(({ draft }) => ({ draft: draft && { ...draft, ...changes } }))

export const changeFields = (fields: Values): void => {
  const { draft } = useEditing.getState()
  if (draft) changeDraft({ properties: { ...draft.properties, ...fields } })
}

/** @param by the drawing library knows the shape already, or anybody else has set it */
export const setShape = (geometry: Geometry, by: 'drawing' | 'other' = 'other'): void =>
  useEditing.setState(({ draft, earlier, shapeSequence }) => ({
    draft: draft && { ...draft, geometry },
    earlier: [draft?.geometry ?? null, ...earlier].slice(0, MOST_STEPS),
    shapeSequence: by === 'drawing' ? shapeSequence : shapeSequence + 1,
  }))

/** Puts a point to a place, once. */
export const placePoint = ([longitude, latitude]: LonLat): void => {
  setShape({ type: 'Point', coordinates: [longitude, latitude] })
  setEditTool('none')
}

export const stepBack = (): void =>
  useEditing.setState(({ draft, earlier: [before, ...earlier], shapeSequence }) =>
    before === undefined
      ? {}
      : {
          draft: draft && { ...draft, geometry: before },
          earlier,
          shapeSequence: shapeSequence + 1,
        },
  )

export const setEditTool = (tool: EditTool): void => useEditing.setState({ tool })

/** What others have written in the meantime takes the place of what was read. */
export const rebaseDraft = (read: Contents, version: number, mine: Contents): void => {
  changeDraft({ read, version, ...mine })
  useEditing.setState(({ shapeSequence }) => ({ shapeSequence: shapeSequence + 1 }))
}

/** Closes the form, whatever was entered. */
export const leaveDraft = (): void =>
  useEditing.setState(({ shapeSequence }) => ({ ...AWAY, shapeSequence }))

/** Closes the form and does something else; what was entered and is not saved is asked about first. */
export const leaveFor = (next: () => void = () => undefined): void => {
  const { draft } = useEditing.getState()
  if (draft && isChanged(draft)) {
    useEditing.setState({ leaving: next })
    return
  }
  leaveDraft()
  next()
}

export const stayHere = (): void => useEditing.setState({ leaving: null })

export const throwAway = (): void => {
  const { leaving } = useEditing.getState()
  leaveDraft()
  leaving?.()
}
