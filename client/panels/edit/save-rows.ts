/** Writes the changed rows of a table together, or none of them. */
import { COLLECTIONS, type ResourceId } from '../../../data/collections.ts'
import { changeFeatures, readVersion, revertFeature } from '../../api/changes.ts'
import { isSame } from '../../state/edit-draft.ts'
import { tellDone } from '../../state/edit-note.ts'
import type { Cells, TableFeature } from './changed-cells.ts'
import { signature } from './save.ts'

/** So many are read at a time. */
const AT_ONCE = 6

/**
 * Versions of features, each read only now: those that are no longer as they were shown are kept apart,
 * because no one has seen what they are now.
 */
const versionsOf = async (
  collection: ResourceId,
  features: readonly TableFeature[],
  onProgress: (done: number) => void,
): Promise<{ versions: Map<string, number>; changed: TableFeature[] }> => {
  const versions = new Map<string, number>()
  const changed: TableFeature[] = []
  for (let from = 0; from < features.length; from += AT_ONCE) {
    const some = features.slice(from, from + AT_ONCE)
    const read = await Promise.all(some.map(({ id }) => readVersion(collection, id)))
    for (const [index, { feature, version }] of read.entries()) {
      versions.set(feature.id, version)
      const shown = some[index]!
      const names = Object.keys(COLLECTIONS[collection].fields)
      if (names.some((name) => !isSame(shown.properties[name], feature.properties[name]))) {
        changed.push(feature)
      }
    }
    onProgress(from + some.length)
  }
  return { versions, changed }
}

interface Progress {
  reason: string
  onProgress: (done: number) => void
}

/**
 * Writes what is changed of the features as they are shown. Where others have changed one meanwhile,
 * nothing is written. @returns those, as they are now @throws ApiProblem
 */
export const saveRows = async (
  collection: ResourceId,
  touched: readonly TableFeature[],
  cells: Cells,
  { reason, onProgress }: Progress,
): Promise<TableFeature[]> => {
  const { versions, changed } = await versionsOf(collection, touched, onProgress)
  if (changed.length > 0) return changed
  const changes = touched.map(({ id }) => ({
    id,
    version: versions.get(id) ?? 0,
    properties: { ...cells[id] },
  }))
  const { features: written } = await changeFeatures(collection, changes, signature(reason))
  const takeBack = async (): Promise<void> => {
    for (const { id, version } of written) {
      const at = { collection, id, version }
      await revertFeature(at, { sequence: version, fields: 'all', to: 'before' }, signature())
    }
  }
  tellDone('bulk', '', takeBack, written.length)
  return []
}
