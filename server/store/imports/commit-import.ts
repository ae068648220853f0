/**
 * One import into the collections and the history, or out of them again: within one transaction, by
 * statements over all rows at once, because every other writer waits meanwhile.
 */
import { isDeepStrictEqual } from 'node:util'
import type { Bilingual, Language } from '../../../data/bilingual.ts'
import { COLLECTIONS, type ResourceId } from '../../../data/collections.ts'
import { askedLabel, type ImportSummary } from '../../../data/imports.ts'
import { localDayOf } from '../../../data/local-time.ts'
import type { ResourceDeclaration } from '../../../data/resource.ts'
import { listText } from '../../../data/wording.ts'
import { DEFER_REFERENCES, jsonText } from '../sqlite/dialect.ts'
import { layOutRows, removeManyRows, type WrittenBy, writeLaidOut } from '../sqlite/many-rows.ts'
import type { Statements } from '../statements.ts'
import { putFeature, refuseSharedIds } from '../write.ts'
import { commitStock, reverseStock } from './commit-stock.ts'
import { importStore, type KeptImport } from './import-store.ts'
import { changedSinceDryRun, StandsInTheWay, standingOn } from './standing.ts'

export interface Signed {
  readonly importId: number
  readonly name: string
  readonly by: string
  /** ISO instant. */
  readonly at: string
}

const inTheWay = (sentence: Bilingual): StandsInTheWay => new StandsInTheWay([sentence])

/** @throws StandsInTheWay where there is none in this state. */
const expectState = async (
  statements: Statements,
  id: number,
  state: KeptImport['state'],
): Promise<KeptImport> => {
  const kept = await importStore(statements).get(id)
  if (kept?.state === state) return kept
  throw inTheWay(
    state === 'staged'
      ? { zh: '该导入不在待提交状态。', en: 'The import is not waiting to be committed.' }
      : {
          zh: '该导入未提交，或已撤销。',
          en: 'The import is not committed, or was undone already.',
        },
  )
}

const SHARED = ['geometry', 'west', 'south', 'east', 'north', 'featureJson'] as const

const namesOf = (collection: ResourceId): string[] => [
  'id',
  ...SHARED,
  ...Object.keys(COLLECTIONS[collection].fields),
]

const OF_IMPORT = 'importId = @importId AND collection = @collection AND after IS NOT NULL'

/** Stockpiles are written one by one: the ledger goes on counting what is in them. */
const ONE_BY_ONE: readonly ResourceId[] = ['stockpiles']

const writtenBy = ({ importId, name, by, at }: Signed): WrittenBy => ({
  ...{ who: by, reason: name, importId, at },
})

/** What collections an import writes to. */
const writtenTo = async (statements: Statements, importId: number): Promise<ResourceId[]> => {
  const rows = await statements.all<{ collection: ResourceId }>(
    'SELECT DISTINCT collection FROM import_rows WHERE importId = ? AND collection IS NOT NULL',
    [importId],
  )
  return rows.map(({ collection }) => collection)
}

/** What a commit was prepared from. */
export type PreparedCommit = KeptImport | null

/**
 * Lays out what a commit will write, so that others need not wait for it: outside of the transaction, on
 * the same connection. What is changed of the import until then has it laid out anew.
 */
export const prepareCommit = async (
  statements: Statements,
  signed: Signed,
): Promise<PreparedCommit> => {
  const { importId } = signed
  const kept = await importStore(statements).get(importId)
  for (const collection of await writtenTo(statements, importId)) {
    if (ONE_BY_ONE.includes(collection)) continue
    const { fields }: ResourceDeclaration = COLLECTIONS[collection]
    const own = Object.keys(fields).map((name) => [name, jsonText('after', `properties.${name}`)])
    const shared = [...SHARED, 'before', 'after'].map((name) => [name, `"${name}"`])
    const columns = { id: 'featureId', ...Object.fromEntries([...shared, ...own]) }
    await layOutRows(statements, collection, columns, `FROM import_rows WHERE ${OF_IMPORT}`, {
      values: { importId, collection },
      by: writtenBy(signed),
    })
  }
  return kept
}

const writeOneByOne = async (
  statements: Statements,
  collection: ResourceId,
  signed: Signed,
): Promise<void> => {
  const { importId } = signed
  const rows = await statements.all<{ after: string }>(
    `SELECT after FROM import_rows WHERE ${OF_IMPORT} ORDER BY position`,
    { importId, collection },
  )
  for (const { after } of rows) {
    await putFeature(statements, collection, JSON.parse(after), writtenBy(signed))
  }
}

/** What of a report a commit goes by. */
interface CommittedReport extends Pick<ImportSummary, 'targets'> {
  readonly resource: string
  readonly signature: string
  readonly defaultsToAskFor: readonly string[]
  readonly layout: { readonly asOf?: string }
  readonly roster?: { readonly text?: string | null }
  /** Of a stock list that was entered: under what it stands in the books. */
  readonly documents?: readonly string[]
}

const ROSTER_TOO_LONG: Bilingual = {
  zh: '该月排班合并后超出救援站“排班”栏的长度，未写入。请改为按工作日、休息日填写。',
  en: 'The month’s duty is longer than a station’s roster may be, so nothing was written. Write it by workdays and rest days instead.',
}

/** @throws StandsInTheWay where values are to be given for all rows that the file has none for. */
const refuseLacking = async (
  statements: Statements,
  importId: number,
  { report }: KeptImport,
): Promise<void> => {
  const { defaultsToAskFor, resource } = report as CommittedReport
  if (resource === 'stock' || resource === 'duty-roster') {
    const { roster } = report as CommittedReport
    if (defaultsToAskFor.length === 0) {
      if (roster?.text === null) throw inTheWay(ROSTER_TOO_LONG)
      return
    }
  } else {
    const lacking = await statements.value(
      `SELECT 1 FROM import_rows WHERE importId = ? AND collection IS NULL
         AND status IN ('add', 'update') LIMIT 1`,
      [importId],
    )
    if (lacking === undefined) return
  }
  const labels = defaultsToAskFor.map((name) => askedLabel(report as CommittedReport, name))
  const named = (language: Language): string =>
    listText(
      labels.map((each) => each[language]),
      language,
    )
  throw inTheWay({
    zh: `文件中没有必填内容（${named('zh')}），请先为所有行给出。`,
    en: `The file lacks required values (${named('en')}): give them for all rows first.`,
  })
}

/**
 * Writes what is staged. Within a transaction.
 * @throws StandsInTheWay where something has changed that the dry run rests on, or a value lacks.
 */
export const commitImport = async (
  statements: Statements,
  signed: Signed,
  prepared: PreparedCommit = null,
): Promise<void> => {
  const { importId, name, by, at } = signed
  const kept = await expectState(statements, importId, 'staged')
  await refuseLacking(statements, importId, kept)
  const since = await changedSinceDryRun(statements, importId, kept.basis)
  if (since.length > 0) throw new StandsInTheWay(since)
  if (!isDeepStrictEqual(prepared, kept)) await prepareCommit(statements, signed)
  for (const collection of await writtenTo(statements, importId)) {
    if (ONE_BY_ONE.includes(collection)) await writeOneByOne(statements, collection, signed)
    else {
      await writeLaidOut(statements, collection, namesOf(collection), writtenBy(signed))
      await refuseSharedIds({ statements, collection })
    }
  }
  const store = importStore(statements)
  const report = kept.report as CommittedReport
  const { resource, signature, layout } = report
  const { mapping, stockAs } = kept.choices
  const receivedOn = layout.asOf ?? localDayOf(new Date(at))
  const documents =
    resource === 'stock' ? await commitStock(statements, signed, stockAs, receivedOn) : []
  if (Object.keys(mapping).length > 0) await store.remember(signature, mapping, at)
  await store.change(importId, {
    ...{ state: 'committed', name, committed: { by, at } },
    report: { ...report, documents },
  })
}

interface Undone {
  readonly collection: ResourceId
  readonly before: string
}

/**
 * Takes back all that an import has written. Within a transaction.
 * @throws StandsInTheWay with what stands on it.
 */
export const undoImport = async (statements: Statements, signed: Signed): Promise<void> => {
  const { importId, by, at } = signed
  const { name, report } = await expectState(statements, importId, 'committed')
  const standing = await standingOn(statements, importId)
  if (standing.length > 0) throw new StandsInTheWay(standing)
  const reason = `撤销导入：${name}`
  const changedBy = { who: by, at, reason, importId }
  // The last first: what was there before the first change of a feature is there at the end.
  const updates = await statements.all<Undone>(
    `SELECT collection, "before" FROM feature_changes
     WHERE importId = ? AND kind = 'update' ORDER BY sequence DESC`,
    [importId],
  )
  for (const { collection, before } of updates) {
    await putFeature(statements, collection, JSON.parse(before), changedBy)
  }
  const { documents = [] } = report as CommittedReport
  if (documents.length > 0) await reverseStock(statements, { ...signed, name }, documents)
  await statements.run(DEFER_REFERENCES)
  const made = await statements.all<{ collection: ResourceId }>(
    `SELECT DISTINCT collection FROM feature_changes WHERE importId = ? AND kind = 'create'`,
    [importId],
  )
  for (const { collection } of made) {
    const features = `SELECT featureId AS id, "after" AS "before", NULL AS "after" FROM feature_changes
      WHERE importId = @importId AND collection = @collection AND kind = 'create' ORDER BY sequence`
    const values = { importId, collection }
    await removeManyRows(statements, collection, features, { values, by: changedBy })
  }
  await importStore(statements).change(importId, { state: 'undone', undone: { by, at } })
}
