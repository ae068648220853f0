import type { KeyboardEvent } from 'react'
import { COLLECTIONS, type CollectionId } from '../../../data/collections.ts'
import { useText } from '../../i18n/text.ts'
import { rovingIndex } from './roving-index.ts'
import { useLayerEntries } from './use-layer-entries.ts'

interface LayerTabsProps {
  /** Prefix of the tabs' ids; the panel's is `{id}-panel`. */
  id: string
  layers: readonly CollectionId[]
  shown: CollectionId
  onShow: (layer: CollectionId) => void
}

/** One tab per visible layer, with how much of it the map shows. */
export const LayerTabs = ({ id, layers, shown, onShow }: LayerTabsProps) => {
  const { t } = useText('panels')
  const move = (event: KeyboardEvent<HTMLDivElement>): void => {
    const index = rovingIndex(event.key, layers.indexOf(shown), layers.length)
    const layer = index === null ? undefined : layers[index]
    if (layer === undefined) return
    event.preventDefault()
    onShow(layer)
    document.getElementById(`${id}-${layer}`)?.focus()
  }
  return (
    <div role="tablist" className="layer-tabs" aria-label={t('list.layers')} onKeyDown={move}>
      {layers.map((layer) => (
        <LayerTab key={layer} id={id} layer={layer} isShown={layer === shown} onShow={onShow} />
      ))}
    </div>
  )
}

interface LayerTabProps {
  id: string
  layer: CollectionId
  isShown: boolean
  onShow: (layer: CollectionId) => void
}

const LayerTab = ({ id, layer, isShown, onShow }: LayerTabProps) => {
  const { t, language } = useText('panels')
  const { all, shown, isLimitedByView, isFiltered } = useLayerEntries(layer, '')
  const counts = { shown: shown.length, total: all.length }
  const resource = COLLECTIONS[layer]
  return (
    <button
      type="button"
      role="tab"
      id={`${id}-${layer}`}
      className="layer-tab target"
      aria-selected={isShown}
      aria-controls={`${id}-panel`}
      tabIndex={isShown ? 0 : -1}
      onClick={() => onShow(layer)}
    >
      <span className="layer-name">
        <span className="swatch" style={{ background: resource.symbol.colour }} aria-hidden />
        {resource.title[language]}
      </span>
      <span className="secondary">
        {t(isLimitedByView ? 'list.inView' : isFiltered ? 'list.matching' : 'list.all', counts)}
      </span>
    </button>
  )
}
