import { Empty } from 'antd'
import { type Batch, EXPIRING_DAYS } from '../../../../data/ledger.ts'
import { MATERIALS } from '../../../../data/materials.ts'
import { type LedgerFilter, useExpiring } from '../../../api/stock.ts'
import { dateText } from '../../../form/date-text.ts'
import { numberText } from '../../../form/number-text.ts'
import { useText } from '../../../i18n/text.ts'
import { amountText } from './amount-text.ts'
import { Downloads } from './downloads.tsx'
import { expiryOf } from './expiry.ts'
import { ExpiryTag } from './expiry-tag.tsx'
import { Loaded } from './loaded.tsx'
import { useStockpileNames } from './use-stockpile-names.ts'

/** Batches past their date, and those that soon will be; first expired first. */
export const Expiring = ({ filter }: { filter: LedgerFilter }) => {
  const { t } = useText('ledger')
  const { data, error, isLoading, refetch } = useExpiring(filter)
  const nameOf = useStockpileNames()
  return (
    <>
      <Loaded isLoading={isLoading} error={error} onRetry={() => void refetch()} />
      {data?.batches.length === 0 && (
        <Empty
          image={Empty.PRESENTED_IMAGE_SIMPLE}
          description={t('noExpiring', { days: EXPIRING_DAYS })}
        />
      )}
      {data && data.batches.length > 0 && <Counted batches={data.batches} />}
      <ol className="book-movements">
        {data?.batches.map((batch) => (
          <BatchLine key={batch.id} batch={batch} stockpile={nameOf(batch.stockpileId)} />
        ))}
      </ol>
      {data && data.batches.length > 0 && <Downloads table="expiring" filter={filter} />}
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
      <span className="book-movement-head">
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
