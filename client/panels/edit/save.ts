/** What is entered is written; what others wrote in the meantime is merged field by field. */
import { create } from 'zustand'
import type { Change, ChangedFeature } from '../../../data/change.ts'
import type { ResourceId } from '../../../data/collections.ts'
import { bboxOf } from '../../../data/geometry.ts'
import { localisedName } from '../../../data/wording.ts'
import {
  type AtVersion,
  changeFeature,
  createFeature,
  deleteFeature,
  findInBin,
  lastWriter,
  type ReadFeature,
  readForEditing,
  readVersion,
  restoreFeature,
  revertFeature,
  type Signed,
  wholeFeature,
} from '../../api/changes.ts'
import type { ApiFeature } from '../../api/features.ts'
import { asApiProblem } from '../../api/problem.ts'
import { changeState, flyTo, useAppState } from '../../state/app-state.ts'
import {
  type Contents,
  changedFields,
  type FeatureDraft,
  leaveDraft,
  openDraft,
  patchOf,
  rebaseDraft,
  useEditing,
  type Values,
} from '../../state/edit-draft.ts'
import { tellDone } from '../../state/edit-note.ts'
import { useDeskName } from '../../state/remembered-name.ts'

/** What others have written since the feature was read. */
export interface Conflict {
  readonly current: Contents
  readonly version: number
  readonly changes: readonly Change[]
}

export const useConflict = create<{ readonly conflict: Conflict | null }>()(() => ({
  conflict: null,
}))

export const leaveConflict = (): void => useConflict.setState({ conflict: null })

export const nameOf = ({ properties }: { readonly properties: Values }): string =>
  localisedName(properties, useAppState.getState().language)

/** Nothing but the name that is kept on this desk. */
export const signature = (reason = ''): Signed => ({
  by: useDeskName.getState().name.trim(),
  reason,
})

const contentsOf = ({ geometry, properties }: ApiFeature): Contents => ({ geometry, properties })

/** Opens the form of a feature as it is now. @throws ApiProblem */
export const startEditing = async (collection: ResourceId, id: string): Promise<void> => {
  const { feature, version } = await readForEditing(collection, id)
  const read = contentsOf(feature)
  openDraft({ collection, id, version, read, ...read })
  // a step of the hand must be metres, not kilometres
  flyTo(bboxOf(feature.geometry))
}

/** Who wrote last, and which conflict a refusal reports; null where it reports none. */
const conflictIn = async (error: unknown, collection: ResourceId): Promise<Conflict | null> => {
  const { kind, document } = asApiProblem(error)
  const { current, version, changes } = document as {
    current?: ChangedFeature
    version?: number
    changes?: Change[]
  }
  if (kind !== 'precondition-failed' || !current || version === undefined) return null
  const whole = await wholeFeature(collection, current as ApiFeature)
  return { current: contentsOf(whole), version, changes: changes ?? [] }
}

const createDraft = async (
  { collection, properties, geometry }: FeatureDraft,
  signed: Signed,
): Promise<void> => {
  if (geometry === null) return
  const { feature, version } = await createFeature(collection, { properties, geometry }, signed)
  leaveDraft()
  changeState({ selection: { collection, id: feature.id } })
  const made = { collection, id: feature.id, version }
  tellDone('created', nameOf({ properties }), () => deleteFeature(made, signature()))
}

const takeBack =
  (collection: ResourceId, id: string, version: number): (() => Promise<unknown>) =>
  () =>
    revertFeature(
      { collection, id, version },
      { sequence: version, fields: 'all', to: 'before' },
      signature(),
    )

const changeDraft = async (draft: FeatureDraft, at: AtVersion, signed: Signed): Promise<void> => {
  const { collection } = draft
  try {
    const { version } = await changeFeature(at, patchOf(draft), signed)
    leaveDraft()
    tellDone('saved', nameOf(draft), takeBack(collection, at.id, version))
  } catch (error) {
    const conflict = await conflictIn(error, collection)
    if (!conflict) throw error
    useConflict.setState({ conflict })
  }
}

/** Writes what is entered; a conflict is kept for the dialog. @throws ApiProblem */
export const saveDraft = async (signed: Signed): Promise<void> => {
  const { draft } = useEditing.getState()
  if (!draft) return
  const { collection, id, version } = draft
  if (id === null || version === null) await createDraft(draft, signed)
  else await changeDraft(draft, { collection, id, version }, signed)
}

/** What was chosen of both sides stands in the form from now on, on top of what others have written. */
export const mergeInto = ({ current, version }: Conflict, mine: Contents): void => {
  rebaseDraft(current, version, mine)
  leaveConflict()
}

/** Others have changed what was to be deleted: it is looked at before. */
export interface ChangedFirst {
  readonly feature: ApiFeature
  /** Names of the fields; `geometry` is the shape. */
  readonly fields: readonly string[]
  readonly who: string | null
}

const inBin = async (collection: ResourceId, { feature, version }: ReadFeature): Promise<void> => {
  const { id } = feature
  await deleteFeature({ collection, id, version }, signature())
  changeState({ selection: null })
  tellDone('deleted', nameOf(feature), async () => {
    const sequence = await findInBin(collection, id)
    if (sequence === null) return
    await restoreFeature(collection, sequence, signature())
    changeState({ selection: { collection, id } })
  })
}

/**
 * Into the bin, from where the notice takes it back; where it is no longer as it was shown, nothing is
 * deleted, and what has changed is answered. @throws ApiProblem
 */
export const removeFeature = async (
  collection: ResourceId,
  shown: ApiFeature,
): Promise<ChangedFirst | null> => {
  const { id } = shown
  for (;;) {
    const read = await readVersion(collection, id)
    const fields = changedFields(read.feature, shown)
    if (fields.length > 0) {
      return { feature: read.feature, fields, who: await lastWriter({ collection, id }) }
    }
    try {
      await inBin(collection, read)
      return null
    } catch (error) {
      // changed between the reading and the deleting: read again, it shows what has changed
      if (asApiProblem(error).kind !== 'precondition-failed') throw error
    }
  }
}

/** Puts fields back to what they were before a change, or to what it made of them. @throws ApiProblem */
export const putBack = async (
  { collection, id, version }: AtVersion,
  sequence: number,
  fields: string[] | 'all',
  to: 'before' | 'after',
): Promise<void> => {
  const at = { collection, id, version }
  const { feature, version: now } = await revertFeature(at, { sequence, fields, to }, signature())
  tellDone('reverted', nameOf(feature), takeBack(collection, id, now))
}
