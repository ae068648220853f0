import { useMemo, useState } from 'react'
import type { Batch } from '../../../../data/ledger.ts'
import { MATERIALS, type MaterialKey } from '../../../../data/materials.ts'
import { packedText } from '../../../../data/packages.ts'
import type { Holding, StockpileStock } from '../../../../data/stock.ts'
import { amountText, localisedName, numberText } from '../../../../data/wording.ts'
import { usePackages } from '../../../api/item-sheets.ts'
import { type LedgerFilter, setMinimums, useStock, useStockpileStock } from '../../../api/stock.ts'
import { Action, EmptyNote, Message, QueryStatus, ReadableTag } from '../../../form/pieces.tsx'
import { QuantityInput } from '../../../form/quantity-input.tsx'
import { useAttempt } from '../../../form/use-attempt.ts'
import { useText } from '../../../i18n/text.ts'
import { changeDispatch } from '../../../state/app-state.ts'
import { EntryForm } from './entry-form.tsx'
import {
  BelowMinimum,
  Downloads,
  ExpiryTag,
  inCatalogueOrder,
  NothingHere,
  usableBatch,
} from './ledger-pieces.tsx'

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
  const { holdings: held = [], retiredOn = null } = data?.stockpiles[0] ?? {}
  const all = inCatalogueOrder(held)
  const holdings = all.filter(({ item }) => filter.item === null || item === filter.item)
  return (
    <>
      <QueryStatus query={query} failed={(reason) => t('failed', reason)} loading={t('loading')} />
      {data && (
        <>
          {retiredOn !== null && (
            <Message
              type="warning"
              title={t('retiredOn', { day: retiredOn })}
              description={t('retiredLeft', { count: all.length })}
            />
          )}
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
      <span className="row block-head">
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
        {stockpile.retiredOn !== null && (
          <ReadableTag color="warning">{t('retiredOn', { day: stockpile.retiredOn })}</ReadableTag>
        )}
        {available < minimum && <BelowMinimum />}
      </span>
    </li>
  )
}

interface HoldingCardProps {
  stockpileId: string
  holding: Holding
}

/** One item of a stockpile, batch by batch. */
const HoldingCard = ({ stockpileId, holding }: HoldingCardProps) => {
  const { t, language } = useText('ledger')
  const { label, unit } = MATERIALS[holding.item]
  const packagesOf = usePackages()
  const packed = packedText(holding.available, holding.item, packagesOf(holding.item), language)
  return (
    <article className="block is-many ledger-card">
      <h4>
        {label[language]} <span className="secondary">{t('unit', { unit: unit[language] })}</span>{' '}
        {packed !== null && (
          <span className="secondary">
            {t('available')} {packed}
          </span>
        )}{' '}
        {holding.available < holding.minimum && <BelowMinimum />}
      </h4>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard */}
      <div className="ledger-table" tabIndex={0}>
        <table className="figures">
          <thead>
            <tr>
              {(['batch', 'onHand', 'reserved', 'available', 'expires'] as const).map((name) => (
                <th key={name} scope="col">
                  {t(name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {holding.batches.map((batch) => (
              <BatchRow key={batch.id} batch={batch} />
            ))}
            {holding.batches.length > 1 && (
              <tr>
                <th scope="row">{t('total')}</th>
                <Figures of={holding} />
                <td />
              </tr>
            )}
          </tbody>
        </table>
      </div>
      <MinimumEditor key={holding.minimum} stockpileId={stockpileId} holding={holding} />
    </article>
  )
}

const Figures = ({ of }: { of: Pick<Batch, 'onHand' | 'reserved' | 'available'> }) => {
  const { language } = useText('ledger')
  return (['onHand', 'reserved', 'available'] as const).map((name) => (
    <td key={name}>{numberText(of[name], language)}</td>
  ))
}

const BatchRow = ({ batch }: { batch: Batch }) => {
  const { t } = useText('ledger')
  return (
    <tr>
      <th scope="row">
        {batch.batch}{' '}
        <span className="secondary ledger-received">
          {t('received')} <span className="ledger-date">{batch.receivedOn}</span>
          {batch.lender && ` · ${t('borrowed', { party: batch.lender })}`}
        </span>
      </th>
      <Figures of={usableBatch(batch, Date.now())} />
      <td>
        <span className="ledger-date">{batch.expiresOn ?? '—'}</span>{' '}
        <ExpiryTag expiresOn={batch.expiresOn} />
      </td>
    </tr>
  )
}

/** What has to stay when others ask for it. */
const MinimumEditor = ({ stockpileId, holding: { item, minimum: saved } }: HoldingCardProps) => {
  const { t, language } = useText('ledger')
  const [minimum, setMinimum] = useState<number | null>(saved)
  const { isBusy, problem, attempt } = useAttempt()
  const save = (): void => {
    if (minimum !== null) void attempt(() => setMinimums([{ stockpileId, item, minimum }]))
  }
  return (
    <div className="buttons ledger-minimum">
      <QuantityInput
        aria-label={`${t('minimum')} ${MATERIALS[item].label[language]}`}
        prefix={t('minimum')}
        item={item}
        status={minimum === null ? 'error' : ''}
        value={minimum}
        onChange={setMinimum}
      />
      {minimum !== saved && (
        <Action
          loading={isBusy}
          disabled={minimum === null}
          label={t('saveMinimum')}
          onClick={save}
        />
      )}
      {problem && <Message type="error" title={problem.sentence[language]} />}
    </div>
  )
}
