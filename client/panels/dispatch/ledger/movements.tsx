import { Input } from 'antd'
import { useState } from 'react'
import { LEDGER_LIMITS, MOVEMENT_KINDS, type Movement } from '../../../../data/ledger.ts'
import { MATERIALS } from '../../../../data/materials.ts'
import { changeText } from '../../../../data/wording.ts'
import { usePackedWords } from '../../../api/item-sheets.ts'
import { type LedgerFilter, useMovements } from '../../../api/stock.ts'
import { useStockpileNames } from '../../../form/feature-names.ts'
import { Action, EmptyNote, MoreButton, QueryStatus } from '../../../form/pieces.tsx'
import { dateTimeText } from '../../../form/shanghai-time.ts'
import { useDebounced } from '../../../form/use-debounced.ts'
import { useText } from '../../../i18n/text.ts'
import { changeDispatch } from '../../../state/app-state.ts'
import { Downloads, MonthlyReport } from './ledger-pieces.tsx'
import { actorText, documentText, isOfOrder, reasonText } from './movement-words.ts'

const TYPING_MILLISECONDS = 400

/** The ledger itself, newest entry first. */
export const Movements = ({ filter }: { filter: LedgerFilter }) => {
  const { t } = useText('ledger')
  const nameOf = useStockpileNames()
  const [document, setDocument] = useState('')
  const settled = useDebounced(document.trim(), TYPING_MILLISECONDS)
  const query = useMovements(filter, settled)
  const movements = query.data?.pages.flatMap((page) => page.movements) ?? []
  return (
    <>
      <MonthlyReport filter={filter} />
      <Input
        className="target"
        allowClear
        aria-label={t('byDocument')}
        placeholder={t('byDocument')}
        maxLength={LEDGER_LIMITS.mostTextCharacters}
        value={document}
        onChange={({ target }) => setDocument(target.value)}
      />
      <QueryStatus query={query} failed={(reason) => t('failed', reason)} loading={t('loading')} />
      {query.data && movements.length === 0 && <EmptyNote text={t('noMovements')} />}
      <ol className="plain-list ledger-lines">
        {movements.map((movement) => (
          <MovementLine
            key={movement.sequence}
            movement={movement}
            stockpile={filter.stockpileId === null ? nameOf(movement.stockpileId) : null}
            onDocument={setDocument}
          />
        ))}
      </ol>
      <MoreButton label={t('more')} query={query} />
      {movements.length > 0 && settled === '' && <Downloads table="movements" filter={filter} />}
    </>
  )
}

interface MovementLineProps {
  movement: Movement
  /** Null where all lines are of one stockpile. */
  stockpile: string | null
  /** Null where the document cannot be chosen. */
  onDocument: ((document: string) => void) | null
}

/** One movement: what, how much, when; who, why and by which paper. */
export const MovementLine = ({ movement, stockpile, onDocument }: MovementLineProps) => {
  const { t, language } = useText('ledger')
  const { item, kind, onHandChange, reservedChange, onHandAfter, reservedAfter } = movement
  const { amount } = usePackedWords()
  const change = onHandChange === 0 ? reservedChange : onHandChange
  const about = [
    stockpile,
    movement.batch,
    movement.party && t('loanOf', { party: movement.party, dueOn: movement.dueOn ?? '' }),
    actorText(movement, language),
    reasonText(movement, language),
  ].filter((text) => text !== null)
  return (
    <li>
      <span className="row block-head">
        <strong>
          {MOVEMENT_KINDS[kind].label[language]} {MATERIALS[item].label[language]}{' '}
          {changeText(change, item, language)}
        </strong>
        <span>{dateTimeText(Date.parse(movement.at))}</span>
      </span>
      <span className="secondary">
        {about.join(' · ')} ·{' '}
        {t('system', {
          onHand: amount(onHandAfter, item),
          reserved: amount(reservedAfter, item),
        })}
      </span>
      {onDocument && <DocumentButton movement={movement} onDocument={onDocument} />}
    </li>
  )
}

interface DocumentButtonProps {
  movement: Movement
  onDocument: (document: string) => void
}

const DocumentButton = ({ movement, onDocument }: DocumentButtonProps) => {
  const { t, language } = useText('ledger')
  const { document } = movement
  const isOrder = isOfOrder(movement)
  return (
    <Action
      type="link"
      label={t(isOrder ? 'openOrder' : 'sameDocument', {
        document: documentText(movement, language),
      })}
      onClick={() =>
        isOrder ? changeDispatch({ tab: 'orders', orderNumber: document }) : onDocument(document)
      }
    />
  )
}
