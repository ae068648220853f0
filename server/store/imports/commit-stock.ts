/** Stock lists into the ledger: as receipts, or as a stocktake; and out of it by entries that reverse them. */
import type { Bilingual } from '../../../data/bilingual.ts'
import type { Batch, KeeperMovement, StocktakeInput } from '../../../data/ledger.ts'
import { MATERIALS, type MaterialKey } from '../../../data/materials.ts'
import { ledgerStore } from '../ledger/ledger-store.ts'
import { LedgerRefused } from '../refusals.ts'
import type { Statements } from '../statements.ts'
import { StandsInTheWay } from './standing.ts'

/** Who enters it, when, and what the import is called. */
export interface StockEntry {
  readonly importId: number
  readonly name: string
  readonly by: string
  /** ISO instant. */
  readonly at: string
}

interface StockLine {
  readonly row: number
  readonly stockpileId: string
  readonly item: MaterialKey
  readonly quantity: number
  /** As the list calls it; null where it does not say. */
  readonly batch: string | null
  readonly receivedOn: string
  readonly expiresOn: string | null
}

interface StockProperties {
  readonly stockpileId: string
  readonly item?: MaterialKey
  readonly quantity?: number
  readonly batch?: string
  readonly stock?: Readonly<Partial<Record<MaterialKey, number>>>
  readonly receivedOn?: string
  readonly expiresOn?: string
}

const linesOf = async (
  statements: Statements,
  importId: number,
  receivedOn: string,
): Promise<StockLine[]> => {
  const rows = await statements.all<{ row: number; report: string }>(
    `SELECT "row", report FROM import_rows WHERE importId = ? AND status = 'add' ORDER BY position`,
    [importId],
  )
  return rows.flatMap(({ row, report }) => {
    const { properties } = JSON.parse(report) as { properties: StockProperties }
    const { stockpileId, item, quantity, stock = {} } = properties
    const counted = item && quantity !== undefined ? { [item]: quantity } : stock
    return Object.entries(counted).map(([key, count]) => ({
      ...{ row, stockpileId, item: key as MaterialKey, quantity: count! },
      batch: properties.batch ?? null,
      receivedOn: properties.receivedOn ?? receivedOn,
      expiresOn: properties.expiresOn ?? null,
    }))
  })
}

const documentOf = (importId: number): string => `导入${importId}`

const receiptsOf = (lines: readonly StockLine[], document: string): KeeperMovement[] =>
  lines.map(({ row, ...goods }) => ({ kind: 'receipt', ...goods, batch: `${document}-${row}` }))

/** What there is none of is counted, and not received. */
const isThere = ({ quantity }: StockLine): boolean => quantity > 0

/** The batches as they were counted together: what is more goes to the last, what is less is taken from the first. */
const countsOf = (batches: readonly Batch[], counted: number): StocktakeInput['counts'] | null => {
  let difference = counted - batches.reduce((sum, { onHand }) => sum + onHand, 0)
  const counts = batches.map(({ id, onHand, reserved }, index) => {
    const isLast = index === batches.length - 1
    const change =
      difference > 0 ? (isLast ? difference : 0) : Math.max(difference, reserved - onHand)
    difference -= change
    return { batchId: id, expectedOnHand: onHand, counted: onHand + change }
  })
  return difference === 0 ? counts : null
}

const promised = ({ stockpileId, item }: StockLine): Bilingual => ({
  zh: `储备点 ${stockpileId} 的${MATERIALS[item].label.zh}盘点数少于已预留的数量；请先取消或调整调拨单。`,
  en: `Of ${MATERIALS[item].label.en} in stockpile ${stockpileId} less was counted than is promised to orders; cancel or change those first.`,
})

/**
 * What was counted of an item: where every line names a batch of the books, that batch alone; else all of
 * the item, together. `null` where less was counted than is promised.
 */
const countsOfItem = (
  batches: readonly Batch[],
  lines: readonly StockLine[],
): StocktakeInput['counts'] | null => {
  const byBatch = Map.groupBy(lines, ({ batch }) => batches.find((each) => each.batch === batch))
  const groups = byBatch.has(undefined)
    ? [[batches, lines] as const]
    : [...byBatch].map(([batch, ofBatch]) => [[batch!], ofBatch] as const)
  const counts = groups.map(([counted, from]) =>
    countsOf(
      counted,
      from.reduce((sum, { quantity }) => sum + quantity, 0),
    ),
  )
  return counts.includes(null) ? null : counts.flatMap((each) => each!)
}

/** Items and batches that the list does not name stay as they are. */
const takeStock = async (
  statements: Statements,
  lines: readonly StockLine[],
  { importId, name, by, at }: StockEntry,
): Promise<string[]> => {
  const ledger = ledgerStore(statements)
  const documents: string[] = []
  for (const [stockpileId, ofStockpile] of Map.groupBy(lines, (line) => line.stockpileId)) {
    const counts: StocktakeInput['counts'] = []
    const receipts: KeeperMovement[] = []
    for (const [item, ofItem] of Map.groupBy(ofStockpile, (line) => line.item)) {
      const batches = await ledger.batches({ stockpileIds: [stockpileId], items: [item] })
      if (batches.length === 0) {
        receipts.push(...receiptsOf(ofItem.filter(isThere), documentOf(importId)))
        continue
      }
      const found = countsOfItem(batches, ofItem)
      if (!found) throw new StandsInTheWay([promised(ofItem[0]!)])
      counts.push(...found)
    }
    if (counts.length > 0) {
      const input = { stockpileId, counts, actor: by, reason: name }
      documents.push((await ledger.stocktake(input, at)).number)
    }
    if (receipts.length > 0) {
      const document = documentOf(importId)
      await ledger.record(receipts, { at, actor: by, reason: name, document })
      documents.push(document)
    }
  }
  return [...new Set(documents)]
}

const refused = ({ refusal }: LedgerRefused, lines: readonly StockLine[]): StandsInTheWay => {
  const row = lines[refusal.index]?.row ?? 0
  return new StandsInTheWay([
    {
      zh: `台账不接受第 ${row} 行（${refusal.reason}），未写入任何内容。`,
      en: `The ledger does not take row ${row} (${refusal.reason}); nothing was written.`,
    },
  ])
}

/**
 * Enters a staged stock list. Within a transaction.
 * @param receivedOn day of goods for which the list gives none.
 * @returns the documents under which it stands in the books. @throws StandsInTheWay
 */
export const commitStock = async (
  statements: Statements,
  entry: StockEntry,
  as: 'receipts' | 'stocktake',
  receivedOn: string,
): Promise<string[]> => {
  const { importId, name, by, at } = entry
  const listed = await linesOf(statements, importId, receivedOn)
  const lines = as === 'stocktake' ? listed : listed.filter(isThere)
  if (lines.length === 0) return []
  try {
    if (as === 'stocktake') return await takeStock(statements, lines, entry)
    const document = documentOf(importId)
    const receipts = receiptsOf(lines, document)
    await ledgerStore(statements).record(receipts, { at, actor: by, reason: name, document })
    return [document]
  } catch (error) {
    throw error instanceof LedgerRefused ? refused(error, lines) : error
  }
}

interface Entered {
  readonly batchId: number
  readonly stockpileId: string
  readonly onHand: number
  readonly received: number
  readonly change: number
  /** Document of the next entry of the batch. */
  readonly later: string | null
}

/**
 * Reverses what a list has entered: the entries stay, others take them back. Within a transaction.
 * @param names of documents, as `commitStock` gave them. @throws StandsInTheWay where goods have moved since.
 */
export const reverseStock = async (
  statements: Statements,
  { name, by, at, importId }: StockEntry,
  names: readonly string[],
): Promise<void> => {
  const entered = await statements.all<Entered>(
    `WITH entered AS (
       SELECT batchId, max(sequence) AS last,
         sum(CASE kind WHEN 'receipt' THEN quantity ELSE 0 END) AS received,
         sum(CASE kind WHEN 'stocktake-surplus' THEN quantity
           WHEN 'stocktake-shortage' THEN -quantity ELSE 0 END) AS change
       FROM stock_movements WHERE document IN (${names.map(() => '?')}) GROUP BY batchId)
     SELECT b.id AS batchId, b.stockpileId, b.onHand, received, change,
       (SELECT document FROM stock_movements m
         WHERE m.batchId = b.id AND m.sequence > last ORDER BY m.sequence LIMIT 1) AS later
     FROM entered JOIN stock_batches b ON b.id = entered.batchId ORDER BY b.id`,
    names,
  )
  const moved = entered.filter(({ later }) => later !== null)
  if (moved.length > 0) {
    throw new StandsInTheWay(
      moved.slice(0, 5).map(({ stockpileId, later }) => ({
        zh: `储备点 ${stockpileId} 的物资此后有变动（${later}）。`,
        en: `Goods in stockpile ${stockpileId} have moved since (${later}).`,
      })),
    )
  }
  const ledger = ledgerStore(statements)
  const reason = `撤销导入：${name}`
  const issues = entered
    .filter(({ received }) => received > 0)
    .map(({ batchId, received }) => ({ kind: 'issue' as const, batchId, quantity: received }))
  if (issues.length > 0) {
    const document = `${documentOf(importId)}-撤销`
    await ledger.record(issues, { at, actor: by, reason, document })
  }
  const counted = entered.filter(({ change }) => change !== 0)
  for (const [stockpileId, batches] of Map.groupBy(counted, (each) => each.stockpileId)) {
    const counts = batches.map(({ batchId, onHand, change }) => ({
      ...{ batchId, expectedOnHand: onHand, counted: onHand - change },
    }))
    await ledger.stocktake({ stockpileId, counts, actor: by, reason }, at)
  }
}
