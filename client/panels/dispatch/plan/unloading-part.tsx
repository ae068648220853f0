/** Where a work's goods are unloaded: by stake, a click on the map, or a place stored with the work. */
import { AimOutlined, DeleteOutlined, SaveOutlined } from '@ant-design/icons'
import { useState } from 'react'
import { deliveryWords, isFarFromWork } from '../../../../data/delivery-words.ts'
import type { LonLat } from '../../../../data/geometry.ts'
import { stakeMetresOf } from '../../../../data/stakes.ts'
import type { SitePlan } from '../../../../data/transfer-plan.ts'
import { UNLOADING_POINT_LIMITS } from '../../../../data/unloading-point.ts'
import { asApiProblem } from '../../../api/problem.ts'
import {
  deleteUnloadingPoint,
  saveUnloadingPoint,
  useUnloadingPoints,
} from '../../../api/unloading-points.ts'
import { Action, TextField } from '../../../form/pieces.tsx'
import { useText } from '../../../i18n/text.ts'
import { flyTo, useAppState } from '../../../state/app-state.ts'
import { choosePlace } from '../../../state/desk-tool.ts'
import { changeSite, type DraftSite } from '../../../state/plan-draft.ts'

/** On a map that shows more, a tap lands somewhere within kilometres: the work is shown first. */
const LEAST_ZOOM = 11
const AROUND_DEGREES = 0.03

const showWork = ({ lon, lat }: SitePlan): void => {
  if (useAppState.getState().view.zoom >= LEAST_ZOOM) return
  const [west, south] = [lon - AROUND_DEGREES, lat - AROUND_DEGREES]
  flyTo([west, south, lon + AROUND_DEGREES, lat + AROUND_DEGREES])
}

interface UnloadingPartProps {
  site: DraftSite
  /** As the plan has it; undefined before there is one, and where what is chosen was refused. */
  planned: SitePlan | undefined
}

export const UnloadingPart = ({ site, planned }: UnloadingPartProps) => {
  const { t, language } = useText('plan', 'unloading')
  const delivery = planned?.delivery
  // What was refused must stay in sight to be corrected.
  const isLong = delivery ? delivery.offsetMetres !== null : site.unloading != null
  if (site.workId === null || !isLong) return null
  const isMissing = delivery?.how === 'middle'
  const isFar = delivery !== undefined && isFarFromWork(delivery)
  const stake = site.unloading?.kind === 'stake' ? site.unloading.stake : ''
  const hasStakes = delivery ? delivery.stake !== null : stake !== ''
  const isUnreadable = stake !== '' && stakeMetresOf(stake) === null
  const put = ([lon, lat]: LonLat): void =>
    changeSite(site.key, { unloading: { kind: 'place', lon, lat } })
  const chooseOnMap = (): void => {
    if (planned) showWork(planned)
    choosePlace(put)
  }
  const words = delivery && deliveryWords(delivery, language).join(language === 'zh' ? '；' : '; ')
  return (
    <fieldset className="stack plan-unloading">
      <legend>{t('title')}</legend>
      {words && (
        <p className={isMissing || isFar ? 'bad-news' : undefined} role="status">
          {words}
          {isMissing && ` — ${t('missing')}`}
          {isFar && ` — ${t('far')}`}
        </p>
      )}
      {hasStakes && (
        <TextField
          label={t('stake')}
          placeholder={delivery?.stake ? t('stakeLike', { stake: delivery.stake }) : ''}
          value={stake}
          maxLength={40}
          onChange={(text) =>
            changeSite(site.key, {
              unloading: text.trim() === '' ? null : { kind: 'stake', stake: text },
            })
          }
        />
      )}
      {isUnreadable && <p className="bad-news">{t('unreadable')}</p>}
      <div className="buttons">
        <Action icon={AimOutlined} label={t('onMap')} onClick={chooseOnMap} />
        <StoredPlaces workId={site.workId} put={put} />
        {site.unloading && (
          <Action label={t('reset')} onClick={() => changeSite(site.key, { unloading: null })} />
        )}
      </div>
      {planned && site.unloading && !isUnreadable && <StorePlace site={site} planned={planned} />}
    </fieldset>
  )
}

const StoredPlaces = ({ workId, put }: { workId: string; put: (position: LonLat) => void }) => {
  const { t } = useText('plan', 'unloading')
  const { data = [] } = useUnloadingPoints()
  return data
    .filter((point) => point.workId === workId)
    .map((point) => (
      <span key={point.id} className="row">
        <Action label={point.name} onClick={() => put([point.lon, point.lat])} />
        <Action
          icon={DeleteOutlined}
          type="text"
          aria-label={t('forget', { name: point.name })}
          onClick={() => void deleteUnloadingPoint(point)}
        />
      </span>
    ))
}

/** Keeps the place with the work, under a name that drivers know. */
const StorePlace = ({ site, planned }: { site: DraftSite; planned: SitePlan }) => {
  const { t, language } = useText('plan', 'unloading')
  const [name, setName] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  if (name === null)
    return (
      <Action
        icon={SaveOutlined}
        label={t('store')}
        onClick={() => setName([site.name, planned.delivery.stake].filter(Boolean).join(' '))}
      />
    )
  const store = async (): Promise<void> => {
    const { lon, lat } = planned
    try {
      await saveUnloadingPoint({ name, workId: site.workId!, lon, lat })
      setName(null)
      setProblem(null)
    } catch (error) {
      setProblem(asApiProblem(error).sentence[language])
    }
  }
  return (
    <>
      <TextField
        label={t('name')}
        value={name}
        maxLength={UNLOADING_POINT_LIMITS.mostNameCharacters}
        onChange={setName}
      />
      {problem !== null && <p className="bad-news">{problem}</p>}
      <div className="buttons">
        <Action
          type="primary"
          disabled={name.trim() === ''}
          label={t('save')}
          onClick={() => void store()}
        />
        <Action label={t('cancel')} onClick={() => setName(null)} />
      </div>
    </>
  )
}
