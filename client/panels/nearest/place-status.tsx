import { Alert, Button } from 'antd'
import { REGION_BBOX } from '../../../data/geometry.ts'
import { type NearestAnswer, PLACE_STATUSES } from '../../../data/nearest.ts'
import { useText } from '../../i18n/text.ts'
import { changeNearest, flyTo } from '../../state/app-state.ts'

/** Why there is no ranking, in a sentence, and what can be done about it. */
export const PlaceStatusNotice = ({ answer }: { answer: NearestAnswer }) => {
  const { t, language } = useText('panels')
  const { status, detail, detailZh } = answer.place
  if (status === 'answered') return null
  return (
    <Alert
      type="warning"
      showIcon
      title={PLACE_STATUSES[status][language]}
      description={
        <>
          <p>{language === 'zh' ? detailZh : detail}</p>
          <p>{t(`nearest.status.${status}`)}</p>
          {status === 'outside-region' && (
            <Button className="target" onClick={() => flyTo(REGION_BBOX)}>
              {t('nearest.status.region')}
            </Button>
          )}
          {status === 'none-in-reach' && <Relaxations answer={answer} />}
        </>
      }
    />
  )
}

/** One button per condition that is set, to drop it. */
const Relaxations = ({ answer: { query } }: { answer: NearestAnswer }) => {
  const { t } = useText('panels')
  return (
    <div className="card-actions">
      {query.onDuty && (
        <Button className="target" onClick={() => changeNearest({ onDuty: false })}>
          {t('nearest.status.relaxDuty')}
        </Button>
      )}
      {Object.keys(query.equipment).length > 0 && (
        <Button className="target" onClick={() => changeNearest({ equipment: {} })}>
          {t('nearest.status.relaxGear')}
        </Button>
      )}
      {query.item !== null && (
        <Button className="target" onClick={() => changeNearest({ item: null, quantity: null })}>
          {t('nearest.status.relaxGoods')}
        </Button>
      )}
    </div>
  )
}
