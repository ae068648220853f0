/** The dispatcher's panel: find goods, plan a transfer, follow the orders, look at the reserves. */
import { MixedRows } from '../../form/mixed-rows.tsx'
import { Choice } from '../../form/pieces.tsx'
import '../../i18n/dispatch-texts.ts'
import { useText } from '../../i18n/text.ts'
import {
  changeDispatch,
  DISPATCH_TABS,
  type DispatchTab,
  useAppState,
} from '../../state/app-state.ts'
import { AdequacyTab } from './adequacy/adequacy-tab.tsx'
import { FindTab } from './find/find-tab.tsx'
import { LedgerTab } from './ledger/ledger-tab.tsx'
import { OrdersTab } from './orders/orders-tab.tsx'
import { PlanTab } from './plan/plan-tab.tsx'
import '../../form/blocks.css'
import './dispatch.css'

const TABS = {
  find: FindTab,
  plan: PlanTab,
  orders: OrdersTab,
  adequacy: AdequacyTab,
  books: LedgerTab,
} as const satisfies Record<DispatchTab, () => unknown>

export const DispatchPanel = () => {
  const { t } = useText('dispatch')
  const tab = useAppState((state) => state.dispatch.tab)
  const Tab = TABS[tab]
  return (
    <section className="stack thumb-panel" aria-label={t('title')}>
      <Choice
        block
        label={t('title')}
        value={tab}
        values={DISPATCH_TABS}
        textOf={(value) => t(`tabs.${value}`)}
        onChange={(value) => changeDispatch({ tab: value })}
      />
      <MixedRows of={['stockpiles', 'flood-works']} />
      <Tab />
    </section>
  )
}
