import { Tag } from 'antd'
import type { Batch } from '../../../../data/ledger.ts'
import { MATERIALS } from '../../../../data/materials.ts'
import type { Holding } from '../../../../data/stock.ts'
import { dateText } from '../../../form/date-text.ts'
import { numberText } from '../../../form/number-text.ts'
import { useText } from '../../../i18n/text.ts'
import { READABLE_TAG } from '../../../theme.ts'
import { ExpiryTag } from './expiry-tag.tsx'
import { MinimumEditor } from './minimum-editor.tsx'

interface HoldingCardProps {
  stockpileId: string
  holding: Holding
}

/** One item of a stockpile, batch by batch. */
export const HoldingCard = ({ stockpileId, holding }: HoldingCardProps) => {
  const { t, language } = useText('ledger')
  const { label, unit } = MATERIALS[holding.item]
  return (
    <article className="book-card">
      <h4>
        {label[language]} <span className="secondary">{t('unit', { unit: unit[language] })}</span>{' '}
        {holding.available < holding.minimum && (
          <Tag color="error" style={READABLE_TAG}>
            {t('belowMinimum')}
          </Tag>
        )}
      </h4>
      <div className="book-table">
        <table>
          <thead>
            <tr>
              <th scope="col">{t('batch')}</th>
              <th scope="col">{t('onHand')}</th>
              <th scope="col">{t('reserved')}</th>
              <th scope="col">{t('available')}</th>
              <th scope="col">{t('expires')}</th>
            </tr>
          </thead>
          <tbody>
            {holding.batches.map((batch) => (
              <BatchRow key={batch.id} batch={batch} />
            ))}
            {holding.batches.length > 1 && <TotalRow holding={holding} />}
          </tbody>
        </table>
      </div>
      <MinimumEditor key={holding.minimum} stockpileId={stockpileId} holding={holding} />
    </article>
  )
}

const BatchRow = ({ batch }: { batch: Batch }) => {
  const { t, language } = useText('ledger')
  return (
    <tr>
      <th scope="row">
        {batch.batch}{' '}
        <span className="secondary book-received">
          {t('received', { date: dateText(batch.receivedOn, language) })}
        </span>
      </th>
      <td>{numberText(batch.onHand, language)}</td>
      <td>{numberText(batch.reserved, language)}</td>
      <td>{numberText(batch.available, language)}</td>
      <td>
        <span className="book-date">
          {batch.expiresOn ? dateText(batch.expiresOn, language) : '—'}
        </span>{' '}
        <ExpiryTag expiresOn={batch.expiresOn} />
      </td>
    </tr>
  )
}

/** What is past its date counts as on hand, never as available. */
const TotalRow = ({ holding }: { holding: Holding }) => {
  const { t, language } = useText('ledger')
  return (
    <tr>
      <th scope="row">{t('total')}</th>
      <td>{numberText(holding.onHand, language)}</td>
      <td>{numberText(holding.reserved, language)}</td>
      <td>{numberText(holding.available, language)}</td>
      <td />
    </tr>
  )
}
