/** Places taken from the map: a distance measured by clicks, notes that a link carries, one place for a form. */
import type { Map as MapLibreMap } from 'maplibre-gl'
import { type FormEvent, useEffect, useMemo, useState } from 'react'
import { createPortal } from 'react-dom'
import type { Bilingual } from '../../data/bilingual.ts'
import type { LonLat } from '../../data/geometry.ts'
import { distanceText } from '../../data/wording.ts'
import { takesText } from '../form/takes-text.ts'
import { deskMarks, runningMetres } from '../layers/desk-marks.ts'
import { useAppState } from '../state/app-state.ts'
import {
  addCorner,
  type DeskToolId,
  leaveDeskTool,
  noteMeasured,
  openNote,
  removeCorner,
  removeNote,
  saveNote,
  takeDeskTool,
  useDeskTool,
} from '../state/desk-tool.ts'
import { type MapNote, NOTE_LIMITS } from '../state/map-notes.ts'
import { useHazardDraft, useMapTool } from '../state/map-tool.ts'
import { GeojsonLayers } from './geojson-layers.tsx'
import { MAP_TEXTS, noteText } from './map-texts.ts'
import { deskLayers } from './style/desk-layers.ts'
import { useMarker } from './use-marker.ts'
import { useLayers } from './use-style.ts'
import { useToolClicks } from './use-tool-clicks.ts'

/** Lines within a square of 24: a ruler, a pencil on a sheet. */
const TOOLS = [
  ['measure', 'M3.5 16.5 16.5 3.5l4 4-13 13zM8 12l2 2M11 9l2 2M14 6l2 2'],
  ['note', 'M13 5H5v14h14v-8M19.5 3.5l1 1L13 12l-2.5.7.7-2.5z'],
] as const satisfies readonly (readonly [DeskToolId, string])[]

export const DeskTools = ({ map }: { map: MapLibreMap }) => {
  const { tool, corners } = useDeskTool()
  const language = useAppState((state) => state.language)
  const notes = useAppState((state) => state.notes)
  const layers = useLayers(deskLayers)
  const isPlacing =
    tool === 'measure' || tool === 'place' || (tool === 'note' && corners.length === 0)
  useToolClicks(map, isPlacing, addCorner, leaveDeskTool)
  useOneTool()
  useUndoByKey(tool === 'measure')
  const data = useMemo(() => {
    const labels = runningMetres(corners).map((metres, index) =>
      index > 0 && tool === 'measure' ? distanceText(metres, language) : '',
    )
    return deskMarks(corners, labels, notes)
  }, [corners, notes, tool, language])
  return (
    <>
      <GeojsonLayers map={map} layers={layers} data={data} />
      <Toolbar map={map} />
      {notes.map((note, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a note is known by its place among them
        <NoteMarker key={index} map={map} note={note} index={index} />
      ))}
      {tool === 'measure' && <MeasureHint map={map} corners={corners} />}
      {tool === 'note' && <NoteHint map={map} corners={corners} />}
      {tool === 'place' && <PlaceHint map={map} text={MAP_TEXTS.placeHow} />}
    </>
  )
}

/** Whoever takes up another tool of the map has let go of these. */
const useOneTool = (): void => {
  const planners = useMapTool((state) => state.tool)
  const hazards = useHazardDraft((state) => state.tool)
  useEffect(() => {
    if (planners !== 'none' || hazards !== 'none') leaveDeskTool()
  }, [planners, hazards])
}

const useUndoByKey = (isMeasuring: boolean): void => {
  useEffect(() => {
    if (!isMeasuring) return
    const onKey = (event: KeyboardEvent): void => {
      const isUndo = event.key === 'Backspace' || (event.key === 'z' && event.ctrlKey)
      if (!isUndo || takesText(event.target)) return
      event.preventDefault()
      removeCorner()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [isMeasuring])
}

/** A group of buttons among the controls of the map. */
const Toolbar = ({ map }: { map: MapLibreMap }) => {
  const language = useAppState((state) => state.language)
  const tool = useDeskTool((state) => state.tool)
  const isFull = useAppState(({ notes }) => notes.length >= NOTE_LIMITS.mostNotes)
  const group = useMemo(() => {
    const element = document.createElement('div')
    element.className = 'maplibregl-ctrl maplibregl-ctrl-group desk-tools'
    return element
  }, [])
  useEffect(() => {
    const control = { onAdd: () => group, onRemove: () => group.remove() }
    map.addControl(control, 'top-right')
    return () => {
      if (map.hasControl(control)) map.removeControl(control)
    }
  }, [map, group])
  return createPortal(
    TOOLS.map(([id, path]) => {
      const isInUse = tool === id
      const text = MAP_TEXTS[id][language]
      const title = id === 'note' && isFull ? MAP_TEXTS.notesFull[language] : text
      return (
        <button
          key={id}
          type="button"
          title={title}
          aria-label={title}
          aria-pressed={isInUse}
          disabled={id === 'note' && isFull && !isInUse}
          onClick={() => (isInUse ? leaveDeskTool() : takeDeskTool(id))}
        >
          <svg className="icon" viewBox="0 0 24 24" aria-hidden="true">
            <path d={path} />
          </svg>
        </button>
      )
    }),
    group,
  )
}

interface HintProps {
  map: MapLibreMap
  corners: readonly LonLat[]
}

/** Sets a corner without a mouse. */
const AtCentre = ({ map }: { map: MapLibreMap }) => {
  const language = useAppState((state) => state.language)
  const set = (): void => {
    const { lng, lat } = map.getCenter()
    addCorner([lng, lat])
  }
  return (
    <button type="button" className="target" onClick={set}>
      {MAP_TEXTS.atCentre[language]}
    </button>
  )
}

const MeasureHint = ({ map, corners }: HintProps) => {
  const language = useAppState((state) => state.language)
  const isFull = useAppState(({ notes }) => notes.length >= NOTE_LIMITS.mostNotes)
  const metres = runningMetres(corners).at(-1) ?? 0
  return (
    <>
      <div className="row wrapped tool-hint">
        <p role="status">
          {corners.length < 2 ? (
            <>
              {MAP_TEXTS.measureHow[language]}
              <span className="by-key">{MAP_TEXTS.measureKeys[language]}</span>
            </>
          ) : (
            <>
              {MAP_TEXTS.straight[language]} <strong>{distanceText(metres, language)}</strong>
            </>
          )}
        </p>
        <AtCentre map={map} />
        {corners.length > 0 && (
          <button type="button" className="target" onClick={removeCorner}>
            {MAP_TEXTS.stepBack[language]}
          </button>
        )}
        {corners.length > 1 && !isFull && (
          <button type="button" className="target" onClick={noteMeasured}>
            {MAP_TEXTS.keepAsNote[language]}
          </button>
        )}
        <button type="button" className="target" onClick={leaveDeskTool}>
          {MAP_TEXTS.finish[language]}
        </button>
      </div>
      <span className="map-centre" aria-hidden="true" />
    </>
  )
}

/** Asks for the place of a note, then for its text. */
const NoteHint = ({ map, corners }: HintProps) => {
  const edited = useDeskTool((state) => state.edited)
  if (corners.length > 0) return <NoteForm key={edited} corners={corners} edited={edited} />
  return <PlaceHint map={map} text={MAP_TEXTS.noteHow} />
}

/** Asks for one place. */
const PlaceHint = ({ map, text }: { map: MapLibreMap; text: Bilingual }) => {
  const language = useAppState((state) => state.language)
  return (
    <>
      <div className="row wrapped tool-hint">
        <p role="status">{text[language]}</p>
        <AtCentre map={map} />
        <button type="button" className="target" onClick={leaveDeskTool}>
          {MAP_TEXTS.cancel[language]}
        </button>
      </div>
      <span className="map-centre" aria-hidden="true" />
    </>
  )
}

interface NoteFormProps {
  corners: readonly LonLat[]
  edited: number | null
}

const NoteForm = ({ corners, edited }: NoteFormProps) => {
  const { language, notes } = useAppState.getState()
  const metres = runningMetres(corners).at(-1) ?? 0
  const measured =
    corners.length > 1 ? `${MAP_TEXTS.straight[language]} ${distanceText(metres, language)}` : ''
  const [text, setText] = useState((edited === null ? null : notes[edited]?.text) ?? measured)
  const save = (event: FormEvent): void => {
    event.preventDefault()
    saveNote(text)
  }
  return (
    <form
      className="row wrapped tool-hint"
      onSubmit={save}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.preventDefault()
        leaveDeskTool()
      }}
    >
      <label className="row">
        {MAP_TEXTS.noteLabel[language]}
        <input
          className="note-text target"
          value={text}
          maxLength={NOTE_LIMITS.mostCharacters}
          ref={focusOnce}
          onChange={(event) => setText(event.target.value)}
        />
      </label>
      <button type="submit" className="target" disabled={text.trim() === ''}>
        {MAP_TEXTS.save[language]}
      </button>
      {edited !== null && (
        <button type="button" className="target" onClick={removeNote}>
          {MAP_TEXTS.remove[language]}
        </button>
      )}
      <button type="button" className="target" onClick={leaveDeskTool}>
        {MAP_TEXTS.cancel[language]}
      </button>
    </form>
  )
}

/** The same function each time: the field takes the focus when it appears, and not again. */
const focusOnce = (field: HTMLInputElement | null): void => field?.focus()

const NoteMarker = ({ map, note, index }: { map: MapLibreMap; note: MapNote; index: number }) => {
  const language = useAppState((state) => state.language)
  const marker = useMarker(map, note.corners[0] ?? [0, 0], 'note-marker')
  const label = noteText(note.text)[language]
  return createPortal(
    <button
      type="button"
      className="note-button"
      aria-label={label}
      title={label}
      onClick={(event) => {
        event.stopPropagation()
        openNote(index)
      }}
    >
      <span className="map-label" data-turn={1} aria-hidden>
        {note.text}
      </span>
    </button>,
    marker.getElement(),
  )
}
