/** Whether goods are past their date, or soon will be. */
import { EXPIRING_DAYS } from '../../../../data/ledger.ts'
import { dateOf, wallClockAt } from '../../../form/shanghai-time.ts'

const MILLISECONDS_PER_DAY = 86_400_000

export type Expiry = 'expired' | 'soon' | 'later'

/**
 * Goods may be used until the end of their last day in Shanghai; "soon" is within EXPIRING_DAYS.
 * @param expiresOn `YYYY-MM-DD`, null where the goods do not expire.
 */
export const expiryOf = (expiresOn: string | null, nowMilliseconds: number): Expiry => {
  if (expiresOn === null) return 'later'
  if (expiresOn < dateOf(wallClockAt(nowMilliseconds))) return 'expired'
  const soon = dateOf(wallClockAt(nowMilliseconds + EXPIRING_DAYS * MILLISECONDS_PER_DAY))
  return expiresOn <= soon ? 'soon' : 'later'
}
