import { Alert, Button, Empty, InputNumber, Tag } from 'antd'
import { useState } from 'react'
import { EXPIRING_DAYS } from '../../../../data/ledger.ts'
import { MATERIAL_KEYS, MATERIALS } from '../../../../data/materials.ts'
import type { Holding } from '../../../../data/stock.ts'
import { asApiProblem } from '../../../api-problem.ts'
import { dateText } from '../../../form/date-text.ts'
import { numberText } from '../../../form/number-text.ts'
import { dateOf, wallClockAt } from '../../../form/shanghai-time.ts'
import { useDispatchText } from '../../../i18n/dispatch-texts.ts'
import { setMinimums, useStockpileStock } from '../../../stock-api.ts'
import { Downloads } from './downloads.tsx'
import { EntryForm } from './entry-form.tsx'
import { Loaded } from './loaded.tsx'

const MILLISECONDS_PER_DAY = 86_400_000

/** Goods of one use stand together, as in the catalogue. */
export const inCatalogueOrder = (holdings: readonly Holding[]): Holding[] =>
  holdings.toSorted((a, b) => MATERIAL_KEYS.indexOf(a.item) - MATERIAL_KEYS.indexOf(b.item))

/** What one stockpile has, batch by batch. */
export const Balances = ({ stockpileId }: { stockpileId: string | null }) => {
  const { t } = useDispatchText('books')
  const { data, isLoading, error, refetch } = useStockpileStock(stockpileId)
  if (stockpileId === null) {
    return (
      <>
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('chooseFirst')} />
        <Downloads table="balances" stockpileId={null} />
      </>
    )
  }
  const holdings = inCatalogueOrder(data?.stockpiles[0]?.holdings ?? [])
  return (
    <>
      <Loaded isLoading={isLoading} error={error} onRetry={() => void refetch()} />
      {data && (
        <>
          <EntryForm stockpileId={stockpileId} holdings={holdings} />
          {holdings.length === 0 && (
            <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('empty')} />
          )}
          {holdings.map((holding) => (
            <HoldingCard key={holding.item} stockpileId={stockpileId} holding={holding} />
          ))}
          <Downloads table="balances" stockpileId={stockpileId} />
        </>
      )}
    </>
  )
}

const HoldingCard = ({ stockpileId, holding }: { stockpileId: string; holding: Holding }) => {
  const { t, language } = useDispatchText('books')
  const { label, unit } = MATERIALS[holding.item]
  const number = (value: number): string => numberText(value, language)
  return (
    <article className="book-card">
      <h4>
        {label[language]} <span className="secondary">{unit[language]}</span>
      </h4>
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
            <tr key={batch.id}>
              <th scope="row">{batch.batch}</th>
              <td>{number(batch.onHand)}</td>
              <td>{number(batch.reserved)}</td>
              <td>{number(batch.available)}</td>
              <td>
                {batch.expiresOn ? dateText(batch.expiresOn, language) : '—'}{' '}
                <ExpiryTag expiresOn={batch.expiresOn} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <MinimumEditor stockpileId={stockpileId} holding={holding} />
    </article>
  )
}

/** Past its date, or soon: in words. */
export const ExpiryTag = ({ expiresOn }: { expiresOn: string | null }) => {
  const { t } = useDispatchText('books')
  if (expiresOn === null) return null
  const today = dateOf(wallClockAt(Date.now()))
  const soon = dateOf(wallClockAt(Date.now() + EXPIRING_DAYS * MILLISECONDS_PER_DAY))
  if (expiresOn < today) return <Tag color="error">{t('expired')}</Tag>
  return expiresOn < soon ? <Tag color="warning">{t('soon')}</Tag> : null
}

const MinimumEditor = ({ stockpileId, holding }: { stockpileId: string; holding: Holding }) => {
  const { t, language } = useDispatchText('books')
  const [minimum, setMinimum] = useState(holding.minimum)
  const [problem, setProblem] = useState<string | null>(null)
  const save = async (): Promise<void> => {
    try {
      await setMinimums([{ stockpileId, item: holding.item, minimum }])
      setProblem(null)
    } catch (error) {
      setProblem(asApiProblem(error).sentence[language])
    }
  }
  return (
    <div className="book-minimum">
      <InputNumber<number>
        className="target"
        aria-label={`${t('minimum')} ${MATERIALS[holding.item].label[language]}`}
        prefix={t('minimum')}
        min={0}
        max={1_000_000_000}
        precision={0}
        value={minimum}
        onChange={(value) => setMinimum(value ?? 0)}
      />
      {minimum !== holding.minimum && (
        <Button className="target" onClick={() => void save()}>
          {t('saveMinimum')}
        </Button>
      )}
      {problem && <Alert type="error" showIcon title={problem} />}
    </div>
  )
}
