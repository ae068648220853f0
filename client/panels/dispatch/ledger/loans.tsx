import { DUE_SOON_DAYS, type Loan, MOVEMENT_KINDS } from '../../../../data/ledger.ts'
import { amountText, goodsText, numberText } from '../../../../data/wording.ts'
import { type LedgerFilter, useLoans } from '../../../api/stock.ts'
import { useStockpileNames } from '../../../form/feature-names.ts'
import { Action, EmptyNote, Message, QueryStatus, ReadableTag } from '../../../form/pieces.tsx'
import { useText } from '../../../i18n/text.ts'
import { changeDispatch } from '../../../state/app-state.ts'
import { beginReturn } from './entry-draft.ts'
import { Downloads } from './ledger-pieces.tsx'

/** What was lent and borrowed and has not come back: due first first. */
export const Loans = ({ filter, onEnter }: { filter: LedgerFilter; onEnter: () => void }) => {
  const { t } = useText('ledger')
  const query = useLoans(filter)
  const nameOf = useStockpileNames()
  const loans = query.data?.loans ?? []
  return (
    <>
      <QueryStatus query={query} failed={(reason) => t('failed', reason)} loading={t('loading')} />
      {query.data && loans.length === 0 && <EmptyNote text={t('noLoans')} />}
      <ol className="plain-list ledger-lines">
        {loans.map((loan) => (
          <LoanLine
            key={loan.sequence}
            loan={loan}
            stockpile={nameOf(loan.stockpileId)}
            onReturn={() => {
              beginReturn(loan)
              changeDispatch({ stockpileId: loan.stockpileId })
              onEnter()
            }}
          />
        ))}
      </ol>
      {loans.length > 0 && <Downloads table="loans" filter={filter} />}
    </>
  )
}

/** Says that loans are due or overdue, wherever in the books one is. */
export const LoansDue = ({ filter, onShow }: { filter: LedgerFilter; onShow: () => void }) => {
  const { t, language } = useText('ledger')
  const { overdue, dueSoon } = useLoans(filter).data ?? { overdue: 0, dueSoon: 0 }
  if (overdue + dueSoon === 0) return null
  return (
    <Message
      type={overdue > 0 ? 'error' : 'warning'}
      title={t('loansDue', {
        overdue: numberText(overdue, language),
        dueSoon: numberText(dueSoon, language),
        days: DUE_SOON_DAYS,
      })}
      action={<Action label={t('showLoans')} onClick={onShow} />}
    />
  )
}

interface LoanLineProps {
  loan: Loan
  stockpile: string
  onReturn: () => void
}

const LoanLine = ({ loan, stockpile, onReturn }: LoanLineProps) => {
  const { t, language } = useText('ledger')
  const { kind, item, left, party, dueOn, back, batch, isOverdue, isDueSoon } = loan
  return (
    <li>
      <span className="row block-head">
        <strong>
          {MOVEMENT_KINDS[kind].label[language]} {goodsText(left, item, language)}
        </strong>
        {isOverdue && <ReadableTag color="error">{t('overdueLoan')}</ReadableTag>}
        {isDueSoon && <ReadableTag color="warning">{t('dueSoon')}</ReadableTag>}
      </span>
      <span>{t('loanLine', { party, dueOn, back: amountText(back, item, language) })}</span>
      <span className="secondary">
        {stockpile} · {batch}
      </span>
      <Action label={t(`returned.${kind}`)} onClick={onReturn} />
    </li>
  )
}
