/** The feature of the open form on the map: its place under the hand, its shape under the drawing library. */
import type { Map as MapLibreMap } from 'maplibre-gl'
import { type KeyboardEvent, useCallback, useEffect, useMemo } from 'react'
import { createPortal } from 'react-dom'
import { COLLECTIONS } from '../../../data/collections.ts'
import type { Geometry, LonLat } from '../../../data/geometry.ts'
import type { ResourceDeclaration } from '../../../data/resource.ts'
import { localisedName } from '../../../data/wording.ts'
import '../../i18n/edit-texts.ts'
import { useText } from '../../i18n/text.ts'
import { cornerAt, drawnType, editedLines, withoutCorner } from '../../layers/edit-shape.ts'
import { collection, feature, pointAt } from '../../layers/geojson.ts'
import { outlineCrossing } from '../../layers/outline-crossing.ts'
import { useComparedShapes } from '../../state/compared-shapes.ts'
import {
  type FeatureDraft,
  placePoint,
  setEditTool,
  setShape,
  stepBack,
  useEditing,
} from '../../state/edit-draft.ts'
import { GeojsonLayers } from '../geojson-layers.tsx'
import { MAP_TEXTS } from '../map-texts.ts'
import { stepFrom } from '../step-by-key.ts'
import { editLayers } from '../style/edit-layers.ts'
import { useMarker } from '../use-marker.ts'
import { useLayers } from '../use-style.ts'
import { useToolClicks } from '../use-tool-clicks.ts'
import { useShapeDrawing } from './use-shape-drawing.ts'

const ERASE_PIXELS = 16

export const EditPicture = ({ map }: { map: MapLibreMap }) => {
  const draft = useEditing((state) => state.draft)
  const compared = useComparedShapes((state) => state.compared)
  if (draft) return <Edited map={map} draft={draft} />
  return compared && <Compared map={map} {...compared} />
}

/** A shape before and after a change. */
const Compared = (props: { map: MapLibreMap; before: Geometry; after: Geometry }) => {
  const { map, before, after } = props
  const layers = useLayers(editLayers)
  const data = useMemo(
    () => collection([...beforeOf(before, after), feature(after, { kind: 'now' })]),
    [before, after],
  )
  return <GeojsonLayers map={map} layers={layers} data={data} />
}

const Edited = ({ map, draft }: { map: MapLibreMap; draft: FeatureDraft }) => {
  const tool = useEditing((state) => state.tool)
  const { geometry, read } = draft
  const crossing = useMemo(() => geometry && outlineCrossing(geometry)?.at, [geometry])
  const layers = useLayers(editLayers)
  const isDrawing = tool === 'draw' || tool === 'reshape' || tool === 'add-part'
  const data = useMemo(
    () =>
      collection([
        ...beforeOf(read.geometry, geometry),
        // while the drawing library has it, it draws it
        ...(geometry && geometry.type !== 'Point' && !isDrawing
          ? [feature(geometry, { kind: 'now' })]
          : []),
        ...(crossing ? [pointAt(crossing, { kind: 'crossing' })] : []),
      ]),
    [geometry, read.geometry, crossing, isDrawing],
  )
  useToolClicks(map, tool === 'place', placePoint, leaveTool)
  useErasing(map, tool === 'erase')
  useShapeDrawing(map, draft)
  useShapeUndo(tool)
  return (
    <>
      <GeojsonLayers map={map} layers={layers} data={data} />
      {geometry?.type === 'Point' && <EditPin map={map} draft={draft} geometry={geometry} />}
      {tool !== 'none' && <EditHint map={map} draft={draft} />}
    </>
  )
}

const leaveTool = (): void => setEditTool('none')

/** How it was: its outline, or for a point the way to where it is now. */
const beforeOf = (before: Geometry | null, now: Geometry | null) => {
  if (!before || !now || before === now) return []
  const kind = { kind: 'before' }
  if (before.type !== 'Point') return [feature(before, kind)]
  return now.type === 'Point'
    ? [feature({ type: 'LineString', coordinates: [before.coordinates, now.coordinates] }, kind)]
    : []
}

const useErasing = (map: MapLibreMap, isErasing: boolean): void => {
  const erase = useCallback(
    ([longitude, latitude]: LonLat): void => {
      const geometry = useEditing.getState().draft?.geometry
      if (!geometry) return
      const project = (x: number, y: number) => map.project([x, y])
      const at = project(longitude, latitude)
      const found = cornerAt(editedLines(geometry), at, project, ERASE_PIXELS)
      if (!found) return
      const left = withoutCorner(geometry, found.part, found.corner)
      if (left !== geometry) setShape(left)
    },
    [map],
  )
  useToolClicks(map, isErasing, erase, leaveTool)
}

/** Ctrl+Z takes the last step on the map back, where no text is being typed. */
const useShapeUndo = (tool: string): void => {
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent): void => {
      const isUndo = event.key.toLowerCase() === 'z' && (event.ctrlKey || event.metaKey)
      const isText = event.target instanceof Element && event.target.closest('input, textarea')
      if (!isUndo || isText || tool === 'draw') return
      event.preventDefault()
      stepBack()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [tool])
}

interface EditPinProps {
  map: MapLibreMap
  draft: FeatureDraft
  geometry: Extract<Geometry, { type: 'Point' }>
}

/** Dragged by pointer, moved by arrow keys (with Shift in larger steps). */
const EditPin = ({ map, draft, geometry: { coordinates } }: EditPinProps) => {
  const { t, language } = useText('edit', 'map')
  const marker = useMarker(map, coordinates, 'edit-pin', { anchor: 'bottom', draggable: true })
  useEffect(() => {
    const moved = (): void => {
      const { lng, lat } = marker.getLngLat()
      placePoint([lng, lat])
    }
    marker.on('dragend', moved)
    return () => void marker.off('dragend', moved)
  }, [marker])
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = stepFrom(map, coordinates, event)
    if (next === null) return
    event.preventDefault()
    event.stopPropagation()
    placePoint(next)
  }
  const { title }: ResourceDeclaration = COLLECTIONS[draft.collection]
  const name = localisedName(draft.properties, language) || title[language]
  return createPortal(
    <button
      type="button"
      className="pin-button"
      aria-label={t('point', { name })}
      title={t('point', { name })}
      onKeyDown={onKeyDown}
    >
      <svg viewBox="0 0 32 42" aria-hidden="true">
        <path
          className="pin-body"
          d="M16 1.5C8 1.5 2 7.5 2 15c0 9.5 11 20 14 25.5C19 35 30 24.5 30 15 30 7.5 24 1.5 16 1.5Z"
        />
        <circle className="pin-mark" cx="16" cy="15" r="5" />
      </svg>
    </button>,
    marker.getElement(),
  )
}

/** What a click does now; for a place also without a mouse. */
const EditHint = ({ map, draft }: { map: MapLibreMap; draft: FeatureDraft }) => {
  const { t, language } = useText('edit')
  const tool = useEditing((state) => state.tool)
  const canStepBack = useEditing(({ earlier }) => earlier.length > 0)
  const { geometryTypes }: ResourceDeclaration = COLLECTIONS[draft.collection]
  const isLine = drawnType(geometryTypes) === 'LineString'
  const texts = {
    none: null,
    place: t('map.place'),
    draw: t(isLine ? 'map.drawLine' : 'map.drawArea'),
    'add-part': t('map.drawArea'),
    reshape: t('map.reshape'),
    erase: t('map.erase'),
  } as const
  const atCentre = (): void => {
    const { lng, lat } = map.getCenter()
    placePoint([lng, lat])
  }
  return (
    <>
      <div className="row wrapped tool-hint">
        <p role="status">{texts[tool]}</p>
        {tool === 'place' && (
          <button type="button" className="target" onClick={atCentre}>
            {MAP_TEXTS.atCentre[language]}
          </button>
        )}
        {(tool === 'reshape' || tool === 'erase') && (
          <button type="button" className="target" disabled={!canStepBack} onClick={stepBack}>
            {t('place.back')}
          </button>
        )}
        <button type="button" className="target" onClick={leaveTool}>
          {t(tool === 'reshape' || tool === 'erase' ? 'place.done' : 'form.leave')}
        </button>
      </div>
      {tool === 'place' && <span className="map-centre" aria-hidden="true" />}
    </>
  )
}
