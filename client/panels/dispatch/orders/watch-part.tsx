/** What has changed for an order on its way: the red banner of its loads. */
import type { WatchedLoad } from '../../../../data/order-watch.ts'
import { WAY_STATES } from '../../../../data/order-watch.ts'
import type { TransferOrder } from '../../../../data/transfer-order.ts'
import { durationText, senderName } from '../../../../data/wording.ts'
import { useOrderWatch } from '../../../api/transfers.ts'
import { Message } from '../../../form/pieces.tsx'
import { clockText } from '../../../form/shanghai-time.ts'
import { useText } from '../../../i18n/text.ts'

/** Of one order; empty while nothing is to be said of it. */
export const useWatchedLoads = (number: string): readonly WatchedLoad[] =>
  useOrderWatch().data?.orders.find((order) => order.number === number)?.loads ?? []

export const WatchPart = ({ order }: { order: TransferOrder }) => {
  const loads = useWatchedLoads(order.number)
  return loads.map((load) => <WatchedLoadMessage key={load.load} order={order} watched={load} />)
}

interface WatchedLoadProps {
  order: TransferOrder
  watched: WatchedLoad
}

const WatchedLoadMessage = ({ order, watched }: WatchedLoadProps) => {
  const { t, language } = useText('orders', 'watch')
  const load = order.loads.find((each) => each.load === watched.load)
  if (!load) return null
  const { way, closures, expectedAt, plannedAt, deadline, lateSeconds, isOverdue, warnings } =
    watched
  const clock = (at: string): string => clockText(Date.parse(at), Date.now(), language)
  const sentences = [
    closures.length > 0 && t('closures', { names: closures.map(({ name }) => name).join('、') }),
    expectedAt !== null &&
      way === 'longer' &&
      t('later', { planned: clock(plannedAt), now: clock(expectedAt) }),
    deadline !== null && expectedAt === null && t('cannot', { deadline: clock(deadline) }),
    deadline !== null &&
      (lateSeconds ?? 0) > 0 &&
      t('late', { deadline: clock(deadline), duration: durationText(lateSeconds!, language) }),
    isOverdue && t('overdue', { planned: clock(plannedAt) }),
    warnings.length > 0 && t('warnings', { names: warnings.map(({ name }) => name).join('、') }),
  ].filter((sentence) => sentence !== false)
  return (
    <Message
      type={way === 'open' && (lateSeconds ?? 0) === 0 ? 'warning' : 'error'}
      role="alert"
      title={t('title', {
        number: load.load + 1,
        name: senderName(load, language),
        way: way === 'open' ? '' : WAY_STATES[way][language],
      })}
      description={sentences.map((sentence) => <p key={sentence}>{sentence}</p>)}
    />
  )
}
