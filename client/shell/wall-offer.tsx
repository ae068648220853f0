import { Button } from 'antd'
import { useState } from 'react'
import { useText } from '../i18n/text.ts'
import { changeState, useAppState } from '../state/app-state.ts'
import { useMedia } from './use-media.ts'

/** From this width on a screen is probably looked at from across a room. */
const WALL_SCREEN = '(min-width: 2560px)'
const DECLINED_KEY = 'wall-mode-declined'

/** Storage may be forbidden; then the offer simply returns with the next visit. */
const wasDeclined = (): boolean => {
  try {
    return localStorage.getItem(DECLINED_KEY) !== null
  } catch {
    return false
  }
}
const rememberDeclined = (): void => {
  try {
    localStorage.setItem(DECLINED_KEY, 'yes')
  } catch {
    // declined for this visit only
  }
}

/** Offers wall mode on a very large screen, once. */
export const WallOffer = () => {
  const { t } = useText('shell')
  const isWide = useMedia(WALL_SCREEN)
  const display = useAppState((state) => state.display)
  const [isDeclined, setIsDeclined] = useState(wasDeclined)
  if (!isWide || display === 'wall' || isDeclined) return null
  const decline = (): void => {
    rememberDeclined()
    setIsDeclined(true)
  }
  return (
    <div className="wall-offer" role="status">
      <span>{t('wallOffer.text')}</span>
      <Button type="primary" onClick={() => changeState({ display: 'wall' })}>
        {t('wallOffer.accept')}
      </Button>
      <Button onClick={decline}>{t('wallOffer.decline')}</Button>
    </div>
  )
}
