import type { Map as MapLibreMap } from 'maplibre-gl'
import { useEffect, useMemo, useRef } from 'react'
import { createPortal } from 'react-dom'
import type { CollectionId } from '../../data/collections.ts'
import type { LonLat } from '../../data/geometry.ts'
import type { NearestAnswer, NearestFeature, PassedOver } from '../../data/nearest.ts'
import { representativePoint } from '../form/feature-place.ts'
import { localisedName } from '../form/localised-name.ts'
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

/** Of the first to arrive; ranks go up to fifty. */
const TOP_Z_INDEX = 100

interface AnswerMarkersProps {
  map: MapLibreMap
  answer: NearestAnswer
  emphasised: string | null
}

/** Who arrives in which order, and who was nearer but could not be taken. */
const AnswerMarkers = ({ map, answer, emphasised }: AnswerMarkersProps) => {
  const { collection } = answer.query
  return (
    <>
      {answer.passedOver.map((passed) => (
        <PassedOverMarker key={passed.id} map={map} passed={passed} collection={collection} />
      ))}
      {answer.features.map((feature) => (
        <RankMarker
          key={feature.id}
          map={map}
          feature={feature}
          collection={collection}
          isEmphasised={feature.id === emphasised}
        />
      ))}
    </>
  )
}

interface RankMarkerProps {
  map: MapLibreMap
  feature: NearestFeature
  collection: CollectionId
  isEmphasised: boolean
}

const RankMarker = ({ map, feature, collection, isEmphasised }: RankMarkerProps) => {
  const language = useAppState((state) => state.language)
  const { id, geometry, properties } = feature
  const marker = useMarker(map, representativePoint(geometry), 'rank-marker')
  // where two lie on each other, the one that arrives first is on top
  useEffect(() => {
    marker.getElement().style.zIndex = String(TOP_Z_INDEX - properties.rank)
  }, [marker, properties.rank])
  const label = rankText(properties.rank, localisedName(properties, language))[language]
  return createPortal(
    <button
      type="button"
      className="rank-button"
      data-emphasised={isEmphasised}
      aria-label={label}
      title={label}
      onClick={(event) => {
        event.stopPropagation()
        changeState({ emphasisedId: id, selection: { collection, id } })
      }}
    >
      {properties.rank}
    </button>,
    marker.getElement(),
  )
}

interface PassedOverMarkerProps {
  map: MapLibreMap
  passed: PassedOver
  collection: CollectionId
}

const PassedOverMarker = ({ map, passed, collection }: PassedOverMarkerProps) => {
  const language = useAppState((state) => state.language)
  const marker = useMarker(map, representativePoint(passed.geometry), 'passed-marker')
  const reasons = passed.reasons.map(({ detail, detailZh }) =>
    language === 'zh' ? detailZh : detail,
  )
  const name = localisedName(passed, language)
  const label = [`${MAP_TEXTS.passedOver[language]}: ${name}`, ...reasons].join(' · ')
  return createPortal(
    <button
      type="button"
      className="passed-button"
      aria-label={label}
      title={label}
      onClick={(event) => {
        event.stopPropagation()
        changeState({ selection: { collection, id: passed.id } })
      }}
    />,
    marker.getElement(),
  )
}
