import { CloseOutlined } from '@ant-design/icons'
import { useState } from 'react'
import { useHealth } from '../api/features.ts'
import { chooseFirst, useFirstRun } from '../api/first-run.ts'
import { lateCode } from '../form/late-code.ts'
import { lazyPart, PartBoundary } from '../form/part-boundary.tsx'
import { Action } from '../form/pieces.tsx'
import { useText } from '../i18n/text.ts'
import { useAppState } from '../state/app-state.ts'
import { openFirstRun, useFirstRunOpen } from '../state/first-run.ts'

const FirstRunDialog = lazyPart(
  lateCode(async () => (await import('../panels/first-run/first-run-dialog.tsx')).FirstRunDialog),
)

/**
 * Asks once whether to go on looking at the demonstration, in a line above the page that blocks
 * nothing, and not while a place is asked about; the answer is kept in the database.
 */
export const FirstRunOffer = () => {
  const { data: health } = useHealth()
  const { isOpen } = useFirstRunOpen()
  const { data: firstRun } = useFirstRun(health?.demonstration === true)
  const [isAnswered, setIsAnswered] = useState(false)
  const isAsking = useAppState((state) => state.place === null)
  const choose = (choice: 'look' | 'own'): void => {
    setIsAnswered(true)
    if (choice === 'own') openFirstRun()
    // What could not be kept is asked again by the next page.
    chooseFirst(choice, []).catch(() => undefined)
  }
  return (
    <>
      {firstRun?.isAsked && !isAnswered && isAsking && <Offer onChoose={choose} />}
      {isOpen && (
        <PartBoundary>
          <FirstRunDialog />
        </PartBoundary>
      )}
    </>
  )
}

const Offer = ({ onChoose }: { onChoose: (choice: 'look' | 'own') => void }) => {
  const { t } = useText('shell', 'firstRun')
  return (
    <div className="row wall-offer first-run-offer" role="status">
      <span>{t('text')}</span>
      <Action type="primary" label={t('own')} onClick={() => onChoose('own')} />
      <Action
        type="text"
        icon={CloseOutlined}
        aria-label={t('look')}
        title={t('look')}
        onClick={() => onChoose('look')}
      />
    </div>
  )
}
