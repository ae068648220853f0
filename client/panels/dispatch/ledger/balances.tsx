import { useMemo } from 'react'
import { MATERIALS, type MaterialKey } from '../../../../data/materials.ts'
import type { StockpileStock } from '../../../../data/stock.ts'
import { type LedgerFilter, useStock, useStockpileStock } from '../../../api/stock.ts'
import { Action, EmptyNote, QueryStatus } from '../../../form/pieces.tsx'
import { amountText, localisedName } from '../../../form/wording.ts'
import { useText } from '../../../i18n/text.ts'
import { changeDispatch } from '../../../state/app-state.ts'
import { EntryForm } from './entry-form.tsx'
import { HoldingCard } from './holding-card.tsx'
import { BelowMinimum, Downloads, inCatalogueOrder, NothingHere } from './ledger-pieces.tsx'

/** What one stockpile has, batch by batch; what all have of one item. */
export const Balances = ({ filter }: { filter: LedgerFilter }) => {
  const { t } = useText('ledger')
  const { stockpileId, item } = filter
  if (stockpileId !== null) return <OfStockpile filter={filter} stockpileId={stockpileId} />
  return (
    <>
      {item === null ? <EmptyNote text={t('chooseFirst')} /> : <Everywhere item={item} />}
      <Downloads table="balances" filter={filter} />
    </>
  )
}

const OfStockpile = ({ filter, stockpileId }: { filter: LedgerFilter; stockpileId: string }) => {
  const { t, language } = useText('ledger')
  const query = useStockpileStock(stockpileId)
  const { data } = query
  const all = inCatalogueOrder(data?.stockpiles[0]?.holdings ?? [])
  const holdings = all.filter(({ item }) => filter.item === null || item === filter.item)
  return (
    <>
      <QueryStatus query={query} failed={(reason) => t('failed', reason)} loading={t('loading')} />
      {data && (
        <>
          <EntryForm stockpileId={stockpileId} holdings={all} />
          {holdings.length === 0 && <NothingHere item={filter.item} />}
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

/** Which stockpiles have an item, by name; a tap opens the ledger of one. */
const Everywhere = ({ item }: { item: MaterialKey }) => {
  const { t, language } = useText('ledger')
  const wanted = useMemo(() => ({ [item]: 0 }), [item])
  const query = useStock(wanted, null)
  // until the answer for this item arrives, the query still holds the one before
  const answer = query.data?.items[0] === item ? query.data : undefined
  return (
    <>
      <QueryStatus query={query} failed={(reason) => t('failed', reason)} loading={t('loading')} />
      {answer?.stockpiles.length === 0 && (
        <EmptyNote text={t('emptyItem', { item: MATERIALS[item].label[language] })} />
      )}
      {answer && answer.stockpiles.length > 0 && (
        <p>
          {t('inAll', {
            count: answer.stockpiles.length,
            quantity: amountText(answer.totals[0]?.available[item] ?? 0, item, language),
          })}
        </p>
      )}
      <ul className="plain-list ledger-lines">
        {answer?.stockpiles.map((stockpile) => (
          <StockpileLine key={stockpile.id} stockpile={stockpile} />
        ))}
      </ul>
      {answer?.notice && <p className="secondary">{answer.notice[language]}</p>}
    </>
  )
}

const StockpileLine = ({ stockpile }: { stockpile: StockpileStock }) => {
  const { t, language } = useText('ledger')
  const [holding] = stockpile.holdings
  if (!holding) return null
  const { item, onHand, reserved, available, minimum, expired } = holding
  const amount = (quantity: number): string => amountText(quantity, item, language)
  const remarks = [
    reserved > 0 && `${t('reserved')} ${amount(reserved)}`,
    minimum > 0 && `${t('minimum')} ${amount(minimum)}`,
    expired > 0 && `${t('expired')} ${amount(expired)}`,
  ].filter((remark) => remark !== false)
  return (
    <li>
      <span className="block-head">
        <Action
          type="text"
          label={localisedName(stockpile, language)}
          onClick={() => changeDispatch({ stockpileId: stockpile.id })}
        />
        <strong>
          {t('available')} {amount(available)}
        </strong>
      </span>
      <span className="secondary">
        {[`${t('onHand')} ${amount(onHand)}`, ...remarks].join(' · ')}{' '}
        {available < minimum && <BelowMinimum />}
      </span>
    </li>
  )
}
