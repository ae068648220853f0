import { AimOutlined, CloseOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import type { LonLat } from '../../../data/geometry.ts'
import type { SnapSummary } from '../../../data/nearest.ts'
import { coordinateText } from '../../form/coordinate-text.ts'
import { CopyButton } from '../../form/copy-button.tsx'
import { distanceText } from '../../form/distance-text.ts'
import { useText } from '../../i18n/text.ts'
import { changeState, flyTo, type Place } from '../../state/app-state.ts'
import { roadOfSnap } from './snap-text.ts'

/** Half a side of the box shown around a place, in degrees: about a kilometre. */
const AROUND_DEGREES = 0.01

const around = ([longitude, latitude]: LonLat): void =>
  flyTo([
    longitude - AROUND_DEGREES,
    latitude - AROUND_DEGREES,
    longitude + AROUND_DEGREES,
    latitude + AROUND_DEGREES,
  ])

/** The place asked about: what it was chosen by, its road, its coordinates. */
export const PlaceLine = ({ place, snap }: { place: Place; snap: SnapSummary | null }) => {
  const { t, language } = useText('panels')
  const coordinates = coordinateText(place.position)
  return (
    <section className="place-line" aria-label={t('nearest.place.heading')}>
      <div className="place-names">
        <h2>{place.label ?? t('nearest.place.onMap')}</h2>
        {snap && (
          <p>
            {t('nearest.place.snap', {
              road: roadOfSnap(snap, language),
              distance: distanceText(snap.distanceMetres, language),
            })}
          </p>
        )}
      </div>
      <CopyButton text={coordinates} label={t('copy.coordinates', { value: coordinates })}>
        {coordinates}
      </CopyButton>
      <Button
        className="target"
        icon={<AimOutlined aria-hidden />}
        aria-label={t('nearest.place.locate')}
        onClick={() => around(place.position)}
      />
      <Button
        className="target"
        icon={<CloseOutlined aria-hidden />}
        aria-label={t('nearest.place.clear')}
        onClick={() => changeState({ place: null, emphasisedId: null })}
      />
    </section>
  )
}
