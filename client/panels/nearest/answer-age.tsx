import { ReloadOutlined } from '@ant-design/icons'
import { useEffect, useState } from 'react'
import { Action } from '../../form/pieces.tsx'
import { useText } from '../../i18n/text.ts'

const SECOND_MILLISECONDS = 1000
/** From this age on, the age of an answer for "now" is shown in amber. */
const OLD_SECONDS = 60

/** Milliseconds since 1970 UTC, once a second. */
const useNow = (): number => {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), SECOND_MILLISECONDS)
    return () => clearInterval(timer)
  }, [])
  return now
}

interface AnswerAgeProps {
  /** Milliseconds since 1970 UTC of the answer in sight. */
  computedAt: number
  /** The service does not answer. */
  isLost: boolean
  isBusy: boolean
  onRefresh: () => void
}

/** How old the answer in sight is, whether the service still answers, and a way to ask again. */
export const AnswerAge = ({ computedAt, isLost, isBusy, onRefresh }: AnswerAgeProps) => {
  const { t } = useText('panels', 'nearest.age')
  const seconds = Math.max(0, Math.floor((useNow() - computedAt) / SECOND_MILLISECONDS))
  const isOld = seconds >= OLD_SECONDS
  const age = isOld
    ? t('minutes', { count: Math.floor(seconds / OLD_SECONDS) })
    : t('seconds', { count: seconds })
  return (
    <span className="row answer-age" data-state={isLost ? 'lost' : isOld ? 'old' : 'fresh'}>
      <span>{isLost ? t('lost', { age }) : t('updated', { age })}</span>
      <Action
        type="text"
        icon={ReloadOutlined}
        loading={isBusy}
        aria-label={t('refresh')}
        title={t('refresh')}
        onClick={onRefresh}
      />
    </span>
  )
}
