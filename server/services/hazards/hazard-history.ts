/** What was done to closures and warnings: written with each change, shown as the fields that it changed. */
import type { HazardChangeKind, HazardHistory, HazardSubject } from '../../../data/hazard-change.ts'
import type { ChangedBy } from '../../store/feature-changes.ts'
import type { KeptHazardChange } from '../../store/hazard-changes.ts'
import type { NamedDocument } from '../../store/named-documents.ts'
import type { Store, Transaction } from '../../store/store.ts'

/** Part of the unit that changes the document. */
export const noteHazardChange = (
  transaction: Transaction,
  subject: HazardSubject,
  kind: HazardChangeKind,
  { id, version, name, content }: NamedDocument<object>,
  { who, at, reason }: ChangedBy,
): Promise<void> =>
  transaction.hazardChanges.add({
    ...{ subject, documentId: id, version, kind, at, who, reason: reason ?? null, name, content },
  })

type Fields = Readonly<Record<string, unknown>>

/** Fields whose change is already clear from the steps `end` and its undoing. */
const NOT_TOLD = ['ended', 'origin']

const fieldsOf = ({ name, content }: KeptHazardChange): Fields => ({ name, ...content })

const changedFields = (before: Fields, after: Fields) =>
  Object.keys(after)
    .filter((field) => !NOT_TOLD.includes(field))
    .filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]))
    .map((field) => ({ field, before: before[field] ?? null, after: after[field] ?? null }))

/** @param changes oldest first. */
const hazardHistory = (changes: readonly KeptHazardChange[]): HazardHistory => ({
  changes: changes
    .map((change, index) => {
      const { sequence, kind, at, who, reason, version, name } = change
      const earlier = changes[index - 1]
      const fields = earlier ? changedFields(fieldsOf(earlier), fieldsOf(change)) : []
      return { sequence, kind, at, who, reason, version, name, fields }
    })
    .reverse(),
})

/** @returns null of what neither is nor was there. */
export const readHazardHistory = async (
  store: Pick<Store, 'read'>,
  subject: HazardSubject,
  id: string,
): Promise<HazardHistory | null> =>
  store.read(async (snapshot) => {
    const changes = await snapshot.hazardChanges.list(subject, id)
    // What is kept from before there was a history has none yet.
    const isThere = changes.length > 0 || (await snapshot[subject].get(id)) !== null
    return isThere ? hazardHistory(changes) : null
  })
