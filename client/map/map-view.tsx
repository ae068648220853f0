import type { Map as MapLibreMap } from 'maplibre-gl'
import { useEffect, useRef, useState } from 'react'
import { COLLECTIONS, LAYER_IDS } from '../../data/collections.ts'
import { useCollections } from '../api/features.ts'
import { reasonOf } from '../api/problem.ts'
import { lateCode } from '../form/late-code.ts'
import { lazyPart } from '../form/part-boundary.tsx'
import { useAppState } from '../state/app-state.ts'
import { useComparedShapes } from '../state/compared-shapes.ts'
import { useEditing } from '../state/edit-draft.ts'
import { AnswerLayer } from './answer-layer.tsx'
import { BaseMapLayer } from './base-map-layer.tsx'
import { ResourceLayers, useBackground } from './collection-sources.tsx'
import { setCurrentMap, useNewMap } from './create-map.ts'
import { DeskTools } from './desk-tools.tsx'
import { HazardLayer } from './hazard-layer.tsx'
import { listen } from './listen.ts'
import { loadingText, MAP_TEXTS } from './map-texts.ts'
import { PlaceNote } from './place-note.tsx'
import { SourceTrouble } from './source-trouble.tsx'
import { useCamera } from './use-camera.ts'
import { useControls } from './use-controls.ts'
import { usePointer } from './use-pointer.ts'
import { useSelection } from './use-selection.ts'
import { useStyle } from './use-style.ts'
import { useTooltip } from './use-tooltip.ts'
import 'maplibre-gl/dist/maplibre-gl.css'
import './map.css'

export const fetchDispatchPicture = lateCode(
  async () => (await import('./dispatch-picture.tsx')).DispatchPicture,
)
const PICTURE_TEXTS = { Waiting: () => null, failed: 'map.pictureFailed' } as const

/** The pictures of planners, dispatchers and clerks come with their panels: duty officers wait for none. */
const PICTURES = {
  coverage: lazyPart(
    lateCode(async () => (await import('./coverage/coverage-picture.tsx')).CoveragePicture),
    PICTURE_TEXTS,
  ),
  dispatch: lazyPart(fetchDispatchPicture, PICTURE_TEXTS),
  data: lazyPart(
    lateCode(async () => (await import('./intake-picture.tsx')).IntakePicture),
    PICTURE_TEXTS,
  ),
} as const

/** What is edited on the map comes with its form. */
const EditPicture = lazyPart(
  lateCode(async () => (await import('./edit/edit-picture.tsx')).EditPicture),
  PICTURE_TEXTS,
)

/** The map, made once; everything on it follows the state. Fills its parent. */
export const MapView = () => {
  const container = useRef<HTMLDivElement>(null)
  const map = useNewMap(container, markIdle)
  useEffect(() => {
    setCurrentMap(map)
    return () => setCurrentMap(null)
  }, [map])
  return (
    <>
      <div ref={container} className="map-canvas" data-map-idle="false" />
      {map && <MapContents map={map} />}
      <PlaceNote />
      <LayerStatus map={map} />
    </>
  )
}

/** `data-map-idle` on the container: whether everything has been drawn. */
const markIdle = (map: MapLibreMap): void => {
  const { dataset } = map.getContainer()
  const busy = (): void => {
    dataset.mapIdle = 'false'
  }
  map.on('dataloading', busy)
  map.on('movestart', busy)
  map.on('idle', () => {
    dataset.mapIdle = 'true'
  })
}

const MapContents = ({ map }: { map: MapLibreMap }) => {
  useStyle(map)
  useBackground(map)
  useCamera(map)
  useControls(map)
  usePointer(map)
  useTooltip(map)
  useSelection(map)
  const isEditing = useEditing((state) => state.draft !== null)
  const isComparing = useComparedShapes((state) => state.compared !== null)
  return (
    <>
      <BaseMapLayer map={map} />
      <ResourceLayers map={map} />
      <PanelPicture map={map} panel="coverage" />
      <HazardLayer map={map} />
      <PanelPicture map={map} panel="dispatch" />
      <PanelPicture map={map} panel="data" />
      <DeskTools map={map} />
      <AnswerLayer map={map} />
      {(isEditing || isComparing) && <EditPicture map={map} />}
    </>
  )
}

/** What a panel shows on the map, while it is open. */
const PanelPicture = ({ map, panel }: { map: MapLibreMap; panel: keyof typeof PICTURES }) => {
  const open = useAppState((state) => state.panel)
  // The dispatcher's ways stay in sight while a road is closed.
  const isOpen = open === panel || (open === 'hazards' && panel === 'dispatch')
  const Picture = PICTURES[panel]
  return isOpen ? <Picture map={map} /> : null
}

/** Whether all that a map was given first has been drawn once. */
const useIsDrawn = (map: MapLibreMap | null, isGiven: boolean): boolean => {
  const [isDrawn, setIsDrawn] = useState(false)
  useEffect(() => {
    if (map === null || !isGiven || isDrawn) return
    return listen(map, { idle: () => setIsDrawn(true) })
  }, [map, isGiven, isDrawn])
  return isDrawn
}

/** Says that resources are on their way or being drawn, or which of them could not be had. */
const LayerStatus = ({ map }: { map: MapLibreMap | null }) => {
  const language = useAppState((state) => state.language)
  const queries = useCollections(LAYER_IDS)
  const failed = queries.flatMap((query, index) => {
    const id = LAYER_IDS[index]
    return query.isError && id ? [{ id, query }] : []
  })
  const waiting = queries.filter((query) => query.isLoading).length
  const isDrawn = useIsDrawn(map, waiting === 0)
  return (
    <div className="layer-status" role="status" aria-live="polite">
      {waiting > 0 && (
        <p className="layers-loading">
          {loadingText(LAYER_IDS.length - waiting, LAYER_IDS.length)[language]}
        </p>
      )}
      {waiting === 0 && map && !isDrawn && (
        <p className="layers-loading">{MAP_TEXTS.drawing[language]}</p>
      )}
      {map && <SourceTrouble map={map} />}
      {failed.map(({ id, query }) => (
        <p key={id}>
          {COLLECTIONS[id].title[language]} {MAP_TEXTS.failed[language]}
          {reasonOf(query.error, language)}{' '}
          <button type="button" className="word-button target" onClick={() => void query.refetch()}>
            {MAP_TEXTS.retry[language]}
          </button>
        </p>
      ))}
    </div>
  )
}
