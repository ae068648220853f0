import type { NearestAnswer, NearestFeature } from '../../../data/nearest.ts'
import { CopyButton } from '../../form/copy-button.tsx'
import { useText } from '../../i18n/text.ts'
import { useAppState } from '../../state/app-state.ts'
import { dispatchText } from './dispatch-text.ts'

interface DispatchButtonProps {
  answer: NearestAnswer
  chosen: NearestFeature
}

/** Copies the call-out message; an answer for "now" counts from the moment it is copied. */
export const DispatchButton = ({ answer, chosen }: DispatchButtonProps) => {
  const { t, language } = useText('panels')
  const message = (): string => {
    const { place, nearest } = useAppState.getState()
    const issuedAt = Date.now()
    const departsAt = nearest.at === null ? issuedAt : Date.parse(answer.query.at)
    const order = { answer, chosen, placeLabel: place?.label ?? null, issuedAt, departsAt }
    return dispatchText(order, language, t)
  }
  return (
    <CopyButton text={message} emphasised>
      {t('nearest.answer.dispatch')}
    </CopyButton>
  )
}
