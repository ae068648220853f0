import { type NearestAnswer, PLACE_STATUSES, type PlaceStatus } from '../../../data/nearest.ts'
import { useRegion } from '../../api/region.ts'
import { switchCollection } from '../../form/nearest-query.ts'
import { Action, Message } from '../../form/pieces.tsx'
import { useText } from '../../i18n/text.ts'
import { askAbout, changeNearest, flyTo, useAppState } from '../../state/app-state.ts'

/** Why there is no ranking, in a sentence, and what can be done about it. */
export const PlaceStatusNotice = ({ answer }: { answer: NearestAnswer }) => {
  const { t, language } = useText('panels')
  const { bbox } = useRegion()
  const { status, detail, detailZh } = answer.place
  if (status === 'answered') return null
  const title = PLACE_STATUSES[status][language]
  const told = language === 'zh' ? detailZh : detail
  return (
    <Message
      type="warning"
      title={title}
      description={
        <>
          {/* no more than the title with a stop says nothing new */}
          {told.length > title.length + 1 && <p>{told}</p>}
          {isAdvised(status) && <p>{t(`nearest.status.${status}`)}</p>}
          {status === 'outside-region' && bbox && (
            <Action label={t('nearest.status.region')} onClick={() => flyTo(bbox)} />
          )}
          {BY_BOAT.includes(status) && <ByBoat answer={answer} />}
          {status === 'none-in-reach' && <Relaxations answer={answer} />}
        </>
      }
    />
  )
}

/** The sentences of the other statuses say themselves what can be done. */
const isAdvised = (status: PlaceStatus) =>
  status === 'none-in-reach' || status === 'too-far-from-road'

/** Places that a boat gets to from the road next to them. */
const BY_BOAT: readonly PlaceStatus[] = ['in-water', 'across-water', 'in-flood']

/** Asks for a boat, to the point on a road from which it is put into the water. */
const ByBoat = ({ answer: { snap } }: { answer: NearestAnswer }) => {
  const { t } = useText('panels', 'nearest')
  const label = useAppState((state) => state.place?.label) ?? t('place.onMap')
  if (!snap) return null
  const ask = (): void => {
    changeNearest({ ...switchCollection('stations'), equipment: { boat: 1 } })
    askAbout([snap.longitude, snap.latitude], t('status.nearestRoad', { place: label }))
  }
  return <Action label={t('status.byBoat')} onClick={ask} />
}

/** One button per condition that is set, to drop it. */
const Relaxations = ({ answer: { query } }: { answer: NearestAnswer }) => {
  const { t } = useText('panels', 'nearest.status')
  return (
    <div className="card-actions">
      {query.onDuty && (
        <Action label={t('relaxDuty')} onClick={() => changeNearest({ onDuty: false })} />
      )}
      {Object.keys(query.equipment).length > 0 && (
        <Action label={t('relaxGear')} onClick={() => changeNearest({ equipment: {} })} />
      )}
      {query.item !== null && (
        <Action
          label={t('relaxGoods')}
          onClick={() => changeNearest({ item: null, quantity: null })}
        />
      )}
    </div>
  )
}
