import type { Map as MapLibreMap } from 'maplibre-gl'
import { useEffect, useRef } from 'react'
import type { LonLat } from '../../data/geometry.ts'
import type { NearestAnswer } from '../../data/nearest.ts'
import { answerBbox, emphasisedOf, routeShapes } from '../layers/answer-features.ts'
import { useAppState } from '../state/app-state.ts'
import { useNearestAnswer, useNearestRequest } from '../state/nearest-answer.ts'
import { AnswerMarkers } from './answer-markers.tsx'
import { PlacePin } from './place-pin.tsx'
import { setSourceData } from './source-data.ts'
import { ROUTE_SOURCE } from './style/answer-layers.ts'
import { fitBox } from './use-camera.ts'

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
  useEffect(
    () => setSourceData(map, ROUTE_SOURCE, answer && routeShapes(answer, emphasised)),
    [map, answer, emphasised],
  )
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
