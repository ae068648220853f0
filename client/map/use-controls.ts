/** Zoom buttons, scale and sources, with their titles in the language of the page. */
import {
  AttributionControl,
  type Map as MapLibreMap,
  NavigationControl,
  ScaleControl,
} from 'maplibre-gl'
import { useEffect } from 'react'
import type { Bilingual } from '../../data/bilingual.ts'
import { DISPLAY_SCALES, useAppState } from '../state/app-state.ts'
import { ATTRIBUTION, MAP_TEXTS, PRINTED_MAP_TEXTS } from './map-texts.ts'

/** At scale 1. */
const SCALE_MAX_PIXELS = 120

const { metres: METRE, kilometres: KILOMETRE } = PRINTED_MAP_TEXTS

/** The library takes its texts once, when a map is made; titles of buttons are set later. */
const TITLED: readonly (readonly [selector: string, text: Bilingual])[] = [
  ['.maplibregl-ctrl-zoom-in', MAP_TEXTS.zoomIn],
  ['.maplibregl-ctrl-zoom-out', MAP_TEXTS.zoomOut],
  ['.maplibregl-ctrl-attrib-button', MAP_TEXTS.attribution],
]

export const useControls = (map: MapLibreMap): void => {
  const language = useAppState((state) => state.language)
  const scale = DISPLAY_SCALES[useAppState((state) => state.display)]
  useEffect(() => {
    const controls = [
      [new NavigationControl({ showCompass: false }), 'top-right'],
      [new ScaleControl({ maxWidth: SCALE_MAX_PIXELS * scale }), 'bottom-left'],
      [
        new AttributionControl({ compact: false, customAttribution: ATTRIBUTION[language] }),
        'bottom-right',
      ],
    ] as const
    // the scale asks for its units whenever it is drawn
    map._locale['ScaleControl.Meters'] = METRE[language]
    map._locale['ScaleControl.Kilometers'] = KILOMETRE[language]
    for (const [control, corner] of controls) map.addControl(control, corner)
    for (const [selector, text] of TITLED) {
      const button = map.getContainer().querySelector(selector)
      button?.setAttribute('title', text[language])
      button?.setAttribute('aria-label', text[language])
    }
    map.getCanvas().setAttribute('aria-label', MAP_TEXTS.label[language])
    return () => {
      // a map that has been removed has let go of them by itself
      for (const [control] of controls) if (map.hasControl(control)) map.removeControl(control)
    }
  }, [map, language, scale])
}
