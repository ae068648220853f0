/** Any register to a report: stock lists enter the ledger, all others a collection. */
import type { TableFile } from '../tables/table-file.ts'
import { type DryRunOptions, dryRun } from './dry-run.ts'
import type { Known } from './known.ts'
import type { Imported } from './report.ts'
import { isStockList, stockRun } from './stock-run.ts'

export interface RegisterOptions extends DryRunOptions {
  /** Whether it is one of stock: told, or to be found out. */
  readonly stock: 'yes' | 'no' | 'perhaps'
  /** YYYY-MM-DD, for what has expired. */
  readonly today: string
}

/** @throws FileRefused where no sheet holds such a table. */
export const runRegister = (file: TableFile, known: Known, options: RegisterOptions): Imported => {
  const { stock, today } = options
  const isStock = stock === 'yes' || (stock === 'perhaps' && isStockList(file))
  return isStock ? stockRun(file, known, today, options) : dryRun(file, known, options)
}
