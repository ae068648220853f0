/** An import that was committed, or undone: what it was, what is still to be placed, and the way back. */
import type { Import } from '../../../data/imports.ts'
import { Message } from '../../form/pieces.tsx'
import { useText } from '../../i18n/text.ts'
import { ImportCard } from './import-card.tsx'
import { CountList } from './intake-pieces.tsx'
import { ImportRows } from './rows-step.tsx'

export const DoneView = ({ entry }: { entry: Import }) => {
  const { t } = useText('intake')
  const isUndone = entry.state === 'undone'
  return (
    <div className="stack">
      <Message
        type={isUndone ? 'info' : 'success'}
        title={t(isUndone ? 'done.undone' : 'done.title')}
        description={!isUndone && entry.report && <CountList counts={entry.report.counts} />}
      />
      <ImportCard entry={entry} />
      {!isUndone && entry.report && (
        <ImportRows
          entry={entry}
          report={entry.report}
          decisions={entry.choices.rows}
          onDecide={null}
        />
      )}
    </div>
  )
}
