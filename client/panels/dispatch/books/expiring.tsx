import { Empty } from 'antd'
import { EXPIRING_DAYS } from '../../../../data/ledger.ts'
import { MATERIALS } from '../../../../data/materials.ts'
import { dateText } from '../../../form/date-text.ts'
import { localisedName } from '../../../form/localised-name.ts'
import { numberText } from '../../../form/number-text.ts'
import { useDispatchText } from '../../../i18n/dispatch-texts.ts'
import { useExpiring } from '../../../stock-api.ts'
import { useFeatures } from '../../panel-data.ts'
import { ExpiryTag } from './balances.tsx'
import { Downloads } from './downloads.tsx'
import { Loaded } from './loaded.tsx'

/** Batches past their date, and those that soon will be. */
export const Expiring = ({ stockpileId }: { stockpileId: string | null }) => {
  const { t, language } = useDispatchText('books')
  const { data, error, isLoading, refetch } = useExpiring(stockpileId)
  const { data: stockpiles } = useFeatures('stockpiles')
  const nameOf = (id: string): string => {
    const feature = stockpiles?.find((each) => each.id === id)
    return feature ? localisedName(feature.properties, language) : id
  }
  return (
    <>
      <Loaded isLoading={isLoading} error={error} onRetry={() => void refetch()} />
      {data?.batches.length === 0 && (
        <Empty
          image={Empty.PRESENTED_IMAGE_SIMPLE}
          description={t('noExpiring', { days: EXPIRING_DAYS })}
        />
      )}
      <ol className="book-movements">
        {data?.batches.map((batch) => (
          <li key={batch.id}>
            <span className="book-movement-head">
              <strong>
                {MATERIALS[batch.item].label[language]} {numberText(batch.onHand, language)}{' '}
                {MATERIALS[batch.item].unit[language]}
              </strong>
              <span>
                {batch.expiresOn && dateText(batch.expiresOn, language)}{' '}
                <ExpiryTag expiresOn={batch.expiresOn} />
              </span>
            </span>
            <span className="secondary">
              {nameOf(batch.stockpileId)} · {batch.batch}
            </span>
          </li>
        ))}
      </ol>
      {data && data.batches.length > 0 && <Downloads table="expiring" stockpileId={stockpileId} />}
    </>
  )
}
