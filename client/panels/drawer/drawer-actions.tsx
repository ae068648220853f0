import { type CollectionId, groupOf } from '../../../data/collections.ts'
import { bboxOf } from '../../../data/geometry.ts'
import type { ApiFeature } from '../../api/features.ts'
import { Action } from '../../form/action.tsx'
import { CopyButton } from '../../form/copy-button.tsx'
import { representativePoint } from '../../form/feature-place.ts'
import { localisedName } from '../../form/localised-name.ts'
import { switchCollection } from '../../form/nearest-query.ts'
import { useText } from '../../i18n/text.ts'
import {
  askAbout,
  changeDispatch,
  changeNearest,
  changeState,
  flyTo,
} from '../../state/app-state.ts'
import { planTransferTo } from '../../state/plan-draft.ts'

/** What can be done from here: who is nearest to this, show it, hand it on. */
interface DrawerActionsProps {
  collection: CollectionId
  feature: ApiFeature
}

export const DrawerActions = ({ collection, feature }: DrawerActionsProps) => {
  const { t, language } = useText('panels')
  const askFor = (collection: CollectionId): void => {
    changeNearest(switchCollection(collection))
    askAbout(representativePoint(feature.geometry), localisedName(feature.properties, language))
  }
  const sendHere = (): void => {
    const [lon, lat] = representativePoint(feature.geometry)
    planTransferTo({
      workId: groupOf(collection) === 'flood-works' ? feature.id : null,
      name: localisedName(feature.properties, 'zh'),
      lon,
      lat,
    })
    changeState({ selection: null })
  }
  const openBooks = (): void => {
    changeState({ panel: 'dispatch', selection: null })
    changeDispatch({ tab: 'books', stockpileId: feature.id })
  }
  return (
    <div className="drawer-actions">
      {collection === 'stockpiles' ? (
        <>
          <Action label={t('drawer.books')} onClick={openBooks} />
          <Action label={t('drawer.nearestWorks')} onClick={() => askFor('flood-works')} />
        </>
      ) : (
        <Action label={t('drawer.sendHere')} onClick={sendHere} />
      )}
      <Action
        type="primary"
        label={t('drawer.nearestStations')}
        onClick={() => askFor('stations')}
      />
      <Action label={t('drawer.nearestStockpiles')} onClick={() => askFor('stockpiles')} />
      <Action label={t('drawer.zoom')} onClick={() => flyTo(bboxOf(feature.geometry))} />
      <CopyButton text={() => window.location.href}>{t('copy.link')}</CopyButton>
    </div>
  )
}
