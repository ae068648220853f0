import { Collapse, Select } from 'antd'
import { useState } from 'react'
import { KEEPER_MOVEMENT_KINDS, LEDGER_LIMITS } from '../../../../data/ledger.ts'
import { MATERIALS, type Material } from '../../../../data/materials.ts'
import type { Holding, WrittenAnswer } from '../../../../data/stock.ts'
import { amountText } from '../../../../data/wording.ts'
import { isOutcomeUnknown } from '../../../api/problem.ts'
import { useMovements } from '../../../api/stock.ts'
import { QuantityInput } from '../../../form/goods-fields.tsx'
import { ItemSelect } from '../../../form/item-select.tsx'
import { Action, Choice, Message, QueryStatus, TextField } from '../../../form/pieces.tsx'
import { useAttempt } from '../../../form/use-attempt.ts'
import { useText } from '../../../i18n/text.ts'
import { readUnanswered } from '../../../state/sent-once.ts'
import {
  type EntryDraft,
  type EntryFault,
  entryFault,
  movementOf,
  sendEntry,
  unansweredEntry,
  useEntry,
} from './entry-draft.ts'
import { expiryOf, isSigned, SignatureFields } from './ledger-pieces.tsx'
import { MovementLine } from './movements.tsx'

interface EntryFormProps {
  stockpileId: string
  holdings: readonly Holding[]
}

/** Goods that come in, go out, are lost or thrown away. */
export const EntryForm = (props: EntryFormProps) => {
  const { t } = useText('ledger')
  return (
    <Collapse
      size="small"
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
  const movement = movementOf(stockpileId, draft)
  const fault = entryFault(
    draft,
    holdings.flatMap(({ batches }) => batches),
  )
  const send = (): void => {
    setDone(null)
    if (movement) {
      void attempt(async () => setDone(await sendEntry(stockpileId, movement, signature)))
    }
  }
  return (
    <div className="stack">
      <Choice
        block
        label={t('kind')}
        value={draft.kind}
        values={KEEPER_MOVEMENT_KINDS}
        textOf={(value) => t(`kinds.${value}`)}
        onChange={(kind) => change({ kind })}
      />
      <EntryGoods draft={draft} holdings={holdings} onChange={change} />
      {fault && <FaultNote fault={fault} />}
      <SignatureFields
        names={['actor', 'reason', 'document']}
        values={signature}
        onChange={(name, value) => sign({ [name]: value })}
      />
      <Action
        type="primary"
        loading={isBusy}
        disabled={!movement || fault !== null || !isSigned(signature)}
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

const FaultNote = ({ fault }: { fault: EntryFault }) => {
  const { t, language } = useText('ledger', 'faults')
  const sentence =
    fault.kind === 'tooMany'
      ? t('tooMany', { quantity: amountText(fault.batch.available, fault.batch.item, language) })
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
  onChange: (changes: Partial<EntryDraft>) => void
}

/** Which goods, and how many of them. */
const EntryGoods = (props: EntryGoodsProps) => {
  const { t } = useText('ledger')
  const { draft, holdings, onChange } = props
  const chosen = holdings.find(({ batches }) => batches.some(({ id }) => id === draft.batchId))
  return (
    <>
      {draft.kind === 'receipt' ? <Received {...props} /> : <Leaving {...props} />}
      <QuantityInput
        aria-label={t('quantity')}
        prefix={t('quantity')}
        item={draft.kind === 'receipt' ? draft.item : (chosen?.item ?? null)}
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
  return (
    <>
      <ItemSelect
        placeholder={t('item')}
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

const Leaving = ({ draft, holdings, onChange }: EntryGoodsProps) => {
  const { t, language } = useText('ledger')
  const options = holdings.flatMap(({ item, batches }) =>
    batches.map((batch) => {
      const { zh, en } = MATERIALS[item].label
      const isExpired = expiryOf(batch.expiresOn, Date.now()) === 'expired'
      const remarks = [
        `${MATERIALS[item].label[language]} ${batch.batch}`,
        `${t(isExpired ? 'onHand' : 'available')} ${amountText(batch[isExpired ? 'onHand' : 'available'], item, language)}`,
        ...(isExpired ? [t('expired')] : []),
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
      aria-label={t('batch')}
      placeholder={t('batch')}
      showSearch={{ optionFilterProp: 'search' }}
      popupMatchSelectWidth={false}
      value={draft.batchId}
      options={options}
      onChange={(batchId) => onChange({ batchId })}
    />
  )
}
