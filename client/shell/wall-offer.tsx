import { Button } from 'antd'
import { useText } from '../i18n/text.ts'
import { changeState, useAppState } from '../state/app-state.ts'
import { createKept } from '../state/create-kept.ts'
import { useMedia } from './use-media.ts'

/** From this width on a screen is probably looked at from across a room. */
const WALL_SCREEN = '(min-width: 2560px)'

/** The answer stays on this machine. */
export const useWallOffer = createKept(
  { isDeclined: false },
  {
    name: 'wall-mode-declined',
    area: () => localStorage,
    keep: ({ isDeclined }) => ({ isDeclined }),
    parse: () => ({ isDeclined: true }),
    format: () => 'yes',
  },
)

/** Offers wall mode on a very large screen, once. */
export const WallOffer = () => {
  const { t } = useText('shell', 'wallOffer')
  const isWide = useMedia(WALL_SCREEN)
  const display = useAppState((state) => state.display)
  const isDeclined = useWallOffer((offer) => offer.isDeclined)
  if (!isWide || display === 'wall' || isDeclined) return null
  return (
    <div className="row wall-offer" role="status">
      <span>{t('text')}</span>
      <Button type="primary" onClick={() => changeState({ display: 'wall' })}>
        {t('accept')}
      </Button>
      <Button onClick={() => useWallOffer.setState({ isDeclined: true })}>{t('decline')}</Button>
    </div>
  )
}
