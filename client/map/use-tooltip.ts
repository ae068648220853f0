/** The name of what the mouse points at. */
import { type Map as MapLibreMap, type MapMouseEvent, Popup } from 'maplibre-gl'
import { useEffect } from 'react'
import type { Language } from '../../data/bilingual.ts'
import { COLLECTIONS } from '../../data/collections.ts'
import { localisedName } from '../../data/wording.ts'
import type { ApiFeatureCollection } from '../api/features.ts'
import { queryClient } from '../api/request.ts'
import { dutyAt, dutySentence } from '../form/duty.ts'
import { colourOption, colourOptions } from '../layers/feature-look.ts'
import { useAppState } from '../state/app-state.ts'
import { type Hit, hitAt } from './hit.ts'
import { listen } from './listen.ts'
import { clusterText } from './map-texts.ts'

const OFFSET_PIXELS = 16

/** A popup that neither asks to be closed nor takes the focus. */
export const QUIET_POPUP = { closeButton: false, closeOnClick: false, focusAfterOpen: false }

/** The lines of a tooltip; the first is what it is about. */
const linesOf = (hit: Hit, language: Language): string[] => {
  if (hit.kind === 'cluster') {
    const kinds = hit.counts.map(([id, count]) => `${COLLECTIONS[id].title[language]} ${count}`)
    const whole = hit.counts.reduce((sum, [, count]) => sum + count, 0)
    return [clusterText(whole)[language], ...kinds]
  }
  const { title } = COLLECTIONS[hit.collection]
  const features = queryClient.getQueryData<ApiFeatureCollection>(['collection', hit.collection])
  const feature = features?.features.find(({ id }) => id === hit.id)
  if (feature === undefined) return [title[language]]
  const { properties } = feature
  const option = colourOptions(hit.collection)[colourOption(hit.collection, properties)]
  const duty = dutySentence(dutyAt(properties, Date.now()), language)
  return [
    localisedName({ name: String(properties.name), ...properties } as never, language),
    [option?.label[language] ?? title[language], duty].filter(Boolean).join(' · '),
  ]
}

const contentOf = (lines: readonly string[]): HTMLElement => {
  const content = document.createElement('div')
  lines.forEach((line, index) => {
    const element = document.createElement(index === 0 ? 'strong' : 'span')
    element.textContent = line
    content.append(element)
  })
  return content
}

export const useTooltip = (map: MapLibreMap): void => {
  useEffect(() => {
    if (!window.matchMedia('(hover: hover)').matches) return
    const popup = new Popup({ ...QUIET_POPUP, className: 'map-tooltip', offset: OFFSET_PIXELS })
    let shown = ''
    const hide = (): void => {
      shown = ''
      popup.remove()
      map.getCanvas().style.cursor = ''
    }
    const onMove = (event: MapMouseEvent): void => {
      const hit = map.isMoving() ? null : hitAt(map, event.point)
      if (hit === null) {
        hide()
        return
      }
      map.getCanvas().style.cursor = 'pointer'
      const key = JSON.stringify(hit)
      if (key !== shown) {
        shown = key
        popup.setDOMContent(contentOf(linesOf(hit, useAppState.getState().language))).addTo(map)
      }
      popup.setLngLat(event.lngLat)
    }
    const end = listen(map, { mousemove: onMove, mouseout: hide })
    return () => {
      end()
      popup.remove()
    }
  }, [map])
}
