import type { Map as MapLibreMap } from 'maplibre-gl'
import { useEffect, useMemo, useRef } from 'react'
import { createPortal } from 'react-dom'
import type { Geometry, LonLat } from '../../data/geometry.ts'
import type { NearestAnswer, PassedOver } from '../../data/nearest.ts'
import { representativePoint } from '../form/feature-place.ts'
import { localisedName } from '../form/wording.ts'
import { answerBbox, emphasisedOf, routeShapes } from '../layers/answer-features.ts'
import { changeState, useAppState } from '../state/app-state.ts'
import { useNearestAnswer, useNearestRequest } from '../state/nearest-answer.ts'
import { useSourceData } from './geojson-layers.tsx'
import { MAP_TEXTS, rankText } from './map-texts.ts'
import { PlacePin } from './place-pin.tsx'
import { ROUTE_SOURCE } from './style/answer-layers.ts'
import { fitBox } from './use-camera.ts'
import { useMarker } from './use-marker.ts'

/** The place asked about with its answer: pin, routes, numbered and passed-over resources. */
export const AnswerLayer = ({ map }: { map: MapLibreMap }) => {
  const place = useAppState((state) => state.place)
  const emphasisedId = useAppState((state) => state.emphasisedId)
  const { data, isPlaceholderData, isError } = useNearestAnswer()
  // an answer about another place or to other conditions is not drawn as one to these
  // dispatchers choose places for goods: stations are not what they look for there
  const isAsked = useAppState(({ panel }) => panel !== 'dispatch' && panel !== 'hazards')
  const isAnswer = place !== null && isAsked && !isPlaceholderData && !isError
  const answer = isAnswer && data ? data : null
  const emphasised = answer && emphasisedOf(answer, emphasisedId)
  const routes = useMemo(() => answer && routeShapes(answer, emphasised), [answer, emphasised])
  useSourceData(map, ROUTE_SOURCE, routes)
  useFit(map, answer, place?.position ?? null)
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
      {answer.passedOver.map((passed) => (
        <AnswerMarker
          key={passed.id}
          map={map}
          geometry={passed.geometry}
          kind="passed"
          label={passedLabel(passed)}
          onOpen={() => changeState({ selection: { collection, id: passed.id } })}
        />
      ))}
      {answer.features.map(({ id, geometry, properties }) => (
        <AnswerMarker
          key={id}
          map={map}
          geometry={geometry}
          kind="rank"
          label={rankText(properties.rank, localisedName(properties, language))[language]}
          rank={properties.rank}
          isEmphasised={id === emphasised}
          onOpen={() => changeState({ emphasisedId: id, selection: { collection, id } })}
        />
      ))}
    </>
  )
}

/** Of the first to arrive; ranks go up to fifty. */
const TOP_Z_INDEX = 100

interface AnswerMarkerProps {
  map: MapLibreMap
  geometry: Geometry
  kind: 'passed' | 'rank'
  label: string
  rank?: number
  isEmphasised?: boolean
  onOpen: () => void
}

const AnswerMarker = (props: AnswerMarkerProps) => {
  const { map, geometry, kind, label, rank, isEmphasised, onOpen } = props
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
      aria-label={label}
      title={label}
      onClick={(event) => {
        event.stopPropagation()
        onOpen()
      }}
    >
      {rank}
    </button>,
    marker.getElement(),
  )
}
