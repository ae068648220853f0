/** A file from its bytes to staged rows: read, judged, prepared, and written in small transactions. */
import {
  COLLECTIONS,
  type CollectionId,
  groupOf,
  isCollectionId,
  LAYER_GROUPS,
  partsOf,
} from '../../../data/collections.ts'
import type { ImportTarget } from '../../../data/imports.ts'
import type { Known, KnownFeature } from '../../import/registers/known.ts'
import { countsOf, type Imported, rejectedOf } from '../../import/registers/report.ts'
import { runRegister } from '../../import/registers/run-register.ts'
import { readTableFile } from '../../import/tables/read-table-file.ts'
import { cellText, columnName, type Sheet, type TableFile } from '../../import/tables/table-file.ts'
import { RoadNetwork } from '../../network/road-network.ts'
import { importStore, type StagedRow } from '../../store/imports/import-store.ts'
import type { Statements } from '../../store/statements.ts'
import { openToRead } from '../../store/store.ts'
import type { Progress, ReadJob } from './import-jobs.ts'
import { knownData } from './known-data.ts'
import { type JudgedRow, RowPreparation, stagedRow } from './prepare-rows.ts'

/** What `auto` chooses among: what people keep registers of. */
export const KEPT: readonly CollectionId[] = [...LAYER_GROUPS, 'settlements']

const whether = (target: ImportTarget, kind: 'stock' | 'duty-roster'): 'yes' | 'no' | 'perhaps' => {
  if (target === kind) return 'yes'
  return target === 'auto' ? 'perhaps' : 'no'
}

/** What a file may hold that the user says is this. */
export const readAs = (target: ImportTarget) => ({
  collections: isCollectionId(target) ? [target] : KEPT,
  stock: whether(target, 'stock'),
  duty: whether(target, 'duty-roster'),
})

/** Collections whose features a file of these may be compared with. */
export const comparedWith = (collections: readonly CollectionId[]): CollectionId[] => [
  ...new Set<CollectionId>([
    'stockpiles',
    ...collections,
    // Parts of one union share their ids.
    ...collections.flatMap((id) => partsOf(groupOf(id))),
  ]),
]

/** Headings by the position of their column; its name where it has none. */
const headingsOf = (file: TableFile, report: Pick<Imported, 'layout' | 'mapping' | 'unmapped'>) => {
  const sheet = sheetOf(file, String(report.layout.sheet ?? ''))
  const headings = new Map([
    ...Object.entries(report.mapping).map(([name, { heading }]) => [name, heading] as const),
    ...report.unmapped.map(({ column, heading }) => [column, heading] as const),
  ])
  const width = Math.max(0, ...(sheet?.rows.slice(0, ROWS_AT_ONCE) ?? []).map((row) => row.length))
  return Array.from({ length: sheet ? width : 0 }, (_, column) => {
    const name = columnName(sheet!, column)
    return headings.get(name) || name
  })
}

/** The station whose roster it is, by what the user calls it. */
const stationOf = (known: Known, called: unknown): KnownFeature | undefined =>
  known
    .existing('stations')
    .find(
      ({ id, properties: { code, name } }) =>
        called !== undefined && [id, code, name].includes(called),
    )

/** How many rows may repeat another one; nothing where none does. */
const alikeOf = (rows: readonly JudgedRow[]): Record<string, number> => {
  const count = rows.filter(({ issues }) =>
    issues?.some(({ code }) => code === 'possible-duplicate'),
  ).length
  return count > 0 ? { 'look-alike': count } : {}
}

/** Each written in one transaction of a few milliseconds. */
const ROWS_AT_ONCE = 1000

/** A turn to write. */
export type InTurn = (work: (statements: Statements) => Promise<void>) => Promise<void>

const sheetOf = ({ sheets }: TableFile, name: string): Sheet | undefined =>
  sheets.find((each) => each.name === name) ?? sheets[0]

/** The cells of a row as they stand in the file; where it stands on its side there is no such row. */
const cellsOf = (file: TableFile, report: Pick<Imported, 'layout'>, { layer, row }: JudgedRow) => {
  const sheet = sheetOf(file, layer ?? String(report.layout.sheet ?? ''))
  return report.layout.isTransposed ? undefined : sheet?.rows[row - 1]?.map(cellText)
}

/**
 * Reads, judges and stages a file. @throws FileRefused with the reason and what to do about it.
 */
export const readImport = async (
  job: ReadJob,
  bytes: Uint8Array,
  inTurn: InTurn,
  tell: (progress: Progress) => void,
): Promise<void> => {
  const { importId, choices, fileName } = job
  tell({ phase: 'file', done: 0, total: 0 })
  const file = await readTableFile(bytes, fileName)
  const store = await openToRead(job.path)
  const { collections, ...kinds } = readAs(choices.collection)
  try {
    // Before the features: what is changed between the two then counts as changed since.
    const basis = await store.read(({ imports }) => imports.lastChange())
    const network = job.graph && new RoadNetwork(job.graph)
    const known = await knownData(store, network, comparedWith(collections))
    tell({ phase: 'rows', done: 0, total: 0 })
    const mappings = await store.read(({ imports }) => imports.remembered())
    const { rows, roster, ...judged } = runRegister(file, known, {
      resources: collections.map((id) => COLLECTIONS[id]),
      system: choices.system,
      fileName,
      ...kinds,
      today: job.today,
      mapping: choices.mapping,
      remembered: (signature) => mappings.get(signature),
      defaults: choices.defaults,
      items: choices.items ?? {},
      isCount: choices.stockAs === 'stocktake',
      decisions: choices.rows,
      ...(choices.sheet === null ? {} : { sheet: choices.sheet }),
      onProgress: ({ done, total }) => tell({ phase: 'rows', done, total }),
    })
    // Where rows are stations, each has its own.
    const isOfOne = roster?.text !== undefined
    const station = isOfOne ? stationOf(known, choices.defaults.stationId) : undefined
    const summary = {
      ...judged,
      headings: headingsOf(file, judged),
      ...(roster && { roster: { month: roster.month, ...(isOfOne && { text: roster.text }) } }),
      ...(isOfOne && !station && { defaultsToAskFor: ['stationId', ...judged.defaultsToAskFor] }),
    }
    const preparation = new RowPreparation({ report: summary, known, choices, source: fileName })
    await inTurn(async (statements) => {
      await importStore(statements).removeRows(importId, Number.MAX_SAFE_INTEGER)
    })
    const prepared: JudgedRow[] = []
    for (let first = 0; first < rows.length; first += ROWS_AT_ONCE) {
      tell({ phase: 'staging', done: first, total: rows.length })
      const staged = rows.slice(first, first + ROWS_AT_ONCE).map((judged, index): StagedRow => {
        const { row, written: ofRow } = preparation.prepare(judged)
        // The roster of all people together is what their station keeps: it goes in with the first.
        const isFirst = first + index === 0 && roster?.text && station
        const written = isFirst ? preparation.roster(station, roster.text!) : ofRow
        prepared.push({
          row: row.row,
          status: row.status,
          properties: {},
          ...(row.issues && { issues: row.issues }),
        })
        const cells = row.status === 'reject' ? cellsOf(file, summary, row) : undefined
        return stagedRow(first + index + 1, { row: cells ? { ...row, cells } : row, written })
      })
      await inTurn((statements) => importStore(statements).stage(importId, staged))
    }
    const rejected = rejectedOf(prepared)
    await inTurn((statements) =>
      importStore(statements).change(importId, {
        state: 'staged',
        report: { ...summary, counts: { ...countsOf(prepared), ...alikeOf(prepared) }, rejected },
        refusal: null,
        basis,
      }),
    )
  } finally {
    await store.close()
  }
}
