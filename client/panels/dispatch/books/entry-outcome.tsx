import { Alert, Button } from 'antd'
import { useState } from 'react'
import { useMovements } from '../../../api/stock.ts'
import { useText } from '../../../i18n/text.ts'
import { Loaded } from './loaded.tsx'
import { MovementLine } from './movement-line.tsx'
import type { EntryOutcome } from './use-entry.ts'

/** What became of an entry, in words. */
export const EntryOutcomeNote = ({
  outcome,
  stockpileId,
}: {
  outcome: EntryOutcome
  stockpileId: string
}) => {
  const { t, language } = useText('ledger')
  if (outcome.kind === 'refused') {
    return <Alert type="error" showIcon title={outcome.problem.sentence[language]} />
  }
  const { document } = outcome
  if (outcome.kind === 'done') {
    return <Alert type="success" showIcon title={t('done', { document })} />
  }
  return (
    <>
      <Alert type="warning" showIcon title={t('unknown')} />
      <LookUp document={document} stockpileId={stockpileId} />
    </>
  )
}

interface LookUpProps {
  document: string
  stockpileId: string
}

/** The books under a document's number: whoever entered it sees whether it is there. */
const LookUp = ({ document, stockpileId }: LookUpProps) => {
  const { t } = useText('ledger')
  const [isOpen, setIsOpen] = useState(false)
  if (isOpen) return <Found document={document} stockpileId={stockpileId} />
  return (
    <Button className="target" onClick={() => setIsOpen(true)}>
      {t('lookUp', { document })}
    </Button>
  )
}

const Found = ({ document, stockpileId }: LookUpProps) => {
  const { t } = useText('ledger')
  const { data, error, isLoading, refetch } = useMovements({ stockpileId, item: null }, document)
  const movements = data?.pages[0]?.movements ?? []
  return (
    <>
      <Loaded isLoading={isLoading} error={error} onRetry={() => void refetch()} />
      {data && movements.length === 0 && <Alert type="info" showIcon title={t('notWritten')} />}
      <ol className="book-movements">
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
