import type { Map as MapLibreMap } from 'maplibre-gl'
import { type KeyboardEvent, useEffect, useMemo, useRef } from 'react'
import { createPortal } from 'react-dom'
import type { Bilingual, Language } from '../../data/bilingual.ts'
import { representativePoint } from '../../data/feature-place.ts'
import { bboxOfPlaces, type Geometry, type LonLat } from '../../data/geometry.ts'
import { type NearestAnswer, PASSED_OVER_REASONS, type PassedOver } from '../../data/nearest.ts'
import { coordinateText, durationText, localisedName } from '../../data/wording.ts'
import { answerBbox, emphasisedOf, routeShapes } from '../layers/answer-features.ts'
import { askAbout, changeState, type Place, placeName, useAppState } from '../state/app-state.ts'
import { useNearestAnswer, useNearestRequest } from '../state/nearest-answer.ts'
import { setPlaceOnMap } from '../state/place-on-map.ts'
import { useSourceData } from './geojson-layers.tsx'
import { useLabelSides } from './label-sides.ts'
import { MAP_TEXTS, rankText } from './map-texts.ts'
import { PassedSign } from './passed-sign.tsx'
import { stepFrom } from './step-by-key.ts'
import { ROUTE_SOURCE } from './style/answer-layers.ts'
import { fitBox } from './use-camera.ts'
import { useMarker } from './use-marker.ts'

/** The place asked about with its answer: pin, routes, numbered and passed-over resources. */
export const AnswerLayer = ({ map }: { map: MapLibreMap }) => {
  const place = useAppState((state) => state.place)
  const emphasisedId = useAppState(({ pointedId, emphasisedId: pinned }) => pointedId ?? pinned)
  const newest = useNearestAnswer()
  // dispatchers choose places for goods: stations are not what they look for there
  const isAsked = useAppState(({ panel }) => panel !== 'dispatch' && panel !== 'hazards')
  const answer = place !== null && isAsked ? newest : null
  const emphasised = answer && emphasisedOf(answer, emphasisedId)
  const routes = useMemo(() => answer && routeShapes(answer, emphasised), [answer, emphasised])
  useSourceData(map, ROUTE_SOURCE, routes)
  useFit(map, answer, place?.position ?? null)
  useBesideDrawer(map, answer, place?.position ?? null)
  const language = useAppState((state) => state.language)
  const display = useAppState((state) => state.display)
  const notes = useAppState((state) => state.notes)
  useLabelSides(map, [answer, place, language, display, emphasised, notes])
  return (
    <>
      {answer && <AnswerMarkers map={map} answer={answer} emphasised={emphasised} />}
      {place && <PlacePin map={map} place={place} />}
    </>
  )
}

/** Shows all of an answer once per question: a later refresh must not move the map again. */
const useFit = (map: MapLibreMap, answer: NearestAnswer | null, position: LonLat | null): void => {
  const request = useNearestRequest()
  const fitted = useRef<unknown>(null)
  useEffect(() => {
    if (answer === null || position === null || fitted.current === request) return
    fitted.current = request
    if (answer.features.length > 0) fitBox(map, answerBbox(answer, position))
  }, [map, answer, position, request])
}

/** The drawer has slid in by then. */
const DRAWER_MILLISECONDS = 400

/** For the words beside a marker. */
const ROOM_PIXELS = 90

/** A resource that is opened lies beside the drawer, with the place: as near as they were, or farther. */
const useBesideDrawer = (
  map: MapLibreMap,
  answer: NearestAnswer | null,
  position: LonLat | null,
): void => {
  const opened = useAppState(({ selection }) => selection?.id)
  const isAnswer = answer !== null
  const shown = useRef(answer)
  shown.current = answer
  const place = useRef(position)
  place.current = position
  useEffect(() => {
    if (opened === undefined || !isAnswer) return
    const timer = setTimeout(() => {
      const found = shown.current?.features.find(({ id }) => id === opened)
      if (!found || !place.current) return
      const ends = [place.current, representativePoint(found.geometry)]
      const drawer = document.querySelector('.feature-drawer')?.getBoundingClientRect()
      const { left, top } = map.getContainer().getBoundingClientRect()
      const isCovered = ends.some((end) => {
        const { x, y } = map.project([end[0], end[1]])
        return drawer && x + left + ROOM_PIXELS > drawer.left && y + top > drawer.top
      })
      if (isCovered) fitBox(map, bboxOfPlaces(ends), map.getZoom())
    }, DRAWER_MILLISECONDS)
    return () => clearTimeout(timer)
  }, [map, opened, isAnswer])
}

interface AnswerMarkersProps {
  map: MapLibreMap
  answer: NearestAnswer
  emphasised: string | null
}

/** Who arrives in which order, and who was nearer but could not be taken. */
const AnswerMarkers = ({ map, answer, emphasised }: AnswerMarkersProps) => {
  const language = useAppState((state) => state.language)
  const { collection } = answer.query
  const passedLabel = (passed: PassedOver): string =>
    [
      `${MAP_TEXTS.passedOver[language]}: ${localisedName(passed, language)}`,
      ...passed.reasons.map(({ detail, detailZh }) => (language === 'zh' ? detailZh : detail)),
    ].join(' · ')
  return (
    <>
      {answer.passedOver.slice(0, MOST_PASSED).map((passed) => (
        <AnswerMarker
          key={passed.id}
          map={map}
          geometry={passed.geometry}
          kind="passed"
          label={passedLabel(passed)}
          words={reasonWords(passed, language)}
          code={passed.reasons[0]?.code}
          onOpen={() => changeState({ selection: { collection, id: passed.id } })}
        />
      ))}
      {answer.features.map(({ id, geometry, properties }) => (
        <AnswerMarker
          key={id}
          map={map}
          geometry={geometry}
          kind="rank"
          label={`${rankText(properties.rank, localisedName(properties, language))[language]}${LISTED[language]}${durationText(properties.arrivalSeconds, language)}`}
          words={closeText(durationText(properties.arrivalSeconds, language), language)}
          rank={properties.rank}
          isEmphasised={id === emphasised}
          onOpen={() => changeState({ emphasisedId: id, selection: { collection, id } })}
        />
      ))}
    </>
  )
}

/** The nearest of them: a map crowded with hundreds shows nothing. */
const MOST_PASSED = 10
const LISTED: Bilingual = { zh: '，', en: ', ' }

/** Beside a number there is little room: "1分58秒". */
const closeText = (text: string, language: Language): string =>
  language === 'zh' ? text.replaceAll(' ', '') : text

const reasonWords = ({ reasons: [reason] }: PassedOver, language: Language): string =>
  reason ? PASSED_OVER_REASONS[reason.code][language] : ''

/** Of the first to arrive; ranks go up to fifty. */
const TOP_Z_INDEX = 100

/** The words of ranks find their side first. */
const LAST_TURN = 100

interface AnswerMarkerProps {
  map: MapLibreMap
  geometry: Geometry
  kind: 'passed' | 'rank'
  /** What it is called. */
  label: string
  /** What stands beside it; nothing at a passed-over one where there is no room. */
  words: string
  rank?: number
  /** Why it was passed over. */
  code?: string | undefined
  isEmphasised?: boolean
  onOpen: () => void
}

const AnswerMarker = (props: AnswerMarkerProps) => {
  const { map, geometry, kind, label, words, rank, code, isEmphasised, onOpen } = props
  const marker = useMarker(map, representativePoint(geometry), `${kind}-marker`)
  // where two lie on each other, the one that arrives first is on top
  useEffect(() => {
    if (rank !== undefined) marker.getElement().style.zIndex = String(TOP_Z_INDEX - rank)
  }, [marker, rank])
  return createPortal(
    <button
      type="button"
      className={`${kind}-button`}
      data-emphasised={isEmphasised}
      title={label}
      onClick={(event) => {
        event.stopPropagation()
        onOpen()
      }}
    >
      {rank ?? <PassedSign code={code} />}
      <span className="map-label" data-turn={rank ?? LAST_TURN} data-optional={rank === undefined}>
        {words}
      </span>
      <span className="visually-hidden">{label}</span>
    </button>,
    marker.getElement(),
  )
}

/** The place asked about: dragged by pointer, moved by arrow keys (with Shift in larger steps). */
const PlacePin = ({ map, place }: { map: MapLibreMap; place: Place }) => {
  const language = useAppState((state) => state.language)
  const marker = useMarker(map, place.position, 'place-pin', { anchor: 'bottom', draggable: true })
  useEffect(() => {
    const ask = (): void => {
      const { lng, lat } = marker.getLngLat()
      setPlaceOnMap([lng, lat])
    }
    marker.on('dragend', ask)
    return () => void marker.off('dragend', ask)
  }, [marker])
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = stepFrom(map, place.position, event)
    if (next === null) return
    event.preventDefault()
    event.stopPropagation()
    askAbout(next)
  }
  const name = placeName(place, language)
  const label = `${MAP_TEXTS.pin[language]}: ${name ?? coordinateText(place.position)}`
  return createPortal(
    <button type="button" className="pin-button" aria-label={label} onKeyDown={onKeyDown}>
      <svg viewBox="0 0 32 42" aria-hidden="true">
        <path
          className="pin-body"
          d="M16 1.5C8 1.5 2 7.5 2 15c0 9.5 11 20 14 25.5C19 35 30 24.5 30 15 30 7.5 24 1.5 16 1.5Z"
        />
        <path className="pin-mark" d="M14 8h4v9h-4Zm0 11.5h4v4h-4Z" />
      </svg>
      {name !== null && (
        <span className="map-label" data-turn={0} aria-hidden>
          {name}
        </span>
      )}
    </button>,
    marker.getElement(),
  )
}
