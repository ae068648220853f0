/** What keeps an import from being committed or undone: what has happened since, in sentences. */
import type { Bilingual } from '../../../data/bilingual.ts'
import { COLLECTIONS, type CollectionId } from '../../../data/collections.ts'
import { toLocalMinute } from '../../../data/local-time.ts'
import type { Statements, Values } from '../statements.ts'

/** Nothing has been written. */
export class StandsInTheWay extends Error {
  readonly standing: readonly Bilingual[]

  constructor(standing: readonly Bilingual[]) {
    super(standing.map(({ en }) => en).join(' '))
    this.standing = standing
  }
}

/** Of each kind so many are named. */
const MOST_NAMED = 5

interface ChangedSince {
  readonly collection: CollectionId
  readonly featureId: string | null
  readonly who: string
  readonly at: string
}

/** @param count of all that were found, of which some are at hand. */
const andMore = (named: readonly Bilingual[], count: number): Bilingual[] =>
  count > named.length
    ? [...named, { zh: `还有 ${count - named.length} 项。`, en: `${count - named.length} more.` }]
    : [...named]

const changedSince = ({ collection, featureId, who, at }: ChangedSince): Bilingual => {
  const { title } = COLLECTIONS[collection]
  const when = toLocalMinute(new Date(at))
  return featureId === null
    ? {
        zh: `${title.zh}于 ${when} 由 ${who} 整体替换。`,
        en: `${title.en} were replaced as a whole by ${who} at ${when}.`,
      }
    : {
        zh: `${title.zh} ${featureId} 于 ${when} 由 ${who} 改动。`,
        en: `${title.en} ${featureId} was changed by ${who} at ${when}.`,
      }
}

/** Entries of the history, newest first. @param from the clauses of a statement after its columns. */
const changes = async (
  statements: Statements,
  from: string,
  values: Values,
): Promise<Bilingual[]> => {
  const count = (await statements.value<number>(`SELECT count(*) ${from}`, values)) ?? 0
  if (count === 0) return []
  const rows = await statements.all<ChangedSince>(
    `SELECT c.collection, c.featureId, c.who, c.at ${from} ORDER BY c.sequence DESC LIMIT ${MOST_NAMED}`,
    values,
  )
  return andMore(rows.map(changedSince), count)
}

/** What has been written since the dry run of what it would write. */
export const changedSinceDryRun = (
  statements: Statements,
  importId: number,
  basis: number,
): Promise<Bilingual[]> =>
  changes(
    statements,
    `FROM feature_changes c WHERE c.sequence > @basis AND (
       c.featureId IS NULL AND c.collection IN
         (SELECT collection FROM import_rows WHERE importId = @importId AND after IS NOT NULL)
       OR EXISTS (SELECT 1 FROM import_rows r WHERE r.importId = @importId
         AND r.collection = c.collection AND r.featureId = c.featureId AND r.after IS NOT NULL))`,
    { importId, basis },
  )

/** What has been written of its features since the import was committed; an import that was undone has left nothing. */
const changedSinceCommit = (statements: Statements, importId: number): Promise<Bilingual[]> =>
  changes(
    statements,
    `FROM feature_changes c WHERE c.importId IS NOT @importId
       AND NOT EXISTS (SELECT 1 FROM imports u WHERE u.id = c.importId AND u.state = 'undone')
       AND c.sequence > (SELECT min(sequence) FROM feature_changes WHERE importId = @importId)
       AND (c.featureId IS NULL AND c.collection IN
           (SELECT DISTINCT collection FROM feature_changes WHERE importId = @importId)
         OR EXISTS (SELECT 1 FROM feature_changes i WHERE i.importId = @importId
           AND i.collection = c.collection AND i.featureId = c.featureId))`,
    { importId },
  )

interface Referring {
  readonly id: string
  readonly count: number
}

/** Features that the import has made and that something else speaks of. */
const referredTo = async (
  statements: Statements,
  importId: number,
  collection: CollectionId,
  { table, column }: { readonly table: string; readonly column: string },
  sentence: (referring: Referring) => Bilingual,
): Promise<Bilingual[]> => {
  const rows = await statements.all<Referring>(
    `SELECT ${column} AS id, count(*) AS count FROM ${table}
     WHERE ${column} IN (SELECT featureId FROM feature_changes
       WHERE importId = ? AND collection = ? AND kind = 'create')
     GROUP BY ${column} ORDER BY ${column}`,
    [importId, collection],
  )
  return andMore(rows.slice(0, MOST_NAMED).map(sentence), rows.length)
}

/** Everything that stands on a committed import, in sentences; empty where it can be undone. */
export const standingOn = async (
  statements: Statements,
  importId: number,
): Promise<Bilingual[]> => [
  ...(await changedSinceCommit(statements, importId)),
  ...(await referredTo(
    statements,
    importId,
    'stockpiles',
    { table: 'stock_batches', column: 'stockpileId' },
    ({ id, count }) => ({
      zh: `储备点 ${id} 在台账中有 ${count} 个批次：账目不能删除。`,
      en: `Stockpile ${id} has ${count} batches in the ledger, whose entries are never removed.`,
    }),
  )),
  ...(await referredTo(
    statements,
    importId,
    'stockpiles',
    { table: 'transfer_loads', column: 'stockpileId' },
    ({ id, count }) => ({
      zh: `储备点 ${id} 有 ${count} 车调拨。`,
      en: `Stockpile ${id} has ${count} loads of transfer orders.`,
    }),
  )),
  ...(await referredTo(
    statements,
    importId,
    'stations',
    { table: 'deployments', column: 'stationId' },
    ({ id, count }) => ({
      zh: `救援站 ${id} 有 ${count} 次出动记录。`,
      en: `Station ${id} was sent out ${count} times.`,
    }),
  )),
]
