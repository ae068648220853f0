import { Tag } from 'antd'
import { ORDER_STATES, type OrderState } from '../../../../data/order-steps.ts'
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

/** The state is in the words: the pale colours of tags are too faint to read them by. */
const READABLE = { color: 'inherit' } as const

export const StateTag = ({ state }: { state: OrderState }) => {
  const language = useAppState((app) => app.language)
  return (
    <Tag color={COLOURS[state]} style={READABLE}>
      {ORDER_STATES[state][language]}
    </Tag>
  )
}
