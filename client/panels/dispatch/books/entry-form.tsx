import { Alert, Button, Collapse, Segmented } from 'antd'
import { useState } from 'react'
import { KEEPER_MOVEMENT_KINDS, type KeeperMovementKind } from '../../../../data/ledger.ts'
import type { Holding } from '../../../../data/stock.ts'
import { dateOf, wallClockAt } from '../../../form/shanghai-time.ts'
import { useText } from '../../../i18n/text.ts'
import { amountText } from './amount-text.ts'
import { type EntryFault, emptyEntry, entryFault, movementOf } from './entry-draft.ts'
import { EntryGoods } from './entry-goods.tsx'
import { EntryOutcomeNote } from './entry-outcome.tsx'
import { rememberedKeeper } from './remembered-keeper.ts'
import { useEntry } from './use-entry.ts'
import { type WrittenField, WrittenFields } from './written-fields.tsx'

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

const WRITTEN: readonly WrittenField[] = ['actor', 'reason', 'document']

const today = (): string => dateOf(wallClockAt(Date.now()))

const EntryFields = ({ stockpileId, holdings }: EntryFormProps) => {
  const { t } = useText('ledger')
  const [draft, setDraft] = useState(() => emptyEntry('receipt', today()))
  const [written, setWritten] = useState(() => ({
    ...{ actor: rememberedKeeper(), reason: '', document: '' },
  }))
  const { isSending, outcome, send } = useEntry()
  const movement = movementOf(stockpileId, draft)
  const fault = entryFault(
    draft,
    holdings.flatMap(({ batches }) => batches),
  )
  const isSigned = Object.values(written).every((text) => text.trim() !== '')
  const submit = async (): Promise<void> => {
    if (!movement) return
    // a paper has several lines: who, why and its number stay for the next one
    if (await send(movement, written)) setDraft(emptyEntry(draft.kind, today()))
  }
  return (
    <div className="book-form">
      <Segmented<KeeperMovementKind>
        block
        className="target-group"
        aria-label={t('kind')}
        value={draft.kind}
        options={KEEPER_MOVEMENT_KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }))}
        onChange={(kind) => setDraft({ ...draft, kind })}
      />
      <EntryGoods
        draft={draft}
        holdings={holdings}
        onChange={(changes) => setDraft({ ...draft, ...changes })}
      />
      {fault && <FaultNote fault={fault} />}
      <WrittenFields
        names={WRITTEN}
        values={written}
        onChange={(name, value) => setWritten({ ...written, [name]: value })}
      />
      <Button
        type="primary"
        className="target"
        loading={isSending}
        disabled={!movement || fault !== null || !isSigned}
        onClick={() => void submit()}
      >
        {t('submit')}
      </Button>
      {outcome && <EntryOutcomeNote outcome={outcome} stockpileId={stockpileId} />}
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
  return <Alert type="error" showIcon title={sentence} />
}
