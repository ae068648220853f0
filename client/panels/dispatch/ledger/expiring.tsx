import { type Batch, EXPIRING_DAYS } from '../../../../data/ledger.ts'
import { MATERIALS } from '../../../../data/materials.ts'
import { type LedgerFilter, useExpiring } from '../../../api/stock.ts'
import { useStockpileNames } from '../../../form/feature-names.ts'
import { EmptyNote, QueryStatus } from '../../../form/pieces.tsx'
import { dateText } from '../../../form/shanghai-time.ts'
import { amountText, numberText } from '../../../form/wording.ts'
import { useText } from '../../../i18n/text.ts'
import { Downloads, ExpiryTag, expiryOf } from './ledger-pieces.tsx'

/** Batches past their date, and those that soon will be; first expired first. */
export const Expiring = ({ filter }: { filter: LedgerFilter }) => {
  const { t } = useText('ledger')
  const query = useExpiring(filter)
  const nameOf = useStockpileNames()
  const batches = query.data?.batches ?? []
  return (
    <>
      <QueryStatus query={query} failed={(reason) => t('failed', reason)} loading={t('loading')} />
      {query.data && batches.length === 0 && (
        <EmptyNote text={t('noExpiring', { days: EXPIRING_DAYS })} />
      )}
      {batches.length > 0 && <Counted batches={batches} />}
      <ol className="plain-list ledger-lines">
        {batches.map((batch) => (
          <BatchLine key={batch.id} batch={batch} stockpile={nameOf(batch.stockpileId)} />
        ))}
      </ol>
      {batches.length > 0 && <Downloads table="expiring" filter={filter} />}
    </>
  )
}

const Counted = ({ batches }: { batches: readonly Batch[] }) => {
  const { t, language } = useText('ledger')
  const expired = batches.filter(
    ({ expiresOn }) => expiryOf(expiresOn, Date.now()) === 'expired',
  ).length
  return (
    <p>
      {t('expiringCount', {
        expired: numberText(expired, language),
        soon: numberText(batches.length - expired, language),
        days: EXPIRING_DAYS,
      })}
    </p>
  )
}

const BatchLine = ({ batch, stockpile }: { batch: Batch; stockpile: string }) => {
  const { t, language } = useText('ledger')
  const { item, onHand, reserved, expiresOn } = batch
  return (
    <li>
      <span className="block-head">
        <strong>
          {MATERIALS[item].label[language]} {amountText(onHand, item, language)}
        </strong>
        <span>
          {expiresOn && dateText(expiresOn, language)} <ExpiryTag expiresOn={expiresOn} />
        </span>
      </span>
      <span className="secondary">
        {stockpile} · {batch.batch}
        {reserved > 0 &&
          ` · ${t('isReserved', { quantity: amountText(reserved, item, language) })}`}
      </span>
    </li>
  )
}
