import { Collapse } from 'antd'
import { useState } from 'react'
import { KEEPER_MOVEMENT_KINDS } from '../../../../data/ledger.ts'
import type { Holding, WrittenAnswer } from '../../../../data/stock.ts'
import { isOutcomeUnknown } from '../../../api/problem.ts'
import { useMovements } from '../../../api/stock.ts'
import { Action } from '../../../form/action.tsx'
import { Choice } from '../../../form/choice.tsx'
import { amountText } from '../../../form/counts-text.ts'
import { Message } from '../../../form/message.tsx'
import { QueryStatus } from '../../../form/query-status.tsx'
import { useAttempt } from '../../../form/use-attempt.ts'
import { useText } from '../../../i18n/text.ts'
import { readUnanswered } from '../../../state/sent-once.ts'
import {
  type EntryFault,
  entryFault,
  movementOf,
  sendEntry,
  unansweredEntry,
  useEntry,
} from './entry-draft.ts'
import { EntryGoods } from './entry-goods.tsx'
import { isSigned, SignatureFields } from './ledger-pieces.tsx'
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
  const { t, language } = useText('ledger')
  const sentence =
    fault.kind === 'tooMany'
      ? t('faults.tooMany', {
          quantity: amountText(fault.batch.available, fault.batch.item, language),
        })
      : t('faults.expiresBeforeReceived')
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
