import type { ReactNode } from 'react'
import type { NearestAnswer, NearestFeature } from '../../../data/nearest.ts'
import { durationText, localisedName } from '../../../data/wording.ts'
import { CopyByHand } from '../../form/copy-button.tsx'
import { Action, Message } from '../../form/pieces.tsx'
import { useText } from '../../i18n/text.ts'
import { compose, copyMessage, dismissOutcome, useCopyFlow } from './copy-flow.ts'

/** That a message was copied, for a few seconds; before and after that, what is given. */
export const CopiedLine = ({ children }: { children?: ReactNode }) => {
  const { t, language } = useText('panels', 'nearest.copying')
  const outcome = useCopyFlow((flow) => flow.outcome)
  const isCopied = outcome.kind === 'done' || outcome.kind === 'unchecked'
  return (
    <>
      <p
        role="status"
        className={isCopied ? 'copied-line' : 'visually-hidden'}
        data-state={outcome.kind}
      >
        {isCopied && t(outcome.kind, { name: localisedName(outcome.called.properties, language) })}
      </p>
      {!isCopied && children}
    </>
  )
}

/** Why a message was not copied, and what is asked before it is. */
export const CopyNotice = () => {
  const { t } = useText('panels', 'nearest.copying')
  const outcome = useCopyFlow((flow) => flow.outcome)
  switch (outcome.kind) {
    case 'changed':
      return <ChangedOrder now={outcome.now} called={outcome.called} />
    case 'denied':
      return <CopyByHand text={outcome.text} onClose={dismissOutcome} />
    case 'failed':
      return <Message type="error" title={t('failed')} />
    default:
      return null
  }
}

interface ChangedOrderProps {
  now: NearestAnswer
  /** Whose message was asked for. */
  called: NearestFeature
}

/** The order is not the one that was looked at: who is first now, and whom to call, is asked. */
const ChangedOrder = ({ now, called }: ChangedOrderProps) => {
  const { t, language } = useText('panels', 'nearest.copying')
  const name = localisedName(called.properties, language)
  const [first] = now.features
  const asked = now.features.find((feature) => feature.id === called.id)
  const told = first && {
    name: localisedName(first.properties, language),
    after: durationText(first.properties.arrivalSeconds, language),
  }
  const copy = (whom: NearestFeature) =>
    void copyMessage({ shown: now, called: whom, isChangeKnown: true })
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
                  name,
                  rank: asked.properties.rank,
                  after: durationText(asked.properties.arrivalSeconds, language),
                })
              : t('askedGone', { name })}
          </p>
          <div className="card-actions">
            {first && first.id !== called.id && told && (
              <Action
                type="primary"
                label={t('copyFirst', told)}
                onClick={() => {
                  compose(null)
                  copy(first)
                }}
              />
            )}
            {asked && <Action label={t('copyAsked', { name })} onClick={() => copy(asked)} />}
            <Action label={t('leave')} onClick={dismissOutcome} />
          </div>
        </>
      }
    />
  )
}
