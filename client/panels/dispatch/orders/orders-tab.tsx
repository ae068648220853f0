import { useAppState } from '../../../state/app-state.ts'
import { OrderList } from './order-list.tsx'
import { OrderView } from './order-view.tsx'
import './orders.css'

/** The list of transfer orders, or the one that is open. */
export const OrdersTab = () => {
  const number = useAppState((state) => state.dispatch.orderNumber)
  return number === null ? <OrderList /> : <OrderView key={number} number={number} />
}
