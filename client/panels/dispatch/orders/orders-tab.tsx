import { useMemo, useState } from 'react'
import { unloadedAt } from '../../../../data/delivery-words.ts'
import { ORDER_STATE_NAMES, ORDER_STATES, type OrderState } from '../../../../data/order-steps.ts'
import type { TransferListEntry } from '../../../../data/transfer-order.ts'
import { listText } from '../../../../data/wording.ts'
import { useOrders, useOverdueOrders } from '../../../api/transfers.ts'
import { useSiteName } from '../../../form/feature-names.ts'
import {
  Action,
  EmptyNote,
  Message,
  MoreButton,
  QueryStatus,
  ReadableTag,
} from '../../../form/pieces.tsx'
import { clockText } from '../../../form/shanghai-time.ts'
import { useText } from '../../../i18n/text.ts'
import { changeDispatch, useAppState } from '../../../state/app-state.ts'
import { Downloads, PapersClock, StateTag, usePaintedOrders } from './order-pieces.tsx'
import { OrderView } from './order-view.tsx'
import { countsByState, goodsOfLines, goodsOfLoads, hasLosses, overdueFirst } from './orders.ts'
import { useWatchedLoads } from './watch-part.tsx'
import './orders.css'

/** The list of transfer orders, or the one that is open. */
export const OrdersTab = () => {
  const number = useAppState((state) => state.dispatch.orderNumber)
  return number === null ? <OrderList /> : <OrderView key={number} number={number} />
}

/** Orders newest first, by state; overdue papers come before everything else. */
const OrderList = () => {
  const { t, language } = useText('orders')
  const [filter, setFilter] = useState<OrderState | 'at-site' | null>(null)
  const state = filter === 'at-site' ? null : filter
  const query = useOrders(state === null ? [] : [state], filter === 'at-site')
  const { data } = query
  const overdue = data?.pages[0]?.overdue ?? 0
  const atSite = data?.pages[0]?.atSite ?? 0
  const late = useOverdueOrders(overdue > 0)
  const orders = useMemo(() => {
    const loaded = data?.pages.flatMap((page) => page.orders) ?? []
    return overdueFirst(
      overdue > 0 && filter !== 'at-site' ? (late.data?.orders ?? []) : [],
      loaded,
      state,
    )
  }, [data, late.data, overdue, state, filter])
  usePaintedOrders(orders)
  const counts = countsByState(orders)
  return (
    <div className="stack">
      {overdue > 0 && <Message type="error" title={t('overdueCount', { count: overdue })} />}
      <div className="buttons">
        {[null, ...ORDER_STATE_NAMES].map((each) => (
          <Action
            key={each ?? 'all'}
            type={each === filter ? 'primary' : 'default'}
            aria-pressed={each === filter}
            label={
              each === null
                ? t('all')
                : [ORDER_STATES[each][language], counts.get(each)].filter(Boolean).join(' ')
            }
            onClick={() => setFilter(each)}
          />
        ))}
        {(atSite > 0 || filter === 'at-site') && (
          <Action
            type={filter === 'at-site' ? 'primary' : 'default'}
            aria-pressed={filter === 'at-site'}
            label={`${t('atSite')} ${atSite}`}
            onClick={() => setFilter('at-site')}
          />
        )}
      </div>
      <QueryStatus query={query} failed={(reason) => t('failed', reason)} loading={t('loading')} />
      {data && orders.length === 0 && (
        <EmptyNote text={t(filter === null ? 'empty' : 'emptyState')} />
      )}
      {orders.map((order) => (
        <OrderCard key={order.number} order={order} />
      ))}
      <MoreButton label={t('more')} query={query} />
      {orders.length > 0 && (
        <>
          <Downloads table="orders" />
          <Downloads table="lines" />
        </>
      )}
    </div>
  )
}

const OrderCard = ({ order }: { order: TransferListEntry }) => {
  const { t, language } = useText('orders')
  const siteName = useSiteName()
  const sites = order.sites.map((site) => unloadedAt(siteName(site), site.delivery))
  const isChanged = useWatchedLoads(order.number).length > 0
  const last = Math.max(...order.loads.map(({ expectedAt }) => Date.parse(expectedAt)))
  const goodsAtSite =
    order.state !== 'closed' &&
    goodsOfLines(
      order.loads.flatMap(({ lines }) =>
        lines.map(({ item, atSite: quantity }) => ({ item, quantity })),
      ),
      language,
    )
  const isUnderWay = ['approved', 'loading', 'in-transit'].includes(order.state)
  return (
    <button
      type="button"
      className="bare block order-card"
      onClick={() => changeDispatch({ orderNumber: order.number })}
    >
      <span className="row block-head">
        <strong>{order.number}</strong>
        <span>
          {order.loads.some(hasLosses) && (
            <ReadableTag color="error">{t('withLosses')}</ReadableTag>
          )}
          {isChanged && <ReadableTag color="error">{t('watch.mark')}</ReadableTag>}
          <StateTag state={order.state} />
        </span>
      </span>
      <span>{t('to', { sites: listText(sites, language) })}</span>
      <span className="secondary">{goodsOfLoads(order.loads, language)}</span>
      {goodsAtSite && <span>{t('atSiteGoods', { goods: goodsAtSite })}</span>}
      {isUnderWay && <span>{t('expected', { time: clockText(last, Date.now(), language) })}</span>}
      <PapersClock order={order} />
    </button>
  )
}
