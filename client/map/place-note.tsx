import { useEffect } from 'react'
import { takesText } from '../form/takes-text.ts'
import { changeState, useAppState } from '../state/app-state.ts'
import {
  beforeOf,
  forgetBefore,
  isTabOfPlaces,
  takePlaceBack,
  UNDO_MILLISECONDS,
  usePlaceOnMap,
} from '../state/place-on-map.ts'
import { MAP_TEXTS } from './map-texts.ts'

/** Says for a while that a place was set by hand on the map, and takes it back. */
export const PlaceNote = () => {
  const language = useAppState((state) => state.language)
  const isElsewhere = useAppState(({ panel }) => !isTabOfPlaces(panel))
  const note = usePlaceOnMap()
  const before = beforeOf(
    note,
    useAppState((state) => state.place),
  )
  const { sequence } = note
  const isShown = before !== null
  // biome-ignore lint/correctness/useExhaustiveDependencies: another place begins the time anew
  useEffect(() => {
    if (!isShown) return
    const timer = setTimeout(forgetBefore, UNDO_MILLISECONDS)
    const onKey = (event: KeyboardEvent): void => {
      const isUndo = event.key.toLowerCase() === 'z' && (event.ctrlKey || event.metaKey)
      if (!isUndo || event.shiftKey || takesText(event.target)) return
      event.preventDefault()
      takePlaceBack()
    }
    window.addEventListener('keydown', onKey)
    return () => {
      clearTimeout(timer)
      window.removeEventListener('keydown', onKey)
    }
  }, [isShown, sequence])
  return (
    <div className="place-note" role="status">
      {isShown && (
        <p className="row">
          <span>{MAP_TEXTS[before.place ? 'placeMoved' : 'placeSet'][language]}</span>
          {isElsewhere && (
            <button
              type="button"
              className="word-button target"
              onClick={() => {
                forgetBefore()
                changeState({ panel: 'nearest' })
              }}
            >
              {MAP_TEXTS.showNearest[language]}
            </button>
          )}
          <button
            type="button"
            className="word-button target"
            title="Ctrl+Z"
            aria-keyshortcuts="Control+Z"
            onClick={takePlaceBack}
          >
            {MAP_TEXTS.undo[language]}
          </button>
        </p>
      )}
    </div>
  )
}
