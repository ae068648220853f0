/** Proof of the ledger: every balance is the sum of its movements, every promise has its order. */
import { MOVEMENT_KIND_NAMES, MOVEMENT_KINDS } from '../../../data/ledger.ts'
import { WHEREABOUTS_NAMES } from '../../../data/order-lines.ts'
import { jsonEntries } from '../sqlite/dialect.ts'
import type { Statements } from '../statements.ts'

export interface LedgerCheck {
  readonly balanced: boolean
  readonly movements: number
  /** What does not fit, at most `MOST_PROBLEMS` of each kind; empty when all is well. */
  readonly problems: readonly string[]
}

const MOST_PROBLEMS = 20

/** Sums taken anew from kind and quantity, not from the columns that the triggers used. */
const changeOf = (balance: 'onHand' | 'reserved'): string =>
  `sum(CASE kind ${MOVEMENT_KIND_NAMES.map(
    (kind) => `WHEN '${kind}' THEN ${MOVEMENT_KINDS[kind][balance]} * quantity`,
  ).join(' ')} END)`

/** What a kind of movement and its counter add up to. */
const net = (kind: 'transfer-out' | 'transfer-in'): string =>
  `sum(CASE kind WHEN '${kind}' THEN quantity WHEN '${kind}-undone' THEN -quantity ELSE 0 END)`

const AVAILABLE_OF_S = `SELECT item, sum(onHand - reserved) FROM stock_batches
  WHERE stockpileId = s.id GROUP BY item HAVING sum(onHand - reserved) > 0`

const SHOWN_BY_S = jsonEntries('s.stock')

const CHECKS: Readonly<Record<string, string>> = {
  'batch %: on hand or reserved differs from its movements': `
    SELECT b.id FROM stock_batches b LEFT JOIN (
      SELECT batchId, ${changeOf('onHand')} AS onHand, ${changeOf('reserved')} AS reserved
      FROM stock_movements GROUP BY batchId) m ON m.batchId = b.id
    WHERE b.onHand <> coalesce(m.onHand, 0) OR b.reserved <> coalesce(m.reserved, 0)`,
  'movement %: the balance told after it differs from the movements until then': `
    SELECT sequence FROM (
      SELECT sequence, onHandAfter, reservedAfter, ${changeOf('onHand')} OVER book AS onHand,
        ${changeOf('reserved')} OVER book AS reserved
      FROM stock_movements WINDOW book AS (PARTITION BY batchId ORDER BY sequence))
    WHERE onHandAfter <> onHand OR reservedAfter <> reserved`,
  'movement %: more came back than was lent': `
    SELECT l.sequence FROM stock_movements l JOIN (
      SELECT loan, sum(quantity) AS back FROM stock_movements WHERE loan IS NOT NULL GROUP BY loan) b
      ON b.loan = l.sequence WHERE b.back > l.quantity`,
  'movement %: of a batch that is not there': `
    SELECT sequence FROM stock_movements WHERE batchId NOT IN (SELECT id FROM stock_batches)`,
  'line %: more came in than it sent': `
    SELECT l.id FROM transfer_lines l JOIN (
      SELECT lineId, ${net('transfer-in')} AS brought FROM stock_movements
      WHERE lineId IS NOT NULL GROUP BY lineId) m ON m.lineId = l.id
    WHERE m.brought > l.shipped`,
  'line %: what came back or was booked differs from its movements': `
    SELECT l.id FROM transfer_lines l JOIN transfer_loads o ON o.id = l.loadId
      JOIN transfers t ON t.id = o.transferId LEFT JOIN (
      SELECT lineId, ${net('transfer-in')} AS brought FROM stock_movements
      WHERE lineId IS NOT NULL GROUP BY lineId) m ON m.lineId = l.id
    WHERE l.returned + CASE WHEN json_extract(t.sites, '$[' || o.site || '].stockpileId') IS NULL
      THEN 0 ELSE l.handedOver END <> coalesce(m.brought, 0)`,
  'line %: goods that have left are in no place, or in two': `
    SELECT id FROM transfer_lines WHERE shipped <>
      ${WHEREABOUTS_NAMES.join(' + ')} OR min(${WHEREABOUTS_NAMES.join(', ')}) < 0`,
  'batch %: promises more than there is': `
    SELECT id FROM stock_batches WHERE reserved < 0 OR reserved > onHand`,
  'movement %: a promise without an order': `
    SELECT sequence FROM stock_movements
    WHERE kind IN ('reservation', 'release', 'transfer-out', 'transfer-out-undone')
      AND lineId NOT IN (SELECT l.id FROM transfer_lines l
        JOIN transfer_loads o ON o.id = l.loadId JOIN transfers t ON t.id = o.transferId)`,
  'batch %: reserved differs from the lines of its orders': `
    SELECT b.id FROM stock_batches b LEFT JOIN (
      SELECT batchId, sum(reserved) AS reserved FROM transfer_lines GROUP BY batchId) l
      ON l.batchId = b.id WHERE b.reserved <> coalesce(l.reserved, 0)`,
  'line %: reserved or shipped differs from its movements': `
    SELECT l.id FROM transfer_lines l LEFT JOIN (
      SELECT lineId,
        ${changeOf('reserved')} AS reserved, ${net('transfer-out')} AS shipped
      FROM stock_movements WHERE lineId IS NOT NULL GROUP BY lineId) m ON m.lineId = l.id
    WHERE l.reserved <> coalesce(m.reserved, 0) OR l.shipped <> coalesce(m.shipped, 0)`,
  'line %: still reserved although its load has left or was cancelled': `
    SELECT l.id FROM transfer_lines l JOIN transfer_loads o ON o.id = l.loadId
    WHERE o.state NOT IN ('reserved', 'loading') AND l.reserved <> 0`,
  'order %: has no lines': `
    SELECT number FROM transfers t WHERE NOT EXISTS (SELECT 1 FROM transfer_loads o
      JOIN transfer_lines l ON l.loadId = o.id WHERE o.transferId = t.id)`,
  'order %: a number is missing before it': `
    SELECT number FROM transfers t WHERE yearSequence > 1 AND NOT EXISTS (
      SELECT 1 FROM transfers p WHERE p.year = t.year AND p.yearSequence = t.yearSequence - 1)`,
  'movement %: a number is missing before it': `
    SELECT sequence FROM stock_movements m WHERE sequence > 1 AND NOT EXISTS (
      SELECT 1 FROM stock_movements p WHERE p.sequence = m.sequence - 1)`,
  'stockpile %: shows other stock than the ledger has': `
    SELECT s.id FROM stockpiles s WHERE
      EXISTS (${SHOWN_BY_S} EXCEPT ${AVAILABLE_OF_S})
      OR EXISTS (${AVAILABLE_OF_S} EXCEPT ${SHOWN_BY_S})`,
}

export const countMovements = async (statements: Statements): Promise<number> =>
  (await statements.value<number>('SELECT count(*) FROM stock_movements')) ?? 0

/** Reads the whole ledger. */
export const checkLedger = async (statements: Statements): Promise<LedgerCheck> => {
  const problems: string[] = []
  for (const [sentence, query] of Object.entries(CHECKS)) {
    const rows = await statements.all<Record<string, string | number>>(
      `${query} LIMIT ${MOST_PROBLEMS}`,
    )
    problems.push(...rows.map((row) => sentence.replace('%', String(Object.values(row)[0]))))
  }
  return { balanced: problems.length === 0, movements: await countMovements(statements), problems }
}
