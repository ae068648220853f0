/** Any register to a report: stock lists enter the ledger, rosters are duty, all others a collection. */
import type { TableFile } from '../tables/table-file.ts'
import { type DryRunOptions, dryRun } from './dry-run.ts'
import type { Known } from './known.ts'
import type { Imported } from './report.ts'
import { isRoster, rosterRun } from './roster-run.ts'
import { isStockList, stockRun } from './stock-run.ts'

type Whether = 'yes' | 'no' | 'perhaps'

export interface RegisterOptions extends DryRunOptions {
  /** Whether it is one of stock: as the user says, or `perhaps` where that is to be found out. */
  readonly stock: Whether
  /** Whether it is a duty roster; `no` where nothing is said. */
  readonly duty?: Whether
  /** YYYY-MM-DD, for what has expired. */
  readonly today: string
}

/** @throws FileRefused where no sheet holds such a table. */
export const runRegister = (file: TableFile, known: Known, options: RegisterOptions): Imported => {
  const { stock, duty = 'no', today, fileName } = options
  if (duty === 'yes' || (duty === 'perhaps' && isRoster(file, known, { fileName, today }))) {
    return rosterRun(file, known, { fileName, today }, options)
  }
  const isStock = stock === 'yes' || (stock === 'perhaps' && isStockList(file))
  return isStock ? stockRun(file, known, today, options) : dryRun(file, known, options)
}
