import { Empty } from 'antd'
import { MATERIAL_KEYS, MATERIALS } from '../../../../data/materials.ts'
import type { Holding } from '../../../../data/stock.ts'
import { type LedgerFilter, useStockpileStock } from '../../../api/stock.ts'
import { useText } from '../../../i18n/text.ts'
import { Downloads } from './downloads.tsx'
import { EntryForm } from './entry-form.tsx'
import { Everywhere } from './everywhere.tsx'
import { HoldingCard } from './holding-card.tsx'
import { Loaded } from './loaded.tsx'

/** Goods of one use stand together, as in the catalogue. */
export const inCatalogueOrder = (holdings: readonly Holding[]): Holding[] =>
  [...holdings].sort((a, b) => MATERIAL_KEYS.indexOf(a.item) - MATERIAL_KEYS.indexOf(b.item))

/** What one stockpile has, batch by batch; what all have of one item. */
export const Balances = ({ filter }: { filter: LedgerFilter }) => {
  const { t } = useText('ledger')
  const { stockpileId, item } = filter
  if (stockpileId !== null) return <OfStockpile filter={filter} stockpileId={stockpileId} />
  return (
    <>
      {item === null ? (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('chooseFirst')} />
      ) : (
        <Everywhere item={item} />
      )}
      <Downloads table="balances" filter={filter} />
    </>
  )
}

const OfStockpile = ({ filter, stockpileId }: { filter: LedgerFilter; stockpileId: string }) => {
  const { t, language } = useText('ledger')
  const { data, isLoading, error, refetch } = useStockpileStock(stockpileId)
  const all = inCatalogueOrder(data?.stockpiles[0]?.holdings ?? [])
  const holdings = all.filter(({ item }) => filter.item === null || item === filter.item)
  return (
    <>
      <Loaded isLoading={isLoading} error={error} onRetry={() => void refetch()} />
      {data && (
        <>
          <EntryForm stockpileId={stockpileId} holdings={all} />
          {holdings.length === 0 && (
            <Empty
              image={Empty.PRESENTED_IMAGE_SIMPLE}
              description={
                filter.item === null
                  ? t('empty')
                  : t('emptyHere', { item: MATERIALS[filter.item].label[language] })
              }
            />
          )}
          {holdings.map((holding) => (
            <HoldingCard key={holding.item} stockpileId={stockpileId} holding={holding} />
          ))}
          <Downloads table="balances" filter={filter} />
          {data.notice && <p className="secondary">{data.notice[language]}</p>}
        </>
      )}
    </>
  )
}
