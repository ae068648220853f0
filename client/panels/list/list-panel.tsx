import { Button } from 'antd'
import { useId, useState } from 'react'
import { type CollectionId, LAYER_IDS } from '../../../data/collections.ts'
import { useText } from '../../i18n/text.ts'
import { changeState, useAppState } from '../../state/app-state.ts'
import { LayerList } from './layer-list.tsx'
import { LayerTabs } from './layer-tabs.tsx'
import './list.css'

/** What the map shows, as a list: one tab per visible layer. */
export const ListPanel = () => {
  const { t } = useText('panels')
  const visibleLayers = useAppState((state) => state.visibleLayers)
  const [wanted, setWanted] = useState<CollectionId | null>(null)
  const id = useId()
  const layers = LAYER_IDS.filter((layer) => visibleLayers.includes(layer))
  const shown = layers.find((layer) => layer === wanted) ?? layers[0]
  if (shown === undefined) return <NoLayers />
  return (
    <section className="list-panel" aria-label={t('list.title')}>
      <LayerTabs id={id} layers={layers} shown={shown} onShow={setWanted} />
      <div
        role="tabpanel"
        id={`${id}-panel`}
        aria-labelledby={`${id}-${shown}`}
        className="list-tabpanel"
      >
        <LayerList key={shown} collection={shown} />
      </div>
    </section>
  )
}

const NoLayers = () => {
  const { t } = useText('panels')
  return (
    <section className="list-empty" aria-label={t('list.title')}>
      <p role="status">{t('list.noLayers')}</p>
      <Button
        type="primary"
        className="target"
        onClick={() => changeState({ visibleLayers: LAYER_IDS })}
      >
        {t('list.showLayers')}
      </Button>
    </section>
  )
}
