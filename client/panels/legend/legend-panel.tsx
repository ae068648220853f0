import { LAYER_IDS } from '../../../data/collections.ts'
import { DEMONSTRATION_NOTICE, PROVENANCE_OPTIONS } from '../../../data/provenance.ts'
import { useHealth } from '../../api/features.ts'
import { ATTRIBUTION } from '../../map/map-texts.ts'
import { useAppState } from '../../state/app-state.ts'
import { LayerLegend } from './layer-legend.tsx'
import { LEGEND_TEXTS } from './legend-texts.ts'
import { MapKey } from './map-key.tsx'
import './legend.css'

/** Legend, layer switch and filter in one. */
export const LegendPanel = () => {
  const language = useAppState((state) => state.language)
  return (
    <section className="legend-panel" aria-label={LEGEND_TEXTS.title[language]}>
      <h2>{LEGEND_TEXTS.layers[language]}</h2>
      <ul className="legend-layers">
        {LAYER_IDS.map((collection) => (
          <LayerLegend key={collection} collection={collection} />
        ))}
      </ul>
      <MapKey />
      <h3>{LEGEND_TEXTS.provenance[language]}</h3>
      <Provenance />
    </section>
  )
}

const Provenance = () => {
  const language = useAppState((state) => state.language)
  const { data: health } = useHealth()
  const network = health?.network
  return (
    <div className="legend-provenance">
      {(health === undefined || health.demonstration) && <p>{DEMONSTRATION_NOTICE[language]}</p>}
      {network && (
        <p>
          {LEGEND_TEXTS.network[language]}: {network.source} ·{' '}
          {PROVENANCE_OPTIONS[network.provenance].label[language]}
        </p>
      )}
      {network === null && <p>{LEGEND_TEXTS.noNetwork[language]}</p>}
      <p>{ATTRIBUTION[language]}</p>
    </div>
  )
}
