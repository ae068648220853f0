import { Button } from 'antd'
import { MOVEMENT_KINDS, type Movement } from '../../../../data/ledger.ts'
import { MATERIALS } from '../../../../data/materials.ts'
import { dateTimeText } from '../../../form/shanghai-time.ts'
import { useText } from '../../../i18n/text.ts'
import { changeDispatch } from '../../../state/app-state.ts'
import { amountText, changeText } from './amount-text.ts'
import { actorText, documentText, isOfOrder, reasonText } from './movement-words.ts'

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
  const change = onHandChange === 0 ? reservedChange : onHandChange
  const about = [
    stockpile,
    movement.batch,
    actorText(movement, language),
    reasonText(movement, language),
  ].filter((text) => text !== null)
  return (
    <li>
      <span className="book-movement-head">
        <strong>
          {MOVEMENT_KINDS[kind].label[language]} {MATERIALS[item].label[language]}{' '}
          {changeText(change, item, language)}
        </strong>
        <span>{dateTimeText(Date.parse(movement.at))}</span>
      </span>
      <span className="secondary">
        {about.join(' · ')} ·{' '}
        {t('system', {
          onHand: amountText(onHandAfter, item, language),
          reserved: amountText(reservedAfter, item, language),
        })}
      </span>
      <DocumentButton movement={movement} onDocument={onDocument} />
    </li>
  )
}

const DocumentButton = ({
  movement,
  onDocument,
}: Pick<MovementLineProps, 'movement' | 'onDocument'>) => {
  const { t, language } = useText('ledger')
  if (!onDocument) return null
  const { document } = movement
  const isOrder = isOfOrder(movement)
  return (
    <Button
      type="link"
      className="target book-document"
      onClick={() =>
        isOrder ? changeDispatch({ tab: 'orders', orderNumber: document }) : onDocument(document)
      }
    >
      {t(isOrder ? 'openOrder' : 'sameDocument', { document: documentText(movement, language) })}
    </Button>
  )
}
