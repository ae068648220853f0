import { Button } from 'antd'
import type { CollectionId } from '../../../data/collections.ts'
import { bboxOf } from '../../../data/geometry.ts'
import type { ApiFeature } from '../../api.ts'
import { CopyButton } from '../../form/copy-button.tsx'
import { representativePoint } from '../../form/feature-place.ts'
import { localisedName } from '../../form/localised-name.ts'
import { usePanelText } from '../../form/use-panel-text.ts'
import { askAbout, changeNearest, flyTo } from '../../state/app-state.ts'
import { switchCollection } from '../nearest/query-changes.ts'

/** What can be done from here: who is nearest to this, show it, hand it on. */
export const DrawerActions = ({ feature }: { feature: ApiFeature }) => {
  const { t, language } = usePanelText()
  const askFor = (collection: CollectionId): void => {
    changeNearest(switchCollection(collection))
    askAbout(representativePoint(feature.geometry), localisedName(feature.properties, language))
  }
  return (
    <div className="drawer-actions">
      <Button type="primary" className="target" onClick={() => askFor('stations')}>
        {t('drawer.nearestStations')}
      </Button>
      <Button className="target" onClick={() => askFor('stockpiles')}>
        {t('drawer.nearestStockpiles')}
      </Button>
      <Button className="target" onClick={() => flyTo(bboxOf(feature.geometry))}>
        {t('drawer.zoom')}
      </Button>
      <CopyButton text={() => window.location.href}>{t('copy.link')}</CopyButton>
    </div>
  )
}
