import { Collapse, Select } from 'antd'
import { useState } from 'react'
import {
  isLoan,
  isReceiving,
  KEEPER_MOVEMENT_KINDS,
  type KeeperMovementKind,
  LEDGER_LIMITS,
  LOAN_BACK_KINDS,
  LOANS,
  type Loan,
  MOVEMENT_KINDS,
} from '../../../../data/ledger.ts'
import { MATERIALS, type Material } from '../../../../data/materials.ts'
import type { Holding, WrittenAnswer } from '../../../../data/stock.ts'
import { amountText, goodsText } from '../../../../data/wording.ts'
import { useRetired } from '../../../api/item-sheets.ts'
import { isOutcomeUnknown } from '../../../api/problem.ts'
import { useLoans, useMovements } from '../../../api/stock.ts'
import { ItemSelect } from '../../../form/item-select.tsx'
import { Action, Message, QueryStatus, TextField } from '../../../form/pieces.tsx'
import { QuantityInput } from '../../../form/quantity-input.tsx'
import { useAttempt } from '../../../form/use-attempt.ts'
import { useText } from '../../../i18n/text.ts'
import { readUnanswered } from '../../../state/sent-once.ts'
import {
  type EntryDraft,
  type EntryFault,
  entryFault,
  lackingOf,
  movementOf,
  sendEntry,
  unansweredEntry,
  useEntry,
} from './entry-draft.ts'
import { expiryOf, Lacking, SignatureFields, unsignedOf } from './ledger-pieces.tsx'
import { MovementLine } from './movements.tsx'

interface EntryFormProps {
  stockpileId: string
  holdings: readonly Holding[]
}

/** Goods that come in, go out, are lost or thrown away. */
export const EntryForm = (props: EntryFormProps) => {
  const { t } = useText('ledger')
  const { draft } = useEntry(props.stockpileId)
  return (
    <Collapse
      size="small"
      defaultActiveKey={draft.loan === null ? [] : ['enter']}
      items={[{ key: 'enter', label: t('enter'), children: <EntryFields {...props} /> }]}
    />
  )
}

const EntryFields = ({ stockpileId, holdings }: EntryFormProps) => {
  const { t, language } = useText('ledger')
  const { draft, signature, change, sign } = useEntry(stockpileId)
  const { isBusy, problem, attempt } = useAttempt()
  const [done, setDone] = useState<WrittenAnswer | null>(null)
  // before a reload
  const [wasUnanswered] = useState(() => readUnanswered(unansweredEntry(stockpileId)) !== null)
  const isUnknown = problem ? isOutcomeUnknown(problem) : wasUnanswered && !done && !isBusy
  const loans = useLoans({ stockpileId, item: null }).data?.loans ?? NO_LOANS
  const movement = movementOf(stockpileId, draft)
  const fault = entryFault(
    draft,
    holdings.flatMap(({ batches }) => batches),
    loans,
  )
  const lacking = [...lackingOf(draft), ...unsignedOf(signature)]
  const send = (): void => {
    setDone(null)
    if (movement) {
      void attempt(async () => setDone(await sendEntry(stockpileId, movement, signature)))
    }
  }
  return (
    <div className="stack">
      <Select<KeeperMovementKind>
        className="target"
        aria-label={t('kind')}
        value={draft.kind}
        options={KIND_GROUPS.map(({ name, kinds }) => ({
          label: t(name),
          options: kinds.map((kind) => ({
            value: kind,
            label: MOVEMENT_KINDS[kind].label[language],
          })),
        }))}
        onChange={(kind) => change({ kind, loan: null, batchId: null })}
      />
      <EntryGoods draft={draft} holdings={holdings} loans={loans} onChange={change} />
      {fault && <FaultNote fault={fault} />}
      <SignatureFields
        names={['actor', 'reason', 'document']}
        values={signature}
        onChange={(name, value) => sign({ [name]: value })}
      />
      <Lacking names={lacking.map((name) => t(name))} />
      <Action
        type="primary"
        loading={isBusy}
        disabled={!movement || fault !== null || lacking.length > 0}
        label={t('submit')}
        onClick={send}
      />
      {done && <Message type="success" title={t('done', { document: done.document })} />}
      {problem && !isUnknown && <Message type="error" title={problem.sentence[language]} />}
      {isUnknown && <Message type="warning" title={t('unknown')} />}
      {isUnknown && <LookUp document={signature.document.trim()} stockpileId={stockpileId} />}
    </div>
  )
}

const NO_LOANS: readonly Loan[] = []

/** Kinds of entry by what they do to the stock. */
const KIND_GROUPS = (['comesIn', 'goesOut'] as const).map((name) => ({
  name,
  kinds: KEEPER_MOVEMENT_KINDS.filter(
    (kind) => MOVEMENT_KINDS[kind].onHand > 0 === (name === 'comesIn'),
  ),
}))

const FaultNote = ({ fault }: { fault: EntryFault }) => {
  const { t, language } = useText('ledger', 'faults')
  const sentence =
    fault.kind === 'tooMany'
      ? t('tooMany', { quantity: amountText(fault.batch.available, fault.batch.item, language) })
      : fault.kind === 'moreThanLent'
        ? t('moreThanLent', { quantity: amountText(fault.loan.left, fault.loan.item, language) })
        : fault.kind === 'notOurs'
          ? t('notOurs', { party: fault.party })
          : t(fault.kind)
  return <Message type="error" title={sentence} />
}

interface LookUpProps {
  document: string
  stockpileId: string
}

/** The ledger under a document's number: whoever entered it sees whether it is there. */
const LookUp = ({ document, stockpileId }: LookUpProps) => {
  const { t } = useText('ledger')
  const [isOpen, setIsOpen] = useState(false)
  if (isOpen) return <Found document={document} stockpileId={stockpileId} />
  return <Action label={t('lookUp', { document })} onClick={() => setIsOpen(true)} />
}

const Found = ({ document, stockpileId }: LookUpProps) => {
  const { t } = useText('ledger')
  const query = useMovements({ stockpileId, item: null }, document)
  const movements = query.data?.pages[0]?.movements ?? []
  return (
    <>
      <QueryStatus query={query} failed={(reason) => t('failed', reason)} loading={t('loading')} />
      {query.data && movements.length === 0 && <Message type="info" title={t('notWritten')} />}
      <ol className="plain-list ledger-lines">
        {movements.map((movement) => (
          <MovementLine
            key={movement.sequence}
            movement={movement}
            stockpile={null}
            onDocument={null}
          />
        ))}
      </ol>
    </>
  )
}

interface EntryGoodsProps {
  draft: EntryDraft
  holdings: readonly Holding[]
  loans: readonly Loan[]
  onChange: (changes: Partial<EntryDraft>) => void
}

const BACK_KINDS: readonly KeeperMovementKind[] = LOAN_BACK_KINDS

/** Which of the open loans comes back. */
const LoanSelect = ({ draft, loans, onChange }: EntryGoodsProps) => {
  const { t, language } = useText('ledger')
  const open = loans.filter(({ kind }) => LOANS[kind] === draft.kind)
  if (open.length === 0)
    return (
      <Message
        type="info"
        title={t(draft.kind === 'loan-in-back' ? 'nothingBorrowed' : 'nothingLent')}
      />
    )
  return (
    <Select<number>
      className="target"
      aria-label={t('loan')}
      placeholder={t('loan')}
      popupMatchSelectWidth={false}
      value={draft.loan}
      options={open.map(({ sequence, item, left, party, dueOn }) => ({
        value: sequence,
        label: [goodsText(left, item, language), party, dueOn].join(' · '),
      }))}
      onChange={(loan) => {
        const { batchId } = open.find(({ sequence }) => sequence === loan)!
        onChange({ loan, batchId })
      }}
    />
  )
}

/** Which goods, and how many of them. */
const EntryGoods = (props: EntryGoodsProps) => {
  const { t } = useText('ledger')
  const { draft, holdings, loans, onChange } = props
  const chosen = holdings.find(({ batches }) => batches.some(({ id }) => id === draft.batchId))
  const isComing = isReceiving(draft.kind)
  const isBack = BACK_KINDS.includes(draft.kind)
  const loan = loans.find(({ sequence }) => sequence === draft.loan)
  return (
    <>
      {isComing && <Received {...props} />}
      {isBack && <LoanSelect {...props} />}
      {!isComing && !isBack && <OfBatch {...props} label={t('batch')} />}
      {draft.kind === 'loan-in-back' && loan && (
        <OfBatch
          {...props}
          label={t('givenBack')}
          holdings={holdings.filter(({ item }) => item === loan.item)}
        />
      )}
      {isLoan(draft.kind) && (
        <>
          <TextField
            label={t(draft.kind === 'loan-in' ? 'lentBy' : 'lentTo')}
            maxLength={LEDGER_LIMITS.mostTextCharacters}
            value={draft.party}
            onChange={(party) => onChange({ party })}
          />
          <TextField
            type="date"
            label={t('dueOn')}
            value={draft.dueOn}
            onChange={(dueOn) => onChange({ dueOn })}
          />
        </>
      )}
      <QuantityInput
        aria-label={t('quantity')}
        prefix={t('quantity')}
        item={isComing ? draft.item : ((loan ?? chosen)?.item ?? null)}
        min={1}
        value={draft.quantity}
        onChange={(quantity) => onChange({ quantity })}
      />
    </>
  )
}

const Received = ({ draft, onChange }: EntryGoodsProps) => {
  const { t } = useText('ledger')
  const material: Material | null = draft.item && MATERIALS[draft.item]
  const retired = useRetired()
  return (
    <>
      <ItemSelect
        placeholder={t('item')}
        exclude={retired}
        value={draft.item}
        onChange={(item) => onChange({ item })}
      />
      <TextField
        label={t('batch')}
        maxLength={LEDGER_LIMITS.mostTextCharacters}
        value={draft.batch}
        onChange={(batch) => onChange({ batch })}
      />
      {(['receivedOn', 'expiresOn'] as const).map((name) => (
        <TextField
          key={name}
          type="date"
          label={t(name)}
          value={draft[name]}
          onChange={(day) => onChange({ [name]: day })}
        />
      ))}
      {material?.shelfLifeMonths != null && draft.expiresOn === '' && (
        <Message type="info" title={t('shelfLife', { months: material.shelfLifeMonths })} />
      )}
    </>
  )
}

const OfBatch = ({ draft, holdings, onChange, label }: EntryGoodsProps & { label: string }) => {
  const { t, language } = useText('ledger')
  const options = holdings.flatMap(({ item, batches }) =>
    batches.map((batch) => {
      const { zh, en } = MATERIALS[item].label
      const isExpired = expiryOf(batch.expiresOn, Date.now()) === 'expired'
      const remarks = [
        `${MATERIALS[item].label[language]} ${batch.batch}`,
        `${t(isExpired ? 'onHand' : 'available')} ${amountText(batch[isExpired ? 'onHand' : 'available'], item, language)}`,
        ...(isExpired ? [t('expired')] : []),
        ...(batch.lender ? [t('borrowed', { party: batch.lender })] : []),
      ]
      return {
        value: batch.id,
        label: remarks.join(' · '),
        search: `${zh} ${en} ${item} ${batch.batch}`.toLowerCase(),
      }
    }),
  )
  return (
    <Select<number>
      className="target"
      aria-label={label}
      placeholder={label}
      showSearch={{ optionFilterProp: 'search' }}
      popupMatchSelectWidth={false}
      value={draft.batchId}
      options={options}
      onChange={(batchId) => onChange({ batchId })}
    />
  )
}
