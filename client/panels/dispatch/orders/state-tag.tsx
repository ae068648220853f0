import { Tag } from 'antd'
import { ORDER_STATES, type OrderState } from '../../../../data/transfer-order.ts'
import { useAppState } from '../../../state/app-state.ts'

const COLOURS = {
  draft: 'gold',
  approved: 'blue',
  loading: 'cyan',
  'in-transit': 'geekblue',
  received: 'green',
  closed: 'default',
  returned: 'orange',
  cancelled: 'default',
} as const satisfies Record<OrderState, string>

export const StateTag = ({ state }: { state: OrderState }) => {
  const language = useAppState((app) => app.language)
  return <Tag color={COLOURS[state]}>{ORDER_STATES[state][language]}</Tag>
}
