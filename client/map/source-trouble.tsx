import type {
  MapEventType,
  Map as MapLibreMap,
  RasterTileSource,
  VectorTileSource,
} from 'maplibre-gl'
import { useEffect, useState } from 'react'
import { changeState, useAppState } from '../state/app-state.ts'
import { listen } from './listen.ts'
import { MAP_TEXTS } from './map-texts.ts'
import { BASE_MAP_SOURCE } from './style/base-map-layer.ts'
import { ROAD_SOURCE } from './style/road-layers.ts'

type Tiled = typeof BASE_MAP_SOURCE | typeof ROAD_SOURCE

const TEXTS = { [BASE_MAP_SOURCE]: 'baseMapFailed', [ROAD_SOURCE]: 'roadsFailed' } as const

const tiledSource = (event: MapEventType['error']): Tiled | null => {
  const id = (event as { sourceId?: unknown }).sourceId
  return id === BASE_MAP_SOURCE || id === ROAD_SOURCE ? id : null
}

/** Says that tiles do not come; the map goes on with all else. */
export const SourceTrouble = ({ map }: { map: MapLibreMap }) => {
  const language = useAppState((state) => state.language)
  const isBaseMapOn = useAppState((state) => state.baseMap)
  const [failed, setFailed] = useState<readonly Tiled[]>([])
  useEffect(
    () =>
      listen(map, {
        error: (event) => {
          const id = tiledSource(event)
          // errors that the page does not show go to the console, as the library sends them by itself
          if (id === null) console.error(event.error)
          else setFailed((before) => (before.includes(id) ? before : [...before, id]))
        },
      }),
    [map],
  )
  const forget = (id: Tiled): void => setFailed((before) => before.filter((each) => each !== id))
  const retry = (id: Tiled): void => {
    forget(id)
    const source = map.getSource<RasterTileSource | VectorTileSource>(id)
    source?.setTiles(source.tiles)
  }
  const shown = failed.filter((id) => id !== BASE_MAP_SOURCE || isBaseMapOn)
  return shown.map((id) => (
    <p key={id}>
      {MAP_TEXTS[TEXTS[id]][language]}{' '}
      <button type="button" className="word-button target" onClick={() => retry(id)}>
        {MAP_TEXTS.retry[language]}
      </button>
      {id === BASE_MAP_SOURCE && (
        <button
          type="button"
          className="word-button target"
          onClick={() => {
            forget(id)
            changeState({ baseMap: false })
          }}
        >
          {MAP_TEXTS.switchOff[language]}
        </button>
      )}
    </p>
  ))
}
