import type { ReactNode } from 'react'
import type { NearestAnswer } from '../../../data/nearest.ts'
import { durationText, localisedName } from '../../../data/wording.ts'
import { CopyByHand } from '../../form/copy-button.tsx'
import { Action, Message } from '../../form/pieces.tsx'
import { useText } from '../../i18n/text.ts'
import { useAppState } from '../../state/app-state.ts'
import { compose, copyMessage, dismissOutcome, useCopyFlow } from './copy-flow.ts'

/** That a message was copied, for a few seconds; before and after that, what is given. */
export const CopiedLine = ({ shown, children }: { shown: NearestAnswer; children?: ReactNode }) => {
  const { t } = useText('panels', 'nearest.copying')
  const outcome = useCopyFlow((flow) => flow.outcome)
  const nameOf = useNames(shown)
  const isCopied = outcome.kind === 'done' || outcome.kind === 'unchecked'
  return (
    <>
      <p
        role="status"
        className={isCopied ? 'copied-line' : 'visually-hidden'}
        data-state={outcome.kind}
      >
        {isCopied && t(outcome.kind, { name: nameOf(outcome.id) })}
      </p>
      {!isCopied && children}
    </>
  )
}

/** Why a message was not copied, and what is asked before it is. */
export const CopyNotice = ({ shown }: { shown: NearestAnswer }) => {
  const { t } = useText('panels', 'nearest.copying')
  const outcome = useCopyFlow((flow) => flow.outcome)
  switch (outcome.kind) {
    case 'changed':
      return <ChangedOrder shown={shown} now={outcome.now} id={outcome.id} />
    case 'denied':
      return <CopyByHand text={outcome.text} onClose={dismissOutcome} />
    case 'failed':
      return <Message type="error" title={t('failed')} />
    default:
      return null
  }
}

const useNames = ({ features }: NearestAnswer): ((id: string) => string) => {
  const language = useAppState((state) => state.language)
  return (id) => {
    const found = features.find((feature) => feature.id === id)
    return found ? localisedName(found.properties, language) : id
  }
}

interface ChangedOrderProps {
  shown: NearestAnswer
  now: NearestAnswer
  /** Whose message was asked for. */
  id: string
}

/** The order is not the one that was looked at: who is first now, and whom to call, is asked. */
const ChangedOrder = ({ shown, now, id }: ChangedOrderProps) => {
  const { t, language } = useText('panels', 'nearest.copying')
  const nameOf = useNames(shown)
  const [first] = now.features
  const asked = now.features.find((feature) => feature.id === id)
  const told = first && {
    name: localisedName(first.properties, language),
    after: durationText(first.properties.arrivalSeconds, language),
  }
  const copy = (whom: string) => void copyMessage({ shown: now, id: whom, isChangeKnown: true })
  return (
    <Message
      type="warning"
      role="alertdialog"
      aria-label={t('changed')}
      title={t('changed')}
      description={
        <>
          {told && <p>{t('firstNow', told)}</p>}
          <p>
            {asked
              ? t('askedNow', {
                  name: nameOf(id),
                  rank: asked.properties.rank,
                  after: durationText(asked.properties.arrivalSeconds, language),
                })
              : t('askedGone', { name: nameOf(id) })}
          </p>
          <div className="card-actions">
            {first && first.id !== id && told && (
              <Action
                type="primary"
                label={t('copyFirst', told)}
                onClick={() => {
                  compose(null)
                  copy(first.id)
                }}
              />
            )}
            {asked && (
              <Action label={t('copyAsked', { name: nameOf(id) })} onClick={() => copy(id)} />
            )}
            <Action label={t('leave')} onClick={dismissOutcome} />
          </div>
        </>
      }
    />
  )
}
