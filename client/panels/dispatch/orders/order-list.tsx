import { Alert, Button, Empty, Spin } from 'antd'
import { useMemo, useState } from 'react'
import { ORDER_STATE_NAMES, ORDER_STATES, type OrderState } from '../../../../data/order-steps.ts'
import type { TransferListEntry } from '../../../../data/transfer-order.ts'
import { asApiProblem } from '../../../api/problem.ts'
import { useOrders, useOverdueOrders } from '../../../api/transfers.ts'
import { useSiteName } from '../../../form/feature-names.ts'
import { clockText } from '../../../form/shanghai-time.ts'
import { useText } from '../../../i18n/text.ts'
import { changeDispatch } from '../../../state/app-state.ts'
import { Downloads } from './downloads.tsx'
import { goodsOfLoads } from './goods-text.ts'
import { countsByState, overdueFirst } from './overdue-first.ts'
import { PapersClock } from './papers-clock.tsx'
import { StateTag } from './state-tag.tsx'
import { usePaintedOrders } from './use-painted-orders.ts'

/** Orders newest first, by state; overdue papers are told before everything else. */
export const OrderList = () => {
  const { t, language } = useText('orders')
  const [state, setState] = useState<OrderState | null>(null)
  const { data, error, isLoading, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } =
    useOrders(state === null ? [] : [state])
  const overdue = data?.pages[0]?.overdue ?? 0
  const late = useOverdueOrders(overdue > 0)
  const orders = useMemo(() => {
    const loaded = data?.pages.flatMap((page) => page.orders) ?? []
    return overdueFirst(overdue > 0 ? (late.data?.orders ?? []) : [], loaded, state)
  }, [data, late.data, overdue, state])
  usePaintedOrders(orders)
  const counts = countsByState(orders)
  return (
    <div className="orders">
      {overdue > 0 && <Alert type="error" showIcon title={t('overdueCount', { count: overdue })} />}
      <div className="orders-states">
        {[null, ...ORDER_STATE_NAMES].map((each) => (
          <Button
            key={each ?? 'all'}
            className="target"
            type={each === state ? 'primary' : 'default'}
            aria-pressed={each === state}
            onClick={() => setState(each)}
          >
            {each === null ? t('all') : ORDER_STATES[each][language]}
            {each !== null && counts.has(each) && ` ${counts.get(each)}`}
          </Button>
        ))}
      </div>
      {isLoading && <Spin description={t('loading')} />}
      {error && (
        <Alert
          type="error"
          showIcon
          title={t('failed', { detail: asApiProblem(error).sentence[language] })}
          action={
            <Button className="target" onClick={() => void refetch()}>
              {t('retry')}
            </Button>
          }
        />
      )}
      {data && orders.length === 0 && (
        <Empty
          image={Empty.PRESENTED_IMAGE_SIMPLE}
          description={t(state === null ? 'empty' : 'emptyState')}
        />
      )}
      {orders.map((order) => (
        <OrderCard key={order.number} order={order} />
      ))}
      {hasNextPage && (
        <Button
          block
          className="target"
          loading={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          {t('more')}
        </Button>
      )}
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
  const last = Math.max(...order.loads.map(({ expectedAt }) => Date.parse(expectedAt)))
  const isUnderWay = ['approved', 'loading', 'in-transit'].includes(order.state)
  return (
    <button
      type="button"
      className="order-card"
      onClick={() => changeDispatch({ orderNumber: order.number })}
    >
      <span className="order-card-head">
        <strong>{order.number}</strong>
        <StateTag state={order.state} />
      </span>
      <span>{t('to', { sites: order.sites.map(siteName).join(t('listComma')) })}</span>
      <span className="secondary">{goodsOfLoads(order.loads, language)}</span>
      {isUnderWay && <span>{t('expected', { time: clockText(last, Date.now(), language) })}</span>}
      <PapersClock order={order} />
    </button>
  )
}
