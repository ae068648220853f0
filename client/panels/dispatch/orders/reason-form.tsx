import { Button, Input } from 'antd'
import { useId, useState } from 'react'
import { LEDGER_LIMITS } from '../../../../data/ledger.ts'
import { ORDER_STEPS, type OrderStep } from '../../../../data/order-steps.ts'
import { useText } from '../../../i18n/text.ts'

interface ReasonFormProps {
  step: OrderStep
  isBusy: boolean
  onDone: (reason: string) => void
  onLeave: () => void
}

/** Asks why, before a step that takes something back. */
export const ReasonForm = ({ step, isBusy, onDone, onLeave }: ReasonFormProps) => {
  const { t, language } = useText('orders')
  const [reason, setReason] = useState('')
  const id = useId()
  const name = ORDER_STEPS[step][language]
  const isGiven = reason.trim() !== ''
  return (
    <div className="order-reason">
      <label htmlFor={id}>{t('reasonFor', { step: name })}</label>
      <Input
        id={id}
        className="target"
        autoFocus
        maxLength={LEDGER_LIMITS.mostReasonCharacters}
        value={reason}
        onChange={({ target }) => setReason(target.value)}
      />
      {!isGiven && <p className="secondary">{t('reasonMissing')}</p>}
      <div className="order-buttons">
        <Button
          danger
          type="primary"
          className="target"
          disabled={!isGiven || isBusy}
          onClick={() => onDone(reason.trim())}
        >
          {t('doIt', { step: name })}
        </Button>
        <Button className="target" onClick={onLeave}>
          {t('cancelDialog')}
        </Button>
      </div>
    </div>
  )
}
