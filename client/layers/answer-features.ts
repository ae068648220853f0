/** The nearest answer as the map shows it: routes, and the box that holds all of it. */
import { type Bbox, bboxOfPlaces, type LonLat, positionsOf } from '../../data/geometry.ts'
import type { NearestAnswer } from '../../data/nearest.ts'
import { collection, feature } from './geojson.ts'

/** The resource whose route is emphasised: the one chosen, else the first to arrive. */
export const emphasisedOf = (answer: NearestAnswer, emphasisedId: string | null): string | null =>
  answer.features.find(({ id }) => id === emphasisedId)?.id ?? answer.features[0]?.id ?? null

export const routeShapes = ({ routes }: NearestAnswer, emphasised: string | null) =>
  collection(
    routes.features.map(({ geometry, properties: { featureId } }) =>
      feature(geometry, { isEmphasised: featureId === emphasised }),
    ),
  )

/** West, south, east, north round the place, the routes and all resources, passed over or not. */
export const answerBbox = (
  { features, passedOver, routes }: NearestAnswer,
  position: LonLat,
): Bbox => {
  const shown = [...features, ...passedOver, ...routes.features]
  return bboxOfPlaces([position, ...shown.flatMap(({ geometry }) => positionsOf(geometry))])
}
